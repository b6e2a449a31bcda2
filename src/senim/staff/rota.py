"""Who is there when: absences from memory, shifts from the table, for every context that asks.

An absence is of a person, a shift of a post. Whoever holds the post at that time works the shift; who stands in while
the holder is away is a substitution like every other (docs/adr/0015), so `serving` and the rights know it at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from senim.kernel import clock
from senim.staff.cards import Officer, officer
from senim.staff.directory import Directory
from senim.staff.domain import AbsenceKind, Kind, ShiftKind
from senim.staff.load import directory
from senim.staff.models import Shift

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """The holder of a post is not there. until: aware, after all that follows without a gap.

    kind: an AbsenceKind, for the head above and the person alone; a page for residents never shows it. substitute:
    who stands in, with `away` where that person is away too; substitute_post: the post that person holds otherwise.
    """

    post_id: int
    kind: str
    since: datetime
    until: datetime
    holder: Officer | None
    substitute: Officer | None
    substitute_post: int | None

    @property
    def last_day(self) -> date:
        """The last calendar day of it in Kazakhstan."""
        return clock.local(self.until - timedelta(seconds=1)).date()

    @property
    def covered(self) -> bool:
        """Whether somebody who is there stands in."""
        return self.substitute is not None and not self.substitute.away


@dataclass(frozen=True, slots=True)
class ShiftTime:
    """A shift of a post. starts_at, ends_at: aware; a night's end lies on the next day. kind: a ShiftKind."""

    id: int
    post_id: int
    day: date
    starts_at: datetime
    ends_at: datetime
    kind: str

    @property
    def on_beat(self) -> bool:
        """Whether residents find the officer on the beat during it."""
        return self.kind in {ShiftKind.BEAT, ShiftKind.RECEPTION}

    @property
    def words(self) -> str:
        """Its times as digits: "09:00–18:00"."""
        return f"{clock.local(self.starts_at):%H:%M}–{clock.local(self.ends_at):%H:%M}"


@dataclass(frozen=True, slots=True)
class RosterDay:
    """A day of a post: its shifts, whether the holder is away on it, and who is there (None: nobody)."""

    post_id: int
    day: date
    shifts: tuple[ShiftTime, ...]
    away: Away | None
    acting: Officer | None


def span(on: date | datetime) -> tuple[datetime, datetime]:
    """The moments [from, until) that a day or a moment means."""
    if isinstance(on, datetime):
        return on, on + timedelta(microseconds=1)
    begin = clock.start_of(on)
    return begin, begin + DAY


def away(post_id: int, on: date | datetime, language: str = "kk") -> Away | None:
    """Whether the holder of a post is away at a moment, or on any part of a day. No query.

    None: the holder is there, or nobody holds the post (ask `serving`). A substitution that the head arranged without
    an absence counts too: somebody else is there in the holder's place.
    """
    found, (since, until) = directory(), span(on)
    holder = next((row for row in found.of_post(post_id, since, until) if row.kind is Kind.HOLDER), None)
    if holder is None:
        return None
    absences = found.absences(holder.account_id, since, until)
    at = max(since, absences[0].starts_at) if absences else since
    standing = [row for row in found.of_post(post_id, since, until) if row.kind is Kind.SUBSTITUTE]
    stand_in = next((row for row in standing if row.runs(at)), standing[-1] if standing else None)
    if not absences and stand_in is None:
        return None
    if absences:
        first = absences[0]
        kind, begins, ends = first.kind, first.starts_at, _end(found, holder.account_id, first.ends_at)
    else:
        assert stand_in is not None and stand_in.ends_at is not None
        kind, begins, ends = AbsenceKind.OTHER.value, stand_in.starts_at, stand_in.ends_at
    account = stand_in.account_id if stand_in else None
    return Away(
        post_id=post_id,
        kind=kind,
        since=begins,
        until=ends,
        holder=officer(found, holder.account_id, at, language),
        substitute=officer(found, account, at, language),
        substitute_post=_own_post(found, account, at),
    )


def _end(found: Directory, account_id: int, ends: datetime) -> datetime:
    """The end of an absence and of those that follow it without a gap."""
    for row in found.absences(account_id, ends, ends + timedelta(days=366)):
        if row.starts_at <= ends:
            ends = max(ends, row.ends_at)
    return ends


def _own_post(found: Directory, account_id: int | None, at: datetime) -> int | None:
    if account_id is None:
        return None
    rows = found.of_account(account_id, at, at + timedelta(microseconds=1))
    return next((row.post_id for row in rows if row.kind is Kind.HOLDER), None)


def shift(post_id: int, day: date) -> tuple[ShiftTime, ...]:
    """The shifts of a post that begin on a day, the first on top; none where none is written down. One query."""
    return shifts_of([post_id], day, day).get((post_id, day), ())


def roster(post_id: int, since: date, until: date, language: str = "kk") -> tuple[RosterDay, ...]:
    """The days of a post, both ends with them. One query."""
    return rosters([post_id], since, until, language)[post_id]


def rosters(
    post_ids: Sequence[int], since: date, until: date, language: str = "kk"
) -> dict[int, tuple[RosterDay, ...]]:
    """The days of several posts. One query, whatever the number of posts."""
    days = [since + DAY * number for number in range((until - since).days + 1)]
    shifts = shifts_of(post_ids, since, until)
    return {
        post: tuple(day_of(post, day, shifts.get((post, day), ()), language) for day in days) for post in post_ids
    }


def day_of(post_id: int, day: date, shifts: tuple[ShiftTime, ...], language: str) -> RosterDay:
    """A day of a post whose shifts are known. No query."""
    begin, end = span(day)
    # A day is shown by its middle: who comes back at eight in the morning is there that day.
    noon = begin + DAY / 2
    at = max(begin, shifts[0].starts_at) if shifts else noon
    gone = away(post_id, at, language)
    found = directory()
    if gone is not None:
        return RosterDay(post_id, day, shifts, gone, gone.substitute if gone.covered else None)
    holder = next((row.account_id for row in found.of_post(post_id, begin, end) if row.kind is Kind.HOLDER), None)
    stand_in = found.on_post(post_id, Kind.SUBSTITUTE, at)
    return RosterDay(post_id, day, shifts, None, officer(found, holder or stand_in, at, language))


def shifts_of(
    post_ids: Iterable[int], since: date, until: date
) -> dict[tuple[int, date], tuple[ShiftTime, ...]]:
    """Shifts that begin on these days, by post and day. One query."""
    rows = Shift.objects.filter(post_id__in=list(post_ids), day__gte=since, day__lte=until)
    found: dict[tuple[int, date], tuple[ShiftTime, ...]] = {}
    for row in rows.order_by("day", "starts"):
        found[row.post_id, row.day] = (*found.get((row.post_id, row.day), ()), timed(row))
    return found


def is_manned(post_id: int, at: datetime) -> bool:
    """Whether somebody who is not away is on a post at a moment: the substitute, or else the holder. No query."""
    found = directory()
    stand_in = found.on_post(post_id, Kind.SUBSTITUTE, at)
    account = stand_in if stand_in is not None else found.on_post(post_id, Kind.HOLDER, at)
    return account is not None and not found.is_away(account, at)


def trainees_of(post_id: int, at: datetime | None = None) -> tuple[int, ...]:
    """The accounts that learn on a post at a moment. No query."""
    return tuple(row.account_id for row in directory().on(post_id, at or clock.now()) if row.kind is Kind.TRAINEE)


def is_away(account_id: int, at: datetime) -> bool:
    """Whether a person is away at a moment, by the calendar. No query."""
    return directory().is_away(account_id, at)


def mentor_of(account_id: int, post_id: int, at: datetime) -> int | None:
    """The mentor of a person who learns on a post at a moment; None where nobody does. No query."""
    rows = directory().of_account(account_id, at, at + timedelta(microseconds=1))
    return next((row.mentor_id for row in rows if row.post_id == post_id and row.kind is Kind.TRAINEE), None)


def timed(row: Shift) -> ShiftTime:
    """A row of the table as moments."""
    starts_at, ends_at = moments(row.day, row.starts, row.ends)
    return ShiftTime(row.pk, row.post_id, row.day, starts_at, ends_at, row.kind)


def moments(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """The aware moments of a shift; an end at or before the start lies on the next day."""
    last = day if ends > starts else day + DAY
    return datetime.combine(day, starts, clock.LOCAL), datetime.combine(last, ends, clock.LOCAL)
