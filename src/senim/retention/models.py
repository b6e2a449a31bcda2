"""Tables of the life of data: what has gone by which rule, who holds what, who asked for what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, SECRET
from senim.kernel.fields import KeyField, among
from senim.retention.domain import State, Wish


class Pass(models.Model):
    """How far the purge of one rule has come today, and what the last look counted. One row for each rule.

    cursor: the last record that was looked at; a process that is killed goes on from there. due: over and still there;
    waits: their time is not over; no_clock: it has not begun; next_on: when the next is over.
    """

    CLASSES = dict.fromkeys(
        ("rule", "day", "cursor", "gone", "started_at", "ended_at", "due", "waits", "no_clock", "next_on",
         "counted_at"),
        INTERNAL,
    )

    rule = models.CharField(max_length=60, primary_key=True)
    day = models.DateField(null=True)
    cursor = models.BigIntegerField(default=0)
    gone = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    due = models.PositiveBigIntegerField(default=0)
    waits = models.PositiveBigIntegerField(default=0)
    no_clock = models.PositiveBigIntegerField(default=0)
    next_on = models.DateField(null=True)
    counted_at = models.DateTimeField(null=True)


class Going(models.Model):
    """Records that went together: by which rule in which wording, when, how many. Rows are only ever added.

    digest: SHA-256 over the tombstones; the audit log has it too, so that a tombstone that is changed, added or taken
    away is seen. request: the wish of a person that it followed, None where their time was over.
    """

    CLASSES = dict.fromkeys(("id", "rule", "term", "at", "rows", "digest", "request"), INTERNAL)

    rule = models.CharField(max_length=60)
    term = models.CharField(max_length=8)
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    request = models.ForeignKey("retention.Request", null=True, on_delete=models.PROTECT, related_name="goings")

    class Meta:
        indexes = [models.Index(fields=["rule", "-at"], name="retention_going_rule")]


class Tombstone(models.Model):
    """One record that went: which kind (by its rule) and which key. Nothing of what it said. Only ever added."""

    CLASSES = dict.fromkeys(("id", "going", "rule", "subject"), INTERNAL)

    going = models.ForeignKey(Going, on_delete=models.PROTECT, related_name="tombstones")
    rule = models.CharField(max_length=60)
    subject = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "subject"], name="retention_goes_once")]


class Hold(models.Model):
    """Somebody named holds records past their time, with a reason, on a ground, until a day."""

    CLASSES = dict.fromkeys(
        ("id", "reason", "ground", "area_path", "placed_by", "placed_at", "ends_on", "lifted_by", "lifted_at", "about"),
        INTERNAL,
    )

    #: What it is about in words of the house: "appeals.matter 17".
    about = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    #: The paper that asks for it: its number and day.
    ground = models.CharField(max_length=200)
    area_path = KeyField(max_length=120, default="", blank=True)
    placed_by = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    ends_on = models.DateField()
    lifted_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(ground=""), name="retention_hold_said"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | Q(lifted_at__isnull=False), name="retention_hold_lifted"),
        ]


class HeldRecord(models.Model):
    """One record under a hold."""

    CLASSES = dict.fromkeys(("id", "hold", "rule", "subject"), INTERNAL)

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="records")
    rule = models.CharField(max_length=60)
    subject = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["rule", "subject"], name="retention_held")]
        constraints = [models.UniqueConstraint(fields=["hold", "rule", "subject"], name="retention_held_once")]


class Request(models.Model):
    """A person's wish to be told what is held, or to have it erased. It names nobody: it lists records.

    refs: [[rule, key], ...], emptied a while after the end. counts: {rule: number}, what the pages show. outcome: of an
    erasure, {rule: [gone, kept]}. by_code: the person showed a code of the own; otherwise somebody of the staff looked
    at a document, and `checked` says at which.
    """

    CLASSES = {
        **dict.fromkeys(
            ("id", "number", "wish", "state", "refs", "counts", "outcome", "by_code", "checked", "area_path",
             "asked_at", "due_on", "asked_by", "grant", "words", "proposed_by", "proposed_at", "confirmed_by",
             "ended_at", "told_at", "language"),
            INTERNAL,
        ),
        "secret_hash": SECRET,
    }

    number = models.CharField(max_length=11, unique=True)
    wish = models.CharField(max_length=8)
    state = models.CharField(max_length=8, default=State.ASKED.value)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    refs = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    by_code = models.BooleanField()
    checked = models.CharField(max_length=200, default="", blank=True)
    area_path = KeyField(max_length=120, default="", blank=True)
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    asked_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    grant = models.BooleanField(null=True)
    words = models.CharField(max_length=500, default="", blank=True)
    proposed_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    #: When the person first opened the copy.
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_path", "due_on"], name="retention_request_area")]
        constraints = [
            models.CheckConstraint(condition=among(Wish, "wish"), name="retention_wish_known"),
            models.CheckConstraint(condition=among(State, "state"), name="retention_state_known"),
            # Four eyes, kept by the database: whoever confirms is not whoever proposed.
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (Q(proposed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                name="retention_four_eyes",
            ),
        ]
