"""The view of the kernel density: a surface over the beats, its peaks as the table twin."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from senim.incidents.arrays import DEGREE
from senim.incidents.events import Events
from senim.incidents.panels import density, ground, places
from senim.incidents.panels.base import STEPS, Panel, figure, head, made, say
from senim.incidents.panels.density import BLUNT, FINEST, LEAST, SHADES, Surface
from senim.incidents.panels.ground import Frame, marked
from senim.incidents.wording import path_name
from senim.kernel.labels import Label
from senim.web.charts import Chart

#: Rectangles that the map to move carries at most.
CARRIED = 6000
TITLE = Label("Тығыздық", "Плотность", "Density")
SENTENCE = Label(
    "Оқиғалар ең тығыз орналасқан жер - {area} маңы: шаршы километрге {peak} оқиғадан келеді (тегістеу радиусы "
    "{bandwidth} м). Бөлек шыңдар саны: {peaks}.",
    "Гуще всего у {area}: {peak} событий на квадратный километр (радиус сглаживания {bandwidth} м). "
    "Отдельных вершин: {peaks}.",
    "Thickest near {area}: {peak} events per square kilometre (bandwidth {bandwidth} m). Separate peaks: {peaks}.",
)
NOTHING = Label(
    "Тығыздықты көрсету үшін орны белгілі кемінде {least} оқиға керек.",
    "Чтобы показать плотность, нужно не меньше {least} событий с известным местом.",
    "A density needs at least {least} events whose place is known.",
)
DEFINITION = Label(
    "Әр оқиға айналасына гаусс ядросымен жайылады (стандартты ауытқуы - тегістеу радиусы, {bandwidth} м), "
    "{cell} метрлік ұяшықтарда қосылады; мәні таңдалған бүкіл кезеңдегі шаршы километрге келетін оқиға саны. "
    "Суреттен тыс жақын оқиғалар да есептеледі. Таңдалған аумақтың сыртындағы оқиғалар белгісіз, сондықтан "
    "шекарадан {reach} метрге дейін тығыздық кем көрінеді, бұл түзетілмеген. Кестедегі шыңдардың арасы кемінде "
    "{apart} м. Радиус таңдалмаса, Скотт ережесімен (1992) ұсынылады. Бұл кездейсоқтықты тексеру емес: оны "
    "«Ошақтар» талдауы жасайды. Халық саны ескерілмеген.",
    "Каждое событие размывается гауссовым ядром (стандартное отклонение — радиус сглаживания, {bandwidth} м) и "
    "складывается в ячейках по {cell} м; значение — событий на квадратный километр за весь выбранный период. "
    "Близкие события за краем рисунка учтены. События за границей выбранной территории неизвестны, поэтому ближе "
    "{reach} м к границе плотность занижена; это не исправлено. Вершины в таблице не ближе {apart} м друг к другу. "
    "Если радиус не выбран, он предлагается по правилу Скотта (1992). Это не проверка на случайность: её делает "
    "анализ «Очаги». Население не учтено.",
    "Each event is spread by a normal kernel (its standard deviation is the bandwidth, {bandwidth} m) and summed in "
    "cells of {cell} m; the value is events per square kilometre over the whole period. Events just beyond the "
    "drawing count. What lies beyond the selected area is not known, so within {reach} m of its border the density "
    "is too low; this is not corrected. Peaks of the table lie at least {apart} m apart. Where no bandwidth is "
    "chosen, "
    "Scott's rule (1992) suggests one. This is no test against chance: the analysis of hot spots is. "
    "Population is not "
    "taken into account.",
)
TURN = Label(
    "Көрініс радиусқа байланысты: радиусты екі есе кемітіп те, арттырып та көріңіз - шың жоғалып кетсе, оған сүйенуге "
    "болмайды.",
    "Картина зависит от радиуса: попробуйте вдвое меньший и вдвое больший; если вершина исчезает, опираться на неё "
    "нельзя.",
    "The picture depends on the bandwidth: try half and twice of it; a peak that vanishes is nothing to lean on.",
)
STACKED = Label(
    "Оқиғалардың {share} %-ы бір нүктеде тұр: бұл бөлімшенің мекенжайы не ауылдың ортасы болуы мүмкін.",
    "{share} % событий стоят в одной точке: это может быть адрес отдела или середина села.",
    "{share} % of the events stand at one point: it may be the station's address or the middle of a village.",
)
WIDER = Label(
    "Таңдалған радиус мұндай аумаққа тым ұсақ: {bandwidth} м алынды. Ұсағын көру үшін аумақты тарылтыңыз.",
    "Выбранный радиус слишком мелок для такой территории: взято {bandwidth} м. Чтобы видеть мельче, сузьте "
    "территорию.",
    "The chosen bandwidth is too fine for such an area: {bandwidth} m was taken. Narrow the area to see finer.",
)
#: From this share on one coordinate is told.
STACK = 0.05
KEY = Label("Шаршы километрге, оқиға", "Событий на квадратный километр", "Events per square kilometre")
PER_KM = Label("бір км²-ге", "на км²", "per km²")


def panel(events: Events, language: str, *, named: bool = False, whole: bool = False, bandwidth: float = 0) -> Panel:
    """The surface, its peaks and the same as GeoJSON. named: the peaks tell the busiest place near them."""
    found = density.surface(events, bandwidth=bandwidth, whole=whole, finest=FINEST if named else BLUNT)
    columns = head(
        Label("шың", "вершина", "peak").in_(language),
        PER_KM.in_(language),
        Label("радиуста, оқиға", "событий в радиусе", "events within the bandwidth").in_(language),
        ground.MIDDLE.in_(language),
    )
    if found is None:
        chart = Chart(
            TITLE.in_(language), say(NOTHING, language, least=LEAST), mark_safe(""), 4, columns, []
        )
        return made("kernel", chart, _definition(0, 0, language), events.lineage, language)
    rows, area = _rows(events, found, language, named=named)
    sentence = say(
        SENTENCE,
        language,
        area=area or rows[0][3],
        peak=round(float(found.density.max()), 1),
        bandwidth=round(found.bandwidth),
        peaks=len(rows),
    )
    shades = [(f"heat heat-{step}", _from(found, step, language)) for step in range(1, STEPS + 1)]
    key, tall = ground.legend(shades, title=KEY.in_(language))
    drawing = format_html("{}{}", _drawing(found, marked(events)), key)
    chart = Chart(TITLE.in_(language), sentence, drawing, ground.HEIGHT + tall, columns, rows)
    definition = _definition(found.bandwidth, found.cell, language)
    note = _note(found, language)
    return made("kernel", chart, definition, events.lineage, language, note=note, shapes=_shapes(found, language))


def _definition(bandwidth: float, cell: float, language: str) -> str:
    reach, apart = round(2 * bandwidth), round(density.APART * bandwidth)
    return say(DEFINITION, language, bandwidth=round(bandwidth), cell=round(cell), reach=reach, apart=apart)


def _from(found: Surface, step: int, language: str) -> str:
    """Where a shade begins, in events per km²."""
    value = SHADES[step - 1] * float(found.density.max())
    return f"≥ {figure(round(value, 1 if value < 10 else 0), language)}"


def _note(found: Surface, language: str) -> str:
    parts = [say(WIDER, language, bandwidth=round(found.bandwidth))] if found.wider else []
    if found.stacked > STACK:
        parts.append(say(STACKED, language, share=round(100 * found.stacked)))
    return " ".join([*parts, TURN.in_(language)])


def _rows(events: Events, found: Surface, language: str, *, named: bool) -> tuple[list[list[str]], str]:
    """(the peaks: where, per km², events within the bandwidth, the middle; the area of the highest)."""
    middles = [found.middle(*peak) for peak in found.peaks]
    near = [_within(events, lon, lat, found.bandwidth) for lon, lat in middles]
    keys = places.busiest(events, near) if named else [0] * len(near)
    names = places.names_of(events, dict.fromkeys(filter(None, keys)))
    areas = [_area(events, rows, language) for rows in near]
    rows = [
        [
            " · ".join(filter(None, (area, names.get(key, "")))) or "—",
            figure(round(float(found.density[peak]), 1), language),
            figure(int(inside.size), language),
            f"{lat:.4f}, {lon:.4f}",
        ]
        for peak, (lon, lat), inside, key, area in zip(found.peaks, middles, near, keys, areas, strict=True)
    ]
    return rows, areas[0]


def _within(events: Events, lon: float, lat: float, metres: float) -> Any:
    up = (events.lat - lat) * DEGREE
    across = (events.lon - lon) * DEGREE * np.cos(np.radians(lat))
    return np.flatnonzero(across * across + up * up <= metres * metres)


def _area(events: Events, rows: Any, language: str) -> str:
    """The beat in which most of these events lie."""
    if not rows.size:
        return ""
    return path_name(events.paths[int(np.bincount(events.path[rows]).argmax())], language)


def _drawing(found: Surface, place: list[list[float]]) -> SafeString:
    """Each shade as one path of whole cells, scaled into the frame."""
    frame = Frame.around(found.drawn, place)
    west, south, east, north = found.box
    x, y = frame.at(west, north)
    right, bottom = frame.at(east, south)
    rows, columns = found.density.shape
    pieces: dict[int, list[str]] = {}
    for row, column, length, shade in density.runs(found.shades).tolist():
        pieces.setdefault(shade, []).append(f"M{column} {row}h{length}v1h-{length}z")
    paths = "".join(f'<path class="heat heat-{shade}" d="{"".join(of)}"/>' for shade, of in sorted(pieces.items()))
    return ground.framed(
        frame,
        mark_safe(  # noqa: S308 - numbers alone
            f'<g class="surface" transform="translate({x:.2f} {y:.2f}) '
            f'scale({(right - x) / columns:.5f} {(bottom - y) / rows:.5f})">{paths}</g>'
        ),
        place=place,
    )


def _shapes(found: Surface, language: str) -> dict[str, Any]:
    """The same as GeoJSON: rectangles with their shade and the density in their middle."""
    west, south, east, north = map(float, found.box)
    rows, columns = found.density.shape
    wide, tall = (east - west) / columns, (north - south) / rows
    features = []
    for row, column, length, shade in density.runs(found.shades)[:CARRIED].tolist():
        left, right = west + column * wide, west + (column + length) * wide
        top, bottom = north - row * tall, north - (row + 1) * tall
        value = float(found.density[row, column + length // 2])
        features.append(
            ground.polygon(
                [(left, top), (right, top), (right, bottom), (left, bottom)],
                n=round(value, 2),
                step=shade,
                flat=True,
                label=f"{figure(round(value, 1), language)} {PER_KM.in_(language)}",
            )
        )
    return ground.collection(features, found.drawn, beyond=found.beyond)
