"""Counting working days. Pure: a calendar is two sets of days and a version; nothing here asks a clock or a database.

Saturday and Sunday are off unless a day says otherwise; a `Day` of the calendar is off or working for a reason that
it can say in three languages. A term of N working days is counted from the day after it starts.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

FIRST_YEAR, LAST_YEAR = 1992, 2199
_ONE = timedelta(days=1)


class BeyondCalendar(ValueError):
    """The day lies outside the years that a calendar of Kazakhstan can speak of."""


class Kind(StrEnum):
    """Why a day is off or working."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OBSERVED = "observed"
    MOVED_OFF = "moved_off"
    MOVED_WORKING = "moved_working"

    @property
    def working(self) -> bool:
        return self is Kind.MOVED_WORKING


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day that the calendar speaks of: its kind, its name in three languages, the act behind it.

    `moved_from`: the day whose rest or work came here. `mark`: published (a published calendar says so), rule (the
    law's rule says so, nobody published it yet), estimated (the moon may move it by a day), decree (an administrator
    entered it).
    """

    day: date
    kind: Kind
    kk: str
    ru: str
    en: str
    act: str = ""
    moved_from: date | None = None
    mark: str = "rule"

    def name(self, lang: str) -> str:
        """The reason in a language (kk, ru; anything else English)."""
        return {"kk": self.kk, "ru": self.ru}.get(lang, self.en)


WEEKENDS = {
    5: ("сенбі", "суббота", "Saturday"),
    6: ("жексенбі", "воскресенье", "Sunday"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """The day that a term ends on, and every day off that it stepped over."""

    day: date
    skipped: tuple[Day, ...] = ()

    def __iter__(self) -> Iterator[object]:
        yield self.day
        yield self.skipped


@dataclass(frozen=True, slots=True)
class _Year:
    off: dict[date, Day]
    working: dict[date, Day]
    worked: tuple[date, ...]


class WorkingCalendar:
    """Which days are working days.

    `off` and `working` are the days that stand above everything (decrees); `source` gives the ordinary days of a year
    when the year is first asked for. Where one day is in both, `working` wins.
    """

    def __init__(
        self,
        off: frozenset[Day] = frozenset(),
        working: frozenset[Day] = frozenset(),
        version: str = "",
        source: Callable[[int], Iterable[Day]] | None = None,
    ) -> None:
        self.version = version
        self._source = source
        above = [*sorted(off), *sorted(working)]
        self._above: dict[date, Day] = {one.day: one for one in above}
        self._years: dict[int, _Year] = {}

    def with_days(self, days: Iterable[Day], version: str) -> Self:
        """The same calendar after a decree: `days` stand above what was there."""
        merged = {**self._above, **{one.day: one for one in days}}
        off = frozenset(one for one in merged.values() if not one.kind.working)
        return type(self)(off, frozenset(merged.values()) - off, version, self._source)

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._make(year)
        return found

    def _make(self, year: int) -> _Year:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise BeyondCalendar(f"no calendar for {year}")
        days = {one.day: one for one in (self._source(year) if self._source else ())}
        days |= {day: one for day, one in self._above.items() if day.year == year}
        working = {day: one for day, one in days.items() if one.kind.working}
        off = {day: one for day, one in days.items() if not one.kind.working}
        whole = _days_of(year)
        worked = tuple(day for day in whole if day in working or (day.weekday() < 5 and day not in off))
        return _Year(off, working, worked)

    def is_working(self, day: date) -> bool:
        """Is work done on this day? Raises BeyondCalendar outside the years 1992-2199."""
        year = self._year(day.year)
        return day in year.working or (day.weekday() < 5 and day not in year.off)

    def why(self, day: date) -> Day | None:
        """Why the day is off, or why a weekend day is worked; None for an ordinary working day."""
        year = self._year(day.year)
        known = year.working.get(day) or year.off.get(day)
        if known or day.weekday() < 5:
            return known
        return Day(day, Kind.WEEKEND, *WEEKENDS[day.weekday()])

    def next_working(self, day: date) -> date:
        """The first working day after this one."""
        return self.due_day(day, 1)

    def on_or_after(self, day: date) -> date:
        """This day if work is done on it, else the next one that is worked."""
        return day if self.is_working(day) else self.next_working(day)

    def due_day(self, start: date, count: int) -> date:
        """The count-th working day after `start` (`start` itself for 0). Raises ValueError for a negative count."""
        if count < 0:
            raise ValueError("a term is not negative")
        day, year = start, start.year
        while count:
            worked = self._year(year).worked
            passed = bisect_right(worked, start)
            if passed + count <= len(worked):
                return worked[passed + count - 1]
            count -= len(worked) - passed
            year += 1
        return day

    def add_working_days(self, start: date, count: int) -> Due:
        """As `due_day`, with the days off between start and due in order."""
        due = self.due_day(start, count)
        return Due(due, tuple(self.days_off(start + _ONE, due)))

    def days_off(self, first: date, last: date) -> Iterator[Day]:
        """The days off from first to last, both included, each with its reason."""
        day = first
        while day <= last:
            reason = self.why(day)
            if reason and not reason.kind.working:
                yield reason
            day += _ONE

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` comes before `start`."""
        if end < start:
            return -self.working_days_between(end, start)
        if start.year == end.year:
            worked = self._year(start.year).worked
            return bisect_right(worked, end) - bisect_right(worked, start)
        first = self._year(start.year).worked
        whole = sum(len(self._year(year).worked) for year in range(start.year + 1, end.year))
        return len(first) - bisect_right(first, start) + whole + bisect_right(self._year(end.year).worked, end)


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1).toordinal()
    yield from (date.fromordinal(number) for number in range(first, date(year + 1, 1, 1).toordinal()))


def add_months(day: date, months: int) -> date:
    """The same number of the month, `months` later; the last day where that month is shorter (31.01 + 1 = 28/29.02)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - _ONE).day
    return date(year, month + 1, min(day.day, last))
