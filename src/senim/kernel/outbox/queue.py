"""The visible queue: what waits, what went, what failed and why; and what a person can do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from senim.kernel import audit, clock
from senim.kernel.errors import NotYours
from senim.kernel.models import Outgoing
from senim.kernel.outbox.transports import reference
from senim.kernel.scoping import Actor, Role, Scope

#: How long a delivered message keeps its address and words, days.
KEEP_DAYS = 30


class State(StrEnum):
    """Where a message is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


_STATES = {
    State.WAITING: Q(sent_at=None, dead_at=None, lease_until=None),
    State.SENDING: Q(sent_at=None, dead_at=None, lease_until__isnull=False),
    State.SENT: Q(sent_at__isnull=False),
    State.DEAD: Q(dead_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A message as staff may see it: neither its address nor its words."""

    id: int
    reference: str
    kind: str
    template: str
    language: str
    state: State
    attempts: int
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
    error: str


def queue(scope: Scope, state: State | None = None, limit: int = 100) -> list[Entry]:
    """The newest messages of a state, or of all. One query. Administrators only: raises NotYours."""
    _check_keeper(scope)
    rows = Outgoing.objects.filter(_STATES[state]) if state else Outgoing.objects.all()
    return [_entry(row) for row in rows.order_by("-id").defer("to", "context")[:limit]]


def entries(scope: Scope, keys: Iterable[str]) -> dict[str, Entry]:
    """The messages of some keys, by key. One query. Administrators only: raises NotYours."""
    _check_keeper(scope)
    rows = Outgoing.objects.filter(key__in=list(keys)).defer("context")
    return {row.key: _entry(row) for row in rows}


def counts(scope: Scope) -> dict[State, int]:
    """How many messages are in each state. One query. Administrators and auditors only: raises NotYours."""
    if not scope.has(Role.AUDITOR):
        _check_keeper(scope)
    return Outgoing.objects.aggregate(**{state.value: Count("id", filter=which) for state, which in _STATES.items()})  # type: ignore[return-value]


def again(*, actor: Actor, message_id: int) -> bool:
    """Try a dead message once more from the beginning. False where it is not dead, or emptied."""
    return _change(actor, message_id, "outbox.again", _STATES[State.DEAD] & ~Q(to=""), _fresh())


def withdraw(*, actor: Actor, message_id: int) -> bool:
    """Let a waiting message not be sent. False where it is on its way or gone."""
    ended = {"dead_at": clock.now(), "last_error": "withdrawn", "to": "", "context": {}}
    return _change(actor, message_id, "outbox.withdraw", _STATES[State.WAITING], ended)


def forget_ended() -> int:
    """Empty the address and the words of what ended KEEP_DAYS ago; the fact of delivery or failure stays."""
    limit = clock.now() - timedelta(days=KEEP_DAYS)
    old = Outgoing.objects.filter(Q(sent_at__lt=limit) | Q(dead_at__lt=limit)).exclude(to="")
    return old.update(to="", context={})


def _change(actor: Actor, message_id: int, action: str, which: Q, values: dict[str, object]) -> bool:
    _check_keeper(actor.scope)
    with transaction.atomic():
        rows: QuerySet[Outgoing] = Outgoing.objects.filter(which, pk=message_id)
        changed = bool(rows.update(**values))
        if changed:
            audit.record(actor, action, ("outgoing", message_id))
        return changed


def _fresh() -> dict[str, object]:
    return {"dead_at": None, "attempts": 0, "not_before": clock.now(), "last_error": ""}


def _check_keeper(scope: Scope) -> None:
    if not (scope.everything or scope.has(Role.ADMIN)):
        raise NotYours("outbox.keeper", _("Only an administrator may look at the queue of messages."))


def _entry(row: Outgoing) -> Entry:
    state = next(name for name, holds in _held(row) if holds)
    return Entry(
        id=row.pk,
        reference=reference(row.key)[:12],
        kind=row.kind,
        template=row.template,
        language=row.language,
        state=state,
        attempts=row.attempts,
        created_at=row.created_at,
        next_at=row.not_before if state is State.WAITING else None,
        ended_at=row.sent_at or row.dead_at,
        error=row.last_error,
    )


def _held(row: Outgoing) -> list[tuple[State, bool]]:
    return [
        (State.SENT, row.sent_at is not None),
        (State.DEAD, row.dead_at is not None),
        (State.SENDING, row.lease_until is not None),
        (State.WAITING, True),
    ]
