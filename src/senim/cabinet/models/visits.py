"""Visits, what was corrected in them, and from which matters an officer stood aside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from senim.cabinet.domain import Outcome, Purpose, Ruling, Standing
from senim.kernel.classify import INTERNAL, PERSONAL
from senim.kernel.fields import KeyField, among


class Visit(models.Model):
    """An officer was somewhere, for something, and something came of it. Entered once; all returns read it here.

    about: the key of a duty ("appeals:7K3M-42QX-9") of whatever context; nothing here knows which. token: of the form,
    so that a second press of the button finds the first entry. No person is named in any field of it.
    """

    CLASSES = {
        "id": INTERNAL,
        "token": INTERNAL,
        "post": INTERNAL,
        "account": INTERNAL,
        "at": INTERNAL,
        "place": PERSONAL,
        "lon": PERSONAL,
        "lat": PERSONAL,
        "area_path": INTERNAL,
        "purpose": INTERNAL,
        "outcome": INTERNAL,
        "words": PERSONAL,
        "photo": PERSONAL,
        "next_words": PERSONAL,
        "next_on": INTERNAL,
        "next_done_at": INTERNAL,
        "about": INTERNAL,
        "operation": INTERNAL,
        "version": INTERNAL,
        "entered_at": INTERNAL,
        "invented": INTERNAL,
        "standing": INTERNAL,
        "mentor": INTERNAL,
    }

    token = models.CharField(max_length=64, unique=True)
    post = models.ForeignKey("staff.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    area_path = KeyField(max_length=120)
    purpose = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    words = models.CharField(max_length=4000, default="", blank=True)
    photo = models.ForeignKey(
        "kernel.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    next_words = models.CharField(max_length=300, default="", blank=True)
    next_on = models.DateField(null=True)
    next_done_at = models.DateTimeField(null=True)
    about = KeyField(max_length=60, default="", blank=True)
    operation = models.ForeignKey("cabinet.Operation", null=True, on_delete=models.PROTECT, related_name="+")
    #: How often it was corrected: two who correct at once are told of each other.
    version = models.PositiveSmallIntegerField(default=0)
    entered_at = models.DateTimeField()
    invented = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, default=Standing.OWN.value)
    #: Beside whom it was made, where a trainee made it.
    mentor = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["post", "standing"],
                name="cabinet_visit_waits",
                condition=Q(standing__in=(Standing.WAITS.value, Standing.RETURNED.value)),
            ),
            models.Index(fields=["post", "at"], name="cabinet_visit_post"),
            models.Index(fields=["area_path", "at"], name="cabinet_visit_area"),
            models.Index(fields=["about", "at"], name="cabinet_visit_about", condition=~Q(about="")),
            models.Index(
                fields=["post", "next_on"],
                name="cabinet_visit_next",
                condition=Q(next_on__isnull=False, next_done_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=among(Purpose, "purpose"), name="cabinet_visit_purpose"),
            models.CheckConstraint(condition=among(Outcome, "outcome"), name="cabinet_visit_outcome"),
            models.CheckConstraint(condition=among(Standing, "standing"), name="cabinet_visit_standing"),
            models.CheckConstraint(condition=~Q(place=""), name="cabinet_visit_somewhere"),
            models.CheckConstraint(
                condition=Q(lon__isnull=True, lat__isnull=True)
                | Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="cabinet_visit_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True, next_words="") | (Q(next_on__isnull=False) & ~Q(next_words="")),
                name="cabinet_visit_next_whole",
            ),
        ]


class Correction(models.Model):
    """What a visit said before it was corrected, and why it was. Rows are added and never changed."""

    CLASSES = {
        "id": INTERNAL,
        "visit": INTERNAL,
        "number": INTERNAL,
        "before": PERSONAL,
        "reason": INTERNAL,
        "at": INTERNAL,
        "account": INTERNAL,
    }

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="corrections", db_index=False)
    number = models.PositiveSmallIntegerField()
    before = models.JSONField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["visit", "number"], name="cabinet_correction_once")]


class Decision(models.Model):
    """What was said to a trainee's visit: confirmed, or sent back with words. Rows are added and never changed.

    version: how often the visit had been corrected when it was said; it is said of that text and of no other.
    """

    CLASSES = {
        "id": INTERNAL,
        "visit": INTERNAL,
        "ruling": INTERNAL,
        "words": INTERNAL,
        "version": INTERNAL,
        "at": INTERNAL,
        "account": INTERNAL,
    }

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="decisions")
    ruling = models.CharField(max_length=10)
    words = models.CharField(max_length=500, default="", blank=True)
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    account = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=among(Ruling, "ruling"), name="cabinet_decision_ruling"),
            models.CheckConstraint(
                condition=Q(ruling=Ruling.CONFIRM.value) | ~Q(words=""), name="cabinet_decision_has_words"
            ),
        ]


class Aside(models.Model):
    """An officer declared to be close to somebody concerned in a matter. Who it is nobody asks. Never taken back."""

    CLASSES = {"id": INTERNAL, "about": INTERNAL, "post": INTERNAL, "account": INTERNAL, "at": INTERNAL}

    about = KeyField(max_length=60)
    post = models.ForeignKey("staff.Post", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    account = models.ForeignKey("staff.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "about"], name="cabinet_aside_once")]
