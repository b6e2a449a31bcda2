"""Circles of cells and windows of days: the cylinders of a scan, and the highest of them, quickly.

A cylinder is looked at closely only where its count reaches the smallest that could make a ratio worth having: all
windows of a circle are compared with these thresholds at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log1p
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import grid, jit
from senim_analysis.checks import Floats, Ints

#: Days that are compared at once.
LANES = 32
#: Pairs of a centre and a cell of its rings, at most.
CELL_PAIRS = 20_000_000


@dataclass(frozen=True, slots=True)
class Circles:
    """Around each cell that holds events, complete rings of such cells up to the radius.

    `near`: cells, nearest first, all centres one after the other; circle k of centre z, for k from `of_centre[z]` to
    `of_centre[z + 1]`, holds near[first[z]:end[k]]; `square`: its radius squared, in cells; `events`: how many it holds.
    Rings that add no event make no circle.
    """

    near: npt.NDArray[np.int32]
    first: Ints
    of_centre: Ints
    end: Ints
    square: Ints
    events: Ints


def circles(column: Ints, row: Ints, count: Ints, reach: float) -> Circles:
    """Circles around each cell. column, row: [cell] of distinct cells in rising order; reach: radius in cells."""
    grid.within_budget(int(column.size * max(1.0, np.pi * reach * reach)), CELL_PAIRS)
    most = int(reach + 1e-9)
    across, up = (part.ravel() for part in np.mgrid[-most : most + 1, -most : most + 1])
    square = across * across + up * up
    inside = square <= reach * reach * (1 + 1e-9)
    order = np.lexsort((up[inside], across[inside], square[inside]))
    across, up, square = (part[inside][order] for part in (across, up, square))
    stride = int(row.max()) + 2 * most + 2
    key = column * stride + row
    wanted = key[:, None] + (across * stride + up)
    at = np.searchsorted(key, wanted)
    there = key[np.minimum(at, key.size - 1)] == wanted
    centre, offset = np.nonzero(there)
    near = at[there].astype(np.int32)
    first = np.searchsorted(centre, np.arange(column.size + 1))
    last = np.append((np.diff(square[offset]) != 0) | (np.diff(centre) != 0), True)
    held = np.cumsum(count[near])
    end = np.flatnonzero(last) + 1
    owner = centre[last]
    before = np.append(0, held)[first[owner]]
    return Circles(
        near=near,
        first=first[:-1],
        of_centre=np.searchsorted(owner, np.arange(column.size + 1)),
        end=end,
        square=square[offset[last]],
        events=held[last] - before,
    )


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of days that are looked at, as columns of counts.

    `lag`: [drawn event] which column an event falls into, for the events that windows can hold, none earlier;
    `total`: [column] events in the column's window everywhere; `days`: longest window; `all_ends`: windows may end on
    any day (columns are days, first to last), otherwise all end on the last (columns are lengths, 1 day first).
    """

    lag: npt.NDArray[np.int32]
    total: Ints
    days: int
    all_ends: bool

    @property
    def columns(self) -> int:
        """Columns of counts, up to a whole number of vectors."""
        whole = 4 * LANES if self.all_ends else LANES
        return -(-self.total.size // whole) * whole

    @property
    def smallest(self) -> Ints:
        """Events in the emptiest window of each length; where all end on the last day there is one of each."""
        return np.array([one.min() for one in self._by_length]) if self.all_ends else self.total

    @property
    def kind(self) -> Any:
        """The shortest type that holds the events of any window."""
        largest = max(int(one.max()) for one in self._by_length) if self.all_ends else int(self.total[-1])
        return np.uint16 if largest < 65535 else np.uint32

    @property
    def _by_length(self) -> list[Ints]:
        total = np.append(0, self.total)
        return [total[length:] - total[:-length] for length in range(1, self.days + 1)]


def windows(day: Ints, days: int, *, all_ends: bool) -> Windows:
    """day: [event] whole days from 0. All events can be drawn, or those of the last `days` days."""
    last = int(day.max())
    if all_ends:
        return Windows(np.sort(day).astype(np.int32), np.cumsum(np.bincount(day)), days, all_ends)
    lag = np.sort(last - day[day > last - days])
    return Windows(lag.astype(np.int32), np.cumsum(np.bincount(lag, minlength=days)), days, all_ends)


@jit.kernel()
def ratio(count, expected, total):  # type: ignore[no-untyped-def]
    """The log likelihood ratio of a cylinder with more than expected (Kulldorff et al. 2005); 0 otherwise."""
    if count <= expected:
        return 0.0
    value = count * log(count / expected)
    if count < total:
        value += (total - count) * -log1p((count - expected) / (total - count))
    return value


@jit.kernel()
def _least(expected, level, total):  # type: ignore[no-untyped-def]
    """The smallest count that reaches the level, never under the true one; the level is met from about
    expected + sqrt(2 level expected)."""
    if expected <= 0.0:
        return np.int64(1)
    count = np.int64(expected + np.sqrt(2.0 * level * expected)) + 1
    while count < total and ratio(np.float64(count), expected, total) < level:
        count += 1
    return count


@jit.kernel()
def _fill(events, smallest, level, total, most, out):  # type: ignore[no-untyped-def]
    for circle in range(events.size):
        for column in range(smallest.size):
            expected = events[circle] * smallest[column] / total
            out[circle, column] = min(_least(expected, level, total), most)


def thresholds(found: Circles, asked: Windows, level: float, total: int) -> npt.NDArray[Any]:
    """[circle, window length or column]: counts under these cannot reach the level. Their type holds every count."""
    width = asked.days if asked.all_ends else asked.columns
    most = np.iinfo(asked.kind).max
    out = np.full((found.events.size, width), most, dtype=asked.kind)
    smallest = asked.smallest.astype(np.float64)
    events = found.events.astype(np.float64)
    if jit.HAVE_NUMBA:
        _fill(events, smallest, level, float(total), int(most), out)
        return out
    expected = events[:, None] * smallest / total
    count = np.floor(expected + np.sqrt(2.0 * level * expected)) + 1
    while (low := (expected > 0) & (count < total) & (ratios(count, expected, total) < level)).any():
        count[low] += 1
    out[:, : smallest.size] = np.minimum(count, most)
    return out


def ratios(count: Any, expected: Any, total: float) -> Floats:
    """The same as `ratio`, for arrays."""
    count, expected = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(expected, dtype=np.float64))
    out = np.zeros(count.shape)
    more = (count > expected) & (expected > 0)
    inside = more & (count < total)
    out[more] = count[more] * np.log(count[more] / expected[more])
    rest = total - count[inside]
    out[inside] -= rest * np.log1p((count[inside] - expected[inside]) / rest)
    return out
