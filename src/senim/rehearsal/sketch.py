"""The shapes of a rehearsal for its map, simplified and kept with the result: the map stays what was rehearsed."""

from __future__ import annotations

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from senim.rehearsal.models import Change
from senim.territory import api as territory

#: Beats of the area that are drawn below, and shapes of holes and overlaps drawn above.
MOST_BEATS, MOST_MARKS = 400, 40
TOLERANCE = 2e-5


def sketches(row: Change, trial: territory.Trial | None) -> dict[str, Any]:
    """{"beats": [[names, shape]], "old", "new": [[names, shape]], "holes", "overlaps": [shape]}; shapes as GeoJSON."""
    snap = trial.before if trial is not None else territory.snapshot()
    beats = territory.beats_of(snap, row.area_path, row.starts_on)[:MOST_BEATS] if row.area_path else []
    found: dict[str, Any] = {"beats": [[list(info.names), _text(shape)] for info, shape in beats]}
    pieces = trial.pieces if trial is not None else ()
    found["old"] = [[list(one.names), _text(one.before)] for one in pieces if one.before is not None]
    found["new"] = [[list(one.names), _text(one.after)] for one in pieces if one.after is not None]
    if trial is not None:
        found["holes"] = [_text(one.shape) for one, new in trial.holes()[:MOST_MARKS] if new >= 1]
        found["overlaps"] = [_text(one.shape) for one, new in trial.overlaps()[:MOST_MARKS] if new >= 1]
    return found


def _text(shape: BaseGeometry) -> str:
    simple = shapely.set_precision(shapely.simplify(shape, TOLERANCE), 1e-6)
    return territory.to_text(simple)


def shape_of(text: str) -> BaseGeometry | None:
    """A kept shape; None for what is no surface any more (a crack that was simplified away)."""
    shape = territory.from_text(text)
    parts = [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and not one.is_empty]
    return shapely.MultiPolygon(parts) if parts else None


def square(x: int, y: int, wide: float, high: float) -> BaseGeometry:
    """A square of the map by its numbers."""
    box: BaseGeometry = shapely.box(x * wide, y * high, (x + 1) * wide, (y + 1) * high)
    return box
