"""Versions of a form that its owner wrote; those of the release stand in files beside their kind."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN


class FormVersion(models.Model):
    """A form from a day on. texts: {language: template}. Rows are added; only `valid_to` is ever set later."""

    CLASSES = {
        "id": OPEN,
        "kind": OPEN,
        "number": OPEN,
        "texts": OPEN,
        "valid_from": OPEN,
        "valid_to": OPEN,
        "note": OPEN,
        "account": INTERNAL,
        "at": OPEN,
    }

    kind = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    texts = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    note = models.CharField(max_length=300)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="documents_form_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="documents_form_period"
            ),
        ]
