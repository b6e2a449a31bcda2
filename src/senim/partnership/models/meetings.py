"""Meetings with residents, and the questions that were asked there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField, among
from senim.partnership.domain import MeetingState


class Meeting(models.Model):
    """A meeting with residents of an area. What stands here but the post is shown to everyone."""

    CLASSES = {
        "id": OPEN,
        "area": OPEN,
        "area_path": OPEN,
        "starts_at": OPEN,
        "place": OPEN,
        "topic": OPEN,
        "state": OPEN,
        "host": OPEN,
        "residents": OPEN,
        "told": OPEN,
        "reason": OPEN,
        "announced_at": INTERNAL,
        "held_at": INTERNAL,
    }

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    topic = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default=MeetingState.PLANNED.value)
    host = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    #: How many residents came.
    residents = models.PositiveIntegerField(null=True)
    #: What was told there, in words for everyone.
    told = models.TextField(default="", blank=True)
    #: Why it was called off.
    reason = models.CharField(max_length=300, default="", blank=True)
    announced_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_path", "starts_at"], name="partner_meeting_by_area")]
        constraints = [
            models.CheckConstraint(condition=among(MeetingState, "state"), name="partner_meeting_state"),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(residents__isnull=False), name="partner_meeting_counted"
            ),
        ]


class Question(models.Model):
    """A question of a resident. `asked` is as it was; everyone sees `public_text` and the published answer."""

    CLASSES = {
        "id": OPEN,
        "meeting": OPEN,
        "number": OPEN,
        "asked": PERSONAL,
        "public_text": OPEN,
        "answer": OPEN,
        "answered_at": OPEN,
        "answered_by": INTERNAL,
        "published_at": OPEN,
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    asked = models.TextField()
    public_text = models.TextField(default="", blank=True)
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="partner_question_number"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(answered_at__isnull=False), name="partner_question_answered"
            ),
        ]
