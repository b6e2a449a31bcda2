"""Reach: how far on foot is the next door of the police, and where would another one help?

The only door of this context.

nearest(lon, lat, n) -> [Near]   the nearest points on foot: point, metres, minutes, how ("street" or "line"), state
within(area_id) -> Computed | None   shares of houses within 5, 10, 15 minutes of the beats below an area, with date
                                     and n (1 query); together(shares, at) puts several beats together
ways(begin, ends) -> [Way]       metres on foot from a place to others, over streets where they are loaded (0 queries)
between(places) -> [[Way]]       the same between all of some places (0 queries)
has_streets()                    whether a network of streets is loaded at all
condition(point_id)              state, note and equipment as last found; None where nobody has looked
register_arrivals(name, provider)    when people come, by weekday and hour; see `hours.register_arrivals`
register_booking(link)           where a time at a point is booked
register_plan(make)              what a plan of the state promises of points and posts; Promise is a line of it
keep_up()                        compute anew what has changed, now (the demonstration, the command line)
acts                             the writes: record_state, set_yardstick, plan
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from senim.kernel import clock
from senim.reach import actions as acts
from senim.reach import conditions, streets, yardsticks
from senim.reach.conditions import Found
from senim.reach.domain import MINUTES, Candidates, Code, How, Near, Share, State, together
from senim.reach.hours import register_arrivals
from senim.reach.links import register_booking
from senim.reach.plans import Promise, register_plan
from senim.reach.selectors import Computed, nearest
from senim.reach.selectors import computed as within
from senim.territory import api as territory

__all__ = [
    "MINUTES",
    "YARD",
    "Candidates",
    "Code",
    "Computed",
    "Found",
    "How",
    "Near",
    "Promise",
    "Share",
    "State",
    "Way",
    "acts",
    "between",
    "condition",
    "has_streets",
    "keep_up",
    "nearest",
    "register_arrivals",
    "register_booking",
    "register_plan",
    "together",
    "ways",
    "within",
]

Place = tuple[float, float]
#: So near each other, metres, two places may be one yard.
YARD = 100.0


@dataclass(frozen=True, slots=True)
class Way:
    """A way on foot: metres, and whether it goes over streets or is a straight line times the factor of a detour."""

    metres: float
    how: How


def has_streets() -> bool:
    """Whether streets are loaded and computed. No query from memory."""
    return streets.table() is not None


def ways(begin: Place, ends: Sequence[Place]) -> list[Way]:
    """Ways on foot from a place to others (longitude, latitude in degrees), in their order. No query from memory."""
    table = streets.table()
    factor = yardsticks.on(clock.today())[Code.DETOUR].value
    found = table.ways(begin, ends) if table else [None] * len(ends)
    lines = [factor * territory.distance_m(*begin, *end) for end in ends]
    # From door to door across a yard nobody goes out to the street and back.
    return [
        Way(metres, How.STREET) if metres is not None and (line > YARD or metres < line) else Way(line, How.LINE)
        for metres, line in zip(found, lines, strict=True)
    ]


def between(places: Sequence[Place]) -> list[list[Way]]:
    """Ways on foot between all of some places, [from][to], the same both ways. No query from memory."""
    none = Way(0.0, How.STREET)
    found = [[none] * len(places) for _ in places]
    for one, begin in enumerate(places):
        for step, way in enumerate(ways(begin, places[one + 1 :]), start=one + 1):
            found[one][step] = found[step][one] = way
    return found


def condition(point_id: int) -> Found | None:
    """What was last found at a point. No query from memory."""
    return conditions.latest().get(point_id)


def keep_up() -> bool:
    """Compute all ways anew where anything has changed; whether it had. Loads scipy: never in a web process."""
    from senim.reach import compute  # noqa: PLC0415

    return compute.keep_up() is not None
