"""What stands in the calendar of a post: shifts, hours of reception, and everything that is owed. It names nobody.

    # senim/partnership/apps.py, in ready
    agenda.register("sessions", sessions, {"session": Label(...)})

A source answers entries of a post between two days. What a duty says in words stays behind: an entry has a kind, the
number of a matter where it has one, a time and a link that opens only to whoever may.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from senim.ease.wording import ELSE, OWED, SHIFTS
from senim.kernel import clock, duties, ids
from senim.kernel.calendar import is_working
from senim.kernel.duties import Duty
from senim.kernel.labels import Label
from senim.kernel.scoping import Scope
from senim.staff import api as staff

#: A calendar looks so far ahead, and remembers what was taken back for so long.
AHEAD, BEHIND = timedelta(days=35), timedelta(days=30)
DAY = timedelta(days=1)
#: Duties that are a meeting at a time and not a term: how long they take, minutes.
AT_A_TIME = {"meetings": 60, "gatherings": 60, "road": 60, "reception": 15}
HOURS = Label("Қабылдау сағаты", "Часы приёма", "Reception hours")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. key: what makes it this one. whole_day: it stands at a day and not at a time. path: the link."""

    key: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    path: str
    number: str = ""
    whole_day: bool = False

    @property
    def mark(self) -> str:
        """The same for as long as the entry says the same."""
        said = (self.kind, self.number, self.starts_at.timestamp(), self.ends_at.timestamp(), self.whole_day, self.path)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom and when: the scope of one post alone, both days with them."""

    scope: Scope
    post_id: int
    since: date
    until: date


Maker = Callable[[Asking], Iterable[Entry]]
_sources: dict[str, Maker] = {}
_kinds: dict[str, Label] = {f"owed.{name}": label for name, label in OWED.items()}
_kinds |= {f"shift.{name}": label for name, label in SHIFTS.items()} | {"hours": HOURS}


def register(name: str, make: Maker, kinds: Mapping[str, Label] | None = None) -> None:
    """Add a source of entries and the names of its kinds; registering its name again replaces it."""
    _sources[name] = make
    _kinds.update(kinds or {})


def words(kind: str) -> Label:
    """What a kind is called."""
    return _kinds.get(kind, ELSE)


def only(scope: Scope, post_id: int) -> Scope:
    """The scope of one post of a person."""
    return replace(scope, duties=tuple(one for one in scope.duties if one.post_id == post_id))


def of(scope: Scope, post_id: int) -> list[Entry]:
    """The entries of a post from today on, in order; what is overdue stands at its day. Raises nothing."""
    today = clock.today()
    asking = Asking(only(scope, post_id), post_id, today, today + AHEAD)
    found = [*_owed(asking)]
    for make in _sources.values():
        found += make(asking)
    return sorted({one.key: one for one in found}.values(), key=lambda one: (one.starts_at, one.key))


def _owed(asking: Asking) -> Iterator[Entry]:
    # Some sources make what is owed on a day only when that day is asked for: both ends are asked.
    rows = {duty.key: duty for day in (asking.until - duties.HORIZON, asking.since)
            for duty in duties.of(asking.scope, day)}
    return (_of_duty(duty) for duty in rows.values())


def _of_duty(duty: Duty) -> Entry:
    source, _colon, rest = duty.key.partition(":")
    number = ids.parse_number(rest) or ""
    if minutes := AT_A_TIME.get(source):
        ends = duty.owed_by + timedelta(minutes=minutes)
        return Entry(duty.key, f"owed.{source}", duty.owed_by, ends, duty.url, number)
    # "By the end of the 12th" is 24:00 of the 12th: the day is the 12th, and not the next.
    first = clock.start_of(clock.local(duty.owed_by - timedelta(seconds=1)).date())
    return Entry(duty.key, f"owed.{source}", first, first + DAY, duty.url, number, whole_day=True)


def shifts(asking: Asking) -> Iterator[Entry]:
    """The shifts that are written down, and the hours of reception on days that have none. One query."""
    written = staff.shifts_of([asking.post_id], asking.since, asking.until)
    info = staff.post_info(asking.post_id)
    hours = info.hours if info is not None else {}
    for number in range((asking.until - asking.since).days + 1):
        day = asking.since + DAY * number
        if _away(asking, day):
            continue
        found = written.get((asking.post_id, day), ())
        for one in found:
            yield Entry(f"shift:{one.id}", f"shift.{one.kind}", one.starts_at, one.ends_at, "/staff/calendar/")
        if not found:
            yield from _reception(hours, day)


def _reception(hours: Mapping[str, list[list[str]]], day: date) -> Iterator[Entry]:
    if hours.get("always"):
        return
    for first, last in hours.get(WEEK[day.weekday()], ()):
        begins, ends = (datetime.combine(day, time.fromisoformat(one), clock.LOCAL) for one in (first, last))
        yield Entry(f"hours:{day}:{first}", "hours", begins, ends, "/reception/")


def _away(asking: Asking, day: date) -> bool:
    account = asking.scope.account_id
    return account is not None and staff.is_away(account, clock.start_of(day) + DAY / 2)


def on_duty(account_id: int, posts: Iterable[int], day: date, planned: Mapping[tuple[int, date], object]) -> bool:
    """Whether a person works on a day: a shift is written down; where none is for weeks, on a working day.

    planned: the shifts of the posts a week around the day (`staff.shifts_of`). No query.
    """
    if staff.is_away(account_id, clock.start_of(day) + DAY / 2):
        return False
    around = [day + DAY * number for number in range(-7, 8)]
    return any(
        bool(planned.get((post, day))) or (not any(planned.get((post, one)) for one in around) and is_working(day))
        for post in posts
    )
