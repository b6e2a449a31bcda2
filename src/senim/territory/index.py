"""The index of one day: which beat, and which administrative area, holds a point.

A shapely STRtree of the beats' boxes and a test of the one or two shapes that remain; about 12 microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

#: A place in a crack no wider than this between two beats belongs to the nearer one (about three metres).
CRACK_DEGREES = 3e-5

#: Shapes with more points than this are prepared. Smaller ones are as quick without, and six thousand prepared beats
#: would take 25 MB of every process.
PREPARED_FROM = 256


@dataclass(frozen=True, slots=True)
class Unit:
    """One shape that stands for an area on that day. A beat of several rural districts has several units."""

    area_id: int
    boundary_id: int
    area_m2: float
    rank: int
    shape: BaseGeometry


class DayIndex:
    """Shapes of one level of question (beats, or administrative areas), ready to be asked."""

    __slots__ = ("_shapes", "_tree", "units")

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(units)
        self._shapes = np.array([unit.shape for unit in units], dtype=object)
        self._tree = shapely.STRtree(self._shapes)
        self._warm()

    def _warm(self) -> None:
        # Prepared geometries and the tree build themselves at the first question. Ask it here, in one thread.
        if not self.units:
            return
        shapely.prepare(self._shapes[shapely.get_num_coordinates(self._shapes) > PREPARED_FROM])
        box = shapely.bounds(self._shapes)
        x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
        shapely.intersects_xy(self._shapes, x, y)
        shapely.contains_xy(self._shapes, x, y)
        self._tree.query(Point(x[0], y[0]))

    def around(self, lon: float, lat: float) -> list[Unit]:
        """Units that hold the point inside or on the border, in no order."""
        found = self._tree.query(Point(lon, lat))
        if not found.size:
            return []
        return [self.units[i] for i in found[shapely.intersects_xy(self._shapes[found], lon, lat)]]

    def of_many(self, points: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(number of the point, number of the unit) of every pair where the unit holds the point or it lies on the
        border."""
        if not self.units:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        pairs = self._tree.query(points, predicate="intersects")
        return pairs[0], pairs[1]

    def inside(self, units: Sequence[Unit], lon: float, lat: float) -> list[Unit]:
        """Those of `units` that hold the point in their interior."""
        return [unit for unit in units if shapely.contains_xy(unit.shape, lon, lat)]

    def touching(self, shape: BaseGeometry) -> list[Unit]:
        """Units that meet a shape."""
        return [self.units[i] for i in self._tree.query(shape, predicate="intersects")]

    def beside(self, lon: float, lat: float) -> Unit | None:
        """The nearest unit within `CRACK_DEGREES`; of equally near ones that with the smallest id."""
        if not self.units:
            return None
        near = self._tree.query_nearest(Point(lon, lat), max_distance=CRACK_DEGREES)
        return min((self.units[i] for i in near), key=lambda unit: unit.area_id, default=None)
