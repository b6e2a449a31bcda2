"""A table of bands of distance and time: what lies in each cell, beside it and beyond, with exact mean and variance.

Inside, everything is counted up to an edge; cells are differences. What lies beyond the last edge, or within an edge
that no two events can miss, comes from totals and is never enumerated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis import checks, grid, moments
from senim_analysis.checks import Floats, Ints
from senim_analysis.grid import Metric, Places
from senim_analysis.pairs import Counted


@dataclass(frozen=True, slots=True)
class Table:
    """[distances + 3, intervals + 2]: first the same place alone, then below the first edge, the bands, beyond.

    The row of the same place is counted a second time in the row that holds distance zero.
    """

    observed: Floats
    expected: Floats
    variance: Floats

    @property
    def z(self) -> Floats:
        """Standard deviations above the mean; 0 where chance allows one value only."""
        return standard(self.observed, self.expected, self.variance)


def standard(observed: Any, expected: Floats, variance: Floats) -> Floats:
    """(observed - expected) / sd, 0 where the sd is."""
    sd = np.sqrt(variance)
    z: Floats = np.divide(observed - expected, sd, out=np.zeros(np.broadcast(observed, sd).shape), where=sd > 0)
    return z


@dataclass(frozen=True, slots=True)
class Bands:
    """`distance`, `interval`: edges as asked; `near`, `soon`: rising limits as counted, the same place among them.

    `row`: for each edge of distance its place among `near`, or -1 where it holds every pair; `same`: that of distance 0.
    """

    distance: Floats
    interval: Floats
    near: Floats
    soon: Floats
    row: Ints
    same: int
    n: int

    @classmethod
    def of(
        cls, x: Floats, y: Floats, t: Floats, distance: Sequence[float], interval: Sequence[float], metric: Metric
    ) -> Bands:
        """The bands for these events. Raises AnalysisRefused for edges that do not rise."""
        grid.known_metric(metric)
        far, late = edges(distance, "distance_bands"), edges(interval, "interval_bands")
        inside = grid.limits(far, grid.slack(x, y, far), closed=False)
        counted = inside <= grid.diagonal(x, y, metric)
        near = np.unique(np.append(inside[counted], 0.0))
        row = np.where(counted, np.searchsorted(near, inside), -1)
        soon = grid.limits(late, grid.slack(t, late), closed=False)
        return cls(far, late, near, soon, row, int(np.searchsorted(near, 0.0)), x.size)

    @property
    def radius(self) -> float:
        """Up to here pairs are enumerated."""
        return float(self.near[-1])

    def cells(self, inside: Ints, soon: Ints) -> Ints:
        """Cells from counts inside the limits.

        inside: [..., near, soon + 1] pairs up to each limit of distance and of time, the last column all of them;
        soon: [soon + 1] the same for any distance. Without that last column the cells beyond are left out.
        """
        everywhere = np.broadcast_to(soon, (*inside.shape[:-2], 1, soon.size))
        with_all = np.concatenate([inside, everywhere], axis=-2)
        none = np.zeros_like(everywhere)
        edge = with_all[..., self.row, :]
        rows = np.diff(np.concatenate([none, edge, everywhere], axis=-2), axis=-2)
        rows = np.concatenate([inside[..., [self.same], :], rows], axis=-2)
        return np.diff(rows, axis=-1, prepend=0)

    def table(self, counted: Counted, found: Places, t: Floats) -> Table:
        """Observed, expected and variance of every cell."""
        close, time = self._distance_sums(counted.degree, found.sizes), moments.soon_sums(t, self.soon)
        pairs_soon = np.cumsum([total // 2 for total, _ in time])
        inside = np.cumsum(np.cumsum(counted.table, axis=0), axis=1)
        exact = np.array([[moments.exact(self.n, one, other) for other in time] for one in close])
        return Table(self.cells(inside, pairs_soon).astype(np.float64), exact[..., 0], exact[..., 1])

    def shown(self, cells: Any) -> Any:
        """[..., 1 + distances, intervals] of a whole table: the same place, then the bands asked for."""
        rows = [0, *range(2, 1 + self.distance.size)]
        return cells[..., rows, 1 : self.interval.size]

    def _distance_sums(self, degree: Ints, sizes: Ints) -> list[tuple[int, int]]:
        inside = np.cumsum(degree, axis=0)
        every = np.full((1, sizes.size), self.n - 1)
        edge = np.concatenate([inside, every])[self.row]
        rows = np.diff(np.concatenate([np.zeros_like(every), edge, every]), axis=0)
        return [moments.sums(one, sizes) for one in (inside[self.same], *rows)]


def edges(values: Sequence[float], name: str) -> Floats:
    """Rising edges, at least two; the last may be infinite."""
    array: Floats = checks.flat(values, name)
    if array.size > 2 and np.isposinf(array[-1]):
        return np.append(checks.edges(list(array[:-1]), name), np.inf)
    if array.size == 2 and np.isposinf(array[-1]):
        return np.append(checks.counts([array[0]], name), np.inf)
    return checks.edges(list(array), name)
