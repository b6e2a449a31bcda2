"""Where residents are received: at a post, at a point, on the road."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField, among
from senim.reception.domain import CAPACITY, MINUTES, TripState


class Desk(models.Model):
    """How a post or a point receives. Its hours are those of the post or of the point itself, and stand there alone.

    answers: the post that receives at a point; none: the inspector who serves its area. sitting: who sits in a front
    office beside the police (codes of `domain.Sitting`). A desk without a row has the values of `domain`.
    """

    CLASSES = dict.fromkeys(
        ("id", "post", "point", "minutes", "capacity", "bookable", "office", "sitting", "answers", "changed_at"), OPEN
    )

    post = models.OneToOneField("staff.Post", null=True, on_delete=models.PROTECT, related_name="+")
    point = models.OneToOneField("territory.Point", null=True, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(default=MINUTES)
    capacity = models.PositiveSmallIntegerField(default=CAPACITY)
    bookable = models.BooleanField(default=True)
    office = models.BooleanField(default=False)
    sitting = models.JSONField(default=list, blank=True)
    answers = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True, point__isnull=False) | Q(post__isnull=False, point__isnull=True),
                name="desk_of_one",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=120, capacity__gte=1, capacity__lte=20), name="desk_sizes"
            ),
        ]


class Trip(models.Model):
    """A reception on the road (seed 000 @89709): planned, published, held or called off. All of it is for everyone."""

    CLASSES = {
        "id": OPEN,
        "area": OPEN,
        "area_path": OPEN,
        "starts_at": OPEN,
        "ends_at": OPEN,
        "place": OPEN,
        "lon": OPEN,
        "lat": OPEN,
        "sitting": OPEN,
        "host": OPEN,
        "state": OPEN,
        "reason": OPEN,
        "told": OPEN,
        "planned_at": INTERNAL,
        "held_at": INTERNAL,
        "invented": INTERNAL,
    }

    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    area_path = KeyField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    sitting = models.JSONField(default=list, blank=True)
    host = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, default=TripState.PLANNED.value)
    reason = models.CharField(max_length=300, default="", blank=True)
    told = models.TextField(default="", blank=True)
    planned_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["area_path", "starts_at"], name="trip_by_area")]
        constraints = [
            models.CheckConstraint(condition=among(TripState, "state"), name="trip_state_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="trip_period"),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(reason=""), name="trip_says_why"),
        ]
