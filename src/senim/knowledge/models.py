"""Tables: procedures, their versions, and runs with the time of each tick."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField
from senim.knowledge.domain import Group, State


class Procedure(models.Model):
    """A procedure by its code ("fire"). Its text stands in its versions; this row is what writers lock."""

    CLASSES = {"id": OPEN, "code": OPEN, "group": OPEN, "order": OPEN}

    code = KeyField(max_length=40, unique=True)
    group = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(group__in=[one.value for one in Group]), name="knowledge_procedure_group"
            )
        ]


class Version(models.Model):
    """One text of a procedure (`domain.Text` as JSON). What was approved is never changed, only ended.

    edits: how often a draft was kept: two who write at once are told of each other. authors: accounts that wrote it.
    """

    CLASSES = {
        "id": INTERNAL,
        "procedure": OPEN,
        "number": OPEN,
        "body": OPEN,
        "digest": OPEN,
        "shipped": OPEN,
        "state": INTERNAL,
        "is_public": OPEN,
        "valid_from": OPEN,
        "valid_to": OPEN,
        "ended_why": OPEN,
        "edits": INTERNAL,
        "authors": INTERNAL,
        "made_at": INTERNAL,
        "edited_at": INTERNAL,
        "edited_by": INTERNAL,
        "sent_at": INTERNAL,
        "approved_at": INTERNAL,
        "approved_by": INTERNAL,
        "returned": INTERNAL,
    }

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    shipped = models.BooleanField(default=False)
    state = models.CharField(max_length=8)
    is_public = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    ended_why = models.CharField(max_length=300, default="", blank=True)
    edits = models.PositiveSmallIntegerField(default=0)
    authors = models.JSONField(default=list)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sent_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    returned = models.CharField(max_length=600, default="", blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="knowledge_version_once"),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state__in=[State.DRAFT.value, State.WAITING.value]),
                name="knowledge_one_open_version",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="knowledge_version_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED.value) | Q(valid_from__isnull=False, approved_at__isnull=False),
                name="knowledge_approved_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | (Q(valid_to__gte=F("valid_from")) & ~Q(ended_why="")),
                name="knowledge_end_whole",
            ),
        ]


class Run(models.Model):
    """A procedure that somebody went through, with the version that was ticked. No person is named in any field.

    token: of the page or the device, so that the second sending finds the first. started_at, ended_at: as far as the
    true time is known; told_start, told_end: what the device's own clock said, where it was off. off_seconds: how far
    that clock ran ahead. about: the key of a duty, or nothing. marks: what is odd, codes of `domain.Mark`. strange:
    ticks of steps that the version does not have, {step: time}.
    """

    CLASSES = {
        "id": INTERNAL,
        "token": INTERNAL,
        "version": INTERNAL,
        "post": INTERNAL,
        "account": INTERNAL,
        "area_path": INTERNAL,
        "started_at": INTERNAL,
        "ended_at": INTERNAL,
        "told_start": INTERNAL,
        "told_end": INTERNAL,
        "off_seconds": INTERNAL,
        "arrived_at": INTERNAL,
        "offline": INTERNAL,
        "about": INTERNAL,
        "place": PERSONAL,
        "words": PERSONAL,
        "why_open": PERSONAL,
        "marks": INTERNAL,
        "strange": INTERNAL,
        "invented": INTERNAL,
    }

    token = models.CharField(max_length=64, unique=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="runs")
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_start = models.DateTimeField(null=True)
    told_end = models.DateTimeField(null=True)
    off_seconds = models.IntegerField(default=0)
    arrived_at = models.DateTimeField()
    offline = models.BooleanField(default=False)
    about = KeyField(max_length=60, default="", blank=True)
    place = models.CharField(max_length=300, default="", blank=True)
    words = models.CharField(max_length=2000, default="", blank=True)
    why_open = models.CharField(max_length=600, default="", blank=True)
    marks = models.JSONField(default=list)
    strange = models.JSONField(default=dict)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["account", "started_at"], name="knowledge_run_account"),
            models.Index(fields=["post", "started_at"], name="knowledge_run_post"),
            models.Index(fields=["area_path", "started_at"], name="knowledge_run_area"),
        ]


class Tick(models.Model):
    """A step that was ticked, and when; taken back is kept too. told_at: what the device's clock said, if off."""

    CLASSES = {
        "id": INTERNAL,
        "run": INTERNAL,
        "step": INTERNAL,
        "at": INTERNAL,
        "told_at": INTERNAL,
        "off_at": INTERNAL,
    }

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="ticks", db_index=False)
    step = KeyField(max_length=40)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["run", "at"], name="knowledge_tick_run")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "step"], condition=Q(off_at__isnull=True), name="knowledge_tick_once"
            )
        ]
