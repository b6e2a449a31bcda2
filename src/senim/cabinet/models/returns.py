"""Operations, and the returns that were confirmed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.cabinet.domain import Period
from senim.kernel.classify import INTERNAL
from senim.kernel.fields import KeyField, among


class Operation(models.Model):
    """A period in which visits of some kinds are counted. Its return is a saved filter: nobody types a number.

    purposes, outcomes: codes that count; empty: all. marked_only: only visits that the officer put under it.
    """

    CLASSES = {
        "id": INTERNAL,
        "name_kk": INTERNAL,
        "name_ru": INTERNAL,
        "name_en": INTERNAL,
        "area": INTERNAL,
        "area_path": INTERNAL,
        "since": INTERNAL,
        "until": INTERNAL,
        "due_on": INTERNAL,
        "purposes": INTERNAL,
        "outcomes": INTERNAL,
        "marked_only": INTERNAL,
        "post": INTERNAL,
        "account": INTERNAL,
        "defined_at": INTERNAL,
    }

    name_kk = models.CharField(max_length=160)
    name_ru = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    due_on = models.DateField()
    purposes = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    marked_only = models.BooleanField(default=False)
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    defined_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["due_on", "area_path"], name="cabinet_operation_due")]
        constraints = [
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="cabinet_operation_period"),
            models.CheckConstraint(condition=Q(due_on__gte=F("until")), name="cabinet_operation_deadline"),
        ]


class Return(models.Model):
    """A return that an officer confirmed: the counts as they stood, with their definition. Never changed."""

    CLASSES = {
        "id": INTERNAL,
        "kind": INTERNAL,
        "operation": INTERNAL,
        "month": INTERNAL,
        "post": INTERNAL,
        "account": INTERNAL,
        "n": INTERNAL,
        "figures": INTERNAL,
        "confirmed_at": INTERNAL,
    }

    kind = models.CharField(max_length=10)
    operation = models.ForeignKey(Operation, null=True, on_delete=models.PROTECT, related_name="returns")
    month = models.DateField(null=True)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    n = models.PositiveIntegerField()
    figures = models.JSONField()
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(Period, "kind"), name="cabinet_return_kind"),
            models.CheckConstraint(
                condition=Q(kind="operation", operation__isnull=False, month__isnull=True)
                | Q(kind="month", operation__isnull=True, month__isnull=False),
                name="cabinet_return_of_one",
            ),
            models.UniqueConstraint(
                fields=["operation", "post"], condition=Q(kind="operation"), name="cabinet_return_operation_once"
            ),
            models.UniqueConstraint(
                fields=["month", "post"], condition=Q(kind="month"), name="cabinet_return_month_once"
            ),
        ]
