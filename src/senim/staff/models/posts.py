"""Who may do what follows from PostArea x Holding and from nothing else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.staff.domain import POST_ROLES, EndReason, Kind
from senim.staff.models.parts import choices


class Post(models.Model):
    """A chair: role, unit and place in the order of command. It stays when people come and go."""

    CLASSES = dict.fromkeys(
        (
            "id",
            "code",
            "role",
            "title_kk",
            "title_ru",
            "title_en",
            "unit_kk",
            "unit_ru",
            "unit_en",
            "reports_to",
            "phone_public",
            "hours",
            "active",
        ),
        OPEN,
    )

    code = models.CharField(max_length=40, unique=True)
    role = models.CharField(max_length=20, choices=choices(POST_ROLES))
    title_kk = models.CharField(max_length=160)
    title_ru = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    unit_kk = models.CharField(max_length=200, default="", blank=True)
    unit_ru = models.CharField(max_length=200, default="", blank=True)
    unit_en = models.CharField(max_length=200, default="", blank=True)
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="under")
    phone_public = models.CharField(max_length=20, default="", blank=True)
    #: {"mon": [["09:00", "13:00"], ...], ...}: reception hours of the week, local time.
    hours = models.JSONField(default=dict, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=[str(role) for role in POST_ROLES]), name="post_role"),
            models.CheckConstraint(
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")), name="post_not_own_head"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="post_has_code"),
        ]
        indexes = [models.Index(fields=["role", "id"], name="post_by_role")]

    def __str__(self) -> str:
        return self.code


class PostArea(models.Model):
    """An area that a post serves from a day to a day (half-open). With Holding: who serves which beat when."""

    CLASSES = dict.fromkeys(("id", "post", "area", "valid_from", "valid_to"), OPEN)

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="areas")
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="postarea_period"
            ),
            models.UniqueConstraint(
                fields=["post", "area"], condition=Q(valid_to__isnull=True), name="postarea_one_open"
            ),
        ]
        indexes = [models.Index(fields=["area", "valid_from"], name="postarea_by_area")]


class Holding(models.Model):
    """A person on a post from a moment to a moment (half-open; no end means until further notice)."""

    CLASSES = dict.fromkeys(
        (
            "id",
            "post",
            "account",
            "kind",
            "mentor",
            "absence",
            "starts_at",
            "ends_at",
            "ended_reason",
            "created_at",
            "created_by",
        ),
        INTERNAL,
    )

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=12, choices=choices(Kind))
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="trainees"
    )
    #: The absence that this substitution was made for: it is moved and ended with it.
    absence = models.ForeignKey(
        "staff.Absence", null=True, blank=True, on_delete=models.PROTECT, related_name="substitutions"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=12, choices=choices(EndReason), default="", blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[str(kind) for kind in Kind]), name="holding_kind"),
            # Equal moments are a holding that was taken back before it began.
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="holding_period"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.SUBSTITUTE.value) | Q(ends_at__isnull=False), name="holding_substitute_ends"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.TRAINEE.value, mentor__isnull=False)
                | (~Q(kind=Kind.TRAINEE.value) & Q(mentor__isnull=True)),
                name="holding_trainee_has_mentor",
            ),
            models.CheckConstraint(
                condition=Q(mentor__isnull=True) | ~Q(mentor=F("account")), name="holding_mentor_is_another"
            ),
            # Two open-ended holders can never be; migration 0003 forbids every overlap of holders in time.
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(kind=Kind.HOLDER.value, ends_at__isnull=True),
                name="holding_one_open_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "ends_at"], name="holding_by_account"),
            models.Index(fields=["post", "starts_at"], name="holding_by_post"),
        ]
