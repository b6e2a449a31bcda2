"""An audit of a place on the spot: ten headings, by day or by night, with a photo and an owner."""

from django.db import models

from senim.kernel.classify import INTERNAL
from senim.kernel.fields import among
from senim.problems.catalogue import HEADINGS, PLACES
from senim.problems.domain import Light, Mark
from senim.problems.models.file import Problem


class Audit(models.Model):
    """One walk: which place, of what kind, in which light."""

    CLASSES = {
        "id": INTERNAL,
        "problem": INTERNAL,
        "place_kind": INTERNAL,
        "place": INTERNAL,
        "light": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="audits")
    place_kind = models.CharField(max_length=12)
    place = models.CharField(max_length=300)
    light = models.CharField(max_length=5)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(PLACES, "place_kind"), name="problem_audit_place_known"),
            models.CheckConstraint(condition=among(Light, "light"), name="problem_audit_light_known"),
        ]


class AuditItem(models.Model):
    """What was seen under one heading, and who owns what has to change."""

    CLASSES = {
        "id": INTERNAL,
        "audit": INTERNAL,
        "heading": INTERNAL,
        "mark": INTERNAL,
        "text": INTERNAL,
        "photo": INTERNAL,
        "owner": INTERNAL,
        "at": INTERNAL,
        "account_id": INTERNAL,
    }

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="items", db_index=False)
    heading = models.CharField(max_length=12)
    mark = models.CharField(max_length=8)
    text = models.CharField(max_length=1000, default="", blank=True)
    photo = models.ForeignKey(
        "kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey("appeals.Body", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(HEADINGS, "heading"), name="problem_heading_known"),
            models.CheckConstraint(condition=among(Mark, "mark"), name="problem_mark_known"),
            models.UniqueConstraint(fields=["audit", "heading"], name="problem_heading_once"),
        ]
