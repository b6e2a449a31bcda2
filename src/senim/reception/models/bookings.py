"""Booked times and what happened to them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.kernel.fields import KeyField, among
from senim.reception.domain import BookingState
from senim.reception.models.desks import Desk


class Booking(models.Model):
    """A place in a time of reception. Who holds its code reads, moves and cancels it; no account stands behind it.

    seat: from 0; a seat of a time is given once, and the database keeps it so: of two who take the last place at one
    moment one gets it. post: who receives (of a point: the post that answers for it then). contact_mark: a keyed
    commitment to the contact, so that one contact holds one time at a desk. told: the account that was last named as
    the one who receives. stranded_at: since when nobody is there to receive at that time.
    """

    CLASSES = {
        "id": INTERNAL,
        "desk": INTERNAL,
        "post": INTERNAL,
        "area_path": INTERNAL,
        "starts_at": INTERNAL,
        "ends_at": INTERNAL,
        "seat": INTERNAL,
        "state": INTERNAL,
        "secret_hash": SECRET,
        "name": PERSONAL,
        "phone": PERSONAL,
        "email": PERSONAL,
        "topic": PERSONAL,
        "language": INTERNAL,
        "contact_mark": INTERNAL,
        "told": INTERNAL,
        "stranded_at": INTERNAL,
        "reminded_at": INTERNAL,
        "moves": INTERNAL,
        "booked_at": INTERNAL,
        "closed_at": INTERNAL,
        "invented": INTERNAL,
    }

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="bookings", db_index=False)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120, default="", blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=BookingState.BOOKED.value)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    name = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=20, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    topic = models.CharField(max_length=200, default="", blank=True)
    language = models.CharField(max_length=2)
    contact_mark = models.CharField(max_length=64, default="", blank=True)
    told = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    stranded_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    moves = models.PositiveSmallIntegerField(default=0)
    booked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["post", "starts_at"], name="booking_by_post"),
            models.Index(fields=["starts_at"], name="booking_to_come", condition=Q(state="booked")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "starts_at", "seat"], condition=Q(state="booked"), name="booking_one_a_seat"
            ),
            models.UniqueConstraint(
                fields=["desk", "contact_mark"],
                condition=Q(state="booked") & ~Q(contact_mark=""),
                name="booking_one_a_contact",
            ),
            models.CheckConstraint(condition=among(BookingState, "state"), name="booking_state_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_period"),
        ]


class Step(models.Model):
    """What happened to a booking, in order. Rows are only added. data: times and posts, never a name."""

    CLASSES = dict.fromkeys(("id", "booking", "what", "at", "actor_kind", "account", "data"), INTERNAL)

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    data = models.JSONField(default=dict)
