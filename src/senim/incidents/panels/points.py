"""Single events over the beats: only for whoever sees points, only when asked for, and every look is written down."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from senim.incidents.arrays import Ints
from senim.incidents.events import Events
from senim.incidents.panels import extent, ground, places
from senim.incidents.panels.base import Panel, made, moment, say
from senim.incidents.panels.ground import Frame, marked
from senim.incidents.wording import kind_name, path_name
from senim.kernel.labels import Label
from senim.web.charts import Chart

#: Dots that are drawn, and events that the table on the page lists; a file holds as many as are drawn.
DRAWN, LISTED = 5000, 50
TITLE = Label("Жеке оқиғалар", "Отдельные события", "Single events")
SENTENCE = Label(
    "Орны белгілі {placed} оқиғадан ең жаңа {shown} салынған; соңғысы: {newest}. Бір орындағы нүктелер бірін-бірі "
    "жабады: {points} нүкте көрінеді.",
    "На рисунке {shown} самых новых из {placed} событий с известным местом; последнее: {newest}. Точки одного места "
    "ложатся друг на друга: видно {points}.",
    "The drawing has the newest {shown} of {placed} events whose place is known; the last: {newest}. Dots of one "
    "place cover each other: {points} can be seen.",
)
NOTHING = Label(
    "Картаға түсетін оқиға жоқ.",
    "Нет событий, которые можно нанести на карту.",
    "There are no events that can be put on the map.",
)
DEFINITION = Label(
    "Әр нүкте - бір оқиға, файлда жазылған жерінде. Ең жаңа {drawn} оқиға салынады, кестеде {listed}, файлда бәрі. "
    "Нәзік түрлердің (мысалы, отбасылық зорлық) орны ешқашан көрсетілмейді. Бұл көріністі кім, қашан ашқаны жазылып "
    "отырады.",
    "Каждая точка — одно событие там, где его записал файл. Рисуются {drawn} самых новых, в таблице {listed}, в файле "
    "все нарисованные. Места деликатных видов (например, бытового насилия) не показываются никогда. Кто и когда "
    "открывал этот вид, записывается.",
    "Each dot is one event where its file puts it. The newest {drawn} are drawn, {listed} are listed, a file has all "
    "that are drawn. Places of sensitive kinds (violence at home, say) are never shown. Who opens this view, "
    "and when, "
    "is written down.",
)
NOTE = Label(
    "Нүкте - файлдағы координата, дәл орын болмауы мүмкін: мекенжай шамамен табылған не бөлімшенікі жазылған болуы "
    "ықтимал.",
    "Точка — координата из файла, не обязательно точное место: адрес мог быть найден примерно или записан "
    "адрес отдела.",
    "A dot is the coordinate of the file, not always the very place: the address may have been found roughly, or the "
    "station's written.",
)


def newest(events: Events, most: int = DRAWN) -> Ints:
    """The rows of the newest events with a place, the newest first; those without a time last."""
    rows = np.flatnonzero(events.placed)
    at = np.where(np.isnat(events.at[rows]), np.iinfo(np.int64).min, events.at[rows].astype(np.int64))
    return rows[np.argsort(-at, kind="stable")][:most]


def panel(events: Events, language: str, *, whole: bool = False, listed: int = LISTED) -> Panel:
    """The dots, and the newest of them as a list."""
    rows = newest(events)
    table = _rows(events, rows[:listed], language)
    sentence = NOTHING.in_(language)
    if rows.size:
        at = events.at[rows[0]]
        sentence = say(
            SENTENCE,
            language,
            shown=int(rows.size),
            placed=int(events.placed.sum()),
            newest="—" if np.isnat(at) else moment(str(at), language),
            points=int(np.unique(np.stack([events.lon[rows], events.lat[rows]]), axis=1).shape[1]),
        )
    columns = [
        {"label": label.in_(language)}
        for label in (
            Label("қашан", "когда", "when"),
            Label("түрі", "вид", "kind"),
            Label("орны", "место", "place"),
            Label("ендік, бойлық", "широта, долгота", "latitude, longitude"),
        )
    ]
    drawing = _drawing(events, rows, whole) if rows.size else mark_safe("")
    chart = Chart(TITLE.in_(language), sentence, drawing, ground.HEIGHT if rows.size else 4, columns, table)
    definition = say(DEFINITION, language, drawn=DRAWN, listed=LISTED)
    return made("points", chart, definition, events.lineage, language, note=NOTE.in_(language))


def _rows(events: Events, rows: Ints, language: str) -> list[list[str]]:
    names = places.names_of(events, dict.fromkeys(int(events.place[row]) for row in rows))
    return [
        [
            "—" if np.isnat(events.at[row]) else _when(events, int(row)),
            kind_name(events.kinds[events.kind[row]], language),
            " · ".join(
                filter(None, (path_name(events.paths[events.path[row]], language), names.get(int(events.place[row]))))
            ),
            f"{events.lat[row]:.5f}, {events.lon[row]:.5f}",
        ]
        for row in rows
    ]


def _when(events: Events, row: int) -> str:
    """The day, with the hour where it is known."""
    return str(events.at[row]).replace("T", " ")[: 16 if events.timed[row] else 10]


def _drawing(events: Events, rows: Ints, whole: bool) -> SafeString:
    """All dots as one path of round ends: five thousand elements would weigh half a megabyte."""
    lon, lat = events.lon[events.placed], events.lat[events.placed]
    place = marked(events)
    frame = Frame.around(extent.all_of(lon, lat) if whole else extent.most_of(lon, lat), place)
    west, south, east, north = frame.box
    inside = [
        row for row in rows if west <= events.lon[row] <= east and south <= events.lat[row] <= north
    ]
    spots = dict.fromkeys("M{:.0f} {:.0f}h0".format(*frame.at(events.lon[row], events.lat[row])) for row in inside)
    return ground.framed(frame, format_html('<path class="dots" d="{}"/>', "".join(spots)), place=place)


def features(events: Events, most: int = DRAWN) -> dict[str, Any]:
    """The same as GeoJSON for the map to move."""
    found = [
        {
            "type": "Feature",
            "geometry": {
                "type": "Point",
                "coordinates": [round(float(events.lon[row]), 5), round(float(events.lat[row]), 5)],
            },
            "properties": {"kind": events.kinds[events.kind[row]], "at": str(events.at[row])},
        }
        for row in newest(events, most)
    ]
    return {"type": "FeatureCollection", "features": found, "of": int(events.placed.sum())}
