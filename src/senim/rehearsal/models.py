"""A change, its rehearsal, and who applied it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL
from senim.kernel.fields import KeyField, among
from senim.rehearsal.domain import Matter, State


class Change(models.Model):
    """A change of boundaries, of who serves or of a rule: drawn up by one person, rehearsed, applied by another.

    what: see `acting`; result: see `reckoning.rehearse`. Both name areas, posts and squares of ground, never an appeal
    or an applicant. stamp: what the rehearsal stood on. before: what stood until it was applied, for its undoing.
    """

    CLASSES = dict.fromkeys(
        (
            "id", "matter", "area", "area_path", "what", "content", "file_name", "starts_on", "since", "until",
            "reason", "holes_meant", "state", "progress", "result", "stamp", "before", "undoes", "proposal", "by",
            "post", "asked_at", "rehearsed_at", "applied_by", "applied_post", "applied_at",
        ),
        INTERNAL,
    )

    matter = models.CharField(max_length=12)
    #: None for rules: they hold everywhere.
    area = models.ForeignKey("territory.Area", null=True, on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120, default="", blank=True)
    what = models.JSONField(default=dict)
    #: The file of boundaries as it was brought.
    content = models.TextField(default="", blank=True)
    file_name = models.CharField(max_length=200, default="", blank=True)
    starts_on = models.DateField()
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=500)
    holes_meant = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=State.QUEUED)
    progress = models.FloatField(default=0)
    result = models.JSONField(null=True)
    stamp = models.JSONField(null=True)
    before = models.JSONField(null=True)
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="undoings")
    proposal = models.ForeignKey("workload.Proposal", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.BigIntegerField(null=True)
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    rehearsed_at = models.DateTimeField(null=True)
    applied_by = models.BigIntegerField(null=True)
    applied_post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_path", "-asked_at"], name="rehearsal_by_area")]
        constraints = [
            models.CheckConstraint(condition=among(Matter, "matter"), name="rehearsal_matter"),
            models.CheckConstraint(condition=among(State, "state"), name="rehearsal_state"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="rehearsal_period"),
            models.CheckConstraint(
                condition=Q(applied_by__isnull=True) | Q(by__isnull=True) | ~Q(applied_by=F("by")),
                name="rehearsal_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["undoes"], condition=~Q(state__in=["withdrawn"]), name="rehearsal_one_undoing"),
        ]
