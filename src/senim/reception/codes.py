"""The code of a booking: sixteen characters that survive a telephone. Only its hash is kept."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings

from senim.kernel import keys
from senim.kernel.ids import ALPHABET, commit, tidy

LENGTH = 16


def new_secret() -> str:
    """80 random bits, so that whoever guesses finds nobody's booking."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_secret(typed: str) -> str | None:
    """The code that a person typed or opened, or None where it cannot be one."""
    plain = tidy(typed)
    return plain if len(plain) == LENGTH and all(character in ALPHABET for character in plain) else None


def secret_hash(secret: str) -> bytes:
    return hashlib.sha256(b"senim reception " + secret.encode()).digest()


def grouped(secret: str) -> str:
    """The code as it is printed: four groups of four."""
    return "-".join(secret[place : place + 4] for place in range(0, LENGTH, 4))


def mark_of(contact: str) -> str:
    """A keyed commitment to a telephone number or an address: equal contacts are known without being compared."""
    return commit(keys.marking().encode(), f"reception:{contact.strip().lower()}") if contact else ""


def link(secret: str, language: str) -> str:
    """The address at which a booking is read, moved and cancelled."""
    return f"{settings.BASE_URL}/{language}/reception/t/{secret}/"
