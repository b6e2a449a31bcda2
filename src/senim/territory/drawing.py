"""The check's map as SVG made by the server: beats, holes and overlaps. Its list twin stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

import numpy as np
import shapely
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from shapely.geometry.base import BaseGeometry

WIDTH = 800.0
MOST_SHAPES = 1500


class Frame:
    """From degrees to the picture: north is up, a kilometre is as long as another."""

    def __init__(self, shapes: Iterable[BaseGeometry]) -> None:
        west, south, east, north = shapely.total_bounds(np.array(list(shapes), dtype=object))
        pad = max(east - west, north - south) * 0.03 or 0.001
        self.west, self.north = west - pad, north + pad
        narrow = cos(radians((south + north) / 2))
        self.scale_x = WIDTH / (east - west + 2 * pad)
        self.scale_y = self.scale_x / narrow
        self.height = (north - south + 2 * pad) * self.scale_y

    def path(self, shape: BaseGeometry) -> str:
        """The `d` of an SVG path: every ring of every polygon, a point for less than a pixel left out."""
        simple = shapely.simplify(shape, 0.5 / self.scale_x)
        rings = [ring for polygon in shapely.get_parts(simple) for ring in (polygon.exterior, *polygon.interiors)]
        return "".join(self._ring(shapely.get_coordinates(ring)) for ring in rings)

    def _ring(self, points: np.ndarray) -> str:
        x, y = (points[:, 0] - self.west) * self.scale_x, (self.north - points[:, 1]) * self.scale_y
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + "Z"


def draw(
    areas: Iterable[tuple[str, BaseGeometry]], marks: Iterable[tuple[str, str, BaseGeometry]], title: str,
) -> SafeString:
    """An SVG of areas (name, shape) with marked pieces (class, name, shape) on them; empty where there is nothing."""
    plain, marked = list(areas)[:MOST_SHAPES], list(marks)[:MOST_SHAPES]
    shapes = [shape for _, shape in plain] + [shape for _, _, shape in marked]
    if not shapes:
        return SafeString("")
    frame = Frame(shapes)
    below = format_html_join("", '<path class="area" d="{}"><title>{}</title></path>',
                             ((frame.path(shape), name) for name, shape in plain))
    above = format_html_join("", '<path class="{}" d="{}"><title>{}</title></path>',
                             ((kind, frame.path(shape), name) for kind, name, shape in marked))
    box = f"0 0 {WIDTH:.0f} {frame.height:.0f}"
    picture = '<svg class="territory-map" viewBox="{}" role="img" aria-label="{}">{}{}</svg>'
    return format_html(picture, box, title, below, above)
