"""Bodies, the terms of their members, and what members were taught."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL
from senim.kernel.fields import KeyField, among
from senim.kernel.labels import Label
from senim.partnership.domain import BodyKind, Quorum, QuorumKind, Seat, Sector, is_member_on


class Body(models.Model):
    """A group, a commission or a council of an area. Its quorum is data; a session keeps the one of its day."""

    CLASSES = {
        "id": OPEN,
        "kind": OPEN,
        "area": OPEN,
        "area_path": OPEN,
        "name_kk": OPEN,
        "name_ru": OPEN,
        "name_en": OPEN,
        "act": OPEN,
        "quorum_kind": OPEN,
        "quorum_value": OPEN,
        "founded_on": OPEN,
        "ended_on": OPEN,
    }

    kind = models.CharField(max_length=12)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    area_path = KeyField(max_length=120)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    #: The deciding act: number, day, who signed it.
    act = models.CharField(max_length=300, default="", blank=True)
    quorum_kind = models.CharField(max_length=10)
    quorum_value = models.PositiveSmallIntegerField()
    founded_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_path"], name="partner_body_by_area")]
        constraints = [
            models.CheckConstraint(condition=among(BodyKind, "kind"), name="partner_body_kind"),
            models.CheckConstraint(condition=among(QuorumKind, "quorum_kind"), name="partner_body_quorum"),
            models.CheckConstraint(condition=Q(quorum_value__gte=1), name="partner_body_quorum_value"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")), name="partner_body_term"
            ),
        ]

    @property
    def name(self) -> Label:
        return Label(self.name_kk, self.name_ru, self.name_en)

    @property
    def quorum(self) -> Quorum:
        return Quorum(QuorumKind(self.quorum_kind), self.quorum_value)


class Member(models.Model):
    """One person in one body for one term. A new term is a new row; nobody is deleted."""

    CLASSES = {
        "id": INTERNAL,
        "body": OPEN,
        "full_name": PERSONAL,
        "organisation": OPEN,
        "position": OPEN,
        "sector": OPEN,
        "seat": OPEN,
        "released": INTERNAL,
        "email": PERSONAL,
        "language": INTERNAL,
        "starts_on": OPEN,
        "ends_on": OPEN,
        "end_reason": INTERNAL,
    }

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    full_name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    position = models.CharField(max_length=200, default="", blank=True)
    sector = models.CharField(max_length=12)
    seat = models.CharField(max_length=10, default=Seat.MEMBER.value)
    #: Released from the main work for the group (seed 000: "негізгі жұмыстан босатыла отырып").
    released = models.BooleanField(default=False)
    email = models.EmailField(default="", blank=True)
    language = models.CharField(max_length=2, default="kk")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=among(Sector, "sector"), name="partner_member_sector"),
            models.CheckConstraint(condition=among(Seat, "seat"), name="partner_member_seat"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="partner_member_term"
            ),
        ]

    def is_on(self, day: date) -> bool:
        """Whether the term covers a day."""
        return is_member_on(self.starts_on, self.ends_on, day)


class Training(models.Model):
    """What members of a body were taught, when and by whom."""

    CLASSES = {"id": OPEN, "body": OPEN, "title": OPEN, "held_on": OPEN, "hours": OPEN, "taught_by": OPEN}

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="trainings")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    hours = models.PositiveSmallIntegerField()
    taught_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hours__gte=1), name="partner_training_hours")]


class TrainingPart(models.Model):
    """A member who took part in a training."""

    CLASSES = {"id": INTERNAL, "training": INTERNAL, "member": INTERNAL}

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="parts")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="trainings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["training", "member"], name="partner_training_once")]
