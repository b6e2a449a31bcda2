"""What the system knows of a beat by itself: numbers with their window, n and interval. Nothing here is typed.

Plain data without a language; `wording.FIGURES` names each, says how it is made and from what. near: whether the
asker needs small numbers; who does not gets kinds of events pooled below five, without sensitive kinds.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from senim.appeals import api as appeals
from senim.gatherings import api as gatherings
from senim.incidents import api as incidents
from senim.kernel.clock import local, start_of
from senim.kernel.intervals import differs, poisson, wilson
from senim.kernel.scoping import PUBLIC, SYSTEM
from senim.kernel.small import masked, pooled
from senim.passport.domain import year_before
from senim.quality import api as quality
from senim.reach import api as reach
from senim.territory import api as territory

#: So many kinds of events stand by name; the others are told together.
KINDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. value: None where nothing is known or, with `few`, where it is small and not told.

    low, high: bounds at 95 % (of a count: of the mean behind it); rate: per 1 000 residents with its bounds; before:
    the same a year earlier and whether the two differ beyond chance; since, until: days, both included.
    """

    code: str
    group: str
    value: float | None
    unit: str = ""
    few: bool = False
    n: int | None = None
    low: float | None = None
    high: float | None = None
    rate: tuple[float, float, float] | None = None
    before: int | None = None
    beyond_chance: bool | None = None
    since: date | None = None
    until: date | None = None

    def to_json(self) -> dict[str, Any]:
        found = asdict(self)
        return {**found, "since": _iso(self.since), "until": _iso(self.until)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def of(area: territory.AreaInfo, day: date, *, near: bool) -> list[Figure]:
    """Every computed figure of a beat: six queries at most, fewer once houses and events are in memory."""
    return [*_place(area), *_contacts(area, day, near), *_events(area, day, near)]


def _place(area: territory.AreaInfo) -> list[Figure]:
    houses = territory.houses_within(area.id)
    points = territory.points_of(area.id)
    return [
        Figure("population", "people", area.population, until=area.population_on),
        Figure("houses", "people", houses.n),
        Figure("streets", "people", houses.streets),
        Figure("points", "people", len(points)),
        *_walk(area),
    ]


def _walk(area: territory.AreaInfo) -> list[Figure]:
    """The share of houses within ten minutes on foot, as it was computed last; nothing before. One query."""
    found = reach.within(area.id)
    if found is None or not found.shares:
        return []
    one = found.shares[0]
    share = one.share(reach.MINUTES.index(10))
    day = local(found.at).date()
    return [] if share is None else [Figure("walk", "people", 100 * share, "%", n=one.houses, until=day)]


def _contacts(area: territory.AreaInfo, day: date, near: bool) -> list[Figure]:
    first, last = year_before(day)
    window: dict[str, Any] = {"since": first, "until": last}
    since, until = start_of(first), start_of(last + timedelta(days=1))
    flow = appeals.flow(PUBLIC, area.id, since, until)
    held, came = gatherings.held(area.path, since, until)
    kept = wilson(flow.kept, flow.due) if flow.due >= quality.PROMISES_FROM else None
    return [
        _count("appeals", "contacts", flow.received, area, near, **window),
        _count("answered", "contacts", flow.answered, None, near, **window),
        Figure("promise", "contacts", None, n=flow.due if near else masked(flow.due), **window)
        if kept is None
        else Figure("promise", "contacts", 100 * kept.share, "%", n=kept.n, low=100 * kept.low, high=100 * kept.high,
                    **window),
        Figure("meetings", "contacts", held, **window),
        Figure("came", "contacts", came if near else masked(came), few=not near and masked(came) is None, **window),
    ]


def _count(
    code: str, group: str, n: int, area: territory.AreaInfo | None, near: bool, before: int | None = None, **window: Any
) -> Figure:
    """A count with its interval, and its rate where it is one of residents."""
    if not near and masked(n) is None:
        return Figure(code, group, None, few=True, **window)
    low, high = poisson(n)
    people = area.population if area else None
    rate = (1000 * n / people, 1000 * low / people, 1000 * high / people) if people else None
    known = before if near else None
    return Figure(
        code, group, n, low=low, high=high, rate=rate, before=known,
        beyond_chance=differs(n, known) if known is not None else None, **window)


def _events(area: territory.AreaInfo, day: date, near: bool) -> list[Figure]:
    """Events of files by source and by kind; without single ones for who need not know them."""
    first, last = year_before(day)
    if not near:
        return _far_events(area, first, last)
    now = _between(area, first, last)
    old_first, old_last = year_before(first)
    past = _between(area, old_first, old_last)
    known_before = _reaches(area, old_first)
    rows = []
    for name, numbers, names in (("feed", now.source, now.sources), ("kind", now.kind, now.kinds)):
        counted = _by(numbers, names)
        earlier = _by(past.source, past.sources) if name == "feed" else _by(past.kind, past.kinds)
        shown = sorted(counted, key=lambda one: (-counted[one], one))[: None if name == "feed" else KINDS_SHOWN]
        rows += [
            _count(f"{name}:{one}", "events", counted[one], area, near,
                   before=earlier.get(one, 0) if known_before else None, since=first, until=last)
            for one in shown
        ]
        rest = sum(counted.values()) - sum(counted[one] for one in shown)
        if rest:
            rows.append(_count(f"{name}:other", "events", rest, area, near, since=first, until=last))
    return rows


def _far_events(area: territory.AreaInfo, first: date, last: date) -> list[Figure]:
    found = _between(area, first, last)
    counted = {one: n for one, n in _by(found.kind, found.kinds).items() if not incidents.is_sensitive(one)}
    named, rest = pooled(counted)
    rows = [*named[:KINDS_SHOWN], ("other", rest + sum(n for _one, n in named[KINDS_SHOWN:]))]
    return [_count(f"kind:{one}", "events", n, area, False, since=first, until=last) for one, n in rows if n]


def _between(area: territory.AreaInfo, first: date, last: date) -> incidents.Events:
    # The right to the beat was asked; what leaves this module are counts of it, never a place or a moment.
    wanted = incidents.Selection(paths=(area.path,), since=first, until=last, appeals=False, officer_discovered=True)
    return incidents.events(SYSTEM, wanted)


def _reaches(area: territory.AreaInfo, day: date) -> bool:
    """Whether the files begin early enough for the year that begins on a day."""
    month = _between(area, day - timedelta(days=31), day + timedelta(days=31))
    return month.n > 0


def _by(numbers: Any, names: tuple[str, ...]) -> dict[str, int]:
    counts = np.bincount(numbers, minlength=len(names)).tolist() if names else []
    return {name: n for name, n in zip(names, counts, strict=True) if n}
