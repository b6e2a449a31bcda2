"""The town and single places as SVG: no base map from elsewhere, the events themselves draw the streets."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from senim_analysis.checks import Floats, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.io.incidents import Incidents
from senim_analysis.io.projection import LocalMetres
from senim_analysis.problems.cells import Cells
from senim_analysis.problems.problem import Problem
from senim_analysis.report.charts import svg, text
from senim_analysis.words import Words

WIDTH = 900.0
#: Radius of a numbered mark; the first marks keep their numbers on a small screen; names beyond this number are noise.
MARK, FIRST, MOST_NAMES = 13.0, 9, 40
SCALES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
METRES, KILOMETRES = Words("{n} м", "{n} м", "{n} m"), Words("{n} км", "{n} км", "{n} km")
NO_OUTLINE = Words(
    "{path} файлында аумақ жоқ: көпбұрыштары бар GeoJSON керек.",
    "В файле {path} нет участков: нужен GeoJSON с многоугольниками.",
    "The file {path} holds no areas: GeoJSON with polygons is needed.",
)
#: An outline point nearer than this to the one before adds nothing at the scale of a town, metres.
FINE = 40.0


def town(
    cells: Cells,
    counts: Ints,
    marks: Sequence[tuple[int, float, float]],
    label: str,
    outline: Sequence[tuple[Floats, Floats]] = (),
    names: Sequence[tuple[str, float, float]] = (),
) -> str:
    """All events by cell, and places by rank: (rank, x, y), metres. names: of areas, written where they lie."""
    rows, columns = cells.inside.shape
    wide, high = columns * cells.side, rows * cells.side
    scale = WIDTH / max(wide, high)
    height, width = high * scale, wide * scale

    parts = [_cells(cells, counts, scale, height)]
    for x, y in outline:
        across, up = (x - cells.left) * scale, height - (y - cells.bottom) * scale
        parts.append(
            '<path class="outline" d="M'
            + "L".join(f"{a:.0f} {b:.0f}" for a, b in zip(across, up, strict=True))
            + 'z"/>'
        )
    at = [(rank, (x - cells.left) * scale, height - (y - cells.bottom) * scale) for rank, x, y in marks]
    placed = _apart(at, width, height)
    written = [(name, (x - cells.left) * scale, height - (y - cells.bottom) * scale) for name, x, y in names]
    parts += [
        text(round(x), round(y), escape(name), "middle", "name")
        for name, x, y in written
        if all(math.hypot(x - mark[3], y - 4 - mark[4]) > 2 * MARK for mark in placed)
    ]
    parts += [_mark(*one) for one in reversed(placed)]
    parts.append(scale_bar(scale, 12, height - 14, 0.16 * width))
    return svg(round(width), round(height), "".join(parts), label)


def _apart(
    at: Sequence[tuple[int, float, float]], width: float, height: float
) -> list[tuple[int, float, float, float, float]]:
    """(rank, x, y, x and y of its number): numbers move off their places so that none covers another, the first least."""
    placed: list[tuple[int, float, float, float, float]] = []
    room = 2 * MARK + 1
    for rank, x, y in at:
        for step in range(120):
            away = 0.0 if step == 0 else room * (0.6 + 0.07 * step)
            angle = 2.4 * step  # the golden angle: every direction is tried
            a = min(max(x + away * math.cos(angle), MARK), width - MARK)
            b = min(max(y + away * math.sin(angle), MARK), height - MARK)
            if all(math.hypot(a - one[3], b - one[4]) >= room for one in placed):
                break
        placed.append((rank, x, y, a, b))
    return placed


def _mark(rank: int, x: float, y: float, a: float, b: float) -> str:
    """A number, and where it is off its place a line to it."""
    late = " late" if rank > FIRST else ""
    line = f'<line class="leader" x1="{x:.0f}" y1="{y:.0f}" x2="{a:.0f}" y2="{b:.0f}"/><circle class="spot" cx="{x:.0f}" cy="{y:.0f}" r="3"/>'
    moved = line if math.hypot(a - x, b - y) > 1 else ""
    number = text(round(a), round(b) + 5, str(rank), "middle", f"on large{late}")
    return f'{moved}<circle class="spot mark{late}" cx="{a:.0f}" cy="{b:.0f}" r="{MARK:g}"/>{number}'


def area_names(incidents: Incidents) -> list[tuple[str, float, float]]:
    """Where to write the name of each area: the middle of its events. Nothing where there are too many to read."""
    if incidents.area is None:
        return []
    labels, of_event = np.unique(np.array(incidents.area), return_inverse=True)
    if labels.size > MOST_NAMES:
        return []
    middles = (
        (str(label), incidents.x[of_event == one], incidents.y[of_event == one]) for one, label in enumerate(labels)
    )
    return [(label, float(np.median(x)), float(np.median(y))) for label, x, y in middles if label]


def limits(cells: Cells, counts: Ints) -> list[int]:
    """Where the shades change: a town has a few crowded cells and many quiet ones, so by rank among those with events."""
    met = counts[(counts > 0) & cells.inside.ravel()]
    return sorted({int(edge) for edge in np.quantile(met, (0.4, 0.7, 0.9, 0.97))}) if met.size else []


def _cells(cells: Cells, counts: Ints, scale: float, height: float) -> str:
    """One path for each shade."""
    shade = np.where(counts > 0, 1 + np.searchsorted(limits(cells, counts), counts), 0)
    columns, side = cells.inside.shape[1], cells.side * scale
    parts = []
    for tone in range(6):
        here = np.flatnonzero((shade == tone) & cells.inside.ravel())
        if here.size:
            row, column = np.divmod(here, columns)
            runs = np.flatnonzero(np.append(True, np.diff(here) != 1) | (column == 0))
            ends = np.append(runs[1:], here.size)
            path = "".join(
                f"M{column[a] * side:.1f} {height - (row[a] + 1) * side:.1f}h{(b - a) * side:.1f}v{side:.1f}h-{(b - a) * side:.1f}z"
                for a, b in zip(runs, ends, strict=True)
            )
            parts.append(f'<path class="f{tone}" d="{path}"/>')
    return "".join(parts)


def legend(cells: Cells, counts: Ints) -> str:
    """What the shades stand for, as text with swatches."""
    edges = limits(cells, counts)
    names = [
        "0",
        *(
            f"{low}–{high}" if low < high else f"{high}"
            for low, high in zip([1, *(one + 1 for one in edges)], edges, strict=False)
        ),
    ]
    names.append(f"> {edges[-1]}" if edges else "1+")
    swatch = '<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class="f{tone}" width="12" height="12"/></svg>'
    return (
        '<span class="legend">'
        + "".join(f"<span>{swatch.format(tone=tone)}{name}</span>" for tone, name in enumerate(names))
        + "</span>"
    )


def place(one: Problem, x: Floats, y: Floats, label: str, *, size: float = 240.0) -> str:
    """The surroundings of a problem: its events as discs by number, all others as faint dots."""
    if one.x is None or one.y is None or one.radius is None:
        return ""
    reach = max(300.0, 1.6 * one.radius)
    scale, middle = size / (2 * reach), size / 2
    near = np.flatnonzero((np.abs(x - one.x) <= reach) & (np.abs(y - one.y) <= reach))
    others, _ = _stacks(x[near], y[near])
    own, count = _stacks(x[one.events], y[one.events])
    parts = [f'<rect class="frame" width="{size:g}" height="{size:g}"/>']
    parts += [_disc("back", one, a, b, scale, middle, 1.4) for a, b in others]
    largest = 13 / np.sqrt(max(1, count.max()))
    parts += [
        _disc("spot", one, a, b, scale, middle, max(1.8, largest * np.sqrt(n)))
        for (a, b), n in zip(own, count, strict=True)
    ]
    parts.append(f'<circle class="ring" cx="{middle:g}" cy="{middle:g}" r="{one.radius * scale:.1f}"/>')
    parts.append(scale_bar(scale, 8, size - 10, 0.35 * size))
    return svg(size, size, "".join(parts), label)


def _stacks(x: Floats, y: Floats) -> tuple[Floats, Ints]:
    """Distinct points to the metre, and how many events each has."""
    points, count = np.unique(np.round(np.column_stack([x, y])), axis=0, return_counts=True)
    return points.astype(np.float64), count.astype(np.int64)


def _disc(kind: str, one: Problem, a: float, b: float, scale: float, middle: float, radius: float) -> str:
    x, y = middle + (a - (one.x or 0)) * scale, middle - (b - (one.y or 0)) * scale
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def scale_bar(scale: float, x: float, y: float, room: float) -> str:
    """The longest round length that fits."""
    metres = max((one for one in SCALES if one * scale <= room), default=SCALES[0])
    unit, n = (KILOMETRES, metres // 1000) if metres >= 1000 else (METRES, metres)
    said = Words(*(unit.fill(language, {"n": n}) for language in ("kk", "ru", "en")))
    line = f'<line class="rule" x1="{x:g}" x2="{x + metres * scale:.1f}" y1="{y:g}" y2="{y:g}"/>'
    return line + text(x, y - 5, said)


def outline(path: Path, projection: LocalMetres | None) -> list[tuple[Floats, Floats]]:
    """Rings of the areas of a GeoJSON file, in metres, thinned for the scale of a town. Raises AnalysisRefused."""
    rings: list[tuple[Floats, Floats]] = []
    for shape in _shapes(path):
        many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for ring in (ring for polygon in many for ring in polygon):
            points = np.array([point[:2] for point in ring], dtype=np.float64)
            x, y = projection.metres(points[:, 0], points[:, 1]) if projection else (points[:, 0], points[:, 1])
            rings.append(_thinned(x, y))
    return rings


def _shapes(path: Path) -> list[dict[str, Any]]:
    """The areas of a file; points and lines are no outline."""
    try:
        told = json.loads(path.read_text("utf-8"))
        shapes = [one.get("geometry") or {} for one in told["features"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise AnalysisRefused("no_outline", NO_OUTLINE, path=str(path)) from error
    areas = [one for one in shapes if one.get("type") in ("Polygon", "MultiPolygon")]
    if not areas:
        raise AnalysisRefused("no_outline", NO_OUTLINE, path=str(path))
    return areas


def _thinned(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    kept = [0]
    for place_ in range(1, x.size):
        if np.hypot(x[place_] - x[kept[-1]], y[place_] - y[kept[-1]]) >= FINE:
            kept.append(place_)
    return x[kept], y[kept]
