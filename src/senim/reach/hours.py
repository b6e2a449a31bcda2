"""Open doors against the hours at which people come: of a week, an hour a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from senim.appeals import api as appeals
from senim.kernel import clock
from senim.kernel.scoping import Scope
from senim.reach import conditions
from senim.reach.domain import DOORS, State
from senim.territory import api as territory

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: So many days back the hours of people are counted.
LOOK_BACK = 182
#: (weekday 0 to 6, hour 0 to 23) -> people who came.
Arrivals = Mapping[tuple[int, int], int]
#: provider(area_path, since, until) -> arrivals; registered by whoever counts them (the reception).
Provider = Callable[[str, date, date], Arrivals]
_providers: dict[str, Provider] = {}


def register_arrivals(name: str, provider: Provider) -> None:
    """Say once (in `AppConfig.ready`) how many people came at which hour; registering a name again replaces it.

    provider(area_path, since, until) counts arrivals below an area on the days since <= day < until, by local weekday
    (Monday is 0) and hour, in a number of queries that does not grow with what it finds.
    """
    _providers[name] = provider


def arrivals(path: str, since: date, until: date) -> Counter[tuple[int, int]]:
    """What all providers counted."""
    found: Counter[tuple[int, int]] = Counter()
    for provider in _providers.values():
        found.update(dict(provider(path, since, until)))
    return found


def written(scope: Scope, path: str, since: date) -> Counter[tuple[int, int]]:
    """When appeals came that this person may analyse. One query."""
    found: Counter[tuple[int, int]] = Counter()
    for one in appeals.for_analysis(scope, (path,)):
        at = clock.local(one.received_at)
        if at.date() >= since:
            found[at.weekday(), at.hour] += 1
    return found


def open_doors(area_id: int) -> Counter[tuple[int, int]]:
    """How many doors of an area are open in each hour of the week (at its half). No query."""
    known = conditions.latest()
    found: Counter[tuple[int, int]] = Counter()
    for point in territory.points_of(area_id):
        closed = point.id in known and known[point.id].state is State.CLOSED
        if point.kind in DOORS and not closed:
            found.update((day, hour) for day in range(7) for hour in range(24) if _open(point.hours, day, hour))
    return found


def _open(hours: Mapping[str, object], day: int, hour: int) -> bool:
    if hours.get("always"):
        return True
    at = f"{hour:02}:30"
    spans = hours.get(DAYS[day], ())
    return any(start <= at < end for start, end in spans)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Band:
    """Some hours of working days or of the weekend: who came, who wrote, how many doors stood open, in the mean."""

    weekend: bool
    first: int
    last: int
    came: int
    wrote: int
    doors: float


#: Hours that belong together in a table: night, early, morning, noon, afternoon, evening, late.
BANDS = ((0, 6), (6, 9), (9, 13), (13, 15), (15, 18), (18, 21), (21, 24))


def bands(scope: Scope, area_id: int, at: datetime) -> list[Band]:
    """The week in fourteen bands. One query and those of the providers."""
    path, until = territory.area(area_id).path, clock.local(at).date() + timedelta(days=1)
    since = until - timedelta(days=LOOK_BACK)
    came, wrote, doors = arrivals(path, since, until), written(scope, path, since), open_doors(area_id)

    def over(counted: Mapping[tuple[int, int], int], days: range, hours: range) -> int:
        return sum(counted.get((day, hour), 0) for day in days for hour in hours)

    found = []
    for weekend, days in ((False, range(5)), (True, range(5, 7))):
        for first, last in BANDS:
            hours = range(first, last)
            mean = over(doors, days, hours) / (len(days) * len(hours))
            found.append(Band(weekend, first, last, over(came, days, hours), over(wrote, days, hours), mean))
    return found
