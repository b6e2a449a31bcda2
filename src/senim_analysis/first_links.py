"""Who is linked to whom: each event to the latest earlier one near it, done in a like way, while the series has room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.spatial import cKDTree

from senim_analysis.checks import Floats, Ints, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.grid import PAIR_BUDGET, TOO_MANY_PAIRS


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
    """Link each event, in time, to the latest earlier one whose series has room for it."""
    pairs = _pairs(events, moment)
    chain = dict[int, list[float]]()  # of each event: its series' first moment and box
    members = dict[int, list[int]]()
    of = dict[int, int]()
    longest, widest = events.caps
    for early, late in pairs.tolist():
        if late in of:
            continue
        root = of.get(early, early)
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
        of[early], of[late] = root, root
        members.setdefault(root, [root]).append(late)
    return [np.array(one, dtype=np.int64) for one in members.values()]
