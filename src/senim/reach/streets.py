"""The streets in the memory of a web process: numpy alone, no graph library. Made by `compute`, read from one blob.

Nodes lie at most thirty metres apart along every street and know their nearest points; between crossings they lie on a
stretch whose two ends and distances to them they know, so that a way between two places is a search over crossings.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

import numpy as np

from senim.kernel.versions import Cached
from senim.reach.domain import Work
from senim.reach.models import Run

#: Moves when a computation is finished.
VERSION = "reach.run"
#: Farther from any street a place is not joined to it, metres; the cell in which nodes are sought is larger than that.
SNAP, CELL = 300.0, 0.005
EARTH = 6_371_008.8
#: Ways between pairs of nodes that a process remembers.
REMEMBERED = 20_000
Place = tuple[float, float]

ARRAYS = ("lon", "lat", "part", "a", "b", "da", "db", "near", "near_m", "street", "points", "first", "to", "length")


class Table:
    """One run's streets. See `nearest` and `way`."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        for name in ARRAYS:
            setattr(self, name, arrays[name])
        self.cells = _cell(self.lon, self.lat)
        self.order = np.argsort(self.cells, kind="stable")
        self.sorted = self.cells[self.order]
        self._ways: dict[tuple[int, int], float] = {}

    lon: Any
    lat: Any
    part: Any
    a: Any
    b: Any
    da: Any
    db: Any
    near: Any
    near_m: Any
    street: Any
    points: Any
    first: Any
    to: Any
    length: Any

    @classmethod
    def read(cls, blob: bytes) -> Table:
        with np.load(io.BytesIO(blob)) as arrays:
            return cls({name: arrays[name] for name in ARRAYS})

    @property
    def bytes(self) -> int:
        """What it takes of a process."""
        return int(sum(getattr(self, name).nbytes for name in (*ARRAYS, "cells", "order", "sorted")))

    def node(self, place: Place) -> tuple[int, float] | None:
        """The nearest node of a street and the metres to it; None where no street is near."""
        x, y = int(place[0] // CELL), int(place[1] // CELL)
        found = []
        for row in (y - 1, y, y + 1):
            low, high = np.searchsorted(self.sorted, (_key(x - 1, row), _key(x + 2, row)))
            found.append(self.order[low:high])
        near = np.concatenate(found)
        if not near.size:
            return None
        far = metres(self.lon[near], self.lat[near], *place)
        best = int(np.argmin(far))
        return (int(near[best]), float(far[best])) if far[best] <= SNAP else None

    def nearest(self, place: Place) -> list[tuple[int, float, bool]]:
        """(point id, metres, over streets) of the nearest points, nearest first; empty where no street is near."""
        joined = self.node(place)
        if joined is None:
            return []
        node, access = joined
        rows = zip(self.near[node].tolist(), self.near_m[node].tolist(), self.street[node].tolist(), strict=True)
        return [(int(self.points[index]), far + access, by) for index, far, by in rows if index >= 0]

    def ways(self, begin: Place, ends: Sequence[Place]) -> list[float | None]:
        """Metres over streets from one place to others; None where no street joins them."""
        start = self.node(begin)
        joined = [self.node(end) if start else None for end in ends]
        if start is None:
            return [None] * len(ends)
        wanted = {one[0] for one in joined if one and self.part[one[0]] == self.part[start[0]]}
        known = self._between(start[0], wanted)
        return [start[1] + known[one[0]] + one[1] if one and one[0] in wanted else None for one in joined]

    def _between(self, begin: int, wanted: set[int]) -> dict[int, float]:
        missing = {node for node in wanted if (begin, node) not in self._ways}
        if missing:
            if len(self._ways) > REMEMBERED:
                self._ways.clear()
            self._search(begin, missing)
        return {node: self._ways[begin, node] for node in wanted}

    def _search(self, begin: int, wanted: set[int]) -> None:
        """Dijkstra over crossings from the two ends of the stretch of `begin`, until every wanted one is settled."""
        settled: dict[int, float] = {}
        heap = [(float(self.da[begin]), int(self.a[begin])), (float(self.db[begin]), int(self.b[begin]))]
        open_ends = {int(end) for node in wanted for end in (self.a[node], self.b[node])}
        while heap and open_ends:
            far, at = heappop(heap)
            if at in settled:
                continue
            settled[at] = far
            open_ends.discard(at)
            for edge in range(self.first[at], self.first[at + 1]):
                if (to := int(self.to[edge])) not in settled:
                    heappush(heap, (far + float(self.length[edge]), to))
        for node in wanted:
            by_ends = min(settled.get(int(self.a[node]), np.inf) + float(self.da[node]),
                          settled.get(int(self.b[node]), np.inf) + float(self.db[node]))
            self._ways[begin, node] = self._ways[node, begin] = min(by_ends, self._along(begin, node))

    def _along(self, one: int, other: int) -> float:
        """On one stretch between two crossings the way is along it."""
        same = self.a[one] == self.a[other] and self.b[one] == self.b[other]
        if same and abs(self.da[one] + self.db[one] - self.da[other] - self.db[other]) < 0.5:
            return abs(float(self.da[one]) - float(self.da[other]))
        return float("inf")


def metres(lon: Any, lat: Any, to_lon: float, to_lat: float) -> Any:
    """Great-circle metres from arrays of places to one."""
    a, b, c, d = np.radians(lon), np.radians(lat), np.radians(to_lon), np.radians(to_lat)
    half = np.sin((d - b) / 2) ** 2 + np.cos(b) * np.cos(d) * np.sin((c - a) / 2) ** 2
    return 2 * EARTH * np.arcsin(np.sqrt(half))


def _key(x: Any, y: Any) -> Any:
    return y * 1_000_000 + x


def _cell(lon: Any, lat: Any) -> Any:
    return _key(np.floor(lon / CELL).astype(np.int64), np.floor(lat / CELL).astype(np.int64))


def _load() -> tuple[int, Table | None]:
    row = Run.objects.filter(state=Work.DONE).order_by("-id").values_list("id", "table").first()
    return (row[0], Table.read(bytes(row[1])) if row[1] else None) if row else (0, None)


_cached: Cached[tuple[int, Table | None]] = Cached(VERSION, _load)


def table() -> Table | None:
    """The streets of the last finished run; None where there is none, or no streets are loaded."""
    return _cached.get()[1]


def run_id() -> int:
    """The last finished run; 0 where there is none."""
    return _cached.get()[0]
