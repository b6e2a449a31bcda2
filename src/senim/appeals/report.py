"""What an appeal brings with it at intake, and what it leaves with. Plain values. No Django import."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from senim.appeals.domain import Channel, KnownAs
from senim.kernel.ids import ALPHABET, commit, tidy

SECRET_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Contact:
    """Who the applicant is and how it is safe to reach them. safe_way: link, sms, email or call."""

    name: str = ""
    iin: str = ""
    phone: str = ""
    email: str = ""
    safe_way: str = "link"
    safe_note: str = ""

    def anything(self) -> bool:
        return any((self.name, self.iin, self.phone, self.email, self.safe_note))


@dataclass(frozen=True, slots=True)
class Report:
    """An appeal as it is told. `about`: beat_inspector, head or unknown, in complaints about an officer."""

    kind: str
    category: str
    text: str
    language: str
    known_as: KnownAs
    answers: Mapping[str, str] = field(default_factory=dict)
    channel: Channel = Channel.WEB
    danger: bool = False
    happened_at: str = ""
    lon: float | None = None
    lat: float | None = None
    place: str = ""
    area_id: int | None = None
    contact: Contact = field(default_factory=Contact)
    about: str = ""
    to_council: bool = False
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant leaves with: the number, the secret of the link, and the appeal's id."""

    number: str
    secret: str
    appeal_id: int


def secret_from(key: str, draft_token: str) -> str:
    """The secret of an appeal, made from the draft's own: a second press of "send" finds the same one, nobody else can.

    key: the installation's key. 16 characters of Crockford's base 32, 80 bits, so that it can be typed too.
    """
    digest = hmac.new(key.encode(), b"appeal:" + draft_token.encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:10], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(SECRET_LENGTH)))


def read_secret(typed: str) -> str | None:
    """The secret that a person typed or opened, or None where it cannot be one."""
    plain = tidy(typed)
    return plain if len(plain) == SECRET_LENGTH and all(character in ALPHABET for character in plain) else None


def secret_hash(secret: str) -> bytes:
    """What is stored of the secret: a hash made slow enough by its 80 random bits."""
    return hashlib.sha256(b"senim appeal " + secret.encode()).digest()


def grouped(secret: str) -> str:
    """The secret as it is printed: four groups of four."""
    return "-".join(secret[place : place + 4] for place in range(0, SECRET_LENGTH, 4))


def commitments(contact: Contact, key: bytes) -> dict[str, Any]:
    """Keyed commitments to the personal values, for the audit log: comparable with the key, mute without it."""
    values = {"name": contact.name, "iin": contact.iin, "phone": contact.phone, "email": contact.email}
    return {f"{name}_commitment": commit(key, value) for name, value in values.items() if value}


def random_secret() -> str:
    """A secret for an appeal that had no draft (a call, the counter)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
