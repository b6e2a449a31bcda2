"""What an analysis behind found, as views: hot-spot classes, near repeats, and the zones in force with their expiry."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import h3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from senim.incidents.domain import Lineage
from senim.incidents.panels import extent, ground
from senim.incidents.panels.base import Panel, figure, head, made, moment, say
from senim.incidents.panels.found_words import (
    BEYOND,
    CLASSES,
    EXPIRED,
    EXPIRY,
    NO_SPOTS,
    NO_ZONES,
    PAIRS,
    PAIRS_DEFINITION,
    PAIRS_SENTENCE,
    SPOTS,
    SPOTS_DEFINITION,
    SPOTS_NOTE,
    SPOTS_SENTENCE,
    ZONES,
    ZONES_DEFINITION,
    ZONES_NOTE,
    ZONES_SENTENCE,
)
from senim.incidents.panels.ground import Frame
from senim.incidents.wording import path_name
from senim.kernel.labels import Label
from senim.territory import api as territory
from senim.web.charts import Chart

#: Hexagons in the table; all that are kept are drawn.
LISTED = 60


def spots(found: dict[str, Any], lineage: Lineage, language: str) -> Panel:
    """Hexagons by class over the beats, with how many months each was hot."""
    rows, labels = found["spots"], found["labels"]
    features = [
        ground.polygon(
            [(lon, lat) for lat, lon in h3.cell_to_boundary(one["cell"])],
            n=one["events"],
            sort=one["class"],
            label=f"{labels[one['class']][language]}, {figure(one['events'], language)}",
        )
        for one in rows
    ]
    tally = {name: sum(one["class"] == name for one in rows) for name in CLASSES}
    sentence = NO_SPOTS.in_(language)
    if rows:
        sentence = say(SPOTS_SENTENCE, language, area=_area(rows[0]["lon"], rows[0]["lat"], language), **tally)
    key = [(f"spot spot-{name}", f"{labels[name][language]}: {figure(tally[name], language)}") for name in CLASSES]
    shapes = ground.fitted(features)
    columns = head(
        Label("алтыбұрыш", "шестиугольник", "hexagon").in_(language),
        Label("класы", "класс", "class").in_(language),
        Label("оқиға", "событий", "events").in_(language),
        Label("ошақ болған ай", "месяцев очагом", "months hot").in_(language),
        ground.MIDDLE.in_(language),
    )
    table = [
        [
            " · ".join(filter(None, (_area(one["lon"], one["lat"], language), one["cell"]))),
            labels[one["class"]][language],
            figure(one["events"], language),
            figure(one["months"], language),
            f"{one['lat']:.4f}, {one['lon']:.4f}",
        ]
        for one in rows[:LISTED]
    ]
    chart = _map(SPOTS.in_(language), sentence, shapes, key, columns, table, across=2)
    definition = say(SPOTS_DEFINITION, language, months=int(found.get("parameters", {}).get("periods", 0)))
    note = _note(SPOTS_NOTE, shapes, language)
    return made("spots", chart, definition, lineage, language, note=note, shapes=shapes)


def zones(found: dict[str, Any], lineage: Lineage, language: str, at: datetime) -> Panel:
    """Zones in force at the newest event, each with its number, its expiry and whether that has passed by `at`
    (local, naive)."""
    of = found["zones"]
    rows = of["zones"]
    features = [
        ground.polygon(one["outline"], n=one["events"], sort="new", label=f"{place}. {_until(one, language, at)}")
        for place, one in enumerate(rows, start=1)
    ]
    sentence = NO_ZONES.in_(language)
    if rows:
        sentence = say(
            ZONES_SENTENCE,
            language,
            at=moment(of["at"][:16], language),
            zones=len(rows),
            area=_area(rows[0]["lon"], rows[0]["lat"], language) or "—",
            events=rows[0]["events"],
            until=_until(rows[0], language, at),
            past=sum(_past(one, at) for one in rows),
        )
    shapes = ground.fitted(features)
    columns = head(
        Label("№, маңы", "№, около", "no., near").in_(language),
        Label("оқиға", "событий", "events").in_(language),
        Label("га", "га", "ha").in_(language),
        EXPIRY.in_(language),
        ground.MIDDLE.in_(language),
    )
    table = [
        [
            f"{place}. {_area(one['lon'], one['lat'], language) or '—'}",
            figure(one["events"], language),
            figure(float(one["hectares"]), language),
            _until(one, language, at),
            f"{one['lat']:.4f}, {one['lon']:.4f}",
        ]
        for place, one in enumerate(rows, start=1)
    ]
    chart = _map(ZONES.in_(language), sentence, shapes, [], columns, table, numbered=True)
    definition = say(ZONES_DEFINITION, language, radius=round(of["radius"]), lasts=round(of["lasts"]))
    note = _note(ZONES_NOTE, shapes, language)
    return made("zones", chart, definition, lineage, language, note=note, shapes=shapes)


def pairs(found: dict[str, Any], lineage: Lineage, language: str) -> Panel:
    """The table of near repeats: pairs by distance and interval, counted and expected."""
    labels = found["labels"]
    metres, days = Label("{} м", "{} м", "{} m").in_(language), Label("{} тәулік", "{} сут", "{} days").in_(language)
    distance = Label("қашықтық", "расстояние", "distance").in_(language)
    columns = head(distance, *(days.format(_span(one)) for one in labels["interval"]))
    rows = [
        [metres.format(_span(name)), *(_ratio(int(a), float(b), language) for a, b in zip(seen, due, strict=True))]
        for name, seen, due in zip(labels["distance"], found["observed"], found["expected"], strict=True)
    ]
    sentence = _span(found.get("sentence", {}).get(language) or PAIRS_SENTENCE.in_(language))
    chart = Chart(PAIRS.in_(language), sentence, mark_safe(""), 4, columns, rows)
    return made("pairs", chart, PAIRS_DEFINITION.in_(language), lineage, language)


def _span(text: str) -> str:
    """Bands as people write them: "[0, 100)" as "0–100"."""
    return re.sub(r"\[(\d+), (\d+|inf)\)", r"\1–\2", text)


def _ratio(observed: int, expected: float, language: str) -> str:
    """ "12 / 8 (×1.5)": counted, expected, how many times; no ratio where less than one pair is expected."""
    told = f"{figure(observed, language)} / {figure(round(expected), language)}"
    if expected < 1:
        return told
    times = f"{observed / expected:.1f}"
    return f"{told} (×{times if language == 'en' else times.replace('.', ',')})"


def _note(words: Label, shapes: dict[str, Any], language: str) -> str:
    """A note, and how many lie beyond the edge of the drawing."""
    told = say(BEYOND, language, count=shapes["beyond"]) if shapes["beyond"] else ""
    return " ".join(filter(None, (told, words.in_(language))))


def _map(
    title: str,
    sentence: str,
    shapes: dict[str, Any],
    key: list[tuple[str, str]],
    columns: list[dict[str, Any]],
    rows: list[list[str]],
    *,
    across: int = 5,
    numbered: bool = False,
) -> Chart:
    if not shapes["features"]:
        return Chart(title, sentence, mark_safe(""), 4, columns, rows)
    frame = Frame.around(shapes["bbox"])
    pieces = format_html_join(
        "",
        '<path class="spot spot-{}" d="{}"><title>{}</title></path>',
        (
            (one["properties"]["sort"], frame.path(one["geometry"]["coordinates"][0]), one["properties"]["label"])
            for one in shapes["features"]
        ),
    )
    marks = _numbers(frame, shapes) if numbered else mark_safe("")
    below, tall = ground.legend(key, across=across) if key else (mark_safe(""), 0)
    drawing = format_html("{}{}", ground.framed(frame, pieces, marks), below)
    return Chart(title, sentence, drawing, ground.HEIGHT + tall, columns, rows)


def _numbers(frame: Frame, shapes: dict[str, Any]) -> SafeString:
    """The number of each zone in its middle, as its line of the table says."""

    def middle(ring: list[list[float]]) -> tuple[float, float]:
        box = extent.box_of(ring)
        return frame.at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    return format_html_join(
        "",
        '<text class="zone-n" x="{}" y="{}" text-anchor="middle" dominant-baseline="central">{}</text>',
        (
            (*(f"{part:.0f}" for part in middle(one["geometry"]["coordinates"][0])), place)
            for place, one in enumerate(shapes["features"], start=1)
        ),
    )


def _area(lon: float, lat: float, language: str) -> str:
    """The beat of a point, as it lies today."""
    return path_name(territory.locate(lon, lat).path, language)


def _past(one: dict[str, Any], at: datetime) -> bool:
    return bool(one["until"]) and datetime.fromisoformat(one["until"]) < at


def _until(one: dict[str, Any], language: str, at: datetime) -> str:
    told = moment(one["until"][:16], language)
    return f"{told} ({EXPIRED.in_(language)})" if _past(one, at) else told
