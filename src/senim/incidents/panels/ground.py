"""The ground that every drawn map shares: a frame of degrees north up, the beats in it, and what lies on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from senim.incidents.events import Events
from senim.incidents.panels import extent
from senim.incidents.panels.extent import Box
from senim.kernel.labels import Label
from senim.territory import api as territory
from senim.web import geo

#: Pixels of a drawn map; the figure fills its column in width.
HEIGHT, WIDTH = 460, 1000
#: Streets are drawn where the frame is at most so many degrees wide: some two kilometres.
STREETS = 0.03
#: The same on every map, so that tables say which way round the two numbers stand.
MIDDLE = Label("ортасы (ендік, бойлық)", "середина (широта, долгота)", "middle (latitude, longitude)")
_beats: dict[Any, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of degrees as a drawing WIDTH wide; narrow: what a degree of longitude is to one of latitude."""

    box: Box
    narrow: float
    scale: float

    @classmethod
    def around(cls, box: Sequence[float], place: Sequence[Sequence[float]] = ()) -> Frame:
        """The frame of a box (west, south, east, north), of a marked place with it, and a little around both."""
        wide = extent.padded(extent.joined(box, place))
        narrow = float(np.cos(np.radians((wide[1] + wide[3]) / 2)))
        return cls(wide, narrow, WIDTH / ((wide[2] - wide[0]) * narrow))

    @property
    def tall(self) -> float:
        return (self.box[3] - self.box[1]) * self.scale

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies in the drawing."""
        return (lon - self.box[0]) * self.narrow * self.scale, (self.box[3] - lat) * self.scale

    def path(self, ring: Iterable[Sequence[float]]) -> str:
        """A closed ring as the d of a path."""
        return "M" + "L".join("{:.1f} {:.1f}".format(*self.at(x, y)) for x, y in ring) + "Z"


def marked(events: Events) -> list[list[float]]:
    """The corners of the place that a selection marks; none where it marks none."""
    found: list[list[float]] = events.lineage.selection.get("polygon") or []
    return found


def framed(frame: Frame, *layers: SafeString, place: Sequence[Sequence[float]] = ()) -> SafeString:
    """Layers under the lines of the beats, of the streets where the frame is small, and of a marked place."""
    outlines = "".join(_outlines(frame))
    if place:
        outlines += f'<path class="place" d="{frame.path(place)}"/>'
    return format_html(
        '<svg x="0" y="0" width="100%" height="{}" viewBox="0 0 {} {}">{}{}</svg>',
        HEIGHT,
        WIDTH,
        f"{frame.tall:.0f}",
        mark_safe("".join(layers)),  # noqa: S308 - each layer is escaped where it is made
        mark_safe(outlines),  # noqa: S308 - numbers alone
    )


def _outlines(frame: Frame) -> list[str]:
    """Lines of the beats, and of streets where there is room, kept for the frame: a redraw asks again and again."""
    key = (frame.box, territory.version())
    if key not in _beats:
        paths = []
        for one in geo.collection(frame.box)["features"]:
            kind = one["properties"].get("kind")
            if kind == "beat":
                paths += [f'<path class="beat" d="{frame.path(ring)}"/>' for ring in rings(one)]
            elif kind == "street" and frame.box[2] - frame.box[0] <= STREETS:
                paths += [f'<path class="street" d="{frame.path(line)[:-1]}"/>' for line in _lines(one)]
        if len(_beats) > 20:
            _beats.clear()
        _beats[key] = paths
    return _beats[key]


def _lines(feature: dict[str, Any]) -> list[list[list[float]]]:
    """The lines of a street."""
    shape = feature["geometry"]
    return {"LineString": [shape["coordinates"]], "MultiLineString": shape["coordinates"]}.get(shape["type"], [])


def rings(feature: dict[str, Any]) -> list[list[list[float]]]:
    """All rings of a polygon or of several."""
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return [ring for part in parts for ring in part]


def fitted(features: list[dict[str, Any]], *, share: float = extent.SHARE) -> dict[str, Any]:
    """Features with the box that is drawn: where nine tenths (or another share) of what they count lies."""
    boxes = [extent.box_of([corner for ring in rings(one) for corner in ring]) for one in features]
    if not boxes:
        return collection([], (0.0, 0.0, 0.0, 0.0), beyond=0)
    weight = [one["properties"]["n"] for one in features]
    lon, lat = (np.repeat([(box[at] + box[at + 2]) / 2 for box in boxes], weight) for at in (0, 1))
    west, south, east, north = extent.most_of(lon, lat, share)
    inside = [one for one in boxes if one[0] <= east and one[2] >= west and one[1] <= north and one[3] >= south]
    corners = [corner for box in inside for corner in ((box[0], box[1]), (box[2], box[3]))]
    return collection(features, extent.box_of(corners), beyond=len(boxes) - len(inside))


def polygon(ring: Sequence[Sequence[float]], **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature of one ring of (lon, lat), closed here where it is not."""
    points = [[round(lon, 5), round(lat, 5)] for lon, lat in ring]
    closed = points if points[0] == points[-1] else [*points, points[0]]
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [closed]}, "properties": properties}


def collection(features: list[dict[str, Any]], box: Sequence[float], **more: Any) -> dict[str, Any]:
    """Features with the box that is drawn."""
    return {"type": "FeatureCollection", "bbox": [round(float(one), 5) for one in box], **more, "features": features}


def legend(items: Sequence[tuple[str, str]], *, title: str = "", across: int = 3) -> tuple[SafeString, int]:
    """What the colours of a map mean, under it: (class, words) of each, so many in a line. (drawing, its height)."""
    top = HEIGHT + (30 if title else 8)
    parts = [format_html('<text class="ch-t ch-m" x="0" y="{}">{}</text>', HEIGHT + 20, title)] if title else []
    for at, (name, words) in enumerate(items):
        left, y = f"{at % across * 100 / across:.1f}%", top + at // across * 22
        parts.append(format_html('<rect class="{}" x="{}" y="{}" width="14" height="14"/>', name, left, y))
        parts.append(format_html('<text class="ch-t ch-m" x="{}" dx="20" y="{}">{}</text>', left, y + 12, words))
    tall = top - HEIGHT + 22 * -(-len(items) // across)
    return mark_safe("".join(parts)), tall  # noqa: S308 - escaped above
