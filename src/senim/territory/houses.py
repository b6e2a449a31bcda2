"""The houses of a piece of the territory as arrays, for what counts them or moves them between beats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from senim.territory.many import paths
from senim.territory.models import Address
from senim.territory.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Houses:
    """id, street: keys of the register; lon, lat: degrees; path: number in `paths`, the paths of beats."""

    id: npt.NDArray[np.int64]
    street: npt.NDArray[np.int64]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    path: npt.NDArray[np.int64]
    paths: tuple[str, ...]

    @property
    def n(self) -> int:
        return int(self.id.size)

    @property
    def streets(self) -> int:
        """On how many streets they stand."""
        return int(np.unique(self.street).size)


def within(snap: Snapshot, area_id: int, day: date) -> Houses:
    """Houses in the beats of an area on a day. One query the first time, none while the territory stays the same."""
    key = ("houses", day, area_id)
    if key not in snap.made:
        snap.made[key] = _read(snap, area_id, day)
    found: Houses = snap.made[key]
    return found


def _read(snap: Snapshot, area_id: int, day: date) -> Houses:
    root = snap.areas[area_id].path
    shapes = [one.shape.bounds for one in snap.day(day).beats.units if snap.areas[one.area_id].path.startswith(root)]
    rows: list[Any] = []
    if shapes:
        west, south = (min(one[side] for one in shapes) for side in (0, 1))
        east, north = (max(one[side] for one in shapes) for side in (2, 3))
        box = Address.objects.filter(lon__gte=west, lon__lte=east, lat__gte=south, lat__lte=north)
        rows = list(box.order_by("id").values_list("id", "street_id", "lon", "lat"))
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    lon, lat = np.array(columns[2], dtype=np.float64), np.array(columns[3], dtype=np.float64)
    where = np.array(paths(snap, lon, lat, [day] * lon.size), dtype=object)
    mine = np.array([one.startswith(root) for one in where], dtype=bool)
    names = tuple(sorted(set(where[mine])))
    place = {name: number for number, name in enumerate(names)}
    return Houses(
        np.array(columns[0], dtype=np.int64)[mine],
        np.array(columns[1], dtype=np.int64)[mine],
        lon[mine],
        lat[mine],
        np.array([place[one] for one in where[mine]], dtype=np.int64),
        names,
    )
