"""Invitations, failed tries and used codes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from senim.kernel.classify import INTERNAL, PERSONAL, SECRET
from senim.staff.domain import Kind
from senim.staff.models.parts import LANGUAGE_CODES, choices
from senim.staff.models.posts import Post


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
        "iin_mark": SECRET,
    }

    token_hash = models.BinaryField(max_length=32, unique=True)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=choices(LANGUAGE_CODES), default="kk")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=choices(Kind), default=Kind.HOLDER.value)
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
    iin_mark = models.CharField(max_length=64, default="", blank=True)

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
    step = models.CharField(max_length=8, choices=choices(("password", "code")))
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
