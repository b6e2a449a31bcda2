"""Who is there this week and next, as residents may read it: people and hours, never why somebody is away.

Costs no query once the shifts of a post are remembered; a change of shifts is seen in every process within two seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from senim.kernel import clock, formats, versions
from senim.kernel.scoping import Role
from senim.staff.cards import Officer
from senim.staff.domain import WEEKDAYS, ShiftKind
from senim.staff.labels import WEEKDAYS_SHORT
from senim.staff.load import directory
from senim.staff.lookups import serving
from senim.staff.rota import DAY, RosterDay, ShiftTime, day_of, shifts_of

#: The rest of this week and the whole of the next; a page may ask for a month.
WEEKS = 2
SHIFTS = "staff.shifts"
#: Posts and first days that are remembered; then all is forgotten, which costs a query each.
MOST = 4000

Shifts = dict[tuple[int, date], tuple[ShiftTime, ...]]
_SHIFTS: versions.Cached[dict[tuple[int, date, date], Shifts]] = versions.Cached(SHIFTS, dict)


class There(StrEnum):
    """What residents read of a day."""

    ON_BEAT = "on_beat"
    RECEIVES = "receives"
    OFF_BEAT = "off_beat"
    REST = "rest"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day as residents read it. who: who is there (None: nobody); stands_in: not the holder. hours: digits, or ""."""

    day: date
    state: There
    who: Officer | None
    stands_in: bool
    hours: str

    @property
    def same(self) -> tuple[Any, ...]:
        """What makes two days say the same."""
        return self.state, self.who.account_id if self.who else None, self.stands_in, self.hours


def changed() -> None:
    """Shifts were written or taken away: call it in the transaction of the change."""
    versions.bump(SHIFTS)


def public_days(post_id: int, since: date, until: date, language: str) -> tuple[PublicDay, ...]:
    """The days of a post as residents read them, both ends with them. At most one query."""
    shifts = _remembered(post_id, since, until)
    planned = bool(shifts)
    found: list[PublicDay] = []
    for number in range((until - since).days + 1):
        day = since + DAY * number
        found.append(_public(day_of(post_id, day, shifts.get((post_id, day), ()), language), planned=planned))
    return tuple(found)


def _remembered(post_id: int, since: date, until: date) -> Shifts:
    known = _SHIFTS.get()
    key = (post_id, since, until)
    if key not in known:
        if len(known) > MOST:
            known.clear()
        known[key] = shifts_of([post_id], since, until)
    return known[key]


def _public(one: RosterDay, *, planned: bool) -> PublicDay:
    if one.acting is None:
        return PublicDay(one.day, There.NOBODY, None, stands_in=False, hours="")
    stands_in = one.away is not None
    here = [shift for shift in one.shifts if shift.on_beat]
    if here:
        hours = ", ".join(shift.words for shift in here)
        only = all(shift.kind == ShiftKind.RECEPTION for shift in here)
        return PublicDay(one.day, There.RECEIVES if only else There.ON_BEAT, one.acting, stands_in, hours)
    if one.shifts:
        return PublicDay(one.day, There.OFF_BEAT, one.acting, stands_in, "")
    hours = _reception(one)
    if hours:
        return PublicDay(one.day, There.RECEIVES, one.acting, stands_in, hours)
    # A substitute keeps the hours of the own post; the holder's free day says nothing of them.
    rests = planned and not stands_in
    return PublicDay(one.day, There.REST if rests else There.ON_BEAT, one.acting, stands_in, "")


def _reception(one: RosterDay) -> str:
    hours = directory().posts[one.post_id].hours
    if hours.get("always"):
        return "24/7"
    return ", ".join(f"{start}–{end}" for start, end in hours.get(WEEKDAYS[one.day.weekday()], ()))


def words(one: PublicDay) -> str:
    """A day as a sentence."""
    name = one.who.name if one.who else ""
    if one.state is There.NOBODY:
        said = _("nobody is there: call the duty unit or 102")
    elif one.state is There.ON_BEAT:
        said = _("on the beat %(hours)s") % {"hours": one.hours} if one.hours else _("on the beat, by telephone")
    elif one.state is There.RECEIVES:
        said = _("receives %(hours)s") % {"hours": one.hours}
    elif one.state is There.OFF_BEAT:
        said = _("on duty off the beat: call the duty unit or 102")
    else:
        said = _("day off")
    return _("%(name)s stands in: %(what)s") % {"name": name, "what": said} if one.stands_in and name else said


def lines(days: Iterable[PublicDay], language: str) -> list[dict[str, str]]:
    """Neighbouring days that say the same as one line: days and words."""
    runs: list[list[PublicDay]] = []
    for one in days:
        if runs and runs[-1][-1].same == one.same:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        {"days": _days(run[0].day, run[-1].day, language), "words": words(run[0]), "state": run[0].state}
        for run in runs
    ]


def _days(first: date, last: date, language: str) -> str:
    names = [WEEKDAYS_SHORT[WEEKDAYS[day.weekday()]].in_(language) for day in (first, last)]
    if first == last:
        return f"{names[0]}, {formats.day(first, language, year=False)}"
    last_words = formats.day(last, language, year=False)
    together = first.month == last.month and language != "en"
    begin = str(first.day) if together else formats.day(first, language, year=False)
    return f"{names[0]}–{names[1]}, {begin}–{last_words}"


def presence_of(area_id: int, at: datetime, language: str) -> dict[str, Any] | None:
    """Who is there on a beat this week and next, for its page; None where no post serves it. At most one query."""
    served = serving(area_id, Role.INSPECTOR, at, language)
    if served is None:
        return None
    today = clock.local(at).date()
    monday = today - timedelta(days=today.weekday())
    days = public_days(served.post_id, today, monday + timedelta(days=7 * WEEKS - 1), language)
    this = [one for one in days if one.day < monday + timedelta(days=7)]
    after = [one for one in days if one.day >= monday + timedelta(days=7)]
    return {
        "today": words(days[0]),
        "weeks": [
            {"title": _("This week"), "lines": lines(this, language)},
            {"title": _("Next week"), "lines": lines(after, language)},
        ],
        "post_id": served.post_id,
    }


def month_of(post_id: int, first: date, last: date, language: str) -> list[dict[str, Any]]:
    """Every day of a post in a period, each with its words, for the page of the calendar. At most one query."""
    return [
        {
            "day": one.day,
            "days": _days(one.day, one.day, language),
            "words": words(one),
            "state": one.state,
            "today": one.day == clock.today(),
        }
        for one in public_days(post_id, first, last, language)
    ]
