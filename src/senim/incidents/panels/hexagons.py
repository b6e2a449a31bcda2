"""The map: hexagons by number of events, over the beats. Without a script a drawing, with one a map to move."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from senim.incidents import cells
from senim.incidents.arrays import Ints
from senim.incidents.events import Events
from senim.incidents.panels.base import STEPS, Panel, figure, head, made, say
from senim.incidents.wording import path_name
from senim.kernel.labels import Label
from senim.territory import api as territory
from senim.web import geo
from senim.web.charts import Chart

#: Hexagons drawn and listed; what lies beyond are single events far away.
DRAWN, LISTED, HEIGHT = 900, 30, 460
TITLE = Label("Карта", "Карта", "Map")
SENTENCE = Label(
    "Ең көп оқиға {area} маңындағы алтыбұрышта: {count}, барлығының {share} %-ы. Оқиға болған алтыбұрыш: {cells}.",
    "Больше всего событий в шестиугольнике у {area}: {count}, это {share} % всех. Шестиугольников с событиями: "
    "{cells}.",
    "The fullest hexagon lies near {area}: {count} events, {share} % of all. Hexagons with events: {cells}.",
)
NOTHING = Label(
    "Картаға түсетін оқиға жоқ.",
    "Нет событий, которые можно нанести на карту.",
    "There are no events that can be put on the map.",
)
UNPLACED = Label(
    "Орны белгісіз не көрсетілмейтін: {count}.",
    "Место неизвестно или не показывается: {count}.",
    "Place unknown or not shown: {count}.",
)
DEFINITION = Label(
    "H3 алтыбұрыштары (кеңдігі аумаққа қарай таңдалады, қыры шамамен {edge} м). Халық саны ескерілмеген: адам "
    "көп жерде оқиға да көп.",
    "Шестиугольники H3 (размер по территории, сторона около {edge} м). Население не учтено: где больше людей, "
    "больше и событий.",
    "H3 hexagons (sized to the area, edges of about {edge} m). Population is not taken into account: more "
    "people, more events.",
)
EDGES = {6: 3725, 7: 1406, 8: 531, 9: 201, 10: 76, 11: 29}
_beats: dict[Any, list[str]] = {}


def counted(events: Events) -> tuple[Ints, Ints, Ints, int]:
    """(cells, events of each, one event of each, resolution), the fullest first."""
    rows = np.flatnonzero(events.cell != 0)
    resolution = cells.suited(events.lon, events.lat)
    found, first, count = np.unique(cells.coarser(events.cell[rows], resolution), return_index=True, return_counts=True)
    order = np.argsort(-count, kind="stable")
    return found[order].astype(np.int64), count[order], rows[first[order]], resolution


def panel(events: Events, language: str) -> Panel:
    """The drawing, its list twin and the same as GeoJSON."""
    found, count, example, resolution = counted(events)
    names = [path_name(events.paths[events.path[row]], language) or "—" for row in example[:LISTED]]
    rows = [
        [f"{name} · {cells.name(int(cell))}", figure(int(many), language), f"{lat:.4f}, {lon:.4f}"]
        for name, cell, many, (lon, lat) in zip(
            names, found, count, (cells.centre(int(cell)) for cell in found[:LISTED]), strict=False
        )
    ]
    sentence = NOTHING.in_(language)
    if found.size:
        sentence = say(
            SENTENCE,
            language,
            area=names[0] if names[0] != "—" else rows[0][2],
            count=int(count[0]),
            share=round(100 * int(count[0]) / int(count.sum()), 1),
            cells=int(found.size),
        )
    columns = head(
        *(
            label.in_(language)
            for label in (
                Label("алтыбұрыш", "шестиугольник", "hexagon"),
                Label("оқиға", "событий", "events"),
                Label("ортасы", "середина", "middle"),
            )
        )
    )
    shapes = _shapes(found, count)
    drawing = _drawing(shapes, events)
    chart = Chart(TITLE.in_(language), sentence, drawing, HEIGHT, columns, rows)
    missing = int(events.n - count.sum())
    note = say(UNPLACED, language, count=missing) if missing else ""
    return made(
        "map",
        chart,
        say(DEFINITION, language, edge=EDGES[resolution]),
        events.lineage,
        language,
        note=note,
        shapes=shapes,
    )


def shapes_of(events: Events) -> dict[str, Any]:
    """The hexagons as GeoJSON: n, step 1..5 and the name of each cell."""
    found, count, _example, _resolution = counted(events)
    return _shapes(found, count)


def _shapes(found: Ints, count: Ints) -> dict[str, Any]:
    top = int(count[0]) if count.size else 1
    features = []
    for cell, many in zip(found[:DRAWN], count[:DRAWN], strict=True):
        ring = [[round(lon, 5), round(lat, 5)] for lon, lat in cells.ring(int(cell))]
        # Steps by the root: one crowded hexagon must not leave the rest of the town pale.
        step = min(STEPS, 1 + int(STEPS * (int(many) / top) ** 0.5 * 0.9999))
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
                "properties": {"n": int(many), "step": step, "cell": cells.name(int(cell))},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _drawing(shapes: dict[str, Any], events: Events) -> SafeString:
    """Hexagons over the beats, north up, in a frame that shows nearly nine in ten of the events; the map to "
    "move shows the rest."""
    if not shapes["features"]:
        return mark_safe("")
    lon, lat = events.lon[events.placed], events.lat[events.placed]
    west, east = (float(one) for one in np.quantile(lon, (0.06, 0.94)))
    south, north = (float(one) for one in np.quantile(lat, (0.06, 0.94)))
    pad = max(east - west, north - south, 0.01) * 0.15
    box = (west - pad, south - pad, east + pad, north + pad)
    narrow = float(np.cos(np.radians((south + north) / 2)))
    wide, tall = (box[2] - box[0]) * narrow, box[3] - box[1]
    scale = 1000 / wide

    def path(ring: list[list[float]]) -> str:
        points = (f"{(x - box[0]) * narrow * scale:.1f} {(box[3] - y) * scale:.1f}" for x, y in ring)
        return "M" + "L".join(points) + "Z"

    hexes = format_html_join(
        "",
        '<path class="hex heat-{}" d="{}"><title>{}</title></path>',
        (
            (one["properties"]["step"], path(one["geometry"]["coordinates"][0]), one["properties"]["n"])
            for one in shapes["features"]
        ),
    )
    outlines = "".join(f'<path class="beat" d="{one}"/>' for one in _outlines(box, path))
    return format_html(
        '<svg x="0" y="0" width="100%" height="{}" viewBox="0 0 1000 {}">{}{}</svg>',
        HEIGHT,
        f"{tall * scale:.0f}",
        mark_safe(outlines),  # noqa: S308 - numbers alone
        hexes,
    )


def _outlines(box: tuple[float, float, float, float], path: Any) -> list[str]:
    """Paths of the beats in a box, kept for the box: a redraw asks for them again and again."""
    key = (box, territory.version())
    if key not in _beats:
        rings = []
        for one in geo.collection(box)["features"]:
            if one["properties"].get("kind") == "beat":
                shape = one["geometry"]
                parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
                rings += [path(ring) for part in parts for ring in part]
        if len(_beats) > 20:
            _beats.clear()
        _beats[key] = rings
    return _beats[key]
