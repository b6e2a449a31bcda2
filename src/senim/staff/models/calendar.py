"""The duty calendar: who is away, and when posts are manned."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.staff.domain import AbsenceKind, ShiftKind
from senim.staff.models.parts import choices
from senim.staff.models.posts import Post


class Absence(models.Model):
    """A person is away from a moment to a moment (half-open). Equal moments: taken back before it began.

    Why is for the person and the head above alone: it is in no page for residents, no audit row and no interface.
    """

    CLASSES = {
        "id": INTERNAL,
        "account": INTERNAL,
        "kind": PERSONAL,
        "starts_at": INTERNAL,
        "ends_at": INTERNAL,
        "created_at": INTERNAL,
        "created_by": INTERNAL,
    }

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=choices(AbsenceKind), default=AbsenceKind.OTHER.value)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="absence_period"),
            models.CheckConstraint(condition=Q(kind__in=[str(kind) for kind in AbsenceKind]), name="absence_kind"),
        ]
        indexes = [models.Index(fields=["account", "starts_at"], name="absence_by_account")]


class Shift(models.Model):
    """A post is manned on a day from a time to a time; an end at or before the start lies on the next day.

    It belongs to the post: whoever holds it then, or stands in, works it.
    """

    CLASSES = {
        "id": INTERNAL,
        "post": OPEN,
        "day": OPEN,
        "starts": OPEN,
        "ends": OPEN,
        "kind": OPEN,
        "created_at": INTERNAL,
        "created_by": INTERNAL,
    }

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="shifts", db_index=False)
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    kind = models.CharField(max_length=10, choices=choices(ShiftKind), default=ShiftKind.BEAT.value)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[str(kind) for kind in ShiftKind]), name="shift_kind"),
            models.UniqueConstraint(fields=["post", "day", "starts"], name="shift_once"),
        ]
