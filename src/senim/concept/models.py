"""What bodies report on the measures of the plan. The plan itself is data of the release (`data/`), not rows."""

from __future__ import annotations

from django.db import models

from senim.concept.domain import Said
from senim.kernel.classify import INTERNAL
from senim.kernel.fields import KeyField


class Report(models.Model):
    """What a body said of a measure at a point, once. Lines are added and never changed: the last one of a body counts.

    measure: "4.4"; point: "4.4/2/2025-H1"; body: the code of bodies.toml.
    """

    CLASSES = {
        "id": INTERNAL,
        "measure": INTERNAL,
        "point": INTERNAL,
        "body": INTERNAL,
        "said": INTERNAL,
        "words": INTERNAL,
        "link": INTERNAL,
        "file": INTERNAL,
        "at": INTERNAL,
        "by": INTERNAL,
    }

    measure = KeyField(max_length=6)
    point = KeyField(max_length=24)
    body = KeyField(max_length=24)
    said = models.CharField(max_length=6)
    words = models.TextField()
    link = models.CharField(max_length=500, blank=True, default="")
    file = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["measure", "at"], name="concept_report_of_measure")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(said__in=[one.value for one in Said]), name="concept_report_said"
            ),
            models.CheckConstraint(
                condition=~models.Q(said=Said.DONE.value) | ~models.Q(link="") | models.Q(file__isnull=False),
                name="concept_report_evidence",
            ),
        ]
