"""The order in which to walk to places: nearest neighbour, then 2-opt, over straight lines on the sphere.

Straight lines, because no street network is loaded: the sum is a lower bound of the way on foot, and the page says so.
Sources: Rosenkrantz, Stearns, Lewis (1977), SIAM J. Comput. 6, 563-581; Croes (1958), Oper. Res. 6, 791-812.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from senim.territory import api as territory

Place = tuple[float, float]


def metres(a: Place, b: Place) -> float:
    """Metres between two places (longitude, latitude in degrees) on the great circle."""
    return territory.distance_m(*a, *b)


def order(places: Sequence[Place], start: Place | None = None) -> list[int]:
    """Indices of `places` in the order of an open walk that begins at `start`, or at the first place.

    The same places give the same order. 2-opt runs until nothing gets shorter; 50 places take some milliseconds.
    """
    if not places:
        return []
    begun = start if start is not None else places[0]
    return _untangled(_nearest(places, begun), places, begun)


def length(places: Sequence[Place], start: Place | None = None) -> float:
    """Metres of a walk over places in their order, from `start` where there is one."""
    stops = [start, *places] if start is not None else list(places)
    return sum(metres(a, b) for a, b in pairwise(stops))


def _nearest(places: Sequence[Place], begun: Place) -> list[int]:
    left, here, found = list(range(len(places))), begun, []
    while left:
        near = min(left, key=lambda index: (metres(here, places[index]), index))
        left.remove(near)
        found.append(near)
        here = places[near]
    return found


def _untangled(found: list[int], places: Sequence[Place], begun: Place) -> list[int]:
    """Turn round every stretch whose turning makes the walk shorter, until there is none."""
    stops = [begun, *(places[index] for index in found)]
    order_, better = list(range(len(stops))), True
    while better:
        better = False
        for first in range(1, len(order_) - 1):
            for last in range(first + 1, len(order_)):
                if _gain(stops, order_, first, last) > 1e-6:
                    order_[first : last + 1] = reversed(order_[first : last + 1])
                    better = True
    return [found[index - 1] for index in order_[1:]]


def _gain(stops: Sequence[Place], order_: Sequence[int], first: int, last: int) -> float:
    """Metres that are saved by walking the stretch first..last backwards."""
    before, begin, end = stops[order_[first - 1]], stops[order_[first]], stops[order_[last]]
    saved = metres(before, begin) - metres(before, end)
    if last + 1 < len(order_):
        after = stops[order_[last + 1]]
        saved += metres(end, after) - metres(begin, after)
    return saved
