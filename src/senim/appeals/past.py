"""Appeals of the past in bulk: what the demonstration and an import bring. The same rules route and clock them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from senim.appeals import hooks, rules, terms
from senim.appeals.actions.history import owed
from senim.appeals.actions.intake import _row, check_report
from senim.appeals.domain import KnownAs, MessageKind, Outcome, State
from senim.appeals.models import Answer, Appeal, Event, Followup, Identity, Message, Reopening
from senim.appeals.report import Report, random_secret
from senim.kernel import audit, ids
from senim.kernel.clock import local, now
from senim.kernel.scoping import Actor

BATCH = 500


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """An answer as it was given. Interim where outcome is PLAN."""

    outcome: Outcome
    at: datetime
    text: str
    done: str = ""
    where: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastAppeal:
    """One appeal and what came of it. `report.received_at` is required. `talk`: (kind, at, text), in order of time.

    elsewhere: another system answered it. No post of ours gets the credit, and nobody is asked in the fourth week: the
    applicant has no link of ours.
    """

    report: Report
    answers: tuple[PastAnswer, ...] = ()
    talk: tuple[tuple[MessageKind, datetime, str], ...] = ()
    opened_at: datetime | None = None
    reopened_because: str = ""
    reopened_at: datetime | None = None
    withdrawn_at: datetime | None = None
    redirected_at: datetime | None = None
    elsewhere: bool = False
    still_solved: bool | None = None
    crime_reference: str = ""
    secret: str = field(default_factory=random_secret)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one record became. `proof` and `on_time` (within the legal term; none without an answer) belong to its last
    answer: the rating's token is made from the one, "on time and with quality" counts the other."""

    appeal_id: int
    number: str
    secret: str
    area_id: int | None
    area_path: str
    post_id: int | None
    state: str
    answered_at: datetime | None
    proof: bytes
    on_time: bool | None = None


def import_past(records: Iterable[PastAppeal], *, actor: Actor, invented: bool = False) -> Iterator[Loaded]:
    """Write records in batches, each batch in one transaction. Yields what each became, in order."""
    left = iter(records)
    while batch := list(islice(left, BATCH)):
        yield from _batch(batch, actor, invented)


def _batch(records: list[PastAppeal], actor: Actor, invented: bool) -> list[Loaded]:
    with transaction.atomic():
        rows = [_appeal(actor, record, invented) for record in records]
        _number(rows)
        Appeal.objects.bulk_create(rows)
        pairs = list(zip(records, rows, strict=True))
        Identity.objects.bulk_create(identity for record, row in pairs for identity in _identities(record, row))
        Message.objects.bulk_create(
            Message(
                appeal=row, kind=kind, text=text, at=at, post_id=row.holder_id if kind in ("question", "note") else None
            )
            for record, row in pairs
            for kind, at, text in record.talk
        )
        Answer.objects.bulk_create(answer for record, row in pairs for answer in _answers(record, row))
        Event.objects.bulk_create(event for record, row in pairs for event in _events(record, row))
        Followup.objects.bulk_create(
            _followup(record, row) for record, row in pairs if row.answered_at and not record.elsewhere
        )
        Reopening.objects.bulk_create(
            Reopening(
                appeal=row,
                reason=record.reopened_because,
                asked_at=record.reopened_at,
                accepted=True,
                decided_at=record.reopened_at + timedelta(hours=5),
            )
            for record, row in pairs
            if record.reopened_at
        )
        audit.record(
            actor, "appeals.imported", ("batch", rows[0].pk), data={"appeals": len(rows), "invented": invented}
        )
    return [
        Loaded(
            row.pk, row.number, record.secret, row.area_id, row.area_path, row.holder_id, row.state, row.answered_at,
            hooks.proof_of(row.secret_hash, row.reopened),
            row.answered_at <= row.legal_due if row.answered_at else None,
        )
        for record, row in pairs
    ]


def _number(rows: list[Appeal]) -> None:
    """Numbers that nobody has, drawn again only where one is taken."""
    while True:
        for row in rows:
            row.number = row.number or ids.new_number()
        taken = set(Appeal.objects.filter(number__in=[row.number for row in rows]).values_list("number", flat=True))
        if not taken and len({row.number for row in rows}) == len(rows):
            return
        for row in rows:
            row.number = ""


def _appeal(actor: Actor, record: PastAppeal, invented: bool) -> Appeal:
    report = record.report
    at = report.received_at
    if at is None:
        raise ValueError("an appeal of the past needs the moment it was received")
    category = check_report(report)
    place = rules.place_of(report, at)
    # What another system still has open goes to whoever serves there today, not to whoever did when it was written.
    row = _row(
        actor, report, category, place, rules.route(report, category, place, now() if record.elsewhere else at), at,
        record.secret,
    )
    row.invented, row.crime_reference, row.entered_by_id = invented, record.crime_reference, None
    terms.put(row, terms.start(at, category))
    _outcome(record, row)
    owed(row)
    return row


def _outcome(record: PastAppeal, row: Appeal) -> None:
    if record.opened_at:
        row.state = State.IN_WORK
    for answer in record.answers:
        row.first_answer_at = row.first_answer_at or answer.at
        terms.end_first(row, answer.at)
        if answer.outcome is not Outcome.PLAN:
            row.state, row.answered_at, row.outcome = State.ANSWERED, answer.at, answer.outcome
            terms.end_all(row, answer.at)
    if record.reopened_at:
        row.reopened = 1
    if record.talk and record.talk[-1][0] == MessageKind.QUESTION and not record.answers:
        row.state = State.ASKED
    if record.withdrawn_at:
        row.state, row.closed_at = State.WITHDRAWN, record.withdrawn_at
        terms.void(row, record.withdrawn_at, "withdrawn")
    if record.redirected_at:
        row.state, row.closed_at = State.REDIRECTED, record.redirected_at
        terms.void(row, record.redirected_at, "redirected")
    if record.still_solved is not None:
        row.state, row.closed_at = State.CLOSED, (row.answered_at or row.received_at) + timedelta(days=29)


def _identities(record: PastAppeal, row: Appeal) -> Iterator[Identity]:
    contact = record.report.contact
    anonymous = record.report.known_as is KnownAs.ANONYMOUS
    # Whoever gave no name to another system may have left a telephone with it.
    if contact.anything() and (record.elsewhere or not anonymous):
        yield Identity(
            appeal=row,
            name="" if anonymous else contact.name,
            iin="" if anonymous else contact.iin,
            phone=contact.phone,
            email=contact.email,
            safe_way=contact.safe_way,
            safe_note=contact.safe_note,
            key=secrets.token_bytes(32),
        )


def _answers(record: PastAppeal, row: Appeal) -> Iterator[Answer]:
    opening = 0
    for answer in record.answers:
        final = answer.outcome is not Outcome.PLAN
        due = row.legal_due if final else row.promise_due
        yield Answer(
            appeal=row,
            opening=opening,
            outcome=answer.outcome,
            text=answer.text,
            done=answer.done,
            where=answer.where,
            when=local(answer.at).date(),
            reason=answer.reason,
            at=answer.at,
            post_id=None if record.elsewhere else row.holder_id,
            final=final,
            on_time=answer.at <= due,
        )
        opening = 1 if final else opening


def _events(record: PastAppeal, row: Appeal) -> Iterator[Event]:
    words = {
        MessageKind.QUESTION: "asked",
        MessageKind.REPLY: "replied",
        MessageKind.ADDITION: "added",
        MessageKind.NOTE: "note",
    }
    steps = [(row.received_at, "registered", "citizen"), (row.received_at, "routed", "system")]
    steps += [(record.opened_at, "opened", "system" if record.elsewhere else "staff")] if record.opened_at else []
    steps += [
        (at, words[kind], "citizen" if kind in ("reply", "addition") else "staff")
        for kind, at, _ in record.talk
        if kind in words
    ]
    who = "system" if record.elsewhere else "staff"
    steps += [(one.at, "interim" if one.outcome is Outcome.PLAN else "answered", who) for one in record.answers]
    steps += (
        [
            (record.reopened_at, "reopen_asked", "citizen"),
            (record.reopened_at + timedelta(hours=5), "reopened", "staff"),
        ]
        if record.reopened_at
        else []
    )
    steps += [(record.withdrawn_at, "withdrawn", "citizen")] if record.withdrawn_at else []
    steps += [(record.redirected_at, "redirected", "system")] if record.redirected_at else []
    steps += [(row.closed_at, "still_solved", "citizen")] if record.still_solved is not None and row.closed_at else []
    for at, type_, kind in sorted(steps, key=lambda step: step[0]):
        post = row.holder_id if kind == "staff" else None
        yield Event(
            appeal=row,
            at=at,
            type=type_,
            actor_kind=kind,
            post_id=post,
            public=type_ != "note",
            data={"post": row.holder_id} if type_ == "routed" else {},
        )


def _followup(record: PastAppeal, row: Appeal) -> Followup:
    due = (row.answered_at or row.received_at) + timedelta(days=28)
    asked = due if record.still_solved is not None else None
    return Followup(appeal=row, due_at=due, asked_at=asked, answered_at=asked, still_solved=record.still_solved)
