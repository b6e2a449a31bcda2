"""Limits for one network address: how often it may guess a secret, how many drafts it may begin.

Kept in the memory of each web process, so that a flood writes nothing. What is counted under is a keyed hash of the
address whose key is drawn anew with every window and never leaves the process: no address is stored, and yesterday's
counts say nothing about anybody. Many people of one town share an address, so the limits are wide; what they guard is
wide too (80 bits of a receipt's code, 256 of a draft's).
"""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from collections import Counter
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from senim.kernel import clock
from senim.web.errors import TooMany

#: So many addresses are told apart in one window; a flood from more than these is not one visitor's doing.
MOST_ADDRESSES = 100_000


def client_address(request: HttpRequest | None) -> str | None:
    """The address that a request comes from. Behind a proxy the number of trusted proxies is a setting."""
    if request is None:
        return None
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR") or None


def network_of(address: str | None) -> str:
    """What one visitor has: an IPv4 address, or the first 64 bits of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


class Throttle:
    """At most `most` of something from one address in a window of `seconds`; 0 sets no limit."""

    def __init__(self, most: int, seconds: int) -> None:
        self.most, self.seconds = most, seconds
        self._lock = Lock()
        self._window = -1
        self._key = b""
        self._counts: Counter[bytes] = Counter()

    def check(self, request: HttpRequest, times: int = 1) -> None:
        """Raise TooMany where the limit, `times` over, is reached."""
        if self.most and self._counted(request, 0) >= self.most * times:
            raise TooMany(self._left())

    def note(self, request: HttpRequest) -> None:
        """Count one."""
        if self.most:
            self._counted(request, 1)

    def forget(self) -> None:
        """Begin anew (tests)."""
        self._window = -1

    def _counted(self, request: HttpRequest, more: int) -> int:
        network = network_of(client_address(request)).encode()
        with self._lock:
            window = int(clock.now().timestamp()) // self.seconds
            if window != self._window:
                self._window, self._key = window, secrets.token_bytes(32)
                self._counts.clear()
            mark = hashlib.blake2b(network, key=self._key, digest_size=16).digest()
            if more and (mark in self._counts or len(self._counts) < MOST_ADDRESSES):
                self._counts[mark] += more
            return self._counts[mark]

    def _left(self) -> int:
        return self.seconds - int(clock.now().timestamp()) % self.seconds


#: Wrong secrets of receipts, referrals and ratings: typing errors of a whole town's network, no search.
GUESSES = Throttle(60, 600)
#: Drafts begun. An evening's events bring hundreds from one mobile network; a script brings them in a second.
DRAFTS = Throttle(settings.DRAFTS_FROM_ADDRESS, 600)

Answer = TypeVar("Answer", bound=HttpResponseBase)
View = Callable[..., Answer]


def guessable(*misses: int) -> Callable[[View[Answer]], View[Answer]]:
    """For pages behind a typed or linked secret: answers with one of these statuses count as wrong guesses."""

    def outer(view: View[Answer]) -> View[Answer]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
            GUESSES.check(request)
            response = view(request, *args, **kwargs)
            if response.status_code in misses:
                GUESSES.note(request)
            return response

        return inner

    return outer
