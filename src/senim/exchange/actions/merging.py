"""Rows against what is here: which are new, which say the same, which say otherwise and what the rules do then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from senim.appeals import api as appeals
from senim.exchange import policies
from senim.exchange.domain import PARTS, STAGES, Part, Record, Stage, Verdict
from senim.exchange.models import Origin, System
from senim.kernel.clock import local
from senim.kernel.scoping import Scope
from senim.kernel.text import key

Mark = Callable[[str, str], str]
_CONTACT = ("name", "iin", "phone", "email")


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that says otherwise than before. marks: those of the row now."""

    record: Record
    origin: Origin
    held: appeals.imported.Held
    verdicts: dict[Part, Verdict]
    marks: dict[str, str]


@dataclass(slots=True)
class Compared:
    """Rows of one piece of a file. foreign: rows of appeals that the person may not see."""

    new: list[Record] = field(default_factory=list)
    same: int = 0
    changed: list[Differing] = field(default_factory=list)
    foreign: list[Record] = field(default_factory=list)


def marks_of(record: Record, mark: Mark) -> dict[str, str]:
    return {str(part): mark(part, said) for part, said in record.parts.items()}


def compare(scope: Scope, system: System, records: Sequence[Record], mark: Mark, *, lock: bool = False) -> Compared:
    """Set rows beside the appeals that came by these numbers. Two statements, four where some differ."""
    known = {
        one.key: one for one in Origin.objects.filter(system=system, key__in=[key(record.number) for record in records])
    }
    found = Compared()
    differ: list[tuple[Record, Origin, dict[str, str]]] = []
    for record in records:
        origin = known.get(key(record.number))
        if origin is None:
            found.new.append(record)
            continue
        marks = marks_of(record, mark)
        if marks == origin.marks:
            found.same += 1
        else:
            differ.append((record, origin, marks))
    held = appeals.imported.hold(scope, [origin.appeal_id for _, origin, _ in differ], lock=lock) if differ else {}
    for record, origin, marks in differ:
        stands = held.get(origin.appeal_id)
        if stands is None or not stands.seen:
            found.foreign.append(record)
        else:
            found.changed.append(Differing(record, origin, stands, _verdicts(record, origin, stands, marks), marks))
    return found


def _verdicts(
    record: Record, origin: Origin, stands: appeals.imported.Held, marks: dict[str, str]
) -> dict[Part, Verdict]:
    parts = {name: mark for name, mark in marks.items() if origin.marks.get(name) != mark}
    return policies.verdicts(
        parts, state=stands.state, is_open=stands.is_open, answered=stands.answered, stage=record.stage,
        fills=any(getattr(record, name) and name in stands.lacks for name in _CONTACT),
    )


def update_of(one: Differing, system_name: str, language: str) -> appeals.imported.Update:
    """What a differing row does to its appeal."""
    record, does = one.record, one.verdicts
    takes = Verdict.TAKEN in (does.get(Part.STATE), does.get(Part.ANSWER))
    ends = record.closed_at or record.answered_at
    contact = None
    if does.get(Part.APPLICANT) is Verdict.FILLED:
        contact = appeals.Contact(**{name: getattr(record, name) for name in _CONTACT if name in one.held.lacks})
    return appeals.imported.Update(
        one.held.id,
        addition=f"{system_name}: {record.text}" if does.get(Part.TEXT) is Verdict.ADDED else "",
        note=_note(one, system_name, language),
        opened=takes and record.stage is Stage.IN_WORK,
        answer=answer_of(record) if takes and record.stage is Stage.ANSWERED else None,
        withdrawn_at=(ends or record.received_at) if takes and record.stage is Stage.WITHDRAWN else None,
        redirected_at=(ends or record.received_at) if takes and record.stage is Stage.REDIRECTED else None,
        contact=contact,
    )


def answer_of(record: Record) -> appeals.PastAnswer:
    """The answer that the other system gave."""
    assert record.answered_at is not None
    return appeals.PastAnswer(appeals.Outcome(record.outcome), record.answered_at, record.answer)


def _note(one: Differing, system_name: str, language: str) -> str:
    lines = [
        f"{PARTS[part].in_(language)}: {said}"
        for part, verdict in one.verdicts.items()
        if verdict is Verdict.NOTED and (said := said_now(one.record, part, language))
    ]
    return "\n".join([f"{system_name} ({one.record.number})", *lines]) if lines else ""


def said_now(record: Record, part: Part, language: str) -> str:
    """What the row says of a part, as a person reads it."""
    if part is Part.RECEIVED:
        return f"{local(record.received_at):%d.%m.%Y %H:%M}"
    if part is Part.CATEGORY:
        return appeals.category(record.category).label.in_(language)
    if part is Part.STATE:
        ended = f"{local(record.closed_at):%d.%m.%Y}" if record.closed_at else ""
        return " ".join(filter(None, (STAGES[record.stage].in_(language), ended)))
    # Everything else stands as the file has it: marks compare the file's own words.
    return ", ".join(filter(None, record.parts.get(part, "").split("\x1f")))


def stands(held: appeals.imported.Held, part: Part) -> str:
    """What stands here now, where it is one value; who the applicant is, is read on the appeal, and that is logged."""
    return {
        Part.TEXT: held.text[:300], Part.PLACE: held.place, Part.STATE: str(held.state),
        Part.RECEIVED: f"{local(held.received_at):%d.%m.%Y %H:%M}", Part.CATEGORY: held.category, Part.KIND: held.kind,
    }.get(part, "")
