"""What another system says later of an appeal that came from it: many at once, in a handful of statements.

The other system's word moves an appeal of ours only forward, and never what a person here has done: which word counts
is decided by whoever calls, on the rows that `hold` has locked.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from senim.appeals import terms
from senim.appeals.actions.history import owed
from senim.appeals.domain import KnownAs, MessageKind, State
from senim.appeals.models import Answer, Appeal, Event, Identity, Message, Transfer
from senim.appeals.past import PastAnswer
from senim.appeals.permissions import visible
from senim.appeals.report import Contact
from senim.kernel import text
from senim.kernel.clock import now
from senim.kernel.scoping import Actor, Scope

_CONTACT = ("name", "iin", "phone", "email")


@dataclass(frozen=True, slots=True)
class Held:
    """How an appeal stands. seen: whether the person who brings the file in may see it. lacks: what of the contact
    (name, iin, phone, email) is not known; nothing of an applicant who is anonymous."""

    id: int
    number: str
    state: State
    is_open: bool
    answered: bool
    seen: bool
    lacks: frozenset[str]
    text: str
    place: str
    category: str
    kind: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Update:
    """What becomes of one appeal. Empty: nothing of the sort."""

    appeal_id: int
    addition: str = ""
    note: str = ""
    opened: bool = False
    answer: PastAnswer | None = None
    withdrawn_at: datetime | None = None
    redirected_at: datetime | None = None
    contact: Contact | None = None


def hold(scope: Scope, ids: Sequence[int], *, lock: bool) -> dict[int, Held]:
    """How appeals stand, by id; inside a transaction with `lock` they stay so. Two statements, three for a person."""
    rows = Appeal.objects.select_for_update(of=("self",)) if lock else Appeal.objects.all()
    found = list(rows.filter(pk__in=ids).order_by("pk"))
    known = {one.appeal_id: one for one in Identity.objects.filter(appeal__in=ids)}
    seen = set(ids) if scope.everything else set(
        Appeal.objects.filter(visible(scope), pk__in=ids).values_list("pk", flat=True)
    )
    return {row.pk: _held(row, known.get(row.pk), row.pk in seen) for row in found}


def _held(row: Appeal, known: Identity | None, seen: bool) -> Held:
    anonymous = row.known_as == KnownAs.ANONYMOUS
    open_to = ("phone", "email") if anonymous else _CONTACT
    lacks = frozenset(name for name in open_to if not (known and getattr(known, name)))
    answered = row.answered_at is not None or row.first_answer_at is not None
    return Held(
        row.pk, row.number, State(row.state), row.is_open, answered, seen, lacks, row.text, row.place, row.category,
        row.kind, row.received_at,
    )


def update_many(updates: Iterable[Update], *, actor: Actor) -> None:
    """Write what was decided, in the caller's transaction, on appeals that it holds. At most eight statements."""
    wanted = {one.appeal_id: one for one in updates}
    at = now()
    rows = list(Appeal.objects.filter(pk__in=wanted).order_by("pk"))
    events = [event for row in rows for event in _moved(row, wanted[row.pk], actor, at)]
    pairs = [(row, wanted[row.pk]) for row in rows]
    Message.objects.bulk_create(
        Message(appeal=row, kind=kind, text=words, at=at, account_id=actor.account_id, post_id=actor.post_id)
        for row, one in pairs
        for kind, words in ((MessageKind.ADDITION, one.addition), (MessageKind.NOTE, one.note))
        if words
    )
    Answer.objects.bulk_create(_answer(row, one.answer) for row, one in pairs if one.answer)
    _fill([(row, one.contact) for row, one in pairs if one.contact])
    Event.objects.bulk_create(events)
    moved = [row for row, one in pairs if one.opened or one.answer or one.withdrawn_at or one.redirected_at]
    ended = [row.pk for row in moved if not row.is_open or row.state != State.IN_WORK]
    Transfer.objects.filter(appeal__in=ended, state="offered").update(state="recalled", decided_at=at)
    searched = [row for row, one in pairs if one.addition]
    for row in searched:
        row.search = text.key(f"{row.search} {wanted[row.pk].addition}")[:2000]
    Appeal.objects.bulk_update(
        {row.pk: row for row in (*moved, *searched)}.values(),
        ["state", "answered_at", "first_answer_at", "closed_at", "outcome", "clocks", "owed_at", "promise_due",
         "legal_due", "search"],
        batch_size=100,
    )


def _moved(row: Appeal, one: Update, actor: Actor, at: datetime) -> list[Event]:
    """Move the row in memory; gives the steps of its history."""
    steps = [step for step, holds in (("added", one.addition), ("note", one.note), ("opened", one.opened)) if holds]
    if one.opened:
        row.state = State.IN_WORK
    if one.answer:
        row.state, row.answered_at, row.outcome = State.ANSWERED, one.answer.at, one.answer.outcome
        row.first_answer_at = row.first_answer_at or one.answer.at
        terms.end_first(row, one.answer.at)
        terms.end_all(row, one.answer.at)
        steps.append("answered")
    for ended, state, word in (
        (one.withdrawn_at, State.WITHDRAWN, "withdrawn"), (one.redirected_at, State.REDIRECTED, "redirected")
    ):
        if ended:
            row.state, row.closed_at = state, ended
            terms.void(row, ended, word)
            steps.append(word)
    owed(row)
    return [
        Event(
            appeal=row, at=at, type=step, actor_kind="system", account_id=actor.account_id, post_id=actor.post_id,
            public=step != "note",
        )
        for step in steps
    ]


def _answer(row: Appeal, given: PastAnswer) -> Answer:
    return Answer(
        appeal=row, opening=row.reopened, outcome=given.outcome, text=given.text, at=given.at, final=True,
        on_time=given.at <= row.legal_due,
    )


def _fill(pairs: list[tuple[Appeal, Contact]]) -> None:
    """Put into the identities what they lack; make those that are not there."""
    known = {one.appeal_id: one for one in Identity.objects.filter(appeal__in=[row.pk for row, _ in pairs])}
    fresh = [
        Identity(appeal=row, key=secrets.token_bytes(32), **{name: getattr(contact, name) for name in _CONTACT})
        for row, contact in pairs
        if row.pk not in known
    ]
    for row, contact in pairs:
        if (found := known.get(row.pk)) is not None:
            for name in _CONTACT:
                setattr(found, name, getattr(found, name) or getattr(contact, name))
    Identity.objects.bulk_create(fresh)
    Identity.objects.bulk_update(known.values(), _CONTACT, batch_size=100)
