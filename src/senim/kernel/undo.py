"""Ten seconds in which a person takes an own action back: nothing is erased from the log, no letter is called back.

    with undo.within(request.actor) as bar:  # the view: whoever acts here sees a button "Undo"
        actions.answer(...)                   # the action: undo.offer("appeals.answered", ("appeal", 7), {...})
    undoing.say(request, _("The answer is sent."), bar)

While a bar is open, what is put into the outbox waits until the bar is over; what is taken back was never sent. Taking
back is an action of its own, with its own event: the log holds both, and the chain over it goes on.
Outside of a bar (a job, an import, a device that comes back) nothing waits and nothing is offered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from senim.kernel import clock, ids
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.models import Outgoing, Undo
from senim.kernel.scoping import Actor

#: What was taken back gives its words back for so long (an answer that is written anew).
KEPT = timedelta(hours=12)
NOT_THERE = Label("Қайтаратын ештеңе жоқ.", "Отменять нечего.", "There is nothing to take back.")
TOO_LATE = Label(
    "Қайтару уақыты өтті: әрекет күшінде қалды.",
    "Время для отмены вышло: действие осталось в силе.",
    "The time for taking it back is over: it stands.",
)
ALREADY = Label("Бұл қайтарылып қойған.", "Это уже отменено.", "This has been taken back already.")
GONE_OUT = Label(
    "Хат жіберіліп кетті, сондықтан қайтаруға болмайды.",
    "Письмо уже ушло, поэтому отменить нельзя.",
    "The letter has left already, so it cannot be taken back.",
)


BACK = Label("Әрекет қайтарылды.", "Действие отменено.", "Taken back.")


@dataclass(slots=True)
class Bar:
    """One press of a button that may be taken back until a moment. `rows`: its steps, several for a press on many."""

    account_id: int
    until: datetime
    token: str = field(default_factory=ids.new_token)
    rows: list[int] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """What a context is given to take back: what it kept of the state before, and about what."""

    kind: str
    subject_id: str
    before: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Back:
    """What is said when it is taken back, and the page to go to ("": where the button stood); what was typed is found
    there by the bar's token."""

    said: Any
    url: str = ""


Restore = Callable[[Actor, Step], Back]
_restores: dict[str, Restore] = {}
_bar: ContextVar[Bar | None] = ContextVar("undo_bar", default=None)


def register(kind: str, restore: Restore) -> None:
    """How a kind of step is taken back: in the caller's transaction, with an event of its own. It may raise Refused."""
    _restores[kind] = restore


@contextmanager
def within(actor: Actor, *, more: timedelta = timedelta(0)) -> Iterator[Bar | None]:
    """Let what happens inside be taken back by this person; None where that is switched off, or nobody would see it.

    more: the time that the work itself takes, where it goes over many.
    """
    wait = timedelta(seconds=settings.UNDO_SECONDS)
    sees = wait and actor.kind == "staff" and actor.account_id is not None
    bar = Bar(actor.account_id, clock.now() + wait + more) if sees and actor.account_id is not None else None
    before = _bar.set(bar)
    try:
        yield bar
    finally:
        _bar.reset(before)


def is_open() -> bool:
    """Whether somebody may take back what happens now: whoever acts keeps the state before."""
    return _bar.get() is not None


def held_until() -> datetime | None:
    """The moment before which no letter of the present press may leave."""
    bar = _bar.get()
    return bar.until if bar else None


def offer(kind: str, subject: tuple[str, object], before: Mapping[str, Any]) -> None:
    """Keep what is needed to take one step back, in its transaction. Nothing where no bar is open."""
    bar = _bar.get()
    if bar is None:
        return
    if kind not in _restores:
        raise ValueError(f"nobody knows how {kind!r} is taken back")
    if not connection.in_atomic_block:
        raise RuntimeError("what is kept for taking back belongs in the transaction of the step")
    row = Undo.objects.create(
        token=bar.token, account_id=bar.account_id, kind=kind, subject_type=subject[0], subject_id=str(subject[1]),
        at=clock.now(), until=bar.until, before=json.loads(json.dumps(before, default=_spelt)), letters=bar.letters,
    )
    bar.rows.append(row.pk)
    bar.letters = []


def _spelt(value: Any) -> str:
    """A moment or a day to the last digit, so that it comes back as it was."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept for taking back")


def note_letters(keys: list[str]) -> None:
    """Letters of the present press: they belong to its last step, or to the one that is about to be offered."""
    bar = _bar.get()
    if bar is None or not keys:
        return
    if not bar.rows:
        bar.letters += keys
        return
    row = Undo.objects.get(pk=bar.rows[-1])
    row.letters = [*row.letters, *keys]
    row.save(update_fields=["letters"])


def take_back(*, actor: Actor, token: str) -> Back:
    """Take a press back whole, its steps in reverse. Raises NotYours for anybody else's, Refused where it is too late,
    done already, or where a step cannot be taken back any more: then all of it stands."""
    if actor.kind != "staff" or actor.account_id is None:
        raise NotYours("not_found", NOT_THERE)
    with transaction.atomic():
        mine = Undo.objects.select_for_update().filter(token=token, account_id=actor.account_id)
        rows = list(mine.order_by("-pk"))
        if not rows:
            raise NotYours("not_found", NOT_THERE)
        at = clock.now()
        if any(row.used_at for row in rows):
            raise Refused("already", ALREADY)
        if at >= rows[0].until:
            raise Refused("too_late", TOO_LATE)
        for row in rows:
            _keep_letters_here(row)
            back = _restores[row.kind](actor, Step(row.kind, row.subject_id, row.before, row.at))
        Undo.objects.filter(pk__in=[row.pk for row in rows]).update(used_at=at)
    return back


def _keep_letters_here(row: Undo) -> None:
    """Letters that have not left are no letters. One that is on its way stops everything."""
    held = Outgoing.objects.filter(key__in=row.letters, not_before=row.until, attempts=0)
    gone, _by_model = held.filter(lease_until=None, sent_at=None, dead_at=None).delete()
    if gone != len(set(row.letters)):
        raise Refused("gone_out", GONE_OUT)


def pending(subject: tuple[str, object]) -> list[Step]:
    """Steps about a thing that may still be taken back, newest first: whom it concerns is shown them later. 1 query."""
    rows = Undo.objects.filter(
        subject_type=subject[0], subject_id=str(subject[1]), used_at=None, until__gt=clock.now()
    )
    return [Step(row.kind, row.subject_id, row.before, row.at) for row in rows.order_by("-pk")]


def taken_back(account_id: int | None, token: str) -> Step | None:
    """What an own press held that was taken back a short while ago: its words begin the next try. One query."""
    if account_id is None:
        return None
    row = Undo.objects.filter(token=token, account_id=account_id, used_at__gt=clock.now() - KEPT).order_by("pk").first()
    return Step(row.kind, row.subject_id, row.before, row.at) if row else None


def forget() -> int:
    """What can neither be taken back nor begun anew is gone."""
    gone, _by_model = Undo.objects.filter(until__lt=clock.now() - KEPT).delete()
    return gone
