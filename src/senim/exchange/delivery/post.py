"""Sending one event to its partner: to the checked address, signed at this moment, for a few seconds at most."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from senim.exchange import seal
from senim.exchange.delivery import address, signing
from senim.exchange.models import Told
from senim.kernel import clock, outbox
from senim.kernel.errors import Refused
from senim.kernel.models import Outgoing
from senim.kernel.plain import canonical

#: Seconds for one step of a connection, and for the whole of it: a server that sends a byte now and then is slow too.
STEP, WHOLE = 5.0, 10.0
#: What a server may ask to wait.
LONGEST_WAIT = timedelta(hours=24)


def send(message: Outgoing) -> None:
    """Deliver the event that a message names. Raises outbox.Failed, Refused, Unreachable."""
    told = Told.objects.select_related("partner").filter(event=message.context.get("event")).first()
    if told is None:
        raise outbox.Refused("the event is gone with its appeal")
    partner = told.partner
    if not partner.active or not partner.address:
        raise outbox.Refused("the partner is not active")
    try:
        target = address.read(partner.address)
        body = canonical(told.body)
        at = int(clock.now().timestamp())
        headers = {
            "Content-Type": "application/json; charset=utf-8", "User-Agent": "Senim",
            "Idempotency-Key": str(told.event), "X-Senim-Event": str(told.event), "X-Senim-Sequence": str(told.seq),
            signing.TIMESTAMP: str(at), signing.SIGNATURE: signing.sign(seal.unlock(partner.out_key), at, body),
        }
        status, reason, wait = _post(target, body, headers)
    except Refused as refusal:
        raise outbox.Refused(refusal.code) from refusal
    except (OSError, http.client.HTTPException) as error:
        raise outbox.Unreachable(f"the server does not answer: {type(error).__name__}") from error
    _judge(status, reason, wait)


def _judge(status: int, reason: str, wait: str) -> None:
    """2xx has it; 409 has it from before; 408, 425, 429 and 5xx are tried again; all others are refusals."""
    if 200 <= status < 300 or status == 409:
        return
    if status in (408, 425, 429) or status >= 500:
        seconds = timedelta(seconds=int(wait)) if wait.isascii() and wait.isdigit() and len(wait) < 8 else None
        raise outbox.Failed(f"{status} {reason}"[:100], min(seconds, LONGEST_WAIT) if seconds else None)
    raise outbox.Refused(f"{status} {reason}"[:100])


def _post(target: address.Target, body: bytes, headers: dict[str, str]) -> tuple[int, str, str]:
    """(status, reason, Retry-After). A redirect is not followed: it comes back as what it is."""
    connection = _Pinned(target, address.resolve(target))
    with _deadline(connection):
        try:
            connection.request("POST", target.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.reason, answer.headers.get("Retry-After", "").strip()
        finally:
            connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to the machine that was looked at; the name stands in the request and in the certificate."""

    def __init__(self, target: address.Target, machine: str) -> None:
        super().__init__(target.host, target.port, timeout=STEP)
        self._target, self._machine = target, machine

    def connect(self) -> None:
        plain = socket.create_connection((self._machine, self._target.port), STEP)
        self.sock = plain
        if self._target.tls:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self._target.host)


@contextmanager
def _deadline(connection: http.client.HTTPConnection) -> Iterator[None]:
    """End a connection from beside when its whole time is over."""

    def end() -> None:
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(WHOLE, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
