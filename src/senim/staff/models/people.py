"""Who signs in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from senim.kernel.classify import INTERNAL, OPEN, PERSONAL, SECRET
from senim.kernel.fields import KeyField
from senim.staff.domain import Rank
from senim.staff.models.parts import LANGUAGE_CODES, choices


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
        "shortcuts": INTERNAL,
        "is_active": INTERNAL,
        "demo": INTERNAL,
        "photo": OPEN,
        "epoch": INTERNAL,
        "duty_version": INTERNAL,
        "name_key": INTERNAL,
        "created_at": INTERNAL,
        "left_at": INTERNAL,
        "iin_mark": SECRET,
    }

    email = models.EmailField(unique=True)
    family_name = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80)
    patronymic = models.CharField(max_length=80, default="", blank=True)
    latin_name = models.CharField(max_length=160, default="", blank=True)
    rank = models.CharField(max_length=24, choices=choices(Rank), default=Rank.NONE.value)
    language = models.CharField(max_length=2, choices=choices(LANGUAGE_CODES), default="kk")
    #: Whether single keys act on the pages of staff; who speaks to a device or leans on a key switches them off.
    shortcuts = models.BooleanField(default=True)
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
    #: A keyed commitment to the IIN, where the invitation knew it: a national identity is compared with it.
    iin_mark = models.CharField(max_length=64, default="", blank=True)

    objects: ClassVar[Accounts] = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_lower"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGE_CODES), name="account_language"),
            models.UniqueConstraint(
                fields=["iin_mark"], condition=Q(is_active=True) & ~Q(iin_mark=""), name="account_one_iin"
            ),
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
