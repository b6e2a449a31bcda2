"""How a clock stands at a moment, and which of several is owed first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from senim.appeals.clocks.changes import monotone
from senim.appeals.clocks.model import Basis, Clock, State, TermLike
from senim.kernel.workdays import add_months


def state(clock: Clock, at: datetime, soon: timedelta | None = None) -> State:
    """How the clock stands. `soon` defaults to a fifth of its length, at least 12 hours and at most 3 days."""
    if clock.ended_at:
        return State.VOID if clock.is_void else State.KEPT if clock.ended_at <= clock.due_at else State.BROKEN
    if clock.is_paused:
        return State.SUSPENDED
    at = monotone(clock.touched_at, at)
    if at > clock.due_at:
        return State.OVERDUE
    near = soon if soon is not None else _near(clock)
    return State.SOON if clock.due_at - at <= near else State.RUNNING


def _near(clock: Clock) -> timedelta:
    fifth = (clock.due_at - clock.started_at) / 5
    return min(max(fifth, timedelta(hours=12)), timedelta(days=3))


def left(clock: Clock, at: datetime) -> timedelta:
    """Time left until due, negative when overdue; a paused clock has what it had when it stopped."""
    moment = clock.pauses[-1].start if clock.is_paused else monotone(clock.touched_at, at)
    return clock.due_at - moment


def owed_next(clocks: Iterable[Clock]) -> Clock | None:
    """The open clock that is due first; a paused one only where nothing runs. None when nothing is owed."""
    still = [clock for clock in clocks if clock.ended_at is None]
    return min(still, key=lambda one: (one.is_paused, one.due_at, one.code), default=None)


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer in time counts as a refusal: from this day it may be complained about, until that day."""

    since: date
    complain_until: date


def silence(clock: Clock, at: datetime, complaint: TermLike) -> Silence | None:
    """The refusal by silence once the legal clock is overdue (`complaint`: the term of a complaint in months)."""
    if state(clock, at) is not State.OVERDUE or clock.due_day is None:
        return None
    since = clock.due_day + timedelta(days=1)
    return Silence(since, add_months(since, Basis.of(complaint).value))
