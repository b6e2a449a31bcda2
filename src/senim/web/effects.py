"""What a change of the calendar would move: contexts say once what they count, the page of decrees asks them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from senim.kernel.scoping import Scope
from senim.kernel.workdays import WorkingCalendar

#: (who asks, the calendar as it would be, the first day that differs) to how many due days would move.
Counter = Callable[[Scope, WorkingCalendar, date], int]


@dataclass(frozen=True, slots=True)
class Effect:
    """How many things of one kind get another due day."""

    label: str
    count: int


_counters: dict[str, tuple[Any, Counter]] = {}


def register(name: str, label: Any, counter: Counter) -> None:
    """Count something when a day of the calendar changes; call it from `AppConfig.ready`. `label` is lazy."""
    _counters[name] = (label, counter)


def of(scope: Scope, calendar: WorkingCalendar, day: date) -> list[Effect]:
    """What would move, by kind."""
    return [Effect(str(label), counter(scope, calendar, day)) for label, counter in _counters.values()]
