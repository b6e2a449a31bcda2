"""Who is linked to whom: each event to the latest earlier one near it, done in a like way, while the series has room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.spatial import cKDTree

from senim_analysis import jit
from senim_analysis.checks import Floats, Ints, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.grid import PAIR_BUDGET, TOO_MANY_PAIRS, slack


@dataclass(frozen=True, slots=True)
class Linkable:
    """Places and methods, which stay while times are shuffled. features: binary [event, word], or None: all alike."""

    x: Floats
    y: Floats
    features: sparse.csr_array | None
    similarity: float
    distance: float
    interval: float
    caps: tuple[float, float]


def features_of(method: Any, n: int) -> tuple[sparse.csr_array | None, int]:
    """Words of each event's method, and how many events have none."""
    if method is None:
        return None, 0
    rows = [_words_of(one) for one in method]
    same_length(x=np.empty(n), method=rows)
    known = {word: place for place, word in enumerate(sorted(set().union(*rows)))}
    at = [(row, known[word]) for row, words in enumerate(rows) for word in sorted(words)]
    row, column = np.array(at, dtype=np.int64).reshape(-1, 2).T
    matrix = sparse.csr_array((np.ones(row.size), (row, column)), shape=(n, max(1, len(known))))
    return matrix, sum(not words for words in rows)


def _words_of(one: Any) -> frozenset[str]:
    if one is None or (isinstance(one, float) and np.isnan(one)):
        return frozenset()
    words = [one] if isinstance(one, str | int | float | np.generic) else one
    return frozenset(str(word).strip().casefold() for word in words if str(word).strip())


def _pairs(events: Linkable, moment: Floats) -> Ints:
    """[pair, 2], the earlier first, within distance, interval and method; in the order in which they are to be tried."""
    scale = events.distance / events.interval
    tree = cKDTree(np.column_stack([events.x, events.y, moment * scale]))
    radius = events.distance * np.sqrt(2) * (1 + 1e-12)
    many = (int(tree.count_neighbors(tree, radius)) - tree.n) // 2
    if many > PAIR_BUDGET:
        raise AnalysisRefused("too_many_pairs", TOO_MANY_PAIRS, pairs=many, budget=PAIR_BUDGET)
    pairs = tree.query_pairs(radius, output_type="ndarray").astype(np.int64)
    lag = moment[pairs[:, 1]] - moment[pairs[:, 0]]
    pairs = np.where((lag < 0)[:, None], pairs[:, ::-1], pairs)
    away = np.hypot(events.x[pairs[:, 0]] - events.x[pairs[:, 1]], events.y[pairs[:, 0]] - events.y[pairs[:, 1]])
    lag = np.abs(lag)
    # Within one moment there is no earlier: the place decides, so that the order of rows does not.
    swap = (lag == 0) & (_place_order(events, pairs[:, 0]) > _place_order(events, pairs[:, 1]))
    pairs = np.where(swap[:, None], pairs[:, ::-1], pairs)
    kept = (away <= events.distance) & (lag <= events.interval)
    pairs, lag, away = pairs[kept], lag[kept], away[kept]
    alike = _alike(events, pairs)
    pairs, lag, away = pairs[alike], lag[alike], away[alike]
    # The later event decides the turn; among its links the latest, then the nearest.
    late = pairs[:, 1]
    turn = np.lexsort((pairs[:, 0], away, lag, late, events.y[late], events.x[late], moment[late]))
    ordered: Ints = pairs[turn]
    return ordered


def _place_order(events: Linkable, which: Ints) -> Any:
    return events.x[which] + 1j * events.y[which]


def _alike(events: Linkable, pairs: Ints) -> npt.NDArray[np.bool_]:
    """Which pairs share enough of their method."""
    if events.features is None:
        return np.ones(len(pairs), dtype=bool)
    own = np.asarray(events.features.sum(1)).ravel()
    common = np.empty(len(pairs))
    for start in range(0, len(pairs), 500_000):
        part = pairs[start : start + 500_000]
        both = events.features[part[:, 0]].multiply(events.features[part[:, 1]])
        common[start : start + len(part)] = np.asarray(both.sum(1)).ravel()
    either = own[pairs[:, 0]] + own[pairs[:, 1]] - common
    alike: npt.NDArray[np.bool_] = (common > 0) & (common >= events.similarity * either)
    return alike


def chains_of(events: Linkable, moment: Floats) -> list[Ints]:
    """Link each event, in time, to the latest earlier one whose series has room for it. The first of each comes first."""
    root = Links(events).roots(moment)
    turn = _turns(events, moment)
    order = turn[np.argsort(root[turn], kind="stable")]
    parts = np.split(order, np.flatnonzero(np.diff(root[order])) + 1)
    return [one for one in parts if one.size > 1]


class Links:
    """Who stands near whom: found once, and asked for every order of the times."""

    def __init__(self, events: Linkable) -> None:
        self.events = events
        self.near = _nearby(events) if jit.HAVE_NUMBA and events.features is None else None
        if self.near is not None and int(np.diff(self.near.reach).sum()) // 2 > PAIR_BUDGET:
            self.near = None  # the other way counts the pairs, and refuses too many

    def roots(self, moment: Floats) -> Ints:
        """[event]: the first event of the series that it belongs to; itself where it belongs to none."""
        if self.near is None:
            return _roots_plain(self.events, moment)
        order, (longest, widest) = self.near.order, self.events.caps
        back = np.empty(order.size, dtype=np.int64)
        back[order] = np.arange(order.size)
        turn = back[_turns(self.events, moment)]
        rank = np.empty(order.size, dtype=np.int64)
        rank[turn] = np.arange(order.size)
        found = np.arange(order.size)
        room = np.empty(int(np.diff(self.near.reach).sum(axis=(1, 2)).max(initial=0)) + 1)
        x, y = self.events.x[order], self.events.y[order]
        fixed = (self.events.distance, self.events.interval, longest, widest)
        _link(x, y, moment[order], order, self.near.reach, turn, rank, fixed, room, found)
        roots = np.empty(order.size, dtype=np.int64)
        roots[order] = order[found]
        return roots


@dataclass(frozen=True, slots=True)
class _Nearby:
    """order: events by cell; reach: [place in the order, 3, 2], the stretches of it that can be within the distance."""

    order: Ints
    reach: Ints


def _nearby(events: Linkable) -> _Nearby:
    side = max(events.distance * (1 + 1e-9), float(np.ptp(events.x)) / 2**30, float(np.ptp(events.y)) / 2**30)
    side += slack(events.x, events.y)
    along = np.floor((events.x - events.x.min()) / side).astype(np.int64)
    up = np.floor((events.y - events.y.min()) / side).astype(np.int64)
    key = along * (int(up.max()) + 3) + up + 1
    order = np.argsort(key, kind="stable").astype(np.int64)
    key = key[order]
    middle = key[:, None] + np.array([-1, 0, 1]) * (int(up.max()) + 3)
    low, high = np.searchsorted(key, middle - 1, side="left"), np.searchsorted(key, middle + 1, side="right")
    return _Nearby(order, np.stack([low, high], axis=2).astype(np.int64))


def _turns(events: Linkable, moment: Floats) -> Ints:
    """Events in time. Within one moment there is no earlier: the place decides, so that the order of rows does not."""
    turns: Ints = np.lexsort((events.y, events.x, moment)).astype(np.int64)
    return turns


@jit.kernel()
def _link(x, y, t, number, reach, turn, rank, fixed, wait, root):  # type: ignore[no-untyped-def]
    """root: [place in the order of cells], at first itself. number: of each event in the caller's order."""
    distance, interval, longest, widest = fixed
    far = distance * distance
    box = np.column_stack((x, x, y, y))
    who = np.empty(wait.size, dtype=np.int64)
    for late in turn:
        many = 0
        for part in range(3):
            for early in range(reach[late, part, 0], reach[late, part, 1]):
                lag = t[late] - t[early]
                if lag <= interval and rank[early] < rank[late]:
                    across, up = x[early] - x[late], y[early] - y[late]
                    if across * across + up * up <= far:
                        who[many], wait[many] = early, lag
                        many += 1
        while many:
            best = 0
            for place in range(1, many):
                if wait[place] <= wait[best] and (
                    wait[place] < wait[best] or _before(x, y, number, late, who[place], who[best])
                ):
                    best = place
            early = who[best]
            many -= 1
            who[best], wait[best] = who[many], wait[many]
            first = root[early]
            west, east = min(box[first, 0], x[late]), max(box[first, 1], x[late])
            south, north = min(box[first, 2], y[late]), max(box[first, 3], y[late])
            if t[late] - t[first] <= longest and (east - west) ** 2 + (north - south) ** 2 <= widest * widest:
                box[first] = west, east, south, north
                root[late] = first
                break


@jit.kernel()
def _before(x, y, number, late, one, other):  # type: ignore[no-untyped-def]
    """Of two events as late: the nearer one, then the first in the caller's order."""
    a = (x[one] - x[late]) ** 2 + (y[one] - y[late]) ** 2
    b = (x[other] - x[late]) ** 2 + (y[other] - y[late]) ** 2
    return a < b or (a == b and number[one] < number[other])


def _roots_plain(events: Linkable, moment: Floats) -> Ints:
    """The same without numba, and by method."""
    pairs = _pairs(events, moment)
    chain = dict[int, list[float]]()  # of each event: its series' first moment and box
    of = np.arange(moment.size)
    longest, widest = events.caps
    for early, late in pairs.tolist():
        if of[late] != late:
            continue
        root = int(of[early])
        first, west, east, south, north = chain.get(root) or [
            moment[early],
            *[events.x[early]] * 2,
            *[events.y[early]] * 2,
        ]
        west, east = min(west, events.x[late]), max(east, events.x[late])
        south, north = min(south, events.y[late]), max(north, events.y[late])
        if moment[late] - first > longest or np.hypot(east - west, north - south) > widest:
            continue
        chain[root] = [first, west, east, south, north]
        of[late] = root
    return of
