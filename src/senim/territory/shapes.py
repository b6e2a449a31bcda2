"""Geometry of the earth in small: areas, distances, reading and writing shapes. Degrees in, metres out."""

from __future__ import annotations

import hashlib
from math import asin, cos, radians, sin, sqrt

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

#: Radius of the sphere with the earth's surface (WGS84 authalic radius), metres.
RADIUS_M = 6_371_007.2
#: Stored coordinates are rounded to this many degrees: about one centimetre.
GRID_DEGREES = 1e-7


def area_m2(shape: BaseGeometry) -> float:
    """Area in square metres of a shape in degrees (Lambert's cylindrical equal-area projection of the sphere)."""

    def project(points: np.ndarray) -> np.ndarray:
        turned = np.radians(points)
        return np.column_stack((turned[:, 0] * RADIUS_M, np.sin(turned[:, 1]) * RADIUS_M))

    return float(shapely.transform(shape, project).area)


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Great-circle distance in metres between two places in degrees (haversine)."""
    a, b = radians(lat_a), radians(lat_b)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * RADIUS_M * asin(min(1.0, sqrt(half)))


def polygons_only(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape; what mending leaves besides (lines, points) is dropped."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def normal(shape: BaseGeometry) -> BaseGeometry:
    """A valid polygon or multipolygon on the centimetre grid, rings and parts in canonical order; may be empty."""
    fixed = shape if shape.is_valid else shapely.make_valid(shape)
    snapped = shapely.set_precision(polygons_only(fixed), GRID_DEGREES)
    return shapely.normalize(polygons_only(snapped))


def to_text(shape: BaseGeometry) -> str:
    """GeoJSON geometry, as it is stored."""
    return str(shapely.to_geojson(shape))


def from_text(text: str) -> BaseGeometry:
    """The shape of a stored GeoJSON geometry."""
    return shapely.from_geojson(text)


def digest(text: str) -> str:
    """What a stored geometry is recognised by."""
    return hashlib.sha256(text.encode()).hexdigest()
