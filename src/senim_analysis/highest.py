"""The highest cylinder of a table of counts, for the events as they were and for other orders of their times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import jit
from senim_analysis.checks import Floats, Ints
from senim_analysis.cylinders import LANES, Circles, Windows, ratio, ratios, thresholds
from senim_analysis.deal import Seeds, deal


@dataclass(frozen=True, slots=True)
class Surface:
    """What a scan looks over: `cell`: [event] the cell of each, rising; and the level under which it looks at nothing."""

    found: Circles
    asked: Windows
    cell: npt.NDArray[np.int32]
    level: float
    least: npt.NDArray[Any]

    @classmethod
    def over(cls, found: Circles, asked: Windows, cell: npt.NDArray[Any], level: float) -> Surface:
        """Thresholds for a level; the answer does not depend on it, only the time."""
        return cls(found, asked, np.sort(cell).astype(np.int32), level, thresholds(found, asked, level, cell.size))


@dataclass(frozen=True, slots=True)
class Peaks:
    """[centre] the highest cylinder around each: its ratio (0 where none reaches the level), events, circle, last column
    (where windows may end on any day), length."""

    value: Floats
    count: Ints
    circle: Ints
    end: Ints
    length: Ints


def peaks(surface: Surface, counts: npt.NDArray[Any]) -> Peaks:
    """counts: [cell + 1, column] events up to each column, the last row empty."""
    centres = surface.found.first.size
    out = Peaks(np.full(centres, surface.level * (1 - 1e-9)), *(np.zeros(centres, dtype=np.int64) for _ in range(4)))
    if jit.HAVE_NUMBA:
        _compiled(surface, counts, out)
    else:
        _plain(surface, counts, out)
    out.value[out.length == 0] = 0
    return out


def _compiled(surface: Surface, counts: npt.NDArray[Any], out: Peaks) -> None:
    found, asked, total = surface.found, surface.asked, float(surface.cell.size)
    parts = (-1, asked.columns // LANES, LANES)
    least = surface.least if asked.all_ends else surface.least.reshape(parts)
    shape = (found.near, found.first, found.of_centre, found.end, found.events, asked.total, total, least)
    walk = _any_end if asked.all_ends else _last_end
    walk(counts.reshape(parts), *shape, out.value, out.count, out.circle, out.end, out.length)


def table(cell: npt.NDArray[Any], asked: Windows, cells: int) -> npt.NDArray[Any]:
    """[cell + 1, column] events up to each column, for drawn events whose columns are `asked.lag`; the last row empty."""
    counts = np.zeros((cells + 1, asked.columns), dtype=asked.kind)
    if jit.HAVE_NUMBA:
        _add_up(cell, asked.lag, counts)
        return counts
    np.add.at(counts, (cell, asked.lag), 1)
    return np.cumsum(counts, axis=1, dtype=counts.dtype)


@jit.kernel()
def _add_up(cell, lag, counts):  # type: ignore[no-untyped-def]
    for event in range(cell.size):
        counts[cell[event], lag[event]] += 1
    for row in range(counts.shape[0]):
        before = counts[row, 0]
        for column in range(1, counts.shape[1]):
            before += counts[row, column]
            counts[row, column] = before


def maxima(surface: Surface, seeds: list[Seeds]) -> Floats:
    """The highest ratio of each shuffle of several blocks."""
    return np.array([one for block in seeds for one in _block(surface, block)])


def _block(surface: Surface, seeds: Seeds) -> list[float]:
    lanes = deal(surface.cell, seeds, surface.asked.lag.size)
    cells = surface.found.first.size
    values, bare = [], None
    for lane in range(seeds.size):
        counts = table(np.ascontiguousarray(lanes[:, lane]), surface.asked, cells)
        value = float(peaks(surface, counts).value.max())
        if not value and surface.level:  # rare: nothing reaches the level, so look at everything
            bare = bare or Surface.over(surface.found, surface.asked, surface.cell, 0.0)
            value = float(peaks(bare, counts).value.max())
        values.append(value)
    return values


@jit.kernel()
def _add_rows(around, counts, near, low, high):  # type: ignore[no-untyped-def]
    """Add the counts of near[low:high]; four at a time, so that the loop over columns becomes vectors.

    The last row of the counts is empty: it stands in for what is missing of four.
    """
    kind, empty = around.dtype.type, counts.shape[0] - 1
    for place in range(low, high, 4):
        one = np.int64(near[place])
        two = np.int64(near[place + 1]) if place + 1 < high else empty
        three = np.int64(near[place + 2]) if place + 2 < high else empty
        four = np.int64(near[place + 3]) if place + 3 < high else empty
        for part in range(counts.shape[1]):
            for lane in range(32):
                around[part, lane] += kind(kind(counts[one, part, lane] + counts[two, part, lane])) + kind(
                    kind(counts[three, part, lane] + counts[four, part, lane])
                )


@jit.kernel()
def _reaches(around, least, circle, part):  # type: ignore[no-untyped-def]
    """Whether any of 32 columns reaches its threshold."""
    reached = 0
    for lane in range(32):
        reached += around[part, lane] >= least[circle, part, lane]
    return reached > 0


@jit.kernel()
def _last_end(  # type: ignore[no-untyped-def]
    counts, near, first, of_centre, end, events, total, every, least, value, most, best, last, length
):
    """Windows that end on the last day: a column is a length. counts: [cell + 1, part, 32]."""
    parts = counts.shape[1]
    around = np.zeros((parts, 32), dtype=counts.dtype)
    for centre in range(first.size):
        around[:] = 0
        held = first[centre]
        for circle in range(of_centre[centre], of_centre[centre + 1]):
            _add_rows(around, counts, near, held, end[circle])
            held = end[circle]
            for part in range(parts):
                if not _reaches(around, least, circle, part):
                    continue
                for lane in range(min(32, total.size - 32 * part)):
                    count, column = around[part, lane], 32 * part + lane
                    if count < least[circle, part, lane]:
                        continue
                    high = ratio(np.float64(count), events[circle] / every * total[column], every)
                    if high > value[centre]:
                        value[centre], most[centre], best[centre] = high, count, circle
                        last[centre], length[centre] = 0, column + 1


@jit.kernel()
def _grows(now, then, least):  # type: ignore[no-untyped-def]
    """Whether any window of one length reaches the threshold of that length."""
    kind = now.dtype.type
    reached = kind(0)
    for column in range(now.size):
        reached = kind(reached | kind(kind(now[column] - then[column]) >= least))
    return reached > 0


@jit.kernel()
def _any_end(  # type: ignore[no-untyped-def]
    counts, near, first, of_centre, end, events, total, every, least, value, most, best, last, length
):
    """Windows of up to so many days that end on any day: a column is a day. counts: [cell + 1, part, 32]."""
    longest, parts = least.shape[1], counts.shape[1]
    before = 32 * (1 + longest // 32)  # empty days in front, so that every window has a beginning
    around = np.zeros(before + 32 * parts, dtype=counts.dtype)
    days_of = around[before:].reshape((parts, 32))
    for centre in range(first.size):
        around[:] = 0
        held = first[centre]
        for circle in range(of_centre[centre], of_centre[centre + 1]):
            _add_rows(days_of, counts, near, held, end[circle])
            held = end[circle]
            for days in range(1, longest + 1):
                bound = least[circle, days - 1]
                if _grows(around[before:], around[before - days : around.size - days], bound):
                    shape = (circle, events[circle] / every, total, every, centre)
                    _look(around, before, days, bound, shape, value, most, best, last, length)


@jit.kernel()
def _look(around, before, days, bound, shape, value, most, best, last, length):  # type: ignore[no-untyped-def]
    """The highest of all windows of one length in a circle, if it is the highest of its centre."""
    kind, (circle, share, total, every, centre) = around.dtype.type, shape
    for column in range(days - 1, total.size):
        count = kind(around[before + column] - around[before + column - days])
        if count < bound:
            continue
        held = total[column] - (total[column - days] if column >= days else 0)
        high = ratio(np.float64(count), share * held, every)
        if high > value[centre]:
            value[centre], most[centre], best[centre] = high, count, circle
            last[centre], length[centre] = column, days


def _plain(surface: Surface, counts: npt.NDArray[Any], out: Peaks) -> None:
    """The same without numba, centre by centre in pieces."""
    found, asked = surface.found, surface.asked
    total, every = np.append(0, asked.total), float(surface.cell.size)
    for centre in range(found.first.size):
        mine = slice(found.of_centre[centre], found.of_centre[centre + 1])
        last = found.end[mine][-1]
        sums = np.cumsum(counts[found.near[found.first[centre] : last], : asked.total.size].astype(np.int64), axis=0)
        rings = np.pad(sums[found.end[mine] - found.first[centre] - 1], ((0, 0), (1, 0)))
        for days in range(1, asked.days + 1) if asked.all_ends else (0,):
            held = total[days:] - total[:-days] if days else total[1:]
            inside = rings[:, days:] - rings[:, :-days] if days else rings[:, 1:]
            high = ratios(inside, found.events[mine][:, None] / every * held, every)
            circle, column = np.unravel_index(int(high.argmax()), high.shape)
            if high[circle, column] > out.value[centre]:
                out.value[centre] = high[circle, column]
                out.count[centre], out.circle[centre] = inside[circle, column], circle + mine.start
                out.end[centre], out.length[centre] = (column + days - 1, days) if days else (0, column + 1)
