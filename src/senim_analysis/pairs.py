"""Pairs counted by band of distance and band of time, and how many neighbours each place has: one pass over the grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from senim_analysis import jit
from senim_analysis.checks import Floats, Ints
from senim_analysis.grid import Metric, Places, comparable

#: Above this many pairs between two places, sorted times are merged instead of being compared one by one.
_MERGE = 64
_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True)
class Counted:
    """`table`: [distance limit, time limit + 1] pairs by band, the last column beyond the last limit.

    `degree`: [distance limit, place] events in that band of an event of the place (itself left out).
    """

    table: Ints
    degree: Ints


def count(found: Places, t: Floats, near: Floats, soon: Floats, metric: Metric) -> Counted:
    """Count all pairs of events that are within the largest of the rising limits `near` (metres).

    t: [event] days, in the caller's order. `soon`: rising limits of days. Bands are what lies between two limits.
    """
    moments = t[found.order]
    far = comparable(near, metric)
    table = np.zeros((near.size, soon.size + 1), dtype=np.int64)
    degree = np.zeros((near.size, found.x.size), dtype=np.int64)
    walk = _count if jit.HAVE_NUMBA else _count_plain
    walk(found.x, found.y, found.start, found.reach, metric == "manhattan", far, moments, soon, table, degree)
    return Counted(table, degree)


@jit.kernel()
def _count(x, y, start, reach, manhattan, far, t, soon, table, degree):  # type: ignore[no-untyped-def]
    home, edges = 0, soon.size
    while far[home] < 0:
        home += 1
    for u in range(x.size):
        size = start[u + 1] - start[u]
        if size > 1:
            degree[home, u] += size - 1
            _same(t, start[u], start[u + 1], soon, table, home)
        for part in range(2):
            low = u + 1 if part == 0 else reach[u, 1]
            for v in range(low, reach[u, 2 * part]):
                across, up = abs(x[v] - x[u]), abs(y[v] - y[u])
                apart = across + up if manhattan else across * across + up * up
                if apart > far[-1]:
                    continue
                band = home
                while apart > far[band]:
                    band += 1
                other = start[v + 1] - start[v]
                degree[band, u] += other
                degree[band, v] += size
                if size * other <= _MERGE:
                    # Here, and without a view of the row: what is done for each pair of places decides the time.
                    for i in range(start[u], start[u + 1]):
                        for j in range(start[v], start[v + 1]):
                            wait, late = abs(t[j] - t[i]), 0
                            while late < edges and wait > soon[late]:
                                late += 1
                            table[band, late] += 1
                else:
                    _between(t, start[u], start[u + 1], start[v], start[v + 1], soon, table, band)


@jit.kernel()
def _same(t, low, high, soon, table, row):  # type: ignore[no-untyped-def]
    """Pairs of events low..high of one place (times rising) by band of time, added to that row of the table."""
    before = 0
    for band in range(soon.size):
        inside, first = 0, low
        for j in range(low, high):
            while first < j and t[j] - t[first] > soon[band]:
                first += 1
            inside += j - first
        table[row, band] += inside - before
        before = inside
    size = high - low
    table[row, -1] += size * (size - 1) // 2 - before


@jit.kernel()
def _between(t, low, high, lower, higher, soon, table, row):  # type: ignore[no-untyped-def]
    """Pairs of low..high with lower..higher by band of time, added to that row of the table."""
    pairs = (high - low) * (higher - lower)
    before = 0
    for band in range(soon.size):
        inside, first, last = 0, lower, lower
        if soon[band] >= 0:
            for i in range(low, high):
                while first < higher and t[i] - t[first] > soon[band]:
                    first += 1
                while last < higher and t[last] - t[i] <= soon[band]:
                    last += 1
                inside += last - first
        table[row, band] += inside - before
        before = inside
    table[row, -1] += pairs - before


def place_pairs(found: Places, far: Floats, manhattan: bool) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Pairs of places (u, v, band) within the largest comparable limit, in pieces that fit into memory. Plain NumPy."""
    ahead = np.arange(1, found.x.size + 1)
    for low, high in ((ahead, found.reach[:, 0]), (found.reach[:, 1], found.reach[:, 2])):
        many = np.maximum(high - low, 0)
        cuts = np.searchsorted(np.cumsum(many), np.arange(_CHUNK, many.sum() + _CHUNK, _CHUNK))
        for part in np.split(np.arange(many.size), np.minimum(cuts + 1, many.size)):
            u = np.repeat(part, many[part])
            if not u.size:
                continue
            v = np.repeat(low[part] - np.cumsum(many[part]) + many[part], many[part]) + np.arange(u.size)
            across, up = np.abs(found.x[v] - found.x[u]), np.abs(found.y[v] - found.y[u])
            apart = across + up if manhattan else across * across + up * up
            band = np.searchsorted(far, apart, side="left")
            keep = band < far.size
            yield u[keep], v[keep], band[keep]


def _count_plain(x, y, start, reach, manhattan, far, t, soon, table, degree):  # type: ignore[no-untyped-def]
    """The same without numba: pairs of places in pieces, spread over their events in pieces."""
    found = Places(x=x, y=y, start=start, order=np.arange(t.size), reach=reach, radius=0.0)
    size = found.sizes
    home = int(np.searchsorted(far, 0.0, side="left"))
    degree[home] += size - 1
    for place in np.flatnonzero(size > 1):
        _same_plain(t[start[place] : start[place + 1]], soon, table[home])
    for u, v, band in place_pairs(found, far, manhattan):
        np.add.at(degree, (band, u), size[v])
        np.add.at(degree, (band, v), size[u])
        for i, j, part in events(start, u, v):
            wait = np.searchsorted(soon, np.abs(t[j] - t[i]), side="left")
            table += np.bincount(band[part] * (soon.size + 1) + wait, minlength=table.size).reshape(table.shape)


def _same_plain(t: Floats, soon: Floats, row: Ints) -> None:
    rows = np.arange(t.size)
    first = [rows - np.searchsorted(t, t - limit, side="left") if limit >= 0 else 0 * rows for limit in soon]
    inside = [int(one.sum()) for one in first]
    row += np.diff([0, *inside, t.size * (t.size - 1) // 2])


def own_events(start: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of events (i, j) at one place, in pieces."""
    for low, high in zip(start[:-1][np.diff(start) > 1], start[1:][np.diff(start) > 1], strict=True):
        for i in range(low, high - 1):
            yield np.full(high - 1 - i, i), np.arange(i + 1, high)


def events(start: Ints, u: Ints, v: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Pairs of events (i, j) of pairs of places, with the position of the pair of places, in pieces."""
    size = np.diff(start)
    pairs = size[u] * size[v]
    cuts = np.searchsorted(np.cumsum(pairs), np.arange(_CHUNK, pairs.sum() + _CHUNK, _CHUNK))
    for part in np.split(np.arange(u.size), np.minimum(cuts + 1, u.size)):
        place = np.repeat(part, pairs[part])
        if place.size:
            inner = np.arange(place.size) - np.repeat(np.cumsum(pairs[part]) - pairs[part], pairs[part])
            yield start[u[place]] + inner // size[v[place]], start[v[place]] + inner % size[v[place]], place
