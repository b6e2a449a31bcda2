"""Who is near whom, without a matrix: places in cells as wide as the radius, co-located events counted as one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from senim_analysis import jit
from senim_analysis.checks import Floats, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

Metric = Literal["euclidean", "manhattan"]
#: Pairs of places that one call may look at; at a few nanoseconds each, and once for each 32 shuffles.
PAIR_BUDGET = 100_000_000
#: Above so many candidates (pairs in neighbouring cells) for each pair of the budget, they are not even counted.
_CANDIDATES = 12

TOO_MANY_PAIRS = Words(
    "Жұп тым көп: {pairs}, шегі {budget}. Қашықтықты азайтыңыз немесе кезеңді бөліктерге бөліңіз.",
    "Слишком много пар: {pairs}, предел {budget}. Уменьшите расстояние или разделите период на части.",
    "Too many pairs: {pairs}, the limit is {budget}. Take a smaller distance, or divide the period.",
)
UNKNOWN_METRIC = Words(
    "«{metric}» өлшемі белгісіз: euclidean немесе manhattan.",
    "Неизвестная метрика «{metric}»: euclidean или manhattan.",
    "Unknown metric '{metric}': euclidean or manhattan.",
)


@dataclass(frozen=True, slots=True)
class Places:
    """Distinct coordinates in the order of their cells, and the events at each.

    `x`, `y`: [place]; `start`: [place + 1], events of place p are `order[start[p]:start[p + 1]]`, earliest first;
    `order`: [event], indices into the caller's arrays; `reach`: [place, 3], the places after p in the order that can be
    within the radius: p + 1 up to reach[p, 0], and reach[p, 1] up to reach[p, 2]. Every pair is met once.
    """

    x: Floats
    y: Floats
    start: Ints
    order: Ints
    reach: Ints
    radius: float

    @property
    def sizes(self) -> Ints:
        """Events at each place."""
        return np.diff(self.start)

    @property
    def candidates(self) -> int:
        """Pairs of places in neighbouring cells: what one pass over the grid looks at."""
        ahead = np.arange(1, self.x.size + 1)
        return int(np.sum(self.reach[:, 0] - ahead) + np.sum(self.reach[:, 2] - self.reach[:, 1]))


def places(x: Floats, y: Floats, t: Floats, radius: float) -> Places:
    """Collapse co-located events and lay the places into cells a little wider than the radius (metres)."""
    side = radius * (1 + 1e-9) + slack(x, y, np.array([radius]))
    side = max(side, float(np.ptp(x)) / 2**30, float(np.ptp(y)) / 2**30)
    along = np.floor((x - x.min()) / side).astype(np.int64)
    up = np.floor((y - y.min()) / side).astype(np.int64)
    order = np.lexsort((t, x, y, up, along))
    new = np.ones(order.size, dtype=bool)
    new[1:] = (np.diff(x[order]) != 0) | (np.diff(y[order]) != 0)
    first = np.flatnonzero(new)
    at = order[first]
    return Places(
        x=x[at],
        y=y[at],
        start=np.append(first, order.size).astype(np.int64),
        order=order,
        reach=_reach(along[at], up[at]),
        radius=radius,
    )


def _reach(along: Ints, up: Ints) -> Ints:
    """For each place of a cell-ordered list: the end of what follows in its own column, and the span in the next."""
    stride = int(up.max(initial=0)) + 3
    key = along * stride + up + 1
    own = np.searchsorted(key, key + 1, side="right")
    low = np.searchsorted(key, key + stride - 1, side="left")
    high = np.searchsorted(key, key + stride + 1, side="right")
    return np.stack([own, low, high], axis=1).astype(np.int64)


def slack(*arrays: npt.ArrayLike) -> float:
    """How far rounding alone can move a difference: an edge is an edge although 0.3 - 0.2 is not 0.1 for a machine."""
    largest = max(float(np.max(np.abs(array[np.isfinite(array)]), initial=0.0)) for array in map(np.asarray, arrays))
    return 8.0 * float(np.spacing(largest))


def limits(edges: Floats, rounding: float, *, closed: bool) -> Floats:
    """The largest difference that still lies inside each edge: |d| <= edge when closed, |d| < edge otherwise.

    An open edge at zero holds nothing, not even the same place: its limit is -1.
    """
    if closed:
        return np.asarray(edges + rounding)
    return np.where(edges > 0, edges - rounding, -1.0)


def comparable(inside: Floats, metric: Metric) -> Floats:
    """Limits as the kernels compare them: squares for straight lines, as they are for city blocks."""
    return inside if metric == "manhattan" else np.where(inside >= 0, inside * inside, -1.0)


def diagonal(x: Floats, y: Floats, metric: Metric) -> float:
    """No two events are further apart than this."""
    wide, high = float(np.ptp(x)), float(np.ptp(y))
    return wide + high if metric == "manhattan" else float(np.hypot(wide, high))


def within_budget(pairs: int, budget: int | None = None) -> None:
    """Refuse what would run for hours, with the number and the way out."""
    limit = PAIR_BUDGET if budget is None else budget
    if pairs > limit:
        raise AnalysisRefused("too_many_pairs", TOO_MANY_PAIRS, pairs=pairs, budget=limit)


def walkable(found: Places, metric: Metric = "euclidean") -> None:
    """Refuse more pairs of places within the radius than the budget: counted where the cells could hold so many."""
    candidates = found.candidates
    if candidates <= PAIR_BUDGET:
        return
    within_budget(candidates // _CANDIDATES)
    far = float(comparable(np.array([found.radius]), metric)[0])
    walk = _count_within if jit.HAVE_NUMBA else _count_within_plain
    within_budget(int(walk(found.x, found.y, found.reach, metric == "manhattan", far)))


@jit.kernel()
def _count_within(x, y, reach, manhattan, far):  # type: ignore[no-untyped-def]
    pairs = 0
    for u in range(x.size):
        for part in range(2):
            for v in range(u + 1 if part == 0 else reach[u, 1], reach[u, 2 * part]):
                across, up = abs(x[v] - x[u]), abs(y[v] - y[u])
                pairs += (across + up if manhattan else across * across + up * up) <= far
    return pairs


def _count_within_plain(x: Floats, y: Floats, reach: Ints, manhattan: bool, far: float) -> int:
    """The same without numba, a place at a time."""
    pairs = 0
    for u in range(x.size):
        for low, high in ((u + 1, reach[u, 0]), (reach[u, 1], reach[u, 2])):
            across, up = np.abs(x[low:high] - x[u]), np.abs(y[low:high] - y[u])
            pairs += int(((across + up if manhattan else across * across + up * up) <= far).sum())
    return pairs


def known_metric(metric: str) -> None:
    if metric not in {"euclidean", "manhattan"}:
        raise AnalysisRefused("unknown_metric", UNKNOWN_METRIC, metric=metric)
