"""The fullest windows of a given length: discs on the plane, or stretches along a road, taken one after another."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from senim_analysis.checks import Floats, Ints

#: Two points this much farther apart than the window (relative) still count as inside: arithmetic is not exact.
SLACK = 1e-9


class Need(NamedTuple):
    """How many events make a window full: of any kind, and of one kind (None: no such clause)."""

    any_kind: int
    same_kind: int | None


class Window(NamedTuple):
    """A full window: its events, how full it is (1 = just), and the kind that makes it so (-1: any)."""

    members: Ints
    fullness: float
    kind: int


#: Event, events that count, all live events -> all that the window holds which is fullest of those that count.
Search = Callable[[int, Ints, Ints], Ints]
#: Event -> all events that a window with it could hold.
Near = Callable[[int], Ints]


def take(x: Floats, y: Floats, kinds: Ints, need: Need, length: float, road: Ints | None = None) -> list[Window]:
    """Disjoint full windows, the fullest first; each event belongs to one at most.

    On the plane a window is a disc of diameter `length`, placed anywhere. road: number of the road of each event, x
    then being metres along it; windows are stretches. The windows of one round are upper bounds of later ones (events
    are only taken away), so each is looked at again only when its turn comes.
    """
    near, bound = _along(x, road, need, length) if road is not None else _around(x, y, kinds, need, length)
    find = _stretch(x, length) if road is not None else _disc(x, y, length)
    live = np.ones(x.size, dtype=bool)
    queue = [(-float(bound[event]), int(event)) for event in np.flatnonzero(bound >= 1)]
    heapq.heapify(queue)
    found: list[Window] = []
    while queue:
        _, event = heapq.heappop(queue)
        if not live[event]:
            continue
        others = near(event)
        best = _best(event, others[live[others]], kinds, need, find)
        if best is None:
            continue
        if queue and best.fullness < -queue[0][0]:
            heapq.heappush(queue, (-best.fullness, event))
            continue
        found.append(best)
        live[best.members] = False
    return found


def _best(event: int, others: Ints, kinds: Ints, need: Need, find: Search) -> Window | None:
    """The fullest window at this event, by either clause; None where it is not full."""
    best: Window | None = None
    if others.size >= need.any_kind:
        members = find(event, others, others)
        best = _fuller(best, Window(members, members.size / need.any_kind, -1))
    if need.same_kind:
        same = others[kinds[others] == kinds[event]]
        if same.size >= need.same_kind:
            members = find(event, same, others)
            alike = int((kinds[members] == kinds[event]).sum())
            best = _fuller(best, Window(members, alike / need.same_kind, int(kinds[event])))
    return best if best is not None and best.fullness >= 1 else None


def _fuller(one: Window | None, other: Window) -> Window:
    return other if one is None or other.fullness > one.fullness else one


def _around(x: Floats, y: Floats, kinds: Ints, need: Need, length: float) -> tuple[Near, Floats]:
    """Who is near each event, found when asked, and how full a window at it could be at most."""
    at, reach = np.column_stack([x, y]), length * (1 + SLACK)
    tree = cKDTree(at)
    bound = tree.query_ball_point(at, reach, return_length=True) / need.any_kind
    for kind in np.unique(kinds) if need.same_kind else ():
        of = np.flatnonzero(kinds == kind)
        alike = cKDTree(at[of]).query_ball_point(at[of], reach, return_length=True) / need.same_kind
        bound[of] = np.maximum(bound[of], alike)
    return lambda event: np.sort(np.array(tree.query_ball_point(at[event], reach), dtype=np.int64)), bound


def _along(x: Floats, road: Ints, need: Need, length: float) -> tuple[Near, Floats]:
    """The same along roads: events of the same road, up to the length of the window farther on."""
    order = np.lexsort((x, road)).astype(np.int64)
    # Roads laid end to end with gaps that no window bridges.
    line = x[order] + np.cumsum(np.append(0.0, np.where(np.diff(road[order]) != 0, _gap(x, length), 0.0)))
    place = np.argsort(order)
    end = np.searchsorted(line, line + length * (1 + SLACK), side="right")
    size = (end - np.arange(x.size))[place]
    divisor = min(need.any_kind, need.same_kind or need.any_kind)
    return lambda event: order[place[event] : end[place[event]]], size / divisor


def _gap(x: Floats, length: float) -> float:
    return float(np.ptp(x)) + 2 * length


def _stretch(x: Floats, length: float) -> Search:
    def find(event: int, counting: Ints, others: Ints) -> Ints:  # noqa: ARG001 - every stretch begins at its event
        ahead = x[others] - x[event]
        within: Ints = others[(ahead >= 0) & (ahead <= length * (1 + SLACK))]
        return within

    return find


def _disc(x: Floats, y: Floats, length: float) -> Search:
    """The fullest disc with the event on its edge: turn its centre around the event and count who comes and goes."""
    radius = length / 2

    def find(event: int, counting: Ints, others: Ints) -> Ints:
        dx, dy = x[counting] - x[event], y[counting] - y[event]
        apart = np.hypot(dx, dy)
        towards, half = np.arctan2(dy, dx), np.arccos(np.clip(apart / length, 0.0, 1.0))
        half = np.where(apart <= length * SLACK, np.pi, half)
        angle = _most(towards - half, towards + half)
        cx, cy = x[event] + radius * np.cos(angle), y[event] + radius * np.sin(angle)
        within: Ints = others[np.hypot(x[others] - cx, y[others] - cy) <= radius * (1 + 1e-6)]
        return within

    return find


def _most(start: Floats, end: Floats) -> float:
    """An angle that most of the arcs hold."""
    turn = 2 * np.pi
    whole = end - start >= turn - 1e-12
    first = np.mod(start[~whole], turn)
    last = first + (end - start)[~whole]
    if not first.size:
        return 0.0
    # An arc over the seam is laid down twice, one turn apart; where arcs only touch, coming goes before leaving.
    marks = np.concatenate([first, first + turn, last, last + turn])
    change = np.concatenate([np.ones(2 * first.size), -np.ones(2 * last.size)])
    order = np.lexsort((-change, np.round(marks, 9)))
    inside = np.cumsum(change[order])
    peak = int(np.argmax(inside))
    return float(marks[order][peak])
