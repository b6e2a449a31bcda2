"""Delivery: take a lease, send, note it. Whatever dies on the way is taken back by the reaper.

What a lease means: until `lease_until` only `lease_by` touches the message. The number of attempts grows when the
lease is taken, so that a message that kills its sender is one day dead and does not kill for ever.
"""

import logging
import os
import random
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from senim.kernel import clock
from senim.kernel.logs import quiet
from senim.kernel.models import Outgoing
from senim.kernel.outbox import transports
from senim.kernel.outbox.transports import Failed, Transport, Unreachable

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
#: Longer than any transport waits for its server.
ONE_SEND = timedelta(seconds=30)
#: Waits grow 30 s, 1 min, 2 min ... to at most 3 h: sixteen attempts take a little over a day.
FIRST_WAIT, LONGEST_WAIT, MAX_ATTEMPTS = timedelta(seconds=30), timedelta(hours=3), 16
LOST = "the sending process was lost on the way"


@dataclass(slots=True)
class Tally:
    """What one round of delivery did."""

    sent: int = 0
    retried: int = 0
    dead: int = 0


def deliver_due(limit: int = 50) -> Tally:
    """Deliver what is due, oldest first. Safe to run in any number of processes at once."""
    tally = Tally()
    if not _due(clock.now()).exists():
        return tally
    who = f"{socket.gethostname()[:30]}:{os.getpid()}:{random.randrange(1 << 30)}"  # noqa: S311 - a name, no secret
    with transports.Opened() as opened:
        unreachable: set[str] = set()
        for message in _claim(limit, who):
            if _server(message) in unreachable:
                _give_back(message, who)
            elif _still_ours(message, who):
                _deliver(message, who, opened.of(message.kind), tally, unreachable)
    return tally


def reap() -> int:
    """Take back what a lost process held. Gives how many. A lease from the future means that the clock jumped back."""
    at = clock.now()
    lost = Outgoing.objects.filter(
        Q(lease_until__lt=at) | Q(lease_until__gt=at + 2 * LEASE), sent_at=None, dead_at=None
    )
    if not lost.exists():
        return 0
    worn_out = lost.filter(attempts__gte=MAX_ATTEMPTS)
    with transaction.atomic():
        dead = worn_out.update(dead_at=at, last_error=LOST, lease_by="", lease_until=None)
        return dead + lost.update(not_before=at, last_error=LOST, lease_by="", lease_until=None)


def _server(message: Outgoing) -> str:
    """What is away where a message finds nobody: the one mail server, the one gateway; of hooks this address alone."""
    return f"hook {message.to}" if message.kind == "hook" else message.kind


def _due(at: datetime) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(sent_at=None, dead_at=None, lease_until=None, not_before__lte=at)


def _claim(limit: int, who: str) -> list[Outgoing]:
    at = clock.now()
    with transaction.atomic():
        due = _due(at).order_by("not_before", "id").select_for_update(skip_locked=True)
        ids = list(due.values_list("id", flat=True)[:limit])
        Outgoing.objects.filter(id__in=ids).update(
            lease_by=who, lease_until=at + LEASE, attempts=F("attempts") + 1
        )
    return list(Outgoing.objects.filter(id__in=ids, lease_by=who).order_by("not_before", "id"))


def _still_ours(message: Outgoing, who: str) -> bool:
    """Whether there is time enough on the lease to send; a short one is renewed, unless it was taken back."""
    at = clock.now()
    if message.lease_until is not None and message.lease_until - at > ONE_SEND:
        return True
    return bool(_held(message, who).update(lease_until=at + LEASE))


def _held(message: Outgoing, who: str) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(pk=message.pk, lease_by=who)


def _deliver(message: Outgoing, who: str, transport: Transport, tally: Tally, unreachable: set[str]) -> None:
    try:
        transport(message)
    except Unreachable as failure:
        unreachable.add(_server(message))
        _note_failure(message, who, failure, tally)
    except Failed as failure:
        _note_failure(message, who, failure, tally)
    except Exception as error:
        log.exception("Message %s could not be sent", message.pk)
        _note_failure(message, who, Failed(f"{type(error).__name__}: {error}"), tally)
    else:
        _held(message, who).update(sent_at=clock.now(), lease_by="", lease_until=None, last_error="")
        tally.sent += 1


def _note_failure(message: Outgoing, who: str, failure: Failed, tally: Tally) -> None:
    at = clock.now()
    # Servers like to repeat the address; the queue is read by people who may not see it.
    reason = quiet(str(failure).replace(message.to, "…"))[:500]
    ended = {"lease_by": "", "lease_until": None, "last_error": reason}
    if failure.is_final or message.attempts >= MAX_ATTEMPTS:
        _held(message, who).update(dead_at=at, **ended)
        tally.dead += 1
        return
    again_at = at + (failure.wait or wait_before(message.attempts + 1))
    _held(message, who).update(not_before=again_at, **ended)
    tally.retried += 1


def _give_back(message: Outgoing, who: str) -> None:
    # Its server is away: this message was not even tried.
    _held(message, who).update(
        lease_by="", lease_until=None, attempts=F("attempts") - 1, not_before=clock.now() + FIRST_WAIT
    )


def wait_before(attempt: int) -> timedelta:
    """How long to wait before the attempt of this number (2 is the first repeat): doubling, with a fifth of chance."""
    wait = min(FIRST_WAIT * (1 << max(attempt - 2, 0)), LONGEST_WAIT)
    return wait * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load, hides nothing
