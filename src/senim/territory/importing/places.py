"""Are these coordinates of the land, in degrees, in the right order? And is this shape one?"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any

import shapely
from django.conf import settings
from shapely.geometry import shape as shapely_shape
from shapely.geometry.base import BaseGeometry

from senim.territory import shapes
from senim.territory.importing.issues import Bad

#: A shape with more points than this is simplified, by at most about a metre.
MOST_POINTS, TOLERANCE_DEGREES = 100_000, 1e-5


def check_place(x: float, y: float) -> None:
    """Raise Bad unless x, y are longitude and latitude of a place in the land (TERRITORY_BOX)."""
    if not (isfinite(x) and isfinite(y)):
        raise Bad("shape_broken")
    west, south, east, north = settings.TERRITORY_BOX
    if west <= x <= east and south <= y <= north:
        return
    params = {"x": f"{x:.5f}", "y": f"{y:.5f}"}
    if abs(x) > 180 or abs(y) > 90:
        raise Bad("projected", **params)
    if west <= y <= east and south <= x <= north:
        raise Bad("swapped", **params)
    raise Bad("abroad", **params, west=f"{west:g}", east=f"{east:g}", south=f"{south:g}", north=f"{north:g}")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape as it will be stored, and what was done to it (code and params of a note, or nothing)."""

    text: str
    digest: str
    area_m2: float
    shape: BaseGeometry
    notes: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def note(self) -> str:
        return ",".join(code for code, _ in self.notes)


def read_shape(geometry: object) -> Shape | None:
    """The polygons of a GeoJSON geometry, mended where they cross themselves; None for no geometry. Raises Bad."""
    if geometry is None:
        return None
    raw = _raw(geometry, ("Polygon", "MultiPolygon", "GeometryCollection"), "shape_kind")
    raw = shapes.polygons_only(raw)
    notes: list[tuple[str, dict[str, Any]]] = []
    if (before := shapely.get_num_coordinates(raw)) > MOST_POINTS:
        raw = shapely.simplify(raw, TOLERANCE_DEGREES)
        notes.append(("simplified", {"before": int(before), "after": int(shapely.get_num_coordinates(raw))}))
    if not raw.is_valid:
        notes.append(("mended", {"reason": shapely.is_valid_reason(raw)[:80]}))
    made = shapes.normal(raw)
    if made.is_empty or (surface := shapes.area_m2(made)) <= 0:
        raise Bad("shape_empty")
    text = shapes.to_text(made)
    return Shape(text, shapes.digest(text), surface, made, tuple(notes))


def read_line(geometry: object) -> BaseGeometry:
    """A LineString or MultiLineString of a GeoJSON geometry. Raises Bad."""
    line = _raw(geometry, ("LineString", "MultiLineString"), "line_kind")
    return shapely.set_precision(line, shapes.GRID_DEGREES)


def _raw(geometry: Any, kinds: tuple[str, ...], refusal: str) -> BaseGeometry:
    kind = geometry.get("type") if isinstance(geometry, dict) else type(geometry).__name__
    if kind not in kinds:
        raise Bad(refusal, kind=str(kind)[:40])
    try:
        raw = shapely.force_2d(shapely_shape(geometry))
        west, south, east, north = shapely.bounds(raw)
    except Exception as error:
        # A malformed geometry may break the reader in any way; the row says so.
        raise Bad("shape_broken") from error
    if raw.is_empty:
        raise Bad("shape_empty")
    check_place(west, south)
    check_place(east, north)
    return raw
