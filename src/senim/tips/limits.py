"""How often one network address may write or try a code: counted in this process's memory and nowhere else.

The counts of `web.throttle` lie in the database under a hash keyed with the installation's key: whoever has both could
try all addresses and learn which of them wrote within ten minutes. Here the key is random, lives in memory, and is
thrown away with its window; another process counts for itself. That makes the limits wider and leaves nothing to find.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from threading import Lock

from django.http import HttpRequest

from senim.kernel import clock
from senim.web.errors import TooMany
from senim.web.throttle import MOST_ADDRESSES, client_address, network_of

WINDOW = 600


class Unseen:
    """At most `most` of something from one address in a window of ten minutes, without a trace."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._window, self._key = -1, b""
        self._counts: Counter[bytes] = Counter()

    def check(self, request: HttpRequest) -> None:
        """Raise TooMany where the limit is reached. No statement."""
        with self._lock:
            if self._counts[self._mark(request)] >= self.most:
                raise TooMany(WINDOW - int(clock.now().timestamp()) % WINDOW)

    def note(self, request: HttpRequest) -> None:
        """Count one. No statement."""
        with self._lock:
            mark = self._mark(request)
            if mark in self._counts or len(self._counts) < MOST_ADDRESSES:
                self._counts[mark] += 1

    def forget(self) -> None:
        """Begin anew (tests)."""
        self._window = -1

    def _mark(self, request: HttpRequest) -> bytes:
        window = int(clock.now().timestamp()) // WINDOW
        if window != self._window:
            self._window, self._key, self._counts = window, secrets.token_bytes(32), Counter()
        network = network_of(client_address(request))
        return hmac.digest(self._key, network.encode(), "sha256")[:16]


#: Wrong codes. A code has 100 random bits; this stops a script's noise.
GUESSES = Unseen(30)
#: Messages and additions. A shared network may hold many senders.
WRITINGS = Unseen(40)
