"""May this be asked, and may it be applied? Every `check_x` raises Refused with a sentence. No Django here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from senim.kernel import formats
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.rehearsal.domain import BLOCKS, HOURS, MEANT, OPEN, UNDER_WAY, State
from senim.rehearsal.wording import FINDINGS, MOVED, REFUSALS

AHEAD, LONGEST = timedelta(days=366), timedelta(days=5 * 366)


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code; its sentence is filled in the three languages."""
    return Refused(code, filled(REFUSALS[code], params), field=field)


def filled(words: Label, params: Mapping[str, Any]) -> Label:
    """A sentence with its values; a label among them is taken in each language, a number written as there."""
    return Label(*(
        text.format(**{name: _said(value, language) for name, value in params.items()})
        for language, text in zip(Label._fields, words, strict=True)
    ))


def _said(value: Any, language: str) -> str:
    if isinstance(value, Label):
        return value.in_(language)
    if isinstance(value, list) and len(value) == len(Label._fields):  # a label that came back from JSON
        return str(value[Label._fields.index(language)])
    if isinstance(value, date):
        return formats.day(value, language)
    return formats.number(value, language, 0) if isinstance(value, (int, float)) else str(value)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def check_days(starts_on: date, since: date, until: date, today: date) -> None:
    """A change begins today or later; the period it is rehearsed on is over."""
    check(starts_on >= today, "day_past", "starts_on")
    check(starts_on <= today + AHEAD, "day_far", "starts_on")
    check(until >= since, "period_order", "until")
    check(until < today, "period_future", "until")
    check(until - since <= LONGEST, "period_long", "since")


def check_hours(hours: int, was: int | None, starts_on: date, today: date) -> None:
    """A promise is of a number of hours that makes sense, another one than today's, from tomorrow on."""
    check(HOURS[0] <= hours <= HOURS[1], "hours", "hours", low=HOURS[0], high=HOURS[1])
    check(hours != was, "same_promise", "hours")
    check(starts_on > today, "day_tomorrow", "starts_on")


def check_open(state: str) -> None:
    """It is neither applied nor withdrawn, and nothing is being reckoned."""
    check(State(state) in OPEN, "closed")
    check(State(state) not in UNDER_WAY, "under_way")


def check_ready(state: str) -> None:
    """It was rehearsed, and nobody has applied or withdrawn it."""
    check(State(state) in OPEN, "closed")
    check(State(state) is State.READY, "not_ready")


def check_other(author: int | None, applier: int | None) -> None:
    """Four eyes: whoever drew it up does not apply it."""
    check(applier is None or author != applier, "own")


def moved(stamp: Mapping[str, Any] | None, now: Mapping[str, Any]) -> list[str]:
    """What a rehearsal stood on and is another now."""
    return [name for name in MOVED if (stamp or {}).get(name) != now[name]]


def check_fresh(names: Iterable[str]) -> None:
    """Nothing that the rehearsal stood on has moved since."""
    listed = [MOVED[name] for name in names]
    what = Label(*(", ".join(one.in_(language) for one in listed) for language in Label._fields))
    check(not listed, "stale", what=what)


def blocking(findings: Iterable[tuple[str, Mapping[str, Any]]], *, holes_meant: bool) -> list[tuple[str, Any]]:
    """Findings that forbid to apply the change; holes that are meant do not."""
    return [(code, params) for code, params in findings if code in BLOCKS and not (holes_meant and code in MEANT)]


def check_blocks(findings: Iterable[tuple[str, Mapping[str, Any]]], *, holes_meant: bool) -> None:
    """Raises Refused with the first finding that forbids it."""
    for code, params in blocking(findings, holes_meant=holes_meant):
        raise refuse("blocked", what=filled(FINDINGS[code], params))


def hides(above: Mapping[str, Any], below: Mapping[str, Any]) -> bool:
    """Whether a rule with the conditions `above`, standing first, takes all that one with `below` would take."""
    return all(name in below and _wider(name, wanted, below[name]) for name, wanted in above.items())


def _wider(name: str, above: Any, below: Any) -> bool:
    if name in {"category", "group", "kind"}:
        return set(below) <= set(above)
    return bool(above == below)
