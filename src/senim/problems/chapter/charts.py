"""Drawings of a chapter: those of the workbench's views as SVG that stands alone on paper, and the map of the area.

On a web page colours come from the house's style; a drawing in a PDF or a .docx has no style around it, so it brings
its own, with a font that typst carries and that has every Kazakh letter.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Any

import h3.api.basic_int as h3
import numpy as np
from django.utils.html import escape

from senim.problems.chapter.domain import LEAST
from senim.web import geo

FONT = "Libertinus Serif"
WIDTH = 640
#: The finest hexagon of a chapter has edges of 201 m: no house can be told from its hexagon.
FINEST, COARSEST = 9, 6
#: Hexagons across the drawing that read well on paper.
ACROSS = 45
STEPS = 5
#: Two maps fit a page.
TALLEST = 400

Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]
STYLE = f"""text{{font-family:"{FONT}"}}.ch-t{{fill:#1d2733;font-size:13px}}.ch-m{{fill:#56616d}}.ch-g{{stroke:#d5dae0}}
.ch-1{{fill:#14588c}}.ch-2{{fill:#c98a1b}}.ch-3{{fill:#2c7a51}}.ch-4{{fill:#79838e}}.ch-l{{fill:none;stroke-width:2}}
.ch-l1{{stroke:#14588c}}.ch-l2{{stroke:#c98a1b;stroke-dasharray:7 4}}.ch-l3{{stroke:#2c7a51}}.ch-l4{{stroke:#79838e}}
.ch-w{{stroke:#1d2733;stroke-width:2}}.ch-band{{fill:#14588c;opacity:.14}}.heat{{fill:#14588c}}
.heat-0{{fill:#f1f3f5}}.heat-1{{fill:#d9e6f1}}.heat-2{{fill:#b0cbe2}}.heat-3{{fill:#7ba8cf}}.heat-4{{fill:#3f7fb4}}
.heat-5{{fill:#14588c}}.hex{{stroke:#fff;stroke-width:1}}.beat{{fill:none;stroke:#56616d;stroke-width:.9}}
.name{{font-size:16px;stroke:#fff;stroke-width:3px;paint-order:stroke}}"""
_DRAWING = re.compile(
    r'<svg role="img"[^>]*height="(\d+)">.*?</desc>(.*)</svg>\s*(?:<p class="mute small">|<details)', re.DOTALL
)
_KEY = re.compile(r"</svg>([^<]+)</li>")


def drawing(figure: str) -> tuple[str, int]:
    """(what a view draws, its height) of the whole figure of a view, without sentence, key and table."""
    found = _DRAWING.search(figure)
    if found is None:
        raise ValueError("this figure has no drawing")
    return found[2], int(found[1])


def key_of(figure: str) -> tuple[str, ...]:
    """The names of the lines of a view."""
    head = figure.partition('<svg role="img"')[0]
    return tuple(unescape(name) for name in _KEY.findall(head))


def alone(inner: str, height: int, width: int = WIDTH) -> str:
    """A drawing as an SVG that needs nothing around it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<style>{STYLE}</style>{inner}</svg>"
    )


def area_map(events: Any, names: dict[str, str]) -> tuple[str, int, list[int]]:
    """(drawing, height, events of every hexagon that is shown) of the events of an area over its beats.

    names: of beats by code. Hexagons with fewer than five events are not drawn. "" where there is nothing to draw.
    """
    placed = events.cell[events.cell != 0]
    rings = _rings(names)
    box = _box(events, rings)
    if box is None:
        return "", 0, []
    resolution = _resolution(box)
    fine, count = np.unique(placed, return_counts=True)
    cells: Counter[int] = Counter()
    for cell, many in zip(fine.tolist(), count.tolist(), strict=True):
        cells[h3.cell_to_parent(cell, resolution)] += many
    shown = [(cell, many) for cell, many in cells.most_common() if many >= LEAST]
    plane = _Plane(box)
    top = shown[0][1] if shown else 1
    hexes = [
        f'<path class="hex heat heat-{min(STEPS, 1 + int(STEPS * (many / top) ** 0.5 * 0.9999))}" '
        f'd="{plane.path([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])}"><title>{many}</title></path>'
        for cell, many in shown
    ]
    lines, said = _beats(rings, names, plane)
    # A drawing of its own size inside the figure: the page's width scales it as a whole.
    inner = (
        f'<svg x="0" y="0" width="100%" height="{plane.height}" viewBox="0 0 {WIDTH} {plane.height}" '
        f'preserveAspectRatio="xMidYMid meet">{"".join([*hexes, *lines, *said])}</svg>'
    )
    return inner, plane.height, [many for _cell, many in shown]


def _rings(names: dict[str, str]) -> dict[str, list[Ring]]:
    """Outer rings of the named beats by code."""
    found: dict[str, list[Ring]] = {}
    for one in geo.collection(None)["features"]:
        code = one["properties"].get("code", "")
        if one["properties"].get("kind") == "beat" and code in names:
            shape = one["geometry"]
            parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            found.setdefault(code, []).extend([(lon, lat) for lon, lat, *_ in part[0]] for part in parts)
    return found


def _box(events: Any, rings: dict[str, list[Ring]]) -> Box | None:
    """The frame that holds the beats; where they have no shape, nine in ten of the placed events."""
    corners = [point for parts in rings.values() for ring in parts for point in ring]
    lon, lat = events.lon[events.placed], events.lat[events.placed]
    if not lon.size:
        return None
    if corners:
        lon, lat = (np.array([point[axis] for point in corners]) for axis in (0, 1))
    cut = (0.0, 1.0) if corners else (0.03, 0.97)
    west, east = (float(one) for one in np.quantile(lon, cut))
    south, north = (float(one) for one in np.quantile(lat, cut))
    pad = max(east - west, north - south, 0.01) * 0.02
    return west - pad, south - pad, east + pad, north + pad


def _resolution(box: Box) -> int:
    width = (box[2] - box[0]) * 111.32 * float(np.cos(np.radians((box[1] + box[3]) / 2)))
    fitting = [
        one
        for one in range(COARSEST, FINEST + 1)
        if width / (h3.average_hexagon_edge_length(one, unit="km") * 1.7) <= ACROSS
    ]
    return fitting[-1] if fitting else COARSEST


class _Plane:
    """Degrees to a drawing of WIDTH with north up."""

    def __init__(self, box: Box) -> None:
        self.west, south, east, self.north = box
        self.narrow = float(np.cos(np.radians((south + self.north) / 2)))
        wide, tall = (east - self.west) * self.narrow, self.north - south
        self.scale = min(WIDTH / wide, TALLEST / tall)
        self.height = round(tall * self.scale)
        self.shift = (WIDTH - wide * self.scale) / 2

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return self.shift + (lon - self.west) * self.narrow * self.scale, (self.north - lat) * self.scale

    def path(self, ring: Ring) -> str:
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (self.at(lon, lat) for lon, lat in ring)) + "Z"


def _beats(rings: dict[str, list[Ring]], names: dict[str, str], plane: _Plane) -> tuple[list[str], list[str]]:
    """(outlines, names) of beats."""
    outlines, said = [], []
    for code, parts in rings.items():
        outlines += [f'<path class="beat" d="{plane.path(ring)}"/>' for ring in parts]
        x, y = plane.at(*np.mean(max(parts, key=len)[:-1], axis=0))
        kind = 'class="ch-t name" text-anchor="middle" font-weight="bold"'
        said.append(f'<text {kind} x="{x:.0f}" y="{y + 5:.0f}">{escape(names[code])}</text>')
    return outlines, said
