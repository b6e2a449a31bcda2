"""Tables of gatherings: what is planned and held, which officers were there, what was promised."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.gatherings.domain import Kind, PromiseState, State
from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField


def _among(field: str, values: type) -> Q:
    return Q(**{f"{field}__in": [str(one) for one in values]})  # type: ignore[attr-defined]


class Gathering(models.Model):
    """An open day, a police hour, a hearing, a course or a briefing. What residents may read has no name in it."""

    CLASSES = {
        **dict.fromkeys(
            ("id", "kind", "area", "area_path", "starts_at", "place", "theme", "state", "is_open", "residents", "asked",
             "told", "reason", "first_at"), OPEN),
        **dict.fromkeys(("host", "hours", "announced_at", "held_at"), INTERNAL),
    }

    kind = models.CharField(max_length=12)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120)
    starts_at = models.DateTimeField()
    #: For which moment it was announced first.
    first_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    theme = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default=State.PLANNED)
    #: Whether residents see it.
    is_open = models.BooleanField(default=False)
    host = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveSmallIntegerField(null=True)
    residents = models.PositiveIntegerField(null=True)
    asked = models.TextField(default="", blank=True)
    told = models.TextField(default="", blank=True)
    reason = models.CharField(max_length=300, default="", blank=True)
    announced_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_path", "starts_at"], name="gathering_by_area")]
        constraints = [
            models.CheckConstraint(condition=_among("kind", Kind), name="gathering_kind"),
            models.CheckConstraint(condition=_among("state", State), name="gathering_state"),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(kind__in=["training", "briefing"]) | Q(residents__isnull=False),
                name="gathering_counted"),
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(kind__in=["training", "briefing"]), name="gathering_officers_closed"),
        ]


class Attendance(models.Model):
    """An officer who was at a course or a briefing."""

    CLASSES = {"id": INTERNAL, "gathering": INTERNAL, "account": PERSONAL}

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="attendances")
    account = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "account"], name="gathering_attended_once")]


class Promise(models.Model):
    """What was promised to residents, at a gathering or at a meeting of the partnership, and what came of it.

    first_due_on never changes: a promise that was moved says so.
    """

    CLASSES = {
        **dict.fromkeys(
            ("id", "gathering", "meeting", "area_path", "words", "due_on", "first_due_on", "state", "outcome",
             "ended_on", "made_on"), OPEN),
        **dict.fromkeys(("post", "by"), INTERNAL),
    }

    gathering = models.ForeignKey(Gathering, null=True, on_delete=models.PROTECT, related_name="promises")
    #: The number of a meeting with residents, which the partnership keeps.
    meeting = models.PositiveBigIntegerField(null=True)
    area_path = KeyField(max_length=120)
    words = models.CharField(max_length=300)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    due_on = models.DateField()
    first_due_on = models.DateField()
    state = models.CharField(max_length=10, default=PromiseState.OPEN)
    #: What was done, or why it will not be or is later; residents read it.
    outcome = models.CharField(max_length=300, default="", blank=True)
    ended_on = models.DateField(null=True)
    by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area_path", "due_on"], name="promise_by_area"),
            models.Index(fields=["meeting"], name="promise_by_meeting"),
        ]
        constraints = [
            models.CheckConstraint(condition=_among("state", PromiseState), name="promise_state"),
            models.CheckConstraint(
                condition=Q(gathering__isnull=True, meeting__isnull=False)
                | Q(gathering__isnull=False, meeting__isnull=True), name="promise_of_one"),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True) | ~Q(state="open") & Q(ended_on__isnull=False),
                name="promise_ended"),
        ]
