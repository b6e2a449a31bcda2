"""Gatherings, promises and indicators in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from senim.gatherings import wording
from senim.gatherings.domain import (
    KINDS,
    PROMISE_STATES,
    STATES,
    Finding,
    Indicator,
    Kind,
    PromiseState,
    State,
    moved_later,
)
from senim.gatherings.models import Gathering, Promise
from senim.kernel import formats
from senim.kernel.clock import today
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language

_TAGS = {State.PLANNED: "info", State.HELD: "good", State.CANCELLED: "warn"}
_PROMISE_TAGS = {PromiseState.KEPT: "good", PromiseState.RELEASED: "warn", PromiseState.OPEN: "info"}


def area_name(path: str) -> str:
    """The name of the area at the end of a path."""
    return territory.name_of(territory.area(int(path.strip("/").rsplit("/", 1)[-1])), language())


def gathering_row(row: Gathering) -> dict[str, Any]:
    """A gathering with its kind, state and area in words."""
    state = State(row.state)
    return {
        "gathering": row,
        "kind": str(KINDS[Kind(row.kind)]),
        "state": str(STATES[state]),
        "tag": _TAGS[state],
        "area": area_name(row.area_path),
        "moved": row.first_at != row.starts_at and state is not State.CANCELLED,
        "coming": state is State.PLANNED,
    }


def coming_row(row: Gathering) -> dict[str, Any]:
    """One to come, as `api.upcoming` gives it."""
    return {
        "kind": str(KINDS[Kind(row.kind)]),
        "theme": row.theme,
        "place": row.place,
        "starts_at": row.starts_at,
        "url": reverse("gatherings:public", args=[row.pk]),
    }


def public_rows(rows: Iterable[Gathering]) -> dict[str, Any]:
    """As everyone sees them: those to come, the next first; and what was, the latest first."""
    shown = [gathering_row(row) for row in rows]
    coming = [row for row in shown if row["coming"]]
    return {"coming": coming[::-1], "past": [row for row in shown if not row["coming"]]}


def promise_row(row: Promise) -> dict[str, Any]:
    """A promise with its state; late where its day has passed and it is open."""
    state = PromiseState(row.state)
    late = state is PromiseState.OPEN and row.due_on < today()
    moved = moved_later(row.first_due_on, row.due_on)
    return {
        "promise": row,
        "state": str(PROMISE_STATES[state]),
        "tag": "bad" if late else _PROMISE_TAGS[state],
        "late": late,
        "moved": str(wording.LATER).format(day=formats.day(row.first_due_on, language())) if moved else "",
        "post": staff.post_title(row.post_id, language()),
        "area": area_name(row.area_path),
    }


def promise_sums(rows: Iterable[Promise]) -> dict[str, Any] | None:
    """How many promises are open, late, kept and not kept; None where there are none."""
    shown = [promise_row(row) for row in rows]
    if not shown:
        return None
    states = [row["promise"].state for row in shown]
    return {
        "n": len(shown),
        "open": states.count(PromiseState.OPEN),
        "late": sum(row["late"] for row in shown),
        "kept": states.count(PromiseState.KEPT),
        "released": states.count(PromiseState.RELEASED),
    }


def finding_row(one: Finding) -> dict[str, Any]:
    """An indicator: its words, value, interval, n and period."""
    spoken, told = language(), wording.INDICATORS[one.indicator]
    shown = "" if one.value is None else formats.number(one.value, spoken, 0 if one.value >= 100 else 1)
    if one.indicator in {Indicator.SOLVED, Indicator.TRAINED} and shown:
        shown = f"{shown}{formats.NBSP}%"
    if one.indicator is Indicator.PARTICIPANTS:
        shown = formats.number(one.value or 0, spoken, 0)
    sure = ""
    if one.low is not None and one.high is not None:
        sure = f"{formats.number(one.low, spoken, 0)}–{formats.number(one.high, spoken, 0)}{formats.NBSP}%"
    return {
        "title": str(told.title),
        "how": str(told.how),
        "value": shown or str(wording.NOT_COUNTED),
        "counted": one.value is not None,
        "n": one.n,
        "of": one.of,
        "sure": sure,
        "period": formats.period(one.since, one.until, spoken),
    }
