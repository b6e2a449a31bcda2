"""What happens to a clock: pause, extension, a decree, the end. Every change leaves a step in the trace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from senim.appeals.clocks.model import Basis, Clock, ClockError, Pause, Step, TermLike
from senim.appeals.clocks.starting import day_names, due_by, end_of, said, start, with_steps
from senim.kernel.clock import local
from senim.kernel.workdays import WorkingCalendar, add_months


def suspend(clock: Clock, at: datetime, ground: str) -> Clock:
    """Stop the clock. Raises ClockError: ended, suspended, overdue, no_ground."""
    _still_open(clock)
    clock, at = _now(clock, at)
    if clock.is_paused:
        raise ClockError("suspended")
    if at > clock.due_at:
        raise ClockError("overdue")
    if not ground.strip():
        raise ClockError("no_ground")
    step = Step("suspended", {"at": at.isoformat(), "ground": ground})
    return with_steps(replace(clock, pauses=(*clock.pauses, Pause(at, None, ground))), step)


def resume(clock: Clock, at: datetime, calendar: WorkingCalendar | None = None) -> Clock:
    """Let it run again with what was left. Raises ClockError: ended, running, needs_calendar."""
    _still_open(clock)
    if not clock.is_paused:
        raise ClockError("running")
    clock, at = _now(clock, at)
    last = clock.pauses[-1]
    clock = replace(clock, pauses=(*clock.pauses[:-1], replace(last, end=at)))
    if clock.due_day is None:
        clock = replace(clock, due_at=clock.due_at + (at - last.start))
        return with_steps(clock, Step("resumed", {"at": at.isoformat(), "due_at": clock.due_at.isoformat()}))
    if calendar is None:
        raise ClockError("needs_calendar", unit=clock.basis.unit)
    due = max(clock.due_day, due_by(clock, calendar))
    if clock.fixed:
        due = calendar.on_or_after(clock.fixed + (local(at).date() - local(last.start).date()))
        clock = replace(clock, fixed=due)
    clock = replace(clock, due_day=due, due_at=end_of(due), calendar_version=calendar.version)
    return with_steps(clock, Step("resumed", {"at": at.isoformat(), "due": due.isoformat()}))


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension: the clock with its new day, and the clock of telling the applicant."""

    clock: Clock
    notice: Clock


def latest_extension(clock: Clock, most: TermLike) -> date:
    """The last day that an extension may reach: the term `most` (two months) from registration, read strictly."""
    return add_months(clock.registered, Basis.of(most).value)


def extend(
    clock: Clock, until: date, at: datetime, *, ground: str, most: TermLike, notice: TermLike,
    calendar: WorkingCalendar,
) -> Extended:
    """Put a later day in place of the counted one, and start the clock of the notice to the applicant.

    Raises ClockError: ended, suspended, overdue, no_ground, not_days, already_extended, not_later, too_late (with the
    last day possible), day_off (with why and the working days around it).
    """
    _still_open(clock)
    clock, at = _now(clock, at)
    if clock.due_day is None:
        raise ClockError("not_days")
    _may_extend(clock, at, ground)
    if until <= clock.due_day:
        raise ClockError("not_later", due=clock.due_day)
    last = latest_extension(clock, most)
    if until > last:
        raise ClockError("too_late", last=last)
    if not calendar.is_working(until):
        raise ClockError("day_off", day=until, why=day_names(calendar.why(until)), next=calendar.next_working(until))
    says = {
        "from": clock.due_day.isoformat(), "until": until.isoformat(), "ground": ground, "at": at.isoformat(),
        "citation": dict(Basis.of(most).citation),
    }
    longer = replace(clock, fixed=until, due_day=until, due_at=end_of(until), calendar_version=calendar.version)
    return Extended(with_steps(longer, Step("extended", says)), start("notice", at, Basis.of(notice), calendar))


def _may_extend(clock: Clock, at: datetime, ground: str) -> None:
    if clock.is_paused:
        raise ClockError("suspended")
    if clock.fixed:
        raise ClockError("already_extended")
    if at > clock.due_at:
        raise ClockError("overdue")
    if not ground.strip():
        raise ClockError("no_ground")


def recompute(clock: Clock, calendar: WorkingCalendar, at: datetime) -> Clock:
    """Follow the calendar. The same clock when nothing moves; otherwise one with a step from the old day to the new.

    An ended, a paused and an hours' clock do not move (a paused one follows when it resumes), but they have seen this
    calendar, so that nobody asks them again. A decree that comes after the day it takes away makes nobody late: the due
    day then stays today or where it was, whichever is earlier.
    """
    if clock.due_day is None or clock.calendar_version == calendar.version:
        return clock
    if clock.ended_at or clock.is_paused:
        return replace(clock, calendar_version=calendar.version)
    old, today = clock.due_day, local(max(at, clock.touched_at)).date()
    due = due_by(clock, calendar)
    if due < old and due < today:
        due = min(calendar.on_or_after(old), calendar.on_or_after(today))
    clock = replace(clock, calendar_version=calendar.version)
    if due == old:
        return clock
    says = {
        "old": old.isoformat(), "new": due.isoformat(), "at": at.isoformat(),
        "days": _decreed(clock, max(old, due), calendar),
    }
    return with_steps(replace(clock, due_day=due, due_at=end_of(due)), Step("moved", says))


def _decreed(clock: Clock, last: date, calendar: WorkingCalendar) -> list[dict[str, Any]]:
    """The decreed days up to the last that this clock has not told of before."""
    told = {one["day"] for step in clock.trace for one in step.params.get("days", ())}
    span = (clock.registered + timedelta(days=number) for number in range(1, (last - clock.registered).days + 1))
    reasons = (reason for reason in map(calendar.why, span) if reason and reason.mark == "decree")
    return [said(one) for one in reasons if one.day.isoformat() not in told]


def end(clock: Clock, at: datetime) -> Clock:
    """The promise was met at this moment (kept or broken: `state` says). Ending twice keeps the first."""
    if clock.ended_at:
        return clock
    clock, at = _now(clock, at)
    return with_steps(replace(clock, ended_at=at), Step("ended", {"at": at.isoformat(), "kept": at <= clock.due_at}))


def void(clock: Clock, at: datetime, why: str) -> Clock:
    """Nothing is owed any more: withdrawn, redirected, a duplicate. `why` is a code of the caller's."""
    if clock.ended_at:
        return clock
    clock, at = _now(clock, at)
    return with_steps(replace(clock, ended_at=at, is_void=True), Step("void", {"at": at.isoformat(), "why": why}))


def _still_open(clock: Clock) -> None:
    if clock.ended_at:
        raise ClockError("ended")


def monotone(seen: datetime, at: datetime) -> datetime:
    """The later of two moments: what a machine's clock says is not believed when it is before what already happened."""
    return max(seen, at)


def _now(clock: Clock, at: datetime) -> tuple[Clock, datetime]:
    """The clock touched at this moment, and the moment, which is never before the last touch (a step tells it)."""
    sure = monotone(clock.touched_at, at)
    if sure > at:
        back = {"said": at.isoformat(), "taken": sure.isoformat()}
        clock = with_steps(clock, Step("clock_went_back", back))
    return replace(clock, touched_at=sure), sure
