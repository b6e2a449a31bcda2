"""Sessions: agenda, materials, who was there, the minutes and what was mended in them afterwards."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.clock import local
from senim.kernel.fields import among
from senim.partnership.domain import ItemOutcome, SessionState
from senim.partnership.models.bodies import Body, Member


class Session(models.Model):
    """A session of a body. entitled, present, needed: the count of its day, kept when attendance is noted."""

    CLASSES = {
        "id": OPEN,
        "body": OPEN,
        "number": OPEN,
        "starts_at": OPEN,
        "place": OPEN,
        "state": OPEN,
        "entitled": OPEN,
        "present": OPEN,
        "needed": OPEN,
        "guests": INTERNAL,
        "chaired_by": INTERNAL,
        "kept_by": INTERNAL,
        "reason": INTERNAL,
        "planned_at": INTERNAL,
        "closed_at": OPEN,
        "closed_by": INTERNAL,
    }

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=SessionState.PLANNED.value)
    entitled = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    needed = models.PositiveSmallIntegerField(null=True)
    guests = models.TextField(default="", blank=True)
    chaired_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    #: Why it was called off.
    reason = models.CharField(max_length=300, default="", blank=True)
    planned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["body", "-starts_at"], name="partner_session_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="partner_session_number"),
            models.CheckConstraint(condition=among(SessionState, "state"), name="partner_session_state"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "cancelled"]) | Q(present__isnull=False, needed__isnull=False),
                name="partner_session_counted",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed"), name="partner_session_closed"
            ),
        ]

    @property
    def day(self) -> date:
        """The day in Kazakhstan."""
        return local(self.starts_at).date()

    @property
    def quorate(self) -> bool:
        return self.present is not None and self.needed is not None and self.present >= self.needed

    @property
    def is_closed(self) -> bool:
        return self.state == SessionState.CLOSED


class Item(models.Model):
    """An item of the agenda. problem_number: the file that it is about, where there is one."""

    CLASSES = {
        "id": OPEN,
        "session": OPEN,
        "number": OPEN,
        "title": OPEN,
        "text": INTERNAL,
        "reporter": INTERNAL,
        "problem_number": OPEN,
        "heard": INTERNAL,
        "outcome": OPEN,
        "brought_by": INTERNAL,
    }

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(default="", blank=True)
    reporter = models.CharField(max_length=200, default="", blank=True)
    problem_number = models.CharField(max_length=20, default="", blank=True)
    #: What was said: the minutes of this item.
    heard = models.TextField(default="", blank=True)
    outcome = models.CharField(max_length=10, default=ItemOutcome.OPEN.value)
    brought_by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["problem_number"], name="partner_item_by_problem")]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="partner_item_number"),
            models.CheckConstraint(condition=among(ItemOutcome, "outcome"), name="partner_item_outcome"),
        ]


class Material(models.Model):
    """What the members read before: a file or a link."""

    CLASSES = {
        "id": INTERNAL,
        "item": INTERNAL,
        "title": INTERNAL,
        "file": INTERNAL,
        "link": INTERNAL,
        "added_at": INTERNAL,
    }

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(max_length=200)
    file = models.ForeignKey("kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    link = models.CharField(max_length=500, default="", blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(file__isnull=False) ^ ~Q(link=""), name="partner_material_one"),
        ]


class Attendance(models.Model):
    """Whether an entitled member was there, and what was said about an absence."""

    CLASSES = {"id": INTERNAL, "session": INTERNAL, "member": INTERNAL, "present": INTERNAL}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendance")
    present = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="partner_attendance_once")]


class Correction(models.Model):
    """A mistake in closed minutes, mended beside the text, which stays."""

    CLASSES = {"id": INTERNAL, "session": INTERNAL, "text": INTERNAL, "at": INTERNAL, "by": INTERNAL}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")
