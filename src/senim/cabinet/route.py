"""The order in which to walk to places: nearest neighbour, then 2-opt, over streets where they are loaded.

Where no street network is loaded the lines are straight: the sum is a lower bound of the way on foot, and the page
says so. Sources: Rosenkrantz, Stearns, Lewis (1977), SIAM J. Comput. 6, 563-581; Croes (1958), Oper. Res. 6, 791-812.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from senim.reach import api as reach
from senim.territory import api as territory

Place = tuple[float, float]
#: Metres between stops, [from][to]; the first stop is where the walk begins.
Far = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk: indices of the places in their order, its metres, its legs and how many of them go over streets.

    streets is None where no network is loaded: then every leg is a straight line, and the way on foot is longer.
    """

    order: list[int]
    metres: float
    legs: int
    streets: int | None


def metres(a: Place, b: Place) -> float:
    """Metres between two places (longitude, latitude in degrees) on the great circle."""
    return territory.distance_m(*a, *b)


def walk(places: Sequence[Place], start: Place | None = None) -> Walk:
    """The walk over places from `start`, over streets where they are loaded. No query from memory."""
    if not places or not reach.has_streets():
        found = order(places, start)
        return Walk(found, length([places[index] for index in found], start), len(places) - (start is None), None)
    stops = [start if start is not None else places[0], *places]
    ways = reach.between(stops)
    found = _ordered([[way.metres for way in row] for row in ways])
    begun = [0] if start is not None else []
    legs = [ways[one][other] for one, other in pairwise([*begun, *(index + 1 for index in found)])]
    by_street = sum(way.how is reach.How.STREET or way.metres <= reach.YARD for way in legs)
    return Walk(found, sum(way.metres for way in legs), len(legs), by_street)


def order(places: Sequence[Place], start: Place | None = None) -> list[int]:
    """Indices of `places` in the order of an open walk in straight lines that begins at `start`, or at the first place.

    The same places give the same order. 2-opt runs until nothing gets shorter; 50 places take some milliseconds.
    """
    if not places:
        return []
    stops = [start if start is not None else places[0], *places]
    return _ordered([[metres(one, other) for other in stops] for one in stops])


def length(places: Sequence[Place], start: Place | None = None) -> float:
    """Metres of a walk in straight lines over places in their order, from `start` where there is one."""
    stops = [start, *places] if start is not None else list(places)
    return sum(metres(a, b) for a, b in pairwise(stops))


def _ordered(far: Far) -> list[int]:
    return [stop - 1 for stop in _untangled(_nearest(far), far)[1:]]


def _nearest(far: Far) -> list[int]:
    """Stops from the first one, always on to the nearest that is left."""
    left, found = list(range(1, len(far))), [0]
    while left:
        near = min(left, key=lambda stop: (far[found[-1]][stop], stop))
        left.remove(near)
        found.append(near)
    return found


def _untangled(stops: list[int], far: Far) -> list[int]:
    """Turn round every stretch whose turning makes the walk shorter, until there is none."""
    better = True
    while better:
        better = False
        for first in range(1, len(stops) - 1):
            for last in range(first + 1, len(stops)):
                if _gain(stops, far, first, last) > 1e-6:
                    stops[first : last + 1] = reversed(stops[first : last + 1])
                    better = True
    return stops


def _gain(stops: Sequence[int], far: Far, first: int, last: int) -> float:
    """Metres that are saved by walking the stretch first..last backwards."""
    before, begin, end = stops[first - 1], stops[first], stops[last]
    saved = far[before][begin] - far[before][end]
    if last + 1 < len(stops):
        after = stops[last + 1]
        saved += far[end][after] - far[begin][after]
    return saved
