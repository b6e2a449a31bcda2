"""The load and a proposal in words and as a drawing."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import h3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from senim.kernel import formats
from senim.territory import api as territory
from senim.web.words import language
from senim.workload import wording
from senim.workload.domain import BESIDES, MARKS, NORMS, RESIDENTS_NORM, Beside, Measure, Norm
from senim.workload.models import Proposal
from senim.workload.selectors import BeatLoad, Count

TAGS = {Beside.NOISE: "", Beside.MORE: "warn", Beside.LESS: "info", Beside.UNKNOWN: ""}
NORM_TAGS = {"below": "info", "within": "good", "above": "warn", "": ""}
#: The drawing is so wide, in its own units; neighbouring beats take one of so many tones.
WIDE, TONES = 800.0, 6


def number(value: float | None, places: int = 0) -> str:
    """A number in the language; "—" for none."""
    return "—" if value is None else formats.number(float(value), language(), places)


def norm_row(norm: Norm) -> dict[str, str]:
    """A norm: its name, bounds, mark and source."""
    same = norm.low == norm.high
    bounds = number(norm.low) if same else str(wording.BETWEEN).format(low=number(norm.low), high=number(norm.high))
    return {"name": str(NORMS[norm.code]), "bounds": bounds, "mark": str(MARKS[norm.mark]), "source": str(norm.source)}


def count_cell(one: Count) -> dict[str, str]:
    """A count with its interval and how it lies beside the others."""
    return {
        "n": number(one.n),
        "interval": str(wording.BETWEEN).format(low=number(round(one.low)), high=number(round(one.high))),
        "beside": str(BESIDES[one.beside]),
        "tag": TAGS[one.beside],
    }


def load_row(one: BeatLoad, norms: dict[str, Norm]) -> dict[str, Any]:
    """A beat as a row of the table."""
    norm = norms.get(RESIDENTS_NORM)
    place = norm.place(one.per_inspector) if norm else ""
    return {
        "name": territory.name_of(one.area, language()),
        "code": one.area.code,
        "inspectors": one.inspectors,
        "residents": number(one.residents),
        "per_inspector": number(one.per_inspector),
        "norm": str(wording.PLACES[place]),
        "norm_tag": NORM_TAGS[place],
        "appeals": count_cell(one.appeals),
        "events": count_cell(one.events),
        "visits": number(one.visits),
        "hours": number(one.hours, 1),
    }


def name_of(area_id: int) -> str:
    """The name of an area; its number where it is no longer known."""
    try:
        return territory.name_of(territory.area(area_id), language())
    except KeyError:
        return str(area_id)


def result(row: Proposal) -> dict[str, Any]:
    """A reckoned proposal: sentence, tables, drawing, what it is from."""
    told, spoken = row.result or {}, language()
    lineage = told["lineage"]
    whole = Measure(row.measure) is Measure.RESIDENTS
    notes = [*told["cautions"].get(spoken, ()), str(wording.SPREAD)]
    if lineage["unplaced"]:
        notes.append(str(wording.UNPLACED).format(n=number(lineage["unplaced"])))
    beats = [
        {
            "number": at,
            "name": name_of(one["id"]),
            "before": number(one["before"], 0 if whole else 1),
            "after": number(one["after"], 0 if whole else 1),
            "residents_before": number(one["residents_before"]),
            "residents_after": number(one["residents_after"]),
            "changed": one["residents_before"] != one["residents_after"] or one["before"] != one["after"],
        }
        for at, one in enumerate(told["beats"], start=1)
    ]
    return {
        "sentence": told["sentence"].get(spoken, ""),
        "notes": notes,
        "beats": beats,
        "changed": [one for one in beats if one["changed"]],
        "moves": [
            {"from": name_of(one["from"]), "to": name_of(one["to"]), "pieces": number(one["pieces"]),
             "houses": number(one["houses"]), "residents": number(one["residents"])}
            for one in told["moves"]
        ],
        "drawing": drawing(told["cells"]),
        "moved": number(told["moved_residents"]),
        "of": number(told["residents"]),
        "stale": lineage["territory"] != territory.version(),
        "n": number(lineage["n"]),
        "houses": number(lineage["houses"]),
        "units": number(lineage["units"]),
        "on": formats.day(date.fromisoformat(lineage["on"]), spoken),
        "period": "" if whole else formats.period(
            date.fromisoformat(lineage["since"]), date.fromisoformat(lineage["until"]), spoken),
        "seed": lineage["seed"],
        "price": number(lineage["price"], 1),
        "method": lineage["method"],
    }


def drawing(cells: list[list[Any]]) -> SafeString:
    """Hexagons in the tone of their beat of today, those that would move framed in that of their new beat; the
    numbers are those of the table. An SVG with a table twin beside it."""
    shapes = [([(lon, -lat) for lat, lon in h3.cell_to_boundary(cell)], int(a), int(b)) for cell, a, b in cells]
    points = [point for ring, _a, _b in shapes for point in ring]
    if not points:
        return format_html("")
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    north, south = min(y for _x, y in points), max(y for _x, y in points)
    squeeze = _squeeze((north + south) / 2)
    scale = WIDE / max((east - west) * squeeze, 1e-9)
    high = (south - north) * scale

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - west) * squeeze * scale, (y - north) * scale

    drawn = format_html_join(
        "", '<path class="u u-{}{}" d="{}"/>',
        ((a % TONES, f" u-moved to-{b % TONES}" if a != b else "", _path([at(*point) for point in ring]))
         for ring, a, b in sorted(shapes, key=lambda one: one[1] != one[2])))
    labels = format_html_join(
        "", '<text class="u-name" x="{}" y="{}">{}</text>',
        ((f"{x:.0f}", f"{y:.0f}", beat + 1) for beat, (x, y) in _middles(shapes, at).items()))
    return format_html(
        '<svg class="units" viewBox="-4 -4 {} {}" role="img" aria-label="{}">{}{}</svg>', f"{WIDE + 8:.0f}",
        f"{high + 8:.0f}", NORMS_ALT.get(language(), NORMS_ALT["en"]), drawn, labels)


NORMS_ALT = {
    "kk": "Учаскелердің алтыбұрыштары; кесте астында",
    "ru": "Шестиугольники участков; таблица ниже",
    "en": "Hexagons of the beats; the table is below",
}


def _squeeze(latitude: float) -> float:
    from math import cos, radians  # noqa: PLC0415 - beside its one use

    return cos(radians(latitude))


def _path(ring: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _middles(shapes: list[tuple[list[tuple[float, float]], int, int]], at: Any) -> dict[int, tuple[float, float]]:
    """The middle of each beat of today."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for ring, a, _b in shapes:
        found[a].append(at(*ring[0]))
    return {
        beat: (sum(x for x, _y in rows) / len(rows), sum(y for _x, y in rows) / len(rows))
        for beat, rows in sorted(found.items())
    }
