"""The quarterly report of a beat to its residents."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.cabinet.domain import ReportState
from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField, among


class Report(models.Model):
    """What was written, and the figures as they stood when it was signed. texts: {language: {part: words}}.

    published: the figures and texts that everyone reads; writing goes on beside them and replaces them when it is
    signed again (`version` counts the signatures). `edits` counts the savings, so that two who write are told.
    """

    CLASSES = {
        "id": OPEN,
        "area": OPEN,
        "area_path": OPEN,
        "year": OPEN,
        "quarter": OPEN,
        "state": OPEN,
        "texts": INTERNAL,
        "edits": INTERNAL,
        "edited_at": INTERNAL,
        "edited_by": INTERNAL,
        "published": OPEN,
        "version": OPEN,
        "signed_by": OPEN,
        "signed_post": OPEN,
        "signed_at": OPEN,
    }

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=ReportState.DRAFT)
    texts = models.JSONField(default=dict)
    edits = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    published = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=0)
    signed_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signed_post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "quarter"], name="cabinet_report_once"),
            models.CheckConstraint(condition=among(ReportState, "state"), name="cabinet_report_state"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="cabinet_report_quarter"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(signed_at__isnull=False, signed_post__isnull=False),
                name="cabinet_report_signed",
            ),
        ]


class ReportFile(models.Model):
    """A published report as PDF in one language."""

    CLASSES = {"id": OPEN, "report": OPEN, "version": OPEN, "language": OPEN, "content": OPEN}

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "version", "language"], name="cabinet_report_file_once")
        ]
