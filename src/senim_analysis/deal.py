"""Chance that does not depend on who deals it: values in a new order, 32 orders at a time, and who works on which.

The orders of a block depend on its own stream alone, so that threads, processes and clusters of any size give the same
answer; numba and plain NumPy too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import jit, work
from senim_analysis.checks import Ints

Seeds = npt.NDArray[np.uint64]
_GOLDEN, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def lane_seeds(seed: int | None, count: int) -> list[Seeds]:
    """For each block of 32, one number a shuffle."""
    sizes = work.blocks(count)
    streams = work.streams(seed, len(sizes))
    return [one.generate_state(size, np.uint64).astype(np.uint64) for one, size in zip(streams, sizes, strict=True)]


def threads(blocks: int) -> Executor | None:
    """The cores of this machine: the compiled loops let go of the interpreter."""
    cores = min(os.cpu_count() or 1, blocks)
    return ThreadPoolExecutor(cores) if jit.HAVE_NUMBA and cores > 1 else None


def parcels(seeds: list[Seeds], executor: Executor | None, together: int) -> list[list[Seeds]]:
    """Blocks that travel together: so many for threads; a few large parcels for processes, who are sent the events too."""
    if executor is None or isinstance(executor, ThreadPoolExecutor):
        many = -(-len(seeds) // together)
    else:
        many = min(len(seeds), 2 * int(getattr(executor, "_max_workers", 4)))
    return [[seeds[place] for place in part] for part in np.array_split(np.arange(len(seeds)), many)]


def deal(ordered: npt.NDArray[Any], seeds: Seeds, drawn: int | None = None) -> npt.NDArray[Any]:
    """[event, 32]: the values in a new order in each column, every order equally likely (Fisher, Yates).

    drawn: only so many of them, a random choice in random order: [drawn, 32].
    """
    rows = ordered.size if drawn is None else drawn
    padded = np.zeros(work.BLOCK, dtype=np.uint64)
    padded[: seeds.size] = seeds
    if jit.HAVE_NUMBA:
        columns = np.empty((work.BLOCK, ordered.size), dtype=ordered.dtype)
        lanes = np.empty((rows, work.BLOCK), dtype=ordered.dtype)
        _deal(ordered, padded, columns, lanes)
        return lanes
    return _deal_plain(ordered, padded, rows)


@jit.kernel()
def _deal(ordered, seeds, columns, lanes):  # type: ignore[no-untyped-def]
    """splitmix64 (Steele, Lea, Flood 2014), 53 bits of it for each draw."""
    for lane in range(seeds.size):
        column, state = columns[lane], seeds[lane]
        column[:] = ordered
        for last in range(ordered.size - 1, max(0, ordered.size - 1 - lanes.shape[0]), -1):
            state += np.uint64(_GOLDEN)
            mixed = (state ^ (state >> np.uint64(30))) * np.uint64(_FIRST)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
            mixed ^= mixed >> np.uint64(31)
            drawn = np.int64(np.float64(np.int64(mixed >> np.uint64(11))) * 2.0**-53 * (last + 1))
            column[last], column[drawn] = column[drawn], column[last]
    kept = ordered.size - lanes.shape[0]
    for row in range(lanes.shape[0]):
        for lane in range(seeds.size):
            lanes[row, lane] = columns[lane, kept + row]


def _deal_plain(ordered: npt.NDArray[Any], seeds: Seeds, rows: int) -> npt.NDArray[Any]:
    lanes = np.repeat(ordered[:, None], seeds.size, axis=1)
    lane = np.arange(seeds.size)
    for last, drawn in zip(
        range(ordered.size - 1, max(0, ordered.size - 1 - rows), -1), _draws(ordered.size, seeds), strict=False
    ):
        kept = lanes[last].copy()
        lanes[last] = lanes[drawn, lane]
        lanes[drawn, lane] = kept
    return lanes[ordered.size - rows :]


def _draws(n: int, seeds: Seeds) -> Iterator[Ints]:
    for start in range(1, n, 4096):
        step = np.arange(start, min(start + 4096, n), dtype=np.uint64)[:, None]
        state = seeds + step * np.uint64(_GOLDEN)
        mixed = (state ^ (state >> np.uint64(30))) * np.uint64(_FIRST)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
        mixed ^= mixed >> np.uint64(31)
        share = (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
        yield from (share * (n - step + np.uint64(1)).astype(np.float64)).astype(np.int64)
