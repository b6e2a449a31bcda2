"""A file of incidents brought to metres, local time and kinds, with the report on its quality."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis import checks
from senim_analysis.checks import Floats, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.io import quality
from senim_analysis.io.moments import Moments, moments
from senim_analysis.io.projection import LocalMetres
from senim_analysis.io.quality import QualityReport
from senim_analysis.io.tables import Table, read
from senim_analysis.result import Note
from senim_analysis.words import Words

#: Kinds beyond this number are put together as "other".
MOST_KINDS = 60
OTHER = Words("басқа", "другое", "other")

NO_COORDINATES = Words(
    "Бірде-бір жолда координата жоқ. Мекенжайларды алдымен геокодтаңыз немесе басқа баған беріңіз.",
    "Ни в одной строке нет координат. Сначала геокодируйте адреса или дайте другие столбцы.",
    "No row has coordinates. Geocode the addresses first, or give other columns.",
)
NO_KIND = Words(
    "«{kind}» деген түр жоқ. Барлары: {kinds}.",
    "Вида «{kind}» нет. Есть: {kinds}.",
    "There is no kind '{kind}'. There are: {kinds}.",
)
METRES = Words(
    "Бұл бағандарда градус емес, метр тұрған сияқты. Оларды --x және --y арқылы беріңіз.",
    "В этих столбцах, похоже, метры, а не градусы. Дайте их через --x и --y.",
    "These columns seem to hold metres and not degrees. Give them by --x and --y.",
)
NO_DATES = Words(
    "Бірде-бір жолда күн жоқ. {reason} Күні бар бағанды --time арқылы беріңіз.",
    "Ни в одной строке нет даты. {reason} Дайте столбец с датой через --time.",
    "No row has a date. {reason} Give the column with the date by --time.",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns; None: the usual names are tried. x, y: metres in place of lon, lat."""

    lon: str | None = None
    lat: str | None = None
    x: str | None = None
    y: str | None = None
    time: str | None = None
    category: str | None = None
    area: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Incidents:
    """Events with a place, in metres. at: local time, NaT where unknown; timed: whether the hour is known.

    kind: number of the kind of each, `kinds` their names; area: label of each or None; usual: False where the point
    looks like a default address; projection: None where the file had metres.
    """

    x: Floats
    y: Floats
    at: Moments
    timed: npt.NDArray[np.bool_]
    kind: Ints
    kinds: tuple[str, ...]
    area: tuple[str, ...] | None
    usual: npt.NDArray[np.bool_]
    row: Ints
    projection: LocalMetres | None
    quality: QualityReport


def load(path: Path | str, columns: Columns, *, zone: str | None = None, now: np.datetime64 | None = None) -> Incidents:
    """Read a file. Raises AnalysisRefused where it has no coordinates, no such columns, or no dates at all."""
    table = read(path)
    notes: list[Note] = list(table.notes)
    for name, role in ((columns.time, "time"), (columns.lon, "lon"), (columns.category, "category")):
        notes += table.moved(name, role)
    rows = first_of_key(table, columns.key, notes)
    first, second = _coordinates(table, columns)
    at, timed = _when(table, columns, zone, notes)
    names = table.optional(columns.category, "category")
    names = names if names is not None else ["—"] * table.rows
    areas = table.column(columns.area, "area") if columns.area else None

    placed = rows & np.isfinite(first) & np.isfinite(second) & ~((first == 0) & (second == 0))
    future = at > (np.datetime64("now", "s") if now is None else now)
    if (future & rows).any():
        notes.append(Note("future", quality.FUTURE, {"count": int((future & rows).sum())}))
    if not placed.any():
        raise AnalysisRefused("no_coordinates", NO_COORDINATES)
    if not placed[rows].all():
        missing = int((rows & ~placed).sum())
        share = quality.percent(missing, int(rows.sum()))
        notes.insert(0, Note("no_place", quality.NO_PLACE, {"count": missing, "share": share}))
    held = np.flatnonzero(placed & ~future)
    if not held.size:
        raise AnalysisRefused("all_future", quality.ALL_FUTURE)
    x, y, projection, held = _metres(first, second, held, columns, notes)
    kind, kinds = _kinds([names[row] for row in held], notes)
    return _assembled(table, x, y, at[held], timed[held], kind, kinds, areas, held, projection, rows, notes)


def _assembled(
    table: Table,
    x: Floats,
    y: Floats,
    at: Moments,
    timed: npt.NDArray[np.bool_],
    kind: Ints,
    kinds: tuple[str, ...],
    areas: list[str] | None,
    held: Ints,
    projection: LocalMetres | None,
    rows: npt.NDArray[np.bool_],
    notes: list[Note],
) -> Incidents:
    place, count = quality.points(x, y)
    odd = quality.defaults(place, count, kind)
    notes += quality.of_points(x, y, place, count, odd)
    here = projection is not None and 46 <= projection.longitude <= 88 and 40 <= projection.latitude <= 56
    said, figures = quality.of_times(at, timed, kazakhstan=here)
    notes += said
    twice = quality.duplicates(place, at, kind)
    if twice > 0.005 * held.size:
        notes.append(Note("duplicates", quality.DUPLICATES, {"count": twice}))
    report = QualityReport(
        method="quality of a file of incidents",
        n=int(rows.sum()),
        parameters={"file": table.path.name, "columns": list(table.columns)},
        notes=tuple(notes),
        placed=int(held.size),
        timed=int(timed.sum()),
        top_points=_top(x, y, place, count, odd, projection),
        figures={**figures, "duplicates": twice / max(1, held.size)},
    )
    labels = None if areas is None else tuple(areas[row] for row in held)
    return Incidents(x, y, at, timed, kind, kinds, labels, ~odd[place], held, projection, report)


def first_of_key(table: Table, key: str | None, notes: list[Note]) -> npt.NDArray[np.bool_]:
    """The first row of each number; all rows where no column of numbers is named."""
    rows = np.ones(table.rows, dtype=bool)
    if key is None:
        return rows
    numbers = np.array(table.column(key, "key"))
    _, first = np.unique(numbers, return_index=True)
    rows[:] = numbers == ""
    rows[first] = True
    if not rows.all():
        notes.append(Note("same_key", quality.SAME_KEY, {"count": int((~rows).sum()), "key": key}))
    return rows


def _coordinates(table: Table, columns: Columns) -> tuple[Floats, Floats]:
    if columns.x and not columns.y:  # metres along a road
        along = _numbers(table.column(columns.x, "x"))
        return along, np.where(np.isfinite(along), 1.0, np.nan)
    if columns.x or columns.y:
        return _numbers(table.column(columns.x, "x")), _numbers(table.column(columns.y, "y"))
    return _numbers(table.column(columns.lon, "lon")), _numbers(table.column(columns.lat, "lat"))


def _numbers(texts: list[str]) -> Floats:
    """Numbers with a point or a comma; what is no number is not-a-number."""
    try:
        return np.array([text or "nan" for text in texts], dtype=np.float64)
    except ValueError:
        return np.array([_number(text) for text in texts], dtype=np.float64)


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return float("nan")


def _when(table: Table, columns: Columns, zone: str | None, notes: list[Note]) -> tuple[Moments, npt.NDArray[np.bool_]]:
    """Moments, or all unknown where the file has no such column and none was named."""
    texts = table.optional(columns.time, "time")
    if texts is None:
        return np.full(table.rows, np.datetime64("NaT"), dtype="datetime64[s]"), np.zeros(table.rows, dtype=bool)
    read_ = moments(texts, zone=zone)
    notes += read_.notes
    if np.isnat(read_.at).all() and any(texts):
        why = read_.notes[0].words if read_.notes else NO_DATES
        params = read_.notes[0].params if read_.notes else {}
        reason = Words(*(why.fill(language, params) for language in ("kk", "ru", "en")))
        raise AnalysisRefused("no_dates", NO_DATES, reason=reason)
    return read_.at, read_.dated


def _metres(
    first: Floats, second: Floats, held: Ints, columns: Columns, notes: list[Note]
) -> tuple[Floats, Floats, LocalMetres | None, Ints]:
    """Project, or take metres as they are; drop what lies far outside."""
    projection, given = None, held.size
    if columns.x and not columns.y:
        return first[held], np.zeros(held.size), None, held
    if columns.x or columns.y:
        x, y = checks.points(first[held], second[held])
    else:
        _not_swapped(first[held], second[held])
        on_earth = (np.abs(first[held]) <= 180) & (np.abs(second[held]) <= 90)
        if float(on_earth.mean()) < 0.5:
            raise AnalysisRefused("metres", METRES)
        held = held[on_earth & _near(first[held], second[held])]
        projection = LocalMetres.around(first[held], second[held])
        x, y = projection.metres(first[held], second[held])
    apart = np.hypot(x - np.median(x), y - np.median(y))
    far = max(50_000.0, 10 * float(np.quantile(apart, 0.9)))
    inside = apart <= far
    lost = given - int(inside.sum())
    if lost:
        notes.append(Note("far", quality.FAR, {"count": lost, "far": round(far / 1000)}))
    return x[inside], y[inside], projection, held[inside]


def _near(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    """Within a few degrees of most points: one row of another continent must not decide the projection."""
    wide = max(5.0, 10 * float(np.quantile(np.abs(lon - np.median(lon)), 0.9)))
    return (np.abs(lon - np.median(lon)) <= wide) & (np.abs(lat - np.median(lat)) <= wide)


def _not_swapped(lon: Floats, lat: Floats) -> None:
    """Latitudes beyond the poles, or Kazakhstan laid into the Arctic Ocean, are exchanged columns."""
    east, north = float(np.median(lon)), float(np.median(lat))
    kazakhstan = 46 <= north <= 88 and 40 <= east <= 56 and north > 66
    if (abs(north) > 90 and abs(east) <= 90) or kazakhstan:
        raise AnalysisRefused("swapped", quality.SWAPPED, lat=round(north, 3), lon=round(east, 3))


def _kinds(texts: list[str], notes: list[Note]) -> tuple[Ints, tuple[str, ...]]:
    """Numbers of kinds, the commonest first; rare ones of a long list become "other"."""
    counted = Counter(text or "—" for text in texts)
    ranked = [name for name, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]
    if len(ranked) > MOST_KINDS:
        if len(ranked) >= quality.MANY_KINDS // 10:
            notes.append(Note("many_kinds", quality.KINDS, {"count": len(ranked), "kept": MOST_KINDS}))
        ranked = [*ranked[:MOST_KINDS], OTHER.en]
    number = {name: place for place, name in enumerate(ranked)}
    last = len(ranked) - 1
    return np.array([number.get(text or "—", last) for text in texts], dtype=np.int64), tuple(ranked)


def _top(
    x: Floats, y: Floats, place: Ints, count: Ints, odd: npt.NDArray[np.bool_], projection: LocalMetres | None
) -> tuple[dict[str, Any], ...]:
    """The commonest points with their coordinates as the file had them."""
    _, first = np.unique(place, return_index=True)
    best = [int(point) for point in np.argsort(-count, kind="stable")[: quality.TOP] if count[point] > 1]
    rows = first[best] if best else np.empty(0, dtype=np.int64)
    lon, lat = projection.degrees(x[rows], y[rows]) if projection and best else (x[rows], y[rows])
    return tuple(
        {"x": round(float(a), 6), "y": round(float(b), 6), "count": int(count[point]), "default": bool(odd[point])}
        for point, a, b in zip(best, lon, lat, strict=True)
    )
