"""The map: hexagons by number of events, over the beats. Without a script a drawing, with one a map to move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from senim.incidents import cells
from senim.incidents.arrays import Ints
from senim.incidents.events import Events
from senim.incidents.panels import extent, ground, places
from senim.incidents.panels.base import STEPS, Panel, figure, head, made, say
from senim.incidents.panels.extent import Box
from senim.incidents.panels.ground import Frame, marked
from senim.incidents.wording import path_name
from senim.kernel.labels import Label
from senim.web.charts import Chart

#: Hexagons drawn and listed; what lies beyond are single events far away.
DRAWN, LISTED = 900, 30
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
FITTED = Label(
    "Сызба оқиғалардың {share} %-ы болған жерді көрсетеді; {rest} оқиға одан тыс, олар тізімде есептелген.",
    "Рисунок показывает место, где лежат {share} % событий; за его краем {rest}, в списке они учтены.",
    "The drawing shows where {share} % of the events lie; {rest} lie beyond its edge and are counted in the list.",
)
DEFINITION = Label(
    "H3 алтыбұрыштары (кеңдігі аумаққа қарай таңдалады, қыры шамамен {edge} м). Халық саны ескерілмеген: адам "
    "көп жерде оқиға да көп.",
    "Шестиугольники H3 (размер по территории, сторона около {edge} м). Население не учтено: где больше людей, "
    "больше и событий.",
    "H3 hexagons (sized to the area, edges of about {edge} m). Population is not taken into account: more "
    "people, more events.",
)
KEY = Label("Алтыбұрыштағы оқиға саны", "Событий в шестиугольнике", "Events in a hexagon")
EDGES = {6: 3725, 7: 1406, 8: 531, 9: 201, 10: 76, 11: 29}


@dataclass(frozen=True, slots=True)
class Hexagons:
    """Hexagons of a selection, the fullest first: cells, events of each, one event of each; of which resolution; the
    box (west, south, east, north) that is drawn and how many events lie beyond it."""

    cells: Ints
    count: Ints
    example: Ints
    resolution: int
    box: Box
    beyond: int


def counted(events: Events, *, whole: bool = False) -> Hexagons:
    """The hexagons, sized to where nine tenths of the events lie, or to all of them where the whole is wanted."""
    rows = np.flatnonzero(events.cell != 0)
    lon, lat = events.lon[rows], events.lat[rows]
    box = extent.all_of(lon, lat) if whole else extent.most_of(lon, lat)
    resolution = cells.suited(lon, lat) if whole else cells.suited_to(extent.metres(box))
    found, first, count = np.unique(cells.coarser(events.cell[rows], resolution), return_index=True, return_counts=True)
    order = np.argsort(-count, kind="stable")
    inside = (lon >= box[0]) & (lon <= box[2]) & (lat >= box[1]) & (lat <= box[3])
    beyond = int((~inside).sum())
    return Hexagons(found[order].astype(np.int64), count[order], rows[first[order]], resolution, box, beyond)


def panel(events: Events, language: str, *, named: bool = False, whole: bool = False) -> Panel:
    """The drawing, its list twin and the same as GeoJSON. named: the list tells the busiest place of each hexagon."""
    found = counted(events, whole=whole)
    rows = _rows(events, found, language, named=named)
    sentence = _sentence(events, found, rows, language)
    columns = head(
        *(
            label.in_(language)
            for label in (
                Label("алтыбұрыш", "шестиугольник", "hexagon"),
                Label("оқиға", "событий", "events"),
                ground.MIDDLE,
            )
        )
    )
    shapes = _shapes(found)
    key, tall = ground.legend(_legend(found, language), title=KEY.in_(language))
    drawing = format_html("{}{}", _drawing(shapes, marked(events)), key)
    chart = Chart(TITLE.in_(language), sentence, drawing, ground.HEIGHT + tall, columns, rows)
    definition = say(DEFINITION, language, edge=EDGES[found.resolution])
    note = _note(events, found, language)
    return made("map", chart, definition, events.lineage, language, note=note, shapes=shapes)


def _sentence(events: Events, found: Hexagons, rows: list[list[str]], language: str) -> str:
    if not found.count.size:
        return NOTHING.in_(language)
    return say(
        SENTENCE,
        language,
        area=path_name(events.paths[events.path[found.example[0]]], language) or rows[0][2],
        count=int(found.count[0]),
        share=round(100 * int(found.count[0]) / int(found.count.sum()), 1),
        cells=int(found.cells.size),
    )


def _note(events: Events, found: Hexagons, language: str) -> str:
    missing, known = int(events.n - found.count.sum()), int(found.count.sum())
    parts = [say(UNPLACED, language, count=missing)] if missing else []
    if found.beyond:
        share = round(100 * (known - found.beyond) / known, 1)
        parts.insert(0, say(FITTED, language, share=share, rest=found.beyond))
    return " ".join(parts)


def _rows(events: Events, found: Hexagons, language: str, *, named: bool) -> list[list[str]]:
    """The list twin: where, how many, the middle. Without a name of a place a hexagon goes by its cell."""
    listed = [int(cell) for cell in found.cells[:LISTED]]
    known = _known(events, found, listed) if named else {}
    rows = []
    for cell, count, example in zip(listed, found.count, found.example, strict=False):
        area = path_name(events.paths[events.path[example]], language) or "—"
        lon, lat = cells.centre(cell)
        rows.append(
            [f"{area} · {known.get(cell) or cells.name(cell)}", figure(int(count), language), f"{lat:.4f}, {lon:.4f}"]
        )
    return rows


def _known(events: Events, found: Hexagons, listed: list[int]) -> dict[int, str]:
    """What people call the busiest place of each listed hexagon. One query."""
    of = cells.coarser(events.cell, found.resolution)
    keys = places.busiest(events, [np.flatnonzero(of == np.uint64(cell)) for cell in listed])
    names = places.names_of(events, dict.fromkeys(keys))
    return {cell: names[key] for cell, key in zip(listed, keys, strict=True) if key in names}


def shapes_of(events: Events, *, whole: bool = False) -> dict[str, Any]:
    """The hexagons as GeoJSON: n, step 1..5 and the name of each cell; bbox: what is drawn; beyond: events outside."""
    return _shapes(counted(events, whole=whole))


def _shapes(found: Hexagons) -> dict[str, Any]:
    top = int(found.count[0]) if found.count.size else 1
    features = [
        ground.polygon(
            cells.ring(int(cell)),
            n=int(many),
            step=_step(int(many), top),
            cell=cells.name(int(cell)),
        )
        for cell, many in zip(found.cells[:DRAWN], found.count[:DRAWN], strict=True)
    ]
    return ground.collection(features, found.box, beyond=found.beyond)


def _step(count: int, top: int) -> int:
    """1 to STEPS by the root: one crowded hexagon must not leave the rest of the town pale."""
    return min(STEPS, 1 + int(STEPS * (count / top) ** 0.5 * 0.9999))


def _legend(found: Hexagons, language: str) -> list[tuple[str, str]]:
    """Which counts each shade stands for; shades that no hexagon has are left out."""
    spans: dict[int, list[int]] = {}
    for count in found.count.tolist():
        spans.setdefault(_step(count, int(found.count[0])), []).append(count)
    return [
        (f"hex heat-{step}", "–".join(dict.fromkeys(figure(edge, language) for edge in (min(of), max(of)))))
        for step, of in sorted(spans.items())
    ]


def _drawing(shapes: dict[str, Any], place: list[list[float]]) -> SafeString:
    """Hexagons under the lines of the beats, north up, in the frame of the collection."""
    if not shapes["features"]:
        return mark_safe("")
    frame = Frame.around(shapes["bbox"], place)
    hexes = format_html_join(
        "",
        '<path class="hex heat-{}" d="{}"><title>{}</title></path>',
        (
            (one["properties"]["step"], frame.path(one["geometry"]["coordinates"][0]), one["properties"]["n"])
            for one in shapes["features"]
            if extent.meets(frame.box, one["geometry"]["coordinates"][0])
        ),
    )
    return ground.framed(frame, hexes, place=place)
