"""Conversations: who came when, about what, who listened, what came of it. Never who it was."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.kernel.classify import INTERNAL, PERSONAL
from senim.kernel.fields import KeyField, among
from senim.reception.domain import CameOf, Matter, Way
from senim.reception.models.bookings import Booking
from senim.reception.models.desks import Desk, Trip


class Talk(models.Model):
    """Somebody came and was heard: at a desk or on the road, at a booked time or without one.

    It is written once. Where somebody else must act, `appeal` is what was registered for the visitor in the same
    transaction, and a body that is asked answers there: nothing is entered twice, and the answer is read from it.
    matter, came_of: empty where only the arrival was noted. token: of the form, against a second press.
    """

    CLASSES = {
        "id": INTERNAL,
        "token": INTERNAL,
        "desk": INTERNAL,
        "trip": INTERNAL,
        "booking": INTERNAL,
        "post": INTERNAL,
        "account": INTERNAL,
        "area_path": INTERNAL,
        "arrived_at": INTERNAL,
        "entered_at": INTERNAL,
        "way": INTERNAL,
        "matter": INTERNAL,
        "sitting": INTERNAL,
        "asked": PERSONAL,
        "said": PERSONAL,
        "came_of": INTERNAL,
        "appeal": INTERNAL,
        "invented": INTERNAL,
    }

    token = models.CharField(max_length=64, unique=True)
    desk = models.ForeignKey(Desk, null=True, on_delete=models.PROTECT, related_name="talks", db_index=False)
    trip = models.ForeignKey(Trip, null=True, on_delete=models.PROTECT, related_name="talks")
    booking = models.OneToOneField(Booking, null=True, on_delete=models.PROTECT, related_name="talk")
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120, default="", blank=True)
    arrived_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    way = models.CharField(max_length=8, default=Way.WALK_IN.value)
    matter = models.CharField(max_length=12, default="", blank=True)
    sitting = models.JSONField(default=list, blank=True)
    asked = models.TextField(default="", blank=True)
    said = models.TextField(default="", blank=True)
    came_of = models.CharField(max_length=10, default="", blank=True)
    appeal = models.ForeignKey("appeals.Appeal", null=True, on_delete=models.PROTECT, related_name="+")
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["area_path", "arrived_at"], name="talk_by_area"),
            models.Index(fields=["desk", "arrived_at"], name="talk_by_desk"),
            models.Index(fields=["post", "arrived_at"], name="talk_by_post"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(desk__isnull=True, trip__isnull=False) | Q(desk__isnull=False, trip__isnull=True),
                name="talk_at_one_place",
            ),
            models.CheckConstraint(condition=among(Way, "way"), name="talk_way_known"),
            models.CheckConstraint(condition=among(Matter, "matter") | Q(matter=""), name="talk_matter_known"),
            models.CheckConstraint(condition=among(CameOf, "came_of") | Q(came_of=""), name="talk_came_of_known"),
            models.CheckConstraint(
                condition=~Q(came_of__in=["sent_on", "taken_up"]) | Q(appeal__isnull=False),
                name="talk_goes_on_somewhere",
            ),
        ]
