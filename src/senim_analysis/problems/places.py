"""Places with more of one kind of event than an even spread over the studied area lets chance give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim_analysis.checks import Floats, Ints
from senim_analysis.problems.cells import Cells
from senim_analysis.problems.chance import poisson_tail, step_up

#: Kinds with fewer events are not looked for by place.
LEAST = 20
#: A cell needs at least this many events to be called a problem: two of a kind are no pattern.
FEWEST = 4
#: A neighbouring cell belongs to the same place if it has at least this share of the peak's events.
JOINED = 0.5
#: Or if the middles (medians) of the events in the two lie less than this part of a side apart, across and up: one crowd
#: that the border of the cells cuts in two. Events anywhere in both would have them a whole side apart.
CUT = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """A place: kind, its cells, its events, what an even spread gives there, p and q of its fullest cell."""

    kind: int
    cells: Ints
    events: Ints
    expected: float
    p: float
    q: float


@dataclass(frozen=True, slots=True)
class Search:
    """What was found, and how many cells were tried and chosen over all kinds."""

    found: tuple[Found, ...]
    tried: int
    chosen: int


def crowded(cells: Cells, x: Floats, y: Floats, kind: Ints, usual: Ints, kinds: int, rate: float) -> Search:
    """Cells of every kind against an even spread, false discovery at most `rate` over all; neighbours are joined.

    usual: numbers of the events that take part (not at default addresses). Cells are joined after the test, so that
    joining can only shorten the list.
    """
    size, area = cells.inside.size, cells.area
    number = np.bincount(kind[usual], minlength=kinds)
    tested = np.flatnonzero(number >= LEAST)
    rows, columns, counts = _table(cells.of_event[usual], kind[usual], tested, size)
    p = poisson_tail(counts, number[tested][rows] / area)
    tried = area * tested.size
    q = step_up(p, tried)
    sure = (q <= rate) & (counts >= FEWEST)
    key = kind[usual] * size + cells.of_event[usual]
    order = np.argsort(key, kind="stable")
    key, of_key = key[order], usual[order]
    found: list[Found] = []
    for place, one in enumerate(tested):
        mine = np.flatnonzero(sure & (rows == place))
        edges = np.searchsorted(key, one * size + columns[mine][:, None] + [0, 1])
        events = [of_key[low:high] for low, high in edges]
        middle = np.array([(np.median(x[who]), np.median(y[who])) for who in events]).reshape(-1, 2) / cells.side
        for group in _grouped(columns[mine], counts[mine], middle, cells.inside.shape[1]):
            here, peak = mine[group], mine[group[0]]
            inside = np.sort(np.concatenate([events[cell] for cell in group]))
            even = float(number[one]) / area * here.size
            found.append(Found(int(one), columns[here], inside, even, float(p[peak]), float(q[peak])))
    return Search(tuple(found), tried, int(sure.sum()))


def _table(of_event: Ints, kind: Ints, tested: Ints, size: int) -> tuple[Ints, Ints, Floats]:
    """(place of the kind among the tested, cell, count) of every cell that has the kind at all."""
    where = np.full(int(kind.max(initial=0)) + 1, -1, dtype=np.int64)
    where[tested] = np.arange(tested.size)
    held = where[kind] >= 0
    key, counts = np.unique(where[kind[held]] * size + of_event[held], return_counts=True)
    return key // size, key % size, counts.astype(np.float64)


def _grouped(cell: Ints, count: Floats, middle: Floats, columns: int) -> list[Ints]:
    """Groups of neighbouring cells around local peaks, the peak first: at most three by three, a place one can visit.

    middle: [cell, 2] medians of the events, in sides.
    """
    where = {int(one): place for place, one in enumerate(cell)}
    free = np.ones(cell.size, dtype=bool)
    groups = []
    around = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)]
    for peak in np.lexsort((cell, -count)):
        if not free[peak]:
            continue
        row, column = divmod(int(cell[peak]), columns)
        cut = np.abs(middle - middle[peak]).max(axis=1) <= CUT
        alike = (count >= JOINED * count[peak]) | cut
        near = (where.get((row + a) * columns + column + b) for a, b in around if 0 <= column + b < columns)
        group = [int(peak), *(one for one in near if one is not None and free[one] and alike[one])]
        free[group] = False
        groups.append(np.array(group, dtype=np.int64))
    return groups
