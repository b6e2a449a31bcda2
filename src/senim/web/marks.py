"""A person is counted once without being known: by a random number that only their browser keeps.

What is stored is a hash of it, keyed with the key of the installation and salted with the matter: the marks of one
browser on two matters cannot be put together, and nobody who has the tables can tell whose they are.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from senim.kernel import keys

COOKIE, SALT = "senim_voice", "senim.problems.voice"
#: So many notes a browser keeps beside its number.
MOST = 40

Kind = TypeVar("Kind", bound="Browser")


def mark_of(matter: str, secret: str) -> bytes:
    """The mark of a secret (a browser's number, a contact) on one matter: 32 bytes that say nothing without the key."""
    return salted_hmac(matter, secret, secret=keys.marking(), algorithm="sha256").digest()


@dataclass(slots=True)
class Browser:
    """What only this browser keeps: its random number ("" until it first speaks), and notes of a context."""

    token: str = ""
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls: type[Kind], request: HttpRequest) -> Kind:
        """The browser of a request; a new one where there is no cookie, or not one of ours."""
        kept = request.get_signed_cookie(COOKIE, default="", salt=SALT) or ""
        token, *notes = kept.split(" ")
        return cls(token, tuple(notes))

    def speak(self) -> None:
        """It has something to be counted for: from now on it has a number."""
        self.token = self.token or secrets.token_urlsafe(18)

    def mark_on(self, matter: str) -> bytes | None:
        """What is stored of this browser for one matter. None: it never spoke."""
        return mark_of(matter, self.token) if self.token else None

    def keep(self, response: HttpResponse, months: int) -> HttpResponse:
        """Let the browser keep it for as long as its marks are kept here."""
        response.set_signed_cookie(
            COOKIE,
            " ".join((self.token, *self.notes[-MOST:])),
            salt=SALT,
            max_age=months * 31 * 86_400,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response
