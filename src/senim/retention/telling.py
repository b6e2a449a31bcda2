"""Everything that is held about somebody, as a person reads it and as data: third persons masked, each with its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from senim.kernel import clock, formats, legal, persons, retention
from senim.kernel.labels import Label
from senim.kernel.persons import Ref
from senim.kernel.retention import Part, Rule
from senim.retention import ledger, selectors
from senim.retention.domain import masked
from senim.retention.words import FIELDS, PRINTS
from senim.web import words


@dataclass(frozen=True, slots=True)
class Line:
    """One value. field: its name in the table; withheld: it is there, and a person reads it before it is handed out."""

    field: str
    label: str
    value: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One record: what it is, why it may be held, when it is over (None: its clock has not begun), what it says."""

    ref: Ref
    what: str
    why: str
    ground: str
    period: str
    ends_on: date | None
    held_until: date | None
    barrier: str
    lines: tuple[Line, ...]
    prints: tuple[str, ...]
    files: int


def tell(refs: Sequence[Ref], lang: str, *, reviewed: bool) -> list[Told]:
    """What some records say. reviewed: somebody has looked at what others wrote, and it may be handed out.

    A few queries for each kind of record and each record.
    """
    left = selectors.opened(refs)
    own = persons.marks_of(left)
    begun, barriers, holds = selectors.began(left), selectors.barriers(left, lang), ledger.held_of(left)
    return [_told(ref, own, begun.get(ref), barriers.get(ref), holds.get(ref), lang, reviewed) for ref in left]


def _told(
    ref: Ref, own: frozenset[str], begun: date | None, barrier: Any, hold: date | None, lang: str, reviewed: bool
) -> Told:
    rule = retention.rule(ref.rule)
    lines = _lines(ref, rule, own, lang, reviewed)
    return Told(
        ref, rule.what.in_(lang), rule.why.in_(lang), ground_of(rule, lang), period_of(rule, lang),
        selectors.ends_on(rule, begun), hold, _against(barrier, lang), tuple(lines), tuple(_prints(rule)),
        sum(part.rows([ref.pk]).exclude(**{name: None}).count() for part in rule.parts for name in part.files))


def _against(barrier: Any, lang: str) -> str:
    if barrier is None:
        return ""
    ground = f" ({barrier.ground})" if barrier.ground else ""
    until = f", {words.day(barrier.until)}" if barrier.until else ""
    return f"{barrier.why.in_(lang)}{ground}{until}"


def ground_of(rule: Rule, lang: str) -> str:
    """By which law it may be held, with how sure that is; "" where only the purpose says it."""
    if not rule.ground:
        return ""
    term = legal.term(rule.ground, clock.today(), allow_unverified=True)
    return f"{term.citation(lang)} – {legal.MARKS[term.mark].in_(lang)}"


def period_of(rule: Rule, lang: str) -> str:
    """How long, in words; "" where it ends at its own moment."""
    term = rule.period(clock.today())
    return formats.quantity(term.value, term.unit.value, lang) if term.value else ""


def mark_of(rule: Rule, lang: str) -> str:
    """How sure its period is, in words."""
    return legal.MARKS[rule.period(clock.today()).mark].in_(lang)


def _prints(rule: Rule) -> list[str]:
    return sorted({name for part in rule.parts for name in part.fields if name in PRINTS})


def _lines(ref: Ref, rule: Rule, own: frozenset[str], lang: str, reviewed: bool) -> list[Line]:
    row = _row(rule.root.rows([ref.pk]), rule.shows)
    found = [_line(name, persons.worded(ref, name, value), own, lang) for name, value in row]
    opened = persons.opened(ref)
    if opened is not None:
        return [*found, *(_line(name, value, own, lang) for name, value in opened)]
    for part in rule.parts:
        found += _of_part(part, ref, own, lang, reviewed)
    return found


def _of_part(part: Part, ref: Ref, own: frozenset[str], lang: str, reviewed: bool) -> list[Line]:
    names = [name for name in part.fields if name not in PRINTS]
    values = [pair for row in part.rows([ref.pk]).values(*names) for pair in row.items()] if names else []
    shown = [(name, value) for name, value in values if value not in (None, "", {}, [], b"")]
    if part.review and not reviewed:
        return [Line(name, _label(name, lang), "", withheld=True) for name in dict.fromkeys(name for name, _v in shown)]
    return [_line(name, value, own, lang) for name, value in shown]


def _row(rows: Any, names: Sequence[str]) -> list[tuple[str, Any]]:
    found = rows.values(*names).first() if names else None
    return [(name, value) for name, value in (found or {}).items() if value not in (None, "")]


def _label(name: str, lang: str) -> str:
    return FIELDS[name].in_(lang) if name in FIELDS else name


def _line(name: str, value: Any, own: frozenset[str], lang: str) -> Line:
    return Line(name, _label(name, lang), _shown(value, own))


def _shown(value: Any, own: frozenset[str]) -> str:
    if isinstance(value, Label):
        return str(value)
    if isinstance(value, datetime | date):
        return words.when(value)
    if isinstance(value, dict):
        said = ((name, inner) for name, inner in value.items() if inner not in (None, "", [], {}))
        return "; ".join(f"{name}: {_shown(inner, own)}" for name, inner in said)
    if isinstance(value, list | tuple):
        return ", ".join(_shown(inner, own) for inner in value)
    if isinstance(value, bytes | memoryview):
        return f"{len(bytes(value))} B"
    return masked(str(value), own)


def as_data(told: Sequence[Told], lang: str) -> dict[str, Any]:
    """The same as plain JSON: for a program of the person's own."""
    return {
        "made_at": clock.now().isoformat(timespec="seconds"), "language": lang,
        "records": [
            {
                "kind": one.ref.rule, "what": one.what, "why": one.why, "ground": one.ground, "kept": one.period,
                "ends_on": one.ends_on.isoformat() if one.ends_on else None, "files": one.files,
                "not_erased_because": one.barrier, "prints_of_secrets": list(one.prints),
                "fields": [
                    {"field": line.field, "label": line.label, "value": None if line.withheld else line.value,
                     "withheld": line.withheld}
                    for line in one.lines
                ],
            }
            for one in told
        ],
    }
