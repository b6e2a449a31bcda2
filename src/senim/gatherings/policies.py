"""May this happen? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from senim.gatherings.domain import LONGEST, PromiseState, State
from senim.gatherings.wording import REFUSALS
from senim.kernel.errors import Refused


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check(holds: bool, code: str, field: str | None = None) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field)


def check_planned(state: State) -> None:
    check(state is State.PLANNED, "over")


def check_begun(starts_at: datetime, now: datetime) -> None:
    check(starts_at <= now, "not_yet")


def check_due(due: date, today: date) -> None:
    check(today <= due <= today + LONGEST, "due", "due_on")


def check_open(state: PromiseState) -> None:
    check(state is PromiseState.OPEN, "not_open")
