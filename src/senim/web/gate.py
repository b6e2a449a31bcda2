"""The gate before the house: an address that asks faster than a town does waits, and the refusal costs next to nothing.

Stands before Django, so that a flood does not reach sessions, routes or the database. Each process keeps a bucket an
address in memory under a hash whose key it makes itself and throws away every minute: no address outlives its minute,
none is written anywhere, and nobody, not even with the installation's key, can tell afterwards who asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from senim.kernel.labels import Label
from senim.web.throttle import address_of, network_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

#: A key lives so many seconds, and with it everything that was counted under it.
MINUTE = 60.0
#: So many seconds' worth may come at once: a page brings its style and scripts.
BURST = 2
#: Addresses told apart in one minute; what comes beyond shares a bucket.
MOST = 100_000
#: Who asks from this machine is a proxy of which the settings do not know, or the owner: one of them is everybody.
NEAR = frozenset({"", "127.0.0.1", network_of("::1")})
#: Whoever watches over the installation is never turned away.
OPEN = ("/healthz",)

WAIT = Label(
    "Бұл желіден сұраныс тым жиі келіп жатыр. Бір минуттан кейін қайталаңыз. Қауіп төнсе, 102-ге қоңырау шалыңыз.",
    "Из этой сети приходит слишком много запросов. Повторите через минуту. При опасности звоните 102.",
    "Too many requests come from this network. Try again in a minute. In danger call 102.",
)


class Gate:
    """A WSGI application around another. rate: requests a second that one address may make of this process; 0: any."""

    def __init__(self, application: WSGIApplication, rate: float, trusted_proxies: int = 0) -> None:
        self.application, self.rate, self.trusted = application, rate, trusted_proxies
        self._renew(0.0)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not self.rate or environ["PATH_INFO"] in OPEN or self._passes(environ):
            return self.application(environ, start_response)
        words = _sentence(environ["PATH_INFO"]).encode()
        start_response(
            "429 Too Many Requests",
            [
                ("Content-Type", "text/plain; charset=utf-8"),
                ("Content-Length", str(len(words))),
                ("Retry-After", "60"),
                ("Cache-Control", "no-store"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
        return [words]

    def _passes(self, environ: dict[str, Any]) -> bool:
        """Whether the bucket of this address has something left; takes one out of it."""
        at = time.monotonic()
        if at >= self._until:
            self._renew(at)
        behind = environ.get("HTTP_X_FORWARDED_FOR")
        network = network_of(address_of(environ.get("REMOTE_ADDR"), behind, self.trusted))
        if network in NEAR:
            return True
        mark = blake2b(network.encode(), key=self._key, digest_size=8).digest()
        if mark not in self._buckets and len(self._buckets) >= MOST:
            mark = b""
        left, since = self._buckets.get(mark, (self.rate * BURST, at))
        left = min(self.rate * BURST, left + (at - since) * self.rate)
        # Two threads may take the same one out: a request more in a million, and no lock in everybody's way.
        self._buckets[mark] = (max(left - 1, 0.0), at)
        return left >= 1

    def _renew(self, at: float) -> None:
        self._key, self._until = os.urandom(32), at + MINUTE
        self._buckets: dict[bytes, tuple[float, float]] = {}


def _sentence(path: str) -> str:
    return WAIT.in_(path[1:3])
