"""Starting a clock, and the day on which it is due by a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from senim.appeals.clocks.model import LANGUAGES, Basis, Clock, ClockError, Step, TermLike
from senim.kernel.clock import LOCAL, local
from senim.kernel.workdays import Day, Kind, WorkingCalendar, add_months


def legal_due(received_at: datetime, calendar: WorkingCalendar, term: TermLike, code: str = "legal") -> Clock:
    """The legal clock: 15 working days (or what the term says) counted from the day after registration."""
    return start(code, received_at, Basis.of(term), calendar)


def promise_due(received_at: datetime, term: TermLike | int = 72, code: str = "promise") -> Clock:
    """The service promise: so many hours from receipt, day and night (72, or a term in hours)."""
    basis = Basis("service.first_answer", term, "hours") if isinstance(term, int) else Basis.of(term)
    return start(code, received_at, basis)


def category_due(received_at: datetime, hours: int, code: str = "category") -> Clock:
    """The category's own term, in hours."""
    return start(code, received_at, Basis("category", hours, "hours"))


def redirect_due(received_at: datetime, calendar: WorkingCalendar, term: TermLike, code: str = "redirect") -> Clock:
    """The clock for sending it on to the competent body: 3 working days from receipt."""
    return start(code, received_at, Basis.of(term), calendar)


def start(code: str, received_at: datetime, basis: Basis, calendar: WorkingCalendar | None = None) -> Clock:
    """A clock of any unit. Raises ClockError("needs_calendar") for days without a calendar."""
    day = local(received_at).date()
    if basis.unit == "hours":
        due_at = received_at + timedelta(hours=basis.value)
        clock = Clock(code, received_at, day, basis, due_at, None, "", received_at)
        return with_steps(clock, _received(received_at), _term_step(basis), Step("due_at", {"at": due_at.isoformat()}))
    if calendar is None:
        raise ClockError("needs_calendar", unit=basis.unit)
    registered = calendar.on_or_after(day)
    steps = [_received(received_at)]
    if registered != day:
        steps.append(Step("registered_next", {"day": registered.isoformat(), "why": day_names(calendar.why(day))}))
    blank = Clock(code, received_at, registered, basis, received_at, None, calendar.version, received_at)
    due = due_by(blank, calendar)
    steps += [_term_step(basis), *_skips(registered, due, calendar), Step("due", {"day": due.isoformat()})]
    return with_steps(replace(blank, due_day=due, due_at=end_of(due)), *steps)


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Kazakhstan."""
    return datetime.combine(day + timedelta(days=1), time(), LOCAL)


def _received(at: datetime) -> Step:
    return Step("received", {"at": at.isoformat()})


def _term_step(basis: Basis) -> Step:
    says = {"value": basis.value, "unit": basis.unit, "mark": basis.mark, "citation": dict(basis.citation)}
    return Step("term", says)


def day_names(day: Day | None) -> dict[str, str]:
    return {lang: day.name(lang) for lang in LANGUAGES} if day else {}


def _skips(start_day: date, due: date, calendar: WorkingCalendar) -> list[Step]:
    """The days off that are worth naming on a receipt: holidays and moved days of rest, not plain weekends."""
    after = start_day + timedelta(days=1)
    named = (one for one in calendar.days_off(after, due) if one.kind is not Kind.WEEKEND and one.day.weekday() < 5)
    days = [said(one) for one in named]
    return [Step("skipped", {"days": days})] if days else []


def said(day: Day) -> dict[str, Any]:
    """A day of the calendar as a step tells it."""
    return {"day": day.day.isoformat(), "kind": day.kind.value, "why": day_names(day), "act": day.act}


def with_steps(clock: Clock, *steps: Step) -> Clock:
    return replace(clock, trace=(*clock.trace, *steps))


def due_by(clock: Clock, calendar: WorkingCalendar) -> date:
    """The due day by the frozen term, the pauses that ended, and a calendar."""
    if clock.fixed:
        return calendar.on_or_after(clock.fixed)
    ended = [(local(one.start).date(), local(one.end).date()) for one in clock.pauses if one.end]
    if clock.basis.unit == "working_days":
        return _count_working(clock.registered, clock.basis.value, ended, calendar)
    months = clock.basis.unit == "months"
    first, count = clock.registered, clock.basis.value
    plain = add_months(first, count) if months else first + timedelta(days=count)
    return calendar.on_or_after(plain + sum((after - before for before, after in ended), timedelta()))


def _count_working(
    registered: date, count: int, pauses: Iterable[tuple[date, date]], calendar: WorkingCalendar,
) -> date:
    at, left = registered, count
    for before, after in pauses:
        left -= max(0, calendar.working_days_between(at, before))
        at = max(at, after)
    return calendar.on_or_after(calendar.due_day(at, max(0, left)))
