"""Shapes for maps: simplified, in the language of the reader, from memory."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from senim.kernel.clock import today
from senim.territory.domain import AreaInfo, Level, name_of
from senim.territory.index import Unit
from senim.territory.models import Street
from senim.territory.snapshot import Snapshot, snapshot

Box = tuple[float, float, float, float]
#: Public boundaries are simplified by about ten metres, and by more where more of the country is asked for.
TOLERANCE_DEGREES = 1e-4
#: What a map can carry at once.
MOST_FEATURES = 2000
#: Wider boxes (degrees) show main roads only, or none.
ALL_STREETS, MAIN_STREETS = 0.12, 0.6


def beat_collection(within: int | None, lang: str) -> dict[str, Any]:
    """GeoJSON of today's beats below an area (None: all), simplified without tearing their common borders apart."""
    snap = snapshot()
    key = ("beats.geojson", today(), within, lang)
    if key not in snap.made:
        root = snap.areas[within].path if within is not None else ""
        units = [unit for unit in snap.day(today()).beats.units if snap.areas[unit.area_id].path.startswith(root)]
        simple = simplified([unit.shape for unit in units])
        snap.made[key] = {"type": "FeatureCollection", "features": [
            _feature(shape, snap.areas[unit.area_id], lang) for unit, shape in zip(units, simple, strict=True)]}
    found: dict[str, Any] = snap.made[key]
    return found


def simplified(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    """Shapes with fewer points; common borders stay common. Wider maps lose more."""
    if not shapes:
        return []
    box = shapely.total_bounds(np.array(shapes, dtype=object))
    tolerance = max(TOLERANCE_DEGREES, float(max(box[2] - box[0], box[3] - box[1])) / 4000)
    return list(shapely.coverage_simplify(np.array(shapes, dtype=object), tolerance))


def _feature(shape: BaseGeometry, info: AreaInfo, lang: str) -> dict[str, Any]:
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-5)))
    return {
        "type": "Feature", "id": info.id, "geometry": geometry,
        "properties": {"kind": "beat" if info.level is Level.BEAT else "area", "code": info.code,
                       "level": str(info.level), "name": name_of(info, lang)},
    }


# --- the base map ---------------------------------------------------------------------------------------------------


class BaseMap:
    """Streets of the installation in memory, with a tree of their boxes; made when a map is first asked for."""

    def __init__(self) -> None:
        rows = list(Street.objects.exclude(geometry="").order_by("rank", "id").values_list(
            "name_kk", "name_ru", "rank", "geometry"))
        self.names = [(kk, ru) for kk, ru, _, _ in rows]
        self.ranks = np.array([rank for _, _, rank, _ in rows], dtype=int)
        self.lines = shapely.from_geojson(np.array([text for *_, text in rows], dtype=object))
        self.tree = shapely.STRtree(self.lines)

    def within(self, box: Box, lang: str) -> list[dict[str, Any]]:
        """Streets that meet a box; a wide box shows main roads only."""
        width = box[2] - box[0]
        most = 3 if width <= ALL_STREETS else 1 if width <= MAIN_STREETS else 0
        found = np.sort(self.tree.query(shapely.box(*box)))
        found = found[self.ranks[found] <= most][:MOST_FEATURES]
        simple = shapely.simplify(self.lines[found], width / 2000)
        return [self._feature(int(i), line, lang) for i, line in zip(found, simple, strict=True)]

    def _feature(self, i: int, line: BaseGeometry, lang: str) -> dict[str, Any]:
        kk, ru = self.names[i]
        name = (ru or kk) if lang == "ru" else (kk or ru)
        properties = {"kind": "street", "name": name, "rank": int(self.ranks[i])}
        return {"type": "Feature", "geometry": json.loads(shapely.to_geojson(line)), "properties": properties}


def base_map(snap: Snapshot) -> BaseMap:
    """The streets of this snapshot."""
    if "base" not in snap.made:
        snap.made["base"] = BaseMap()
    found: BaseMap = snap.made["base"]
    return found


def base_features(box: Box | None, lang: str) -> list[dict[str, Any]]:
    """Areas, streets and points for the map that residents and staff see: what the installation owns, nothing else."""
    snap = snapshot()
    if box is None:
        every: list[dict[str, Any]] = beat_collection(None, lang)["features"]
        return every[:MOST_FEATURES]
    return [*_areas(snap, box, lang, today()), *base_map(snap).within(box, lang), *_points(snap, box, lang)]


def _areas(snap: Snapshot, box: Box, lang: str, day: date) -> list[dict[str, Any]]:
    """Beats inside a box; where none are drawn, or too many, the areas around them."""
    frame, known = shapely.box(*box), snap.day(day)
    units: list[Unit] = known.beats.touching(frame)
    if not units or len(units) > MOST_FEATURES // 4:
        units = known.around.touching(frame)
    tolerance = max(1e-5, (box[2] - box[0]) / 1500)
    shapes = shapely.simplify(np.array([unit.shape for unit in units], dtype=object), tolerance)
    ordered = sorted(zip(units, shapes, strict=True), key=lambda pair: -pair[0].area_m2)
    return [_feature(shape, snap.areas[unit.area_id], lang) for unit, shape in ordered]


def _points(snap: Snapshot, box: Box, lang: str) -> list[dict[str, Any]]:
    west, south, east, north = box
    names = {"kk": "name_kk", "ru": "name_ru", "en": "name_en"}
    return [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
         "properties": {"kind": "point", "name": getattr(point, names.get(lang, "name_kk")) or point.name_kk}}
        for point in snap.points if west <= point.lon <= east and south <= point.lat <= north
    ]
