"""A proposal of hexagons as boundaries: ground goes from one beat to another, none is lost and none doubled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import h3
import shapely
from shapely.geometry.base import BaseGeometry

from senim.territory import api as territory


def drawn(area: territory.AreaInfo, cells: Iterable[tuple[str, int, int]], day: date) -> bytes:
    """GeoJSON of the beats that change: (hexagon, from, to) by the ids of beats. b"" where nothing moves."""
    shapes = {info.id: shape for info, shape in territory.beats_of(territory.snapshot(), area.path, day)}
    gone: dict[int, list[BaseGeometry]] = defaultdict(list)
    come: dict[int, list[BaseGeometry]] = defaultdict(list)
    for cell, one, other in cells:
        if one == other or one not in shapes or other not in shapes:
            continue
        hexagon = shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])
        piece = shapely.intersection(hexagon, shapes[one])
        gone[one].append(piece)
        come[other].append(piece)
    rows = []
    for beat in sorted({*gone, *come}):
        left = shapely.difference(shapes[beat], shapely.union_all(gone[beat])) if gone[beat] else shapes[beat]
        info = territory.area(beat)
        above = territory.area(info.parent_id).code if info.parent_id else ""
        rows.append((info, above, shapely.union_all([left, *come[beat]])))
    return territory.as_file(rows) if rows else b""
