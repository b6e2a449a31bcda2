"""An appeal's clocks: started by the terms in force, frozen with them, and moved by what happens to the appeal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from senim.appeals import clocks
from senim.appeals.catalogue import Category
from senim.appeals.clocks import Clock, ClockError
from senim.kernel import calendar, legal
from senim.kernel.clock import local
from senim.kernel.errors import Refused

if TYPE_CHECKING:
    from senim.appeals.models import Appeal

Clocks = dict[str, Clock]
#: The first meaningful answer is owed by whichever of these ends first.
FIRST = ("promise", "category")


def start(received_at: datetime, category: Category) -> Clocks:
    """The clocks of an appeal received at a moment: legal, promise, category. Terms are those of that day."""
    day = local(received_at).date()
    return {
        "legal": clocks.legal_due(received_at, calendar.current(), legal.term("appeal.answer", day)),
        "promise": clocks.promise_due(received_at, legal.term("service.first_answer", day)),
        "category": clocks.category_due(received_at, category.hours),
    }


def of(appeal: Appeal) -> Clocks:
    """The clocks as they are stored with the appeal."""
    return {name: Clock.from_dict(data) for name, data in appeal.clocks.items() if name in ("legal", *FIRST)}


def put(appeal: Appeal, running: Clocks) -> None:
    """Write the clocks back, and the due moments that lists and indexes stand on."""
    appeal.clocks = {**appeal.clocks, **{name: clock.to_dict() for name, clock in running.items()}}
    appeal.legal_due = running["legal"].due_at
    appeal.promise_due = min(running[name].due_at for name in FIRST)


def each(appeal: Appeal, change: Callable[[Clock], Clock]) -> None:
    """Apply one change to every clock that has not ended. A clock that refuses is a sentence to the person."""
    running = of(appeal)
    try:
        put(appeal, {name: clock if clock.ended_at else change(clock) for name, clock in running.items()})
    except ClockError as error:
        raise refused(error) from error


def end_first(appeal: Appeal, at: datetime) -> None:
    """The first meaningful answer was given."""
    running = of(appeal)
    put(appeal, {name: clocks.end(clock, at) if name in FIRST else clock for name, clock in running.items()})


def end_all(appeal: Appeal, at: datetime) -> None:
    """The final answer was given."""
    each(appeal, lambda clock: clocks.end(clock, at))


def void(appeal: Appeal, at: datetime, why: str) -> None:
    """Nothing is owed any more."""
    each(appeal, lambda clock: clocks.void(clock, at, why))


def pause(appeal: Appeal, at: datetime, ground: str) -> None:
    """Stop the clocks that still run in time; one that is already late stays late."""
    each(
        appeal, lambda clock: clocks.suspend(clock, at, ground) if at < clock.due_at or clock.code == "legal" else clock
    )


def resume(appeal: Appeal, at: datetime) -> None:
    """Let them run again with what was left."""
    each(appeal, lambda clock: clocks.resume(clock, at, calendar.current()) if clock.is_paused else clock)


def extend(appeal: Appeal, until: date, at: datetime, ground: str) -> None:
    """Put a later day in place of the legal term: two months at most, the notice with its own clock."""
    day = local(appeal.received_at).date()
    running = of(appeal)
    try:
        longer = clocks.extend(
            running["legal"],
            until,
            at,
            ground=ground,
            most=legal.term("appeal.extension_max", day),
            notice=legal.term("appeal.extension_notice", day),
            calendar=calendar.current(),
        )
    except ClockError as error:
        raise refused(error) from error
    put(appeal, {**running, "legal": longer.clock})
    appeal.clocks["notice"] = clocks.end(longer.notice, at).to_dict()


def follow_calendar(appeal: Appeal, at: datetime) -> bool:
    """Move the due day with the calendar. True where it moved; the trace tells from which day to which and why."""
    before = appeal.legal_due
    each(appeal, lambda clock: clocks.recompute(clock, calendar.current(), at))
    return appeal.legal_due != before


def refused(error: ClockError) -> Refused:
    """A clock's refusal as a sentence."""
    return Refused(
        error.code,
        clocks.refusal(error, get_language() or "kk"),
        field="until" if error.code in {"not_later", "too_late", "day_off"} else None,
    )
