"""The ground as arrays, for whoever computes over all of it beside the request: drawn streets and placed houses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from senim.territory import many
from senim.territory.domain import Level
from senim.territory.models import Address, Street
from senim.territory.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Placed:
    """Houses with coordinates: id, lon, lat in degrees, beat (id of its area, or 0). unplaced: how many have none."""

    id: npt.NDArray[np.int64]
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    beat: npt.NDArray[np.int64]
    unplaced: int


def street_lines() -> list[npt.NDArray[np.float64]]:
    """The drawn lines of all streets, arrays [vertex, 2] of degrees, in a stable order. One query."""
    texts = list(Street.objects.exclude(geometry="").order_by("id").values_list("geometry", flat=True))
    parts: Any = shapely.get_parts(shapely.from_geojson(np.array(texts, dtype=object))) if texts else []
    return [shapely.get_coordinates(part) for part in parts]


def placed(snap: Snapshot, day: date) -> Placed:
    """All houses of the register, in the order of their ids. Two queries."""
    rows = Address.objects.filter(lon__isnull=False).order_by("id").values_list("id", "lon", "lat")
    table = np.array(list(rows.iterator(chunk_size=10_000)), dtype=np.float64).reshape(-1, 3)
    lon, lat = table[:, 1], table[:, 2]
    paths = many.paths(snap, lon, lat, [day] * len(table)) if len(table) else []
    known = {path: _beat(snap, path) for path in set(paths)}
    return Placed(
        table[:, 0].astype(np.int64), lon, lat, np.array([known[path] for path in paths], dtype=np.int64),
        Address.objects.filter(lon__isnull=True).count())


def _beat(snap: Snapshot, path: str) -> int:
    last = int(path.rstrip("/").rsplit("/", 1)[-1]) if path else 0
    return last if last in snap.areas and snap.areas[last].level is Level.BEAT else 0
