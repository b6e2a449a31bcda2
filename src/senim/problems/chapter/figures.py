"""Every number of a chapter, counted once and without a language. Runs in the job worker: intervals need the library.

Fewer than five of a kind are pooled; where the pool itself would be smaller, it swallows the next kind, so that no
small count follows from a difference.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim.incidents import api as incidents
from senim.kernel.intervals import wilson
from senim.kernel.scoping import within
from senim.problems.chapter import permissions
from senim.problems.chapter.domain import LEAST, LEAST_DRAWN, YEAR, Period
from senim.territory import api as territory

PER = 1000
POOL = "other"
APPEALS = "appeals"
#: Kinds whose places are never told: by name for a whole area of several beats only, else among "all others".
SENSITIVE = frozenset({"sexual", "domestic", "child_harm", "stalking", "missing"})
SEVERAL = 5
#: Days at the beginning of a period that may be silent.
GRACE = 14


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval; high is None where it has no upper end."""

    value: float
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """What one area or one beat is and how many events it had.

    n, before: events of the period and of the equally long one before. rate: events a year per 1 000 residents.
    kinds, said: (code, count), pooled; said: what residents wrote in appeals. said_n: all such appeals.
    """

    info: territory.AreaInfo | None
    path: str
    population: int | None
    houses: int
    points: tuple[territory.PointInfo, ...]
    n: int
    before: int
    rate: Estimate | None
    ratio: Estimate | None
    kinds: tuple[tuple[str, int], ...]
    said: tuple[tuple[str, int], ...]
    said_n: int
    unplaced: int
    untimed: int
    lineage: Any

    @property
    def told(self) -> bool:
        """Whether the number of events is told at all."""
        return self.n == 0 or self.n >= LEAST

    @property
    def drawn(self) -> bool:
        """Whether there are enough events for drawings."""
        return self.n >= LEAST_DRAWN


@dataclass(frozen=True, slots=True)
class Figures:
    """A whole chapter in numbers. outside: events of the area that lie in none of its beats."""

    paths: tuple[str, ...]
    title: territory.AreaInfo
    period: Period
    whole: Place
    beats: tuple[Place, ...]
    outside: int
    sources: tuple[tuple[str, int], ...]
    uncovered: tuple[str, ...]
    events: Any


def selection(paths: tuple[str, ...], period: Period, **narrower: Any) -> incidents.Selection:
    """The events that a chapter counts: of files and of appeals, without what officers found by looking."""
    return incidents.Selection(paths=paths, since=period.since, until=period.until, **narrower)


def beats_of(paths: tuple[str, ...]) -> list[territory.AreaInfo]:
    """The beats at or below some areas, in the order of their codes."""
    found = [one for one in territory.areas_list(territory.Level.BEAT) if within(one.path, paths)]
    return sorted(found, key=lambda one: one.code)


def of_area(paths: tuple[str, ...], title: territory.AreaInfo, period: Period) -> Figures:
    """Count everything of a chapter. A query or two for events, two a street for houses."""
    scope = permissions.eyes(paths)
    beats = beats_of(paths)
    now = incidents.events(scope, selection(paths, period))
    earlier = incidents.events(scope, selection(paths, period.before))
    uncovered = _uncovered(now, earlier, period)
    # Where a source did not exist then, nothing is compared: a new file is no rise.
    before = earlier if not uncovered else earlier.where(np.zeros(earlier.n, dtype=bool))
    houses = _houses(paths)
    own = tuple(_place(one, one.path, houses.get(one.id, 0), now, before, period) for one in beats)
    people = _residents(own, title if paths == (title.path,) else None)
    known = {territory.area(number).path: count for number, count in houses.items() if number}
    total = sum(count for path, count in known.items() if within(path, paths))
    whole = _place(None, paths[0], total, now, before, period, population=people, paths=paths)
    return Figures(paths, title, period, whole, own, now.n - sum(one.n for one in own), _sources(now), uncovered, now)


def _residents(beats: tuple[Place, ...], area: territory.AreaInfo | None) -> int | None:
    """Residents of the beats together; where one is not counted, those of the area, if the chapter is of all of it."""
    counted = [one.population for one in beats if one.population is not None]
    if counted and len(counted) == len(beats):
        return sum(counted)
    return area.population if area else None


def _uncovered(now: Any, before: Any, period: Period) -> tuple[str, ...]:
    """Sources of the period that do not cover the one before: they are not there, or begin well after its first day."""
    found = []
    for place, code in enumerate(now.sources):
        if int((now.source == place).sum()) < LEAST_DRAWN:
            continue
        known = before.at[before.source == before.sources.index(code)] if code in before.sources else before.at[:0]
        known = known[~np.isnat(known)]
        # Events are apart by so many days on average: five times as long a silence at the beginning is no chance.
        patience = max(GRACE, 5 * period.days / max(known.size, 1))
        first = known.min().astype("datetime64[D]") if known.size else None
        if first is None or (first - np.datetime64(period.before.since)).astype(int) > patience:
            found.append(code)
    return tuple(found)


def _houses(paths: tuple[str, ...]) -> dict[int | None, int]:
    """Houses of the register by the beat that holds them."""
    counted: Counter[int | None] = Counter()
    seen: set[int] = set()
    for path in paths:
        for street in territory.streets_of(int(path.strip("/").rpartition("/")[2])):
            if street.id not in seen:
                seen.add(street.id)
                counted.update(hit.area_id for hit in territory.houses_of(street.id))
    if not seen:
        # A beat has no streets of its own: they belong to the settlement around it.
        around = {above.id for path in paths for above in territory.ancestors(int(path.strip("/").rpartition("/")[2]))}
        streets = {street.id for area in around for street in territory.streets_of(area)}
        for street_id in streets:
            counted.update(hit.area_id for hit in territory.houses_of(street_id))
    return dict(counted)


def _place(
    info: territory.AreaInfo | None,
    path: str,
    houses: int,
    now: Any,
    before: Any,
    period: Period,
    *,
    population: int | None = None,
    paths: tuple[str, ...] = (),
) -> Place:
    roots = paths or (path,)
    here, earlier = now.where(_inside(now, roots)), before.where(_inside(before, roots))
    people = info.population if info else population
    appeals = here.where(here.source == (here.sources.index(APPEALS) if APPEALS in here.sources else -1))
    return Place(
        info,
        path,
        people,
        houses,
        _points(roots),
        here.n,
        earlier.n,
        rate(here.n, people, period.days),
        ratio(here.n, earlier.n),
        pooled(_kinds(here, named=info is None and len(beats_of(roots)) >= SEVERAL)),
        pooled(_kinds(appeals)),
        appeals.n,
        int((~here.placed).sum()),
        int((~here.timed).sum()),
        now.lineage,
    )


def _inside(events: Any, roots: tuple[str, ...]) -> Any:
    held = np.array([within(path, roots) for path in events.paths] or [False])
    return held[events.path] if events.n else np.zeros(0, dtype=bool)


def _points(roots: tuple[str, ...]) -> tuple[territory.PointInfo, ...]:
    found = {
        point.id: point for root in roots for point in territory.points_of(int(root.strip("/").rpartition("/")[2]))
    }
    return tuple(found.values())


def _kinds(events: Any, *, named: bool = False) -> dict[str, int]:
    """Events by kind; sensitive kinds by name only where `named`."""
    counts: Any = np.bincount(events.kind, minlength=len(events.kinds)) if events.n else []
    found: Counter[str] = Counter()
    for code, count in zip(events.kinds, counts, strict=False):
        found[POOL if code in SENSITIVE and not named else code] += int(count)
    return {code: count for code, count in found.items() if count}


def _sources(events: Any) -> tuple[tuple[str, int], ...]:
    counts: Any = np.bincount(events.source, minlength=len(events.sources)) if events.n else []
    return tuple((code, int(count)) for code, count in zip(events.sources, counts, strict=False))


def pooled(counts: dict[str, int], most: int = 10) -> tuple[tuple[str, int], ...]:
    """(code, count), the commonest first; rare kinds together as "other", which is never below five itself."""
    rows = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    shown = [one for one in rows[:most] if one[1] >= LEAST and one[0] != POOL]
    rest = sum(counts.values()) - sum(count for _code, count in shown)
    while 0 < rest < LEAST and shown:
        rest += shown.pop()[1]
    return (*shown, (POOL, rest)) if rest >= LEAST else tuple(shown)


def rate(count: int, people: int | None, days: int) -> Estimate | None:
    """Events a year per 1 000 residents with the exact Poisson interval (Garwood); None without residents."""
    if not people or (0 < count < LEAST):
        return None
    from senim_analysis import poisson_interval  # noqa: PLC0415 - the heavy library, in jobs only

    found: Any = poisson_interval(count, exposure=people * days / YEAR / PER)
    low, high = found.interval
    return Estimate(found.statistic, low, high)


def ratio(now: int, before: int) -> Estimate | None:
    """Events of the period over those of the equally long one before; the interval is that of the views."""
    share = wilson(now, now + before)
    if share is None or not before or now < LEAST or before < LEAST:
        return None
    return Estimate(
        now / before, share.low / (1 - share.low), share.high / (1 - share.high) if share.high < 1 else None
    )


def stands_out(place: Place, whole: Place) -> bool:
    """Whether the whole interval of a beat lies above the rate of the area."""
    return bool(place.rate and whole.rate and place.rate.low > whole.rate.value)
