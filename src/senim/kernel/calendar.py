"""Kazakhstan's working calendar: the table of days, and above it what decrees moved.

The ordinary days come from `calendar_days.csv` (see `calendar_source`: what was checked and what was not); years that
it does not hold are asked of the `holidays` package. Decrees are rows of CalendarDay and stand above both: a decree of
yesterday is seen by every process within two seconds, and what was computed before follows it (appeals keep the trace).
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from django.db import transaction

from senim.kernel import audit, clock, versions
from senim.kernel.calendar_source import ask_package, read_table
from senim.kernel.models import CalendarDay
from senim.kernel.scoping import Actor
from senim.kernel.workdays import BeyondCalendar, Day, Due, Kind, WorkingCalendar

__all__ = [
    "BeyondCalendar", "Day", "Due", "Kind", "WorkingCalendar", "add_working_days", "as_if", "build", "current",
    "decree", "decrees", "is_working", "next_working", "ordinary_days", "revoke", "table_version", "why",
    "working_days_between",
]


@lru_cache(maxsize=1)
def _table() -> tuple[MappingProxyType[int, tuple[Day, ...]], str]:
    text = files("senim.kernel").joinpath("calendar_days.csv").read_text(encoding="utf-8")
    by_year: dict[int, list[Day]] = {}
    for one in read_table(text.splitlines()):
        by_year.setdefault(one.day.year, []).append(one)
    years = MappingProxyType({year: tuple(days) for year, days in by_year.items()})
    return years, hashlib.sha256(text.encode()).hexdigest()[:8]


def table_version() -> str:
    """The mark of the table that this release carries."""
    return _table()[1]


def ordinary_days(year: int) -> tuple[Day, ...]:
    """The days of a year without decrees."""
    years, _ = _table()
    return years.get(year) or tuple(ask_package(year))


def build(above: Iterable[Day]) -> WorkingCalendar:
    """A calendar with these decrees above the ordinary days. Its version depends on nothing but the days."""
    days = frozenset(above)
    text = repr(sorted((one.day.isoformat(), one.kind.value, one.act) for one in days))
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    version = f"{table_version()}.{mark}" if days else table_version()
    working = frozenset(one for one in days if one.kind.working)
    return WorkingCalendar(days - working, working, version, source=ordinary_days)


def _load() -> WorkingCalendar:
    return build(_as_day(row) for row in CalendarDay.objects.order_by("day"))


def _as_day(row: CalendarDay) -> Day:
    kind = Kind.MOVED_WORKING if row.working else Kind.MOVED_OFF
    return Day(row.day, kind, row.ground, row.ground, row.ground, row.act, row.moved_from, "decree")


_CALENDAR = versions.Cached("calendar", _load)


def current() -> WorkingCalendar:
    """The calendar as it stands now, from memory."""
    return _CALENDAR.get()


def is_working(day: date) -> bool:
    """Is work done on this day?"""
    return current().is_working(day)


def why(day: date) -> Day | None:
    """Why the day is off (or a weekend day is worked); None for an ordinary working day."""
    return current().why(day)


def next_working(day: date) -> date:
    """The first working day after this one."""
    return current().next_working(day)


def add_working_days(start: date, count: int) -> Due:
    """The count-th working day after `start` and the days off on the way; unpacks as (day, skipped)."""
    return current().add_working_days(start, count)


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`."""
    return current().working_days_between(start, end)


def decrees(first: date, last: date) -> list[Day]:
    """What decrees say of the days from first to last, both included, in order. One query."""
    return [_as_day(row) for row in CalendarDay.objects.filter(day__range=(first, last)).order_by("day")]


def as_if(day: date, said: Day | None) -> WorkingCalendar:
    """The calendar as it would be with this decree on this day, or with none on it. One query, nothing is written."""
    others = [_as_day(row) for row in CalendarDay.objects.exclude(day=day)]
    return build([*others, said] if said else others)


@transaction.atomic
def decree(
    *, actor: Actor, day: date, working: bool, ground: str, act: str = "", moved_from: date | None = None,
) -> CalendarDay:
    """Enter a day that a decree made off or working; a second decree on the same day replaces the first."""
    row, _ = CalendarDay.objects.update_or_create(
        day=day,
        defaults={
            "working": working, "moved_from": moved_from, "ground": ground, "act": act,
            "entered_at": clock.now(),
        },
    )
    audit.record(
        actor, "calendar.decree", ("calendar_day", day.isoformat()),
        data={"working": working, "act": act, "moved_from": moved_from.isoformat() if moved_from else None},
    )
    versions.bump("calendar")
    return row


@transaction.atomic
def revoke(*, actor: Actor, day: date) -> bool:
    """Take a decree back; False when there was none on this day."""
    gone, _ = CalendarDay.objects.filter(day=day).delete()
    if gone:
        audit.record(actor, "calendar.revoke", ("calendar_day", day.isoformat()), data={})
        versions.bump("calendar")
    return bool(gone)
