"""Tables of the staff context. Who may do what follows from PostArea x Holding and from nothing else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField
from senim.staff.domain import POST_ROLES, AbsenceKind, EndReason, Kind, Rank, ShiftKind

LANGUAGE_CODES = ("kk", "ru", "en")


def _choices(values: Any) -> list[tuple[str, str]]:
    # Values without labels: labels are translated in senim.staff.labels and never frozen into a migration.
    return [(str(value), str(value)) for value in values]


class Accounts(BaseUserManager["Account"]):
    """Looks a person up by e-mail, whatever the case it was typed in."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A person who signs in. It has no rights of its own: see Holding."""

    CLASSES = {
        "id": INTERNAL,
        "password": SECRET,
        "last_login": INTERNAL,
        "email": PERSONAL,
        "family_name": OPEN,
        "given_name": OPEN,
        "patronymic": OPEN,
        "latin_name": OPEN,
        "rank": OPEN,
        "language": INTERNAL,
        "is_active": INTERNAL,
        "demo": INTERNAL,
        "photo": OPEN,
        "epoch": INTERNAL,
        "duty_version": INTERNAL,
        "name_key": INTERNAL,
        "created_at": INTERNAL,
        "left_at": INTERNAL,
    }

    email = models.EmailField(unique=True)
    family_name = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80)
    patronymic = models.CharField(max_length=80, default="", blank=True)
    latin_name = models.CharField(max_length=160, default="", blank=True)
    rank = models.CharField(max_length=24, choices=_choices(Rank), default=Rank.NONE.value)
    language = models.CharField(max_length=2, choices=_choices(LANGUAGE_CODES), default="kk")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    photo = models.ForeignKey("kernel.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: A session is good only for the epoch it began in: "sign out everywhere" and a dismissal move it.
    epoch = models.PositiveIntegerField(default=1)
    #: Moves with every change of this person's duties. The request reads the account anyway, and sees at once, in
    #: every process, that what it remembers of the duties is old.
    duty_version = models.PositiveIntegerField(default=1)
    name_key = KeyField(max_length=320, default="", blank=True)
    created_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_lower"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGE_CODES), name="account_language"),
            models.CheckConstraint(
                condition=Q(is_active=True) | Q(left_at__isnull=False), name="account_left_has_time"
            ),
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="account_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Family name, given name, patronymic, as the document has them."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()


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
    role = models.CharField(max_length=20, choices=_choices(POST_ROLES))
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
    kind = models.CharField(max_length=12, choices=_choices(Kind))
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="trainees"
    )
    #: The absence that this substitution was made for: it is moved and ended with it.
    absence = models.ForeignKey(
        "staff.Absence", null=True, blank=True, on_delete=models.PROTECT, related_name="substitutions"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=12, choices=_choices(EndReason), default="", blank=True)
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
    kind = models.CharField(max_length=10, choices=_choices(AbsenceKind), default=AbsenceKind.OTHER.value)
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
    kind = models.CharField(max_length=10, choices=_choices(ShiftKind), default=ShiftKind.BEAT.value)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[str(kind) for kind in ShiftKind]), name="shift_kind"),
            models.UniqueConstraint(fields=["post", "day", "starts"], name="shift_once"),
        ]


class Invitation(models.Model):
    """The only way to an account: a link by e-mail, once, for a limited time. Only the hash of its token is kept."""

    CLASSES = {
        "id": INTERNAL,
        "token_hash": SECRET,
        "email": PERSONAL,
        "language": INTERNAL,
        "post": INTERNAL,
        "kind": INTERNAL,
        "invited_by": INTERNAL,
        "created_at": INTERNAL,
        "expires_at": INTERNAL,
        "accepted_at": INTERNAL,
        "revoked_at": INTERNAL,
        "account": INTERNAL,
    }

    token_hash = models.BinaryField(max_length=32, unique=True)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=_choices(LANGUAGE_CODES), default="kk")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=_choices(Kind), default=Kind.HOLDER.value)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_sent"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_lower"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="invitation_period"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_one_end"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open",
            ),
        ]


class SignInFailure(models.Model):
    """A failed try at signing in. The lock-out counts these rows, so that it holds in every process."""

    CLASSES = {"id": INTERNAL, "email_mark": INTERNAL, "address": PERSONAL, "step": INTERNAL, "at": INTERNAL}

    #: A keyed commitment to the address typed (it may be somebody's password typed into the wrong field).
    email_mark = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True, blank=True)
    step = models.CharField(max_length=8, choices=_choices(("password", "code")))
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["email_mark", "at"], name="failure_by_email"),
            models.Index(fields=["address", "at"], name="failure_by_address"),
        ]


class UsedCode(models.Model):
    """A one-time code that was used: a second use is refused in every process, not only where the first was seen."""

    CLASSES = dict.fromkeys(("id", "account", "step", "at"), INTERNAL)

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: The number of the half-minute that the code belongs to.
    step = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "step"], name="usedcode_once")]
