"""Event times dealt out anew, 32 at a time, and the table of pairs counted for each: one Monte Carlo for all bands.

The shuffles of a block depend on its own stream of chance alone, so that threads, processes and clusters of any size
give the same answer; numba and plain NumPy too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import jit, work
from senim_analysis.checks import Floats, Ints
from senim_analysis.grid import Metric, Places, comparable
from senim_analysis.pairs import count, events, own_events, place_pairs

#: Whole ticks that times are usually recorded in: days, half days ... hours, quarters of an hour, minutes, seconds.
_PER_DAY = (1, 2, 4, 24, 48, 96, 144, 288, 1440, 86400)
#: Events times blocks that one thread holds at a time: 32 shuffles of an event take 64 or 128 bytes.
_TOGETHER = 400_000
#: So many at once: their rows stay in the nearer caches.
_PIECE = 1024
#: The share of the neighbouring cells that the circle covers.
_DISC = np.pi / 9
Seeds = npt.NDArray[np.uint64]
_GOLDEN, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


@dataclass(frozen=True, slots=True)
class Ticks:
    """Times as whole numbers: `of_event` in the caller's order, `limits` the largest difference inside each edge."""

    of_event: npt.NDArray[Any]
    limits: Ints


def ticks(t: Floats, soon: Floats) -> Ticks:
    """The coarsest whole ticks that hold the times exactly (16 bits where they can); failing that a thousand-millionth
    part of the period, on which the observed count is taken too, so that the test stays exact.
    """
    since = t - t.min()
    span = float(since.max(initial=0.0))
    for per in _PER_DAY:
        whole = np.rint(since * per)
        if whole.max(initial=0.0) < 2**30 and np.abs(since * per - whole).max(initial=0.0) <= 1e-9 * (1.0 + span * per):
            break
    else:
        per = 2**30 / span  # type: ignore[assignment]
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
    hands = executor or _threads(len(seeds))
    tasks = [(*fixed, group) for group in _groups(seeds, executor, found.order.size)]
    with hands if executor is None and hands else nullcontext():
        tables = list(work.run(_tables_of, tasks, executor=hands, progress=progress, cancel=cancel))
    return np.concatenate(tables) if tables else np.zeros((0, near.size, given.limits.size), dtype=np.int64)


def lane_seeds(seed: int | None, count: int) -> list[Seeds]:
    """For each block of 32, one number a shuffle."""
    sizes = work.blocks(count)
    streams = work.streams(seed, len(sizes))
    return [one.generate_state(size, np.uint64).astype(np.uint64) for one, size in zip(streams, sizes, strict=True)]


def _threads(blocks: int) -> Executor | None:
    """The cores of this machine: the compiled loops let go of the interpreter."""
    cores = min(os.cpu_count() or 1, blocks)
    return ThreadPoolExecutor(cores) if jit.HAVE_NUMBA and cores > 1 else None


def _groups(seeds: list[Seeds], executor: Executor | None, n: int) -> list[list[Seeds]]:
    """Blocks that travel together: few for threads, as they fit into memory; a few parcels for processes, who are sent
    the events too."""
    if executor is None or isinstance(executor, ThreadPoolExecutor):
        parcels = -(-len(seeds) // max(1, min(_TOGETHER // n, 4)))
    else:
        parcels = min(len(seeds), 2 * int(getattr(executor, "_max_workers", 4)))
    return [[seeds[place] for place in part] for part in np.array_split(np.arange(len(seeds)), parcels)]


def _tables_of(
    found: Places, ordered: npt.NDArray[Any], far: Floats, soon: Ints, manhattan: bool, seeds: list[Seeds]
) -> Ints:
    """[shuffle, near, soon] of several blocks, as many at a time as fit into memory."""
    step = max(1, min(_TOGETHER // ordered.size, 4))
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


def deal(ordered: npt.NDArray[Any], seeds: Seeds) -> npt.NDArray[Any]:
    """[event, 32]: the values in a new order in each column, every order equally likely (Fisher, Yates)."""
    padded = np.zeros(work.BLOCK, dtype=np.uint64)
    padded[: seeds.size] = seeds
    if jit.HAVE_NUMBA:
        columns = np.empty((work.BLOCK, ordered.size), dtype=ordered.dtype)
        lanes = np.empty((ordered.size, work.BLOCK), dtype=ordered.dtype)
        _deal(ordered, padded, columns, lanes)
        return lanes
    return _deal_plain(ordered, padded)


@jit.kernel()
def _deal(ordered, seeds, columns, lanes):  # type: ignore[no-untyped-def]
    """splitmix64 (Steele, Lea, Flood 2014), 53 bits of it for each draw."""
    for lane in range(seeds.size):
        column, state = columns[lane], seeds[lane]
        column[:] = ordered
        for last in range(ordered.size - 1, 0, -1):
            state += np.uint64(_GOLDEN)
            mixed = (state ^ (state >> np.uint64(30))) * np.uint64(_FIRST)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
            mixed ^= mixed >> np.uint64(31)
            drawn = np.int64(np.float64(np.int64(mixed >> np.uint64(11))) * 2.0**-53 * (last + 1))
            column[last], column[drawn] = column[drawn], column[last]
    for row in range(ordered.size):
        for lane in range(seeds.size):
            lanes[row, lane] = columns[lane, row]


def _deal_plain(ordered: npt.NDArray[Any], seeds: Seeds) -> npt.NDArray[Any]:
    lanes = np.repeat(ordered[:, None], seeds.size, axis=1)
    lane = np.arange(seeds.size)
    for last, drawn in zip(range(ordered.size - 1, 0, -1), _draws(ordered.size, seeds), strict=True):
        kept = lanes[last].copy()
        lanes[last] = lanes[drawn, lane]
        lanes[drawn, lane] = kept
    return lanes


def _draws(n: int, seeds: Seeds) -> Iterator[Ints]:
    for start in range(1, n, 4096):
        step = np.arange(start, min(start + 4096, n), dtype=np.uint64)[:, None]
        state = seeds + step * np.uint64(_GOLDEN)
        mixed = (state ^ (state >> np.uint64(30))) * np.uint64(_FIRST)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
        mixed ^= mixed >> np.uint64(31)
        share = (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
        yield from (share * (n - step + np.uint64(1)).astype(np.float64)).astype(np.int64)


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
