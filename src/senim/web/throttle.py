"""Limits for one network address: how often it may guess a secret, how many drafts it may begin.

Counted in the database (`kernel.limits`), so that all processes and machines share one limit, and remembered in each
process, so that whoever does nothing wrong costs no statement: a look asks memory, only a wrong guess or a new draft is
counted, by one upsert that answers what all processes counted. Whoever is stopped is not counted: a flood writes no
more than the limit, and once more for each process that has not heard of it. Django's cache in a table would read and
write at each look, and its sweep counts the whole table.

What is counted under is a hash of the address, keyed with the installation's key and the window; the row goes with its
window: no address is stored. Many people of one town share an address, so the limits are wide; what they guard is wide
too (80 bits of a receipt's code, 256 of a draft's).
"""

from __future__ import annotations

import ipaddress
from collections import Counter
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from senim.kernel import clock, limits
from senim.web.errors import TooMany

#: So many addresses are told apart in one window; a flood from more than these is not one visitor's doing.
MOST_ADDRESSES = 100_000


def client_address(request: HttpRequest | None) -> str | None:
    """The address that a request comes from. Behind a proxy the number of trusted proxies is a setting."""
    if request is None:
        return None
    found = request.META
    return address_of(found.get("REMOTE_ADDR"), found.get("HTTP_X_FORWARDED_FOR"), settings.TRUSTED_PROXIES)


def address_of(remote: str | None, forwarded: str | None, trusted: int) -> str | None:
    """The address behind so many trusted proxies; what comes without them is who it says it is."""
    hops = [part.strip() for part in (forwarded or "").split(",") if part.strip()]
    return hops[-trusted] if trusted and len(hops) >= trusted else remote or None


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
    """At most `most` of something from one address in a window of `seconds`; 0 sets no limit. `name` tells it apart."""

    def __init__(self, name: str, most: int, seconds: int) -> None:
        self.name, self.most, self.seconds = name, most, seconds
        self._lock = Lock()
        self._window = self._swept = -1
        self._counts: Counter[bytes] = Counter()

    def check(self, request: HttpRequest, times: int = 1) -> None:
        """Raise TooMany where the limit, `times` over, is reached, as far as this process has heard. No statement."""
        if self.most and self._counts_of(self._now())[self._mark(request)] >= self.most * times:
            raise TooMany(self._left())

    def note(self, request: HttpRequest) -> None:
        """Count one, for all processes. One statement; two in the first of a window."""
        if not self.most:
            return
        window, mark = self._now(), self._mark(request)
        if window != self._swept:
            self._swept = window
            limits.forget(window * self.seconds)
        counts = self._counts_of(window)
        if mark in counts or len(counts) < MOST_ADDRESSES:
            counts[mark] = limits.count(mark, (window + 1) * self.seconds)

    def forget(self) -> None:
        """Begin anew (tests)."""
        self._window = -1

    def _now(self) -> int:
        return int(clock.now().timestamp()) // self.seconds

    def _counts_of(self, window: int) -> Counter[bytes]:
        """What this process heard of a window; a new one begins with nothing."""
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, Counter()
            return self._counts

    def _mark(self, request: HttpRequest) -> bytes:
        network = network_of(client_address(request))
        salt = f"senim.throttle.{self.name}.{self._now()}"
        return salted_hmac(salt, network, algorithm="sha256").digest()[:16]

    def _left(self) -> int:
        return self.seconds - int(clock.now().timestamp()) % self.seconds


#: Wrong secrets of receipts, referrals and ratings: typing errors of a whole town's network, no search.
GUESSES = Throttle("guesses", 60, 600)
#: Drafts begun. An evening's events bring hundreds from one mobile network; a script brings them in a second.
DRAFTS = Throttle("drafts", settings.DRAFTS_FROM_ADDRESS, 600)
#: Browsers that say "this concerns me too": a meeting's whole hall stands behind one address, a script is stopped.
VOICES = Throttle("voices", 40, 3600)
#: Wrong codes of officers: typing errors of a whole yard, no search among 30 bits that are good for minutes.
CHECKS = Throttle("officer-check", 30, 600)

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
