"""What does not fit in a duty calendar: nobody stands in, a shift that nobody works, one person in two places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from senim.staff.directory import Directory
from senim.staff.domain import Kind
from senim.staff.load import directory
from senim.staff.rota import DAY, RosterDay, ShiftTime, is_manned


class Misfit(StrEnum):
    """What a head has to decide."""

    UNCOVERED = "uncovered"
    EMPTY_SHIFT = "empty_shift"
    TWO_PLACES = "two_places"


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that does not fit, from a day to a day. other_post: the second place; times: its hours."""

    kind: Misfit
    post_id: int
    first: date
    last: date
    account_id: int | None = None
    other_post: int | None = None
    times: str = ""


def clashes(rosters: Mapping[int, Iterable[RosterDay]], today: date) -> list[Clash]:
    """Everything that does not fit from today on, the nearest day first. No query."""
    found: list[Clash] = []
    shifts: list[ShiftTime] = []
    for post_id, days in rosters.items():
        coming = [one for one in days if one.day >= today]
        found += _uncovered(post_id, coming)
        # What is said of the whole absence is not said of each shift in it again.
        said = {one.day for one in coming if one.away is not None}
        mine = [shift for one in coming for shift in one.shifts]
        shifts += mine
        found += [
            Clash(Misfit.EMPTY_SHIFT, post_id, one.day, one.day, times=one.words)
            for one in mine
            if one.day not in said and not is_manned(post_id, one.starts_at)
        ]
    found += _two_places(shifts)
    return sorted(found, key=lambda one: (one.first, one.post_id, one.kind))


def _uncovered(post_id: int, days: list[RosterDay]) -> Iterator[Clash]:
    """Neighbouring days on which the holder is away and nobody who is there stands in, as one period."""
    gone = [one for one in days if one.away is not None and not one.away.covered]
    run: list[RosterDay] = []
    for one in gone:
        if run and one.day - run[-1].day != DAY:
            yield _period(post_id, run)
            run = []
        run.append(one)
    if run:
        yield _period(post_id, run)


def _period(post_id: int, run: list[RosterDay]) -> Clash:
    away = run[0].away
    holder = away.holder.account_id if away and away.holder else None
    return Clash(Misfit.UNCOVERED, post_id, run[0].day, run[-1].day, account_id=holder)


def _two_places(shifts: list[ShiftTime]) -> Iterator[Clash]:
    """One person would work two shifts at once: on the own post and where he or she stands in."""
    found = directory()
    by_person: dict[int, list[ShiftTime]] = {}
    for one in shifts:
        account = _works(found, one)
        if account is not None:
            by_person.setdefault(account, []).append(one)
    for account, own in by_person.items():
        for first, second in pairwise(sorted(own, key=lambda one: (one.starts_at, one.post_id))):
            if first.post_id != second.post_id and second.starts_at < first.ends_at:
                yield Clash(
                    Misfit.TWO_PLACES, first.post_id, second.day, second.day, account, second.post_id, second.words
                )


def _works(found: Directory, one: ShiftTime) -> int | None:
    stand_in = found.on_post(one.post_id, Kind.SUBSTITUTE, one.starts_at)
    return stand_in if stand_in is not None else found.on_post(one.post_id, Kind.HOLDER, one.starts_at)
