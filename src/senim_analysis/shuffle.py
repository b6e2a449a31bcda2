"""Event times dealt out anew, 32 at a time, and the table of pairs counted for each: one Monte Carlo for all bands.

The shuffles of a block depend on its own stream of chance alone, so that threads, processes and clusters of any size
give the same answer; numba and plain NumPy too.
"""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import jit, work
from senim_analysis.checks import Floats, Ints
from senim_analysis.deal import Seeds, deal, lane_seeds, parcels, threads
from senim_analysis.grid import Metric, Places, comparable
from senim_analysis.pairs import count, events, own_events, place_pairs

#: Whole ticks that times are usually recorded in: days, half days ... hours, quarters of an hour, minutes, seconds.
_PER_DAY = (1, 2, 4, 24, 48, 96, 144, 288, 1440, 86400)
#: From so many events 16 bits are tried; so many ticks must fit into the shortest band.
_LARGE, _STEPS = 20_000, 400
#: Events times blocks that one thread holds at a time: 32 shuffles of an event take 64 or 128 bytes.
_TOGETHER = 400_000
#: So many at once: their rows stay in the nearer caches.
_PIECE = 1024
#: The share of the neighbouring cells that the circle covers.
_DISC = np.pi / 9


@dataclass(frozen=True, slots=True)
class Ticks:
    """Times as whole numbers: `of_event` in the caller's order, `limits` the largest difference inside each edge."""

    of_event: npt.NDArray[Any]
    limits: Ints


def ticks(t: Floats, soon: Floats) -> Ticks:
    """The coarsest whole ticks that hold the times exactly (16 bits where they can); failing that a thousand-millionth
    part of the period. The observed count is taken on them too, so that the test stays exact. In large files 16 bits
    do for any times, where that moves no edge by more than 1/400 of it: half the memory, half the work.
    """
    since = t - t.min()
    span = float(since.max(initial=0.0))
    for per in _PER_DAY:
        whole = np.rint(since * per)
        if whole.max(initial=0.0) < 2**30 and np.abs(since * per - whole).max(initial=0.0) <= 1e-9 * (1.0 + span * per):
            break
    else:
        fine = 32767 / span
        short = t.size >= _LARGE and fine * soon[soon > 0].min(initial=np.inf) >= _STEPS
        per = fine if short else 2**30 / span  # type: ignore[assignment]
        whole = np.floor(since * per)
    kind = np.uint16 if whole.max(initial=0.0) <= 32767 else np.uint32
    most = int(whole.max(initial=0.0))
    inside = np.where(soon >= 0, np.floor(np.minimum(soon, 2 * span + 1) * per), -1.0)
    return Ticks(whole.astype(kind), np.minimum(inside, most).astype(np.int64))


def observed(found: Places, given: Ticks, near: Floats, metric: Metric) -> Ints:
    """[distance limit, time limit]: the same count for the events as they were, on the same ticks."""
    counted = count(found, given.of_event.astype(np.float64), near, given.limits.astype(np.float64), metric)
    return np.cumsum(counted.table, axis=1)[:, :-1]


def permuted(
    found: Places,
    given: Ticks,
    near: Floats,
    metric: Metric,
    permutations: int,
    seed: int | None,
    *,
    executor: Executor | None = None,
    progress: work.Progress | None = None,
    cancel: work.Cancel | None = None,
) -> Ints:
    """[permutation, distance limit, time limit]: pairs in each band of distance and inside each edge of time."""
    seeds = lane_seeds(seed, permutations)
    fixed = (found, np.sort(given.of_event), comparable(near, metric), given.limits, metric == "manhattan")
    hands = executor or threads(len(seeds))
    tasks = [(*fixed, group) for group in parcels(seeds, executor, _together(found.order.size))]
    with hands if executor is None and hands else nullcontext():
        tables = list(work.run(_tables_of, tasks, executor=hands, progress=progress, cancel=cancel))
    return np.concatenate(tables) if tables else np.zeros((0, near.size, given.limits.size), dtype=np.int64)


def _together(n: int) -> int:
    """Blocks that fit into memory at once."""
    return max(1, min(_TOGETHER // n, 4))


def _tables_of(
    found: Places, ordered: npt.NDArray[Any], far: Floats, soon: Ints, manhattan: bool, seeds: list[Seeds]
) -> Ints:
    """[shuffle, near, soon] of several blocks, as many at a time as fit into memory."""
    step = _together(ordered.size)
    parts = [seeds[start : start + step] for start in range(0, len(seeds), step)]
    return np.concatenate([_blocks(found, ordered, far, soon, manhattan, part) for part in parts])


def _blocks(
    found: Places, ordered: npt.NDArray[Any], far: Floats, soon: Ints, manhattan: bool, seeds: list[Seeds]
) -> Ints:
    lanes = np.stack([deal(ordered, one) for one in seeds])
    out = np.zeros((len(seeds), far.size, soon.size, work.BLOCK), dtype=np.int64)
    if jit.HAVE_NUMBA:
        edges = soon[soon >= 0].astype(ordered.dtype)
        counted = np.zeros((len(seeds), far.size, edges.size, work.BLOCK), dtype=np.int64)
        _walk(found.x, found.y, found.start, found.reach, manhattan, far, lanes, edges, _room(found), counted)
        out[:, :, soon >= 0] = counted
    else:
        for place in range(len(seeds)):
            _walk_plain(found, manhattan, far, lanes[place], soon, out[place])
    tables = [one.transpose(2, 0, 1)[: some.size] for one, some in zip(out, seeds, strict=True)]
    return np.concatenate(tables)


def _room(found: Places) -> int:
    """The most events that can lie ahead of one place."""
    start, reach = found.start, found.reach
    ahead = start[reach[:, 0]] - start[:-1] + start[reach[:, 2]] - start[reach[:, 1]]
    return int(ahead.max(initial=0)) + 1


def load(found: Places) -> int:
    """Pairs of events that one shuffle looks at, at most: those within the radius and, roughly, no others."""
    start, reach, size = found.start, found.reach, found.sizes
    ahead = start[reach[:, 0]] - start[1:] + start[reach[:, 2]] - start[reach[:, 1]]
    return int((size * ahead).sum() * _DISC + (size * (size - 1) // 2).sum())


@jit.kernel()
def _meet(lanes, i, other, ahead, place, end, edges, inside):  # type: ignore[no-untyped-def]
    """Count, in all lanes at once, which of ahead[place:end] come soon after or before event i, and event `other`.

    Unsigned: top - time <= 2 * reach asks for both sides at once, in as few bits as the ticks need. What a loop over
    lanes reads is fetched before it: otherwise it is not turned into vectors.
    """
    kind = lanes.dtype.type
    while place + 2 <= end:
        first, second = ahead[place], ahead[place + 1]
        for edge in range(edges.size):
            reach, both = edges[edge], kind(2 * edges[edge])
            for lane in range(32):
                top, last = lanes[i, lane] + reach, lanes[other, lane] + reach
                inside[edge, lane] += kind(
                    kind(kind(top - lanes[first, lane]) <= both) + kind(kind(top - lanes[second, lane]) <= both)
                ) + kind(kind(kind(last - lanes[first, lane]) <= both) + kind(kind(last - lanes[second, lane]) <= both))
        place += 2
    if place < end:
        _meet_one(lanes, i, ahead, place, end, edges, inside)
        _meet_one(lanes, other, ahead, place, end, edges, inside)


@jit.kernel()
def _meet_one(lanes, i, ahead, place, end, edges, inside):  # type: ignore[no-untyped-def]
    """The same for event i alone."""
    kind = lanes.dtype.type
    while place < end:
        first = ahead[place]
        for edge in range(edges.size):
            reach, both = edges[edge], kind(2 * edges[edge])
            for lane in range(32):
                top = lanes[i, lane] + reach
                inside[edge, lane] += kind(kind(top - lanes[first, lane]) <= both)
        place += 1


@jit.kernel()
def _room_for(more, held, inside, out):  # type: ignore[no-untyped-def]
    """Empty the short counters where so many more could overflow 16 bits. Returns what they may hold then."""
    if held + more < 65536:
        return held + more
    out += inside
    inside[:] = 0
    return more


@jit.kernel()
def _meet_all(lanes, low, high, own, ahead, many, edges, inside, out, held):  # type: ignore[no-untyped-def]
    """Events low..high of one place with the listed ones, of which the first `own` are themselves."""
    for i in range(low, high):
        for place in range(i - low + 1, own, _PIECE):
            end = min(place + _PIECE, own)
            held = _room_for(end - place, held, inside, out)
            _meet_one(lanes, i, ahead, place, end, edges, inside)
    for place in range(own, many, _PIECE):
        end = min(place + _PIECE, many)
        for i in range(low, high - 1, 2):
            held = _room_for(2 * (end - place), held, inside, out)
            _meet(lanes, i, i + 1, ahead, place, end, edges, inside)
        if (high - low) % 2:
            held = _room_for(end - place, held, inside, out)
            _meet_one(lanes, high - 1, ahead, place, end, edges, inside)
    return held


@jit.kernel()
def _walk(x, y, start, reach, manhattan, far, lanes, edges, room, out):  # type: ignore[no-untyped-def]
    """lanes: [block, event, 32]; out: [block, near, soon, 32]."""
    ahead = np.empty((far.size, room), dtype=np.int32)
    many = np.zeros(far.size, dtype=np.int64)
    inside = np.zeros((lanes.shape[0], far.size, edges.size, 32), dtype=lanes.dtype)
    held = np.zeros((lanes.shape[0], far.size), dtype=np.int64)
    for u in range(x.size):
        home = _ahead_of(u, x, y, start, reach, manhattan, far, ahead, many)
        low, high = start[u], start[u + 1]
        for block in range(lanes.shape[0]):
            for band in range(home, far.size):
                own = high - low if band == home else 0
                now, counts, whole = held[block, band], inside[block, band], out[block, band]
                held[block, band] = _meet_all(
                    lanes[block], low, high, own, ahead[band], many[band], edges, counts, whole, now
                )
    out += inside


@jit.kernel()
def _ahead_of(u, x, y, start, reach, manhattan, far, ahead, many):  # type: ignore[no-untyped-def]
    """List the events that come after place u in the order, by band of distance; its own come first, in their band."""
    home = 0
    while far[home] < 0:
        home += 1
    many[:] = 0
    for j in range(start[u], start[u + 1]):
        ahead[home, j - start[u]] = j
    many[home] = start[u + 1] - start[u]
    for part in range(2):
        for v in range(u + 1 if part == 0 else reach[u, 1], reach[u, 2 * part]):
            across, up = abs(x[v] - x[u]), abs(y[v] - y[u])
            apart = across + up if manhattan else across * across + up * up
            if apart <= far[-1]:
                band = home
                while apart > far[band]:
                    band += 1
                for j in range(start[v], start[v + 1]):
                    ahead[band, many[band]] = j
                    many[band] += 1
    return home


def _walk_plain(found: Places, manhattan: bool, far: Floats, lanes: npt.NDArray[Any], soon: Ints, out: Ints) -> None:
    """The same without numba: pairs of places in pieces, spread over their events in pieces."""
    times = lanes.astype(np.int64)
    home = int(np.searchsorted(far, 0.0, side="left"))
    for i, j in own_events(found.start):
        _add(times, i, j, np.full(i.size, home), soon, out)
    for u, v, band in place_pairs(found, far, manhattan):
        for i, j, part in events(found.start, u, v):
            _add(times, i, j, band[part], soon, out)


def _add(times: Ints, i: Ints, j: Ints, band: Ints, soon: Ints, out: Ints) -> None:
    wait = np.abs(times[i] - times[j])
    for one in np.unique(band):
        for edge, limit in enumerate(soon):
            out[one, edge] += (wait[band == one] <= limit).sum(axis=0)
