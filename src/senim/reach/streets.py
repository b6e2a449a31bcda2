"""The streets in the memory of a web process: numpy alone, no graph library. Made by `compute`, read from one blob.

Nodes lie at most thirty metres apart along every street and know their nearest points; between crossings they lie on a
stretch whose two ends and distances to them they know, so that a way between two places is a search over crossings.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
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
#: Ways between pairs of places that a process remembers.
REMEMBERED = 20_000
Place = tuple[float, float]

ARRAYS = ("lon", "lat", "beside", "a", "b", "da", "db", "near", "near_m", "street", "points", "first", "to", "length")


class Table:
    """One run's streets. See `nearest` and `way`."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        for name in ARRAYS:
            setattr(self, name, arrays[name])
        # Plain lists: a search asks for single numbers, for which arrays are slow.
        edges = list(zip(self.to.tolist(), self.length.tolist(), strict=True))
        bounds = self.first.tolist()
        self._roads = [edges[low:high] for low, high in pairwise(bounds)]
        self.cells = _cell(self.lon, self.lat)
        self.order = np.argsort(self.cells, kind="stable")
        self.sorted = self.cells[self.order]
        self._ways: dict[tuple[Place, Place], float] = {}
        self._joints: dict[Place, list[tuple[int, float]]] = {}

    lon: Any
    lat: Any
    beside: Any
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

    def joints(self, place: Place) -> list[tuple[int, float]]:
        """The nearest node of a street and its neighbours, each with the metres to it; none where no street is near."""
        if not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):  # also refuses what is not a number
            return []
        x, y = int(place[0] // CELL), int(place[1] // CELL)
        found = []
        for row in (y - 1, y, y + 1):
            low, high = np.searchsorted(self.sorted, (_key(x - 1, row), _key(x + 2, row)))
            found.append(self.order[low:high])
        near = np.concatenate(found)
        if not near.size:
            return []
        far = metres(self.lon[near], self.lat[near], *place)
        best = int(np.argmin(far))
        if far[best] > SNAP:
            return []
        beside = self.beside[near[best]]
        some = np.append(near[best], beside[beside >= 0])
        return list(zip(some.tolist(), metres(self.lon[some], self.lat[some], *place).tolist(), strict=True))

    def nearest(self, place: Place) -> list[tuple[int, float, bool]]:
        """(point id, metres, over streets) of the nearest points, nearest first; empty where no street is near."""
        found: dict[int, tuple[float, bool]] = {}
        for node, access in self.joints(place):
            rows = zip(self.near[node].tolist(), self.near_m[node].tolist(), self.street[node].tolist(), strict=True)
            for index, far, by in rows:
                if index >= 0 and far + access < found.get(index, (np.inf, by))[0]:
                    found[index] = (far + access, by)
        ordered = sorted((far, index, by) for index, (far, by) in found.items())[: self.near.shape[1]]
        return [(int(self.points[index]), far, by) for far, index, by in ordered]

    def ways(self, begin: Place, ends: Sequence[Place]) -> list[float | None]:
        """Metres over streets from one place to others; None where no street joins them."""
        missing = [end for end in dict.fromkeys(ends) if (begin, end) not in self._ways]
        if missing:
            if len(self._ways) > REMEMBERED:
                self._ways.clear()
            self._search(begin, missing)
        found = [self._ways[begin, end] for end in ends]
        return [one if one < np.inf else None for one in found]

    def _search(self, begin: Place, ends: Sequence[Place]) -> None:
        """Dijkstra over crossings from the stretches at the beginning, until those at all ends are settled."""
        starts, joints = self._joined(begin), {end: self._joined(end) for end in ends}
        heap = [(access + float(way[node]), int(at[node]))
                for node, access in starts for at, way in ((self.a, self.da), (self.b, self.db))]
        heapify(heap)
        settled: dict[int, float] = {}
        open_ends = {int(at[node]) for some in joints.values() for node, _ in some for at in (self.a, self.b)}
        while heap and open_ends:
            far, at = heappop(heap)
            if at in settled:
                continue
            settled[at] = far
            open_ends.discard(at)
            for to, length in self._roads[at]:
                if to not in settled:
                    heappush(heap, (far + length, to))
        for end, some in joints.items():
            found = min((access + self._to(node, settled, starts) for node, access in some), default=np.inf)
            self._ways[begin, end] = float(found)

    def _joined(self, place: Place) -> list[tuple[int, float]]:
        """Joints of a place of a walk: each is asked for once for every other place."""
        if place not in self._joints:
            if len(self._joints) > REMEMBERED // 10:
                self._joints.clear()
            self._joints[place] = self.joints(place)
        return self._joints[place]

    def _to(self, node: int, settled: Mapping[int, float], starts: Sequence[tuple[int, float]]) -> float:
        """Metres to a node: by an end of its stretch, or along the stretch where the way begins on it."""
        by_ends = min(settled.get(int(self.a[node]), np.inf) + float(self.da[node]),
                      settled.get(int(self.b[node]), np.inf) + float(self.db[node]))
        return min(by_ends, *(access + self._along(begun, node) for begun, access in starts), np.inf)

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
