"""One moment as a file writes it: local minutes, the moment in UTC, and whether the hour is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from senim.incidents.importing.issues import Bad

_POINTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_EXCEL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")
#: Milliseconds since 1970 of the years 2001 to 2065, as ArcGIS sends them.
_MILLIS = re.compile(r"\d{12,13}")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - civil time without a zone


class Moment(NamedTuple):
    """minute: local minutes since 1970; utc: aware; timed: whether the hour is known."""

    minute: int
    utc: datetime
    timed: bool


class Reader:
    """Reads the moments of one column; texts that come again are read once.

    zone: of local times without an offset. day_first: whether 3/4/2024 is the third of April.
    """

    def __init__(self, zone: str, *, day_first: bool = True) -> None:
        self.zone = ZoneInfo(zone)
        self.day_first = day_first
        self._known: dict[str, Moment | Bad] = {}

    def __call__(self, text: str) -> Moment:
        """The moment. Raises Bad("time_unread"), Bad("time_month")."""
        found = self._known.get(text)
        if found is None:
            try:
                found = self._read(text)
            except Bad as bad:
                found = bad
            self._known[text] = found
        if isinstance(found, Bad):
            raise found
        return found

    def _read(self, text: str) -> Moment:
        try:
            for way in _WAYS:
                read = way(text, self.day_first)
                if read is not None:
                    return self._moment(*read)
        except (ValueError, OverflowError) as error:
            raise Bad("time_unread", text) from error
        raise Bad(
            "time_month" if re.fullmatch(r"\d{4}([-./]\d{1,2})?|\d{1,2}[-./]\d{4}", text) else "time_unread", text
        )

    def _moment(self, moment: datetime, timed: bool) -> Moment:
        local = moment.astimezone(self.zone) if moment.tzinfo else moment.replace(tzinfo=self.zone)
        civil = local.replace(tzinfo=None)
        if not 1950 <= civil.year <= 2100:
            raise ValueError("a year that no file of incidents has")
        return Moment(int((civil - _EPOCH).total_seconds() // 60), local.astimezone(UTC), timed)


Read = tuple[datetime, bool]


def _iso(text: str, _first: bool) -> Read | None:
    if len(text) < 10 or text[4] != "-":
        return None
    return datetime.fromisoformat(text), len(text) > 10


def _points(text: str, day_first: bool) -> Read | None:
    found = _POINTS.fullmatch(text)
    if not found:
        return None
    one, mark, two, year, hour, minute, second, half = found.groups()
    day, month = (one, two) if day_first or mark == "." else (two, one)
    shift = 12 * (half.lower() == "pm") if half else 0
    whole = int(hour or 0) % 12 + shift if half else int(hour or 0)
    return datetime(int(year), int(month), int(day), whole, int(minute or 0), int(second or 0)), bool(hour)  # noqa: DTZ001


def _compact(text: str, _first: bool) -> Read | None:
    found = _COMPACT.fullmatch(text)
    return (datetime(*(int(part) for part in found.groups())), False) if found else None  # type: ignore[arg-type] # noqa: DTZ001


def _excel(text: str, _first: bool) -> Read | None:
    if not _EXCEL.fullmatch(text):
        return None
    serial = float(text.replace(",", "."))
    # Half a second more: a serial of a full minute may lie a little under it.
    moment = datetime(1899, 12, 30) + timedelta(days=serial, microseconds=500_000)  # noqa: DTZ001
    return moment.replace(microsecond=0), bool(serial % 1)


def _millis(text: str, _first: bool) -> Read | None:
    return (datetime.fromtimestamp(int(text) / 1000, UTC), True) if _MILLIS.fullmatch(text) else None


_WAYS: tuple[Callable[[str, bool], Read | None], ...] = (_iso, _points, _compact, _excel, _millis)


def day_first(texts: list[str]) -> bool:
    """Whether the day comes first in 1/2/2024, by numbers above twelve. Raises Bad("both_orders")."""
    first = second = False
    for text in texts:
        found = _POINTS.fullmatch(text)
        if found and found[2] != ".":
            first |= int(found[1]) > 12
            second |= int(found[3]) > 12
    if first and second:
        raise Bad("both_orders", "")
    return not second


def joined(day: str, clock: str) -> str:
    """A day and an hour of two columns as one text."""
    found = _CLOCK.fullmatch(clock)
    return f"{day[:10]} {int(found[1]):02d}:{found[2]}" if found and day else day
