"""How fast a place is found: 6 000 beats of about a hundred points each, random places, one process."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from time import perf_counter_ns

import shapely
from shapely.geometry.base import BaseGeometry

from senim.territory.domain import AreaInfo, Level
from senim.territory.index import DayIndex, Unit
from senim.territory.shapes import area_m2
from senim.territory.snapshot import Day, Snapshot

ROWS, COLUMNS = 60, 100
WEST, SOUTH, STEP = 60.0, 45.0, 0.02


@dataclass(frozen=True, slots=True)
class LocateFigures:
    """Microseconds a lookup: median, 95th percentile, and how many beats and places they stand on."""

    p50_us: float
    p95_us: float
    beats: int
    lookups: int


def bench_locate(lookups: int = 20_000, seed: int = 7) -> LocateFigures:
    """Measure `Snapshot.locate`, the way of every request, on an invented map (no database). About three seconds."""
    snap, chance = invented(), random.Random(seed)  # noqa: S311 - places to measure, not secrets
    day = date(2026, 1, 1)
    places = [
        (chance.uniform(WEST, WEST + COLUMNS * STEP), chance.uniform(SOUTH, SOUTH + ROWS * STEP))
        for _ in range(lookups)
    ]
    taken = sorted(_times(snap, places, day))
    return LocateFigures(taken[len(taken) // 2] / 1000, taken[int(len(taken) * 0.95)] / 1000, ROWS * COLUMNS, lookups)


def _times(snap: Snapshot, places: list[tuple[float, float]], day: date) -> Iterator[int]:
    for x, y in places:
        start = perf_counter_ns()
        snap.locate(x, y, day)
        yield perf_counter_ns() - start


def invented() -> Snapshot:
    """A snapshot of wavy beats side by side, as many as the whole country may have."""
    areas = {
        number: AreaInfo(number, f"B{number}", Level.BEAT, f"/{number}/", (f"{number}",) * 3, None)
        for number in range(1, ROWS * COLUMNS + 1)
    }
    snap = Snapshot(1, areas, [], [], [])
    units = [
        Unit(number, number, area_m2(shape), 6, shape) for number, shape in enumerate(_beats(), start=1)
    ]
    snap.put_day(date(2026, 1, 1), Day(DayIndex(units), DayIndex([]), frozenset({0})))
    return snap


def _beats() -> Iterator[BaseGeometry]:
    """Cells whose corners are shaken and whose common borders have 25 points each: they fit without a gap."""
    chance = random.Random(1)  # noqa: S311 - an invented map
    corner = {
        (i, j): (WEST + (i + chance.uniform(-0.3, 0.3)) * STEP, SOUTH + (j + chance.uniform(-0.3, 0.3)) * STEP)
        for i in range(COLUMNS + 1) for j in range(ROWS + 1)
    }
    shake = {(i, j, k, n): chance.uniform(-0.02, 0.02) * STEP
             for i in range(COLUMNS + 1) for j in range(ROWS + 1) for k in (0, 1) for n in range(1, 25)}

    def border(i: int, j: int, along: int) -> list[tuple[float, float]]:
        (ax, ay), (bx, by) = corner[i, j], corner[i + 1 - along, j + along]
        inner = [(ax + (bx - ax) * n / 25 + shake[i, j, along, n] * along,
                  ay + (by - ay) * n / 25 + shake[i, j, along, n] * (1 - along)) for n in range(1, 25)]
        return [(ax, ay), *inner, (bx, by)]

    for j in range(ROWS):
        for i in range(COLUMNS):
            ring = [*border(i, j, 0), *border(i + 1, j, 1)[1:], *border(i, j + 1, 0)[-2::-1], *border(i, j, 1)[-2::-1]]
            yield shapely.Polygon(ring)
