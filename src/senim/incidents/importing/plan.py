"""A file understood row by row: what can be taken, what is wrong, where and when it was. Writes nothing."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from senim.incidents.domain import Geocode
from senim.incidents.importing import moments
from senim.incidents.importing.addresses import keys
from senim.incidents.importing.areas import Names
from senim.incidents.importing.issues import KEPT, KEPT_NOTES, SHORT, Bad, Issue
from senim.incidents.importing.reading import Sheet
from senim.territory import api as territory

#: Told (rows done, rows in all).
Tick = Callable[[int, int], None]
_STEP = 4000
_EPOCH = date(1970, 1, 1)
NOT_MAPPED = "—"
#: Degrees beyond the file's own territory where a point is no longer believed.
FAR = 2.0


class Row(NamedTuple):
    """A row that can be taken. minute, until: local minutes; start, end: aware UTC."""

    row: int
    ref: str
    appeal: str
    minute: int
    start: datetime
    until: int | None
    end: datetime | None
    timed: bool
    category: str
    lon: float | None
    lat: float | None
    geocode: Geocode
    address: str
    segment: str
    address_text: str
    path: str


@dataclass(frozen=True, slots=True)
class Options:
    """mapping: {our column: the file's}; zone: of local times; complete: the file holds all events of its period;
    area_path: of rows that lie in no known beat; now: nothing may be later."""

    mapping: dict[str, str]
    zone: str
    now: datetime
    area_path: str = ""
    complete: bool = False


@dataclass
class Plan:
    """Rows that can be taken and what was odd."""

    rows: list[Row] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tally: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    _areas: Names | None = None

    def areas(self, options: Options) -> Names:
        """Areas by name, made when the first row names one."""
        if self._areas is None:
            self._areas = Names(options.area_path)
        return self._areas

    def note(self, row: int, column: str, code: str, value: str, *, is_error: bool) -> None:
        """Count an issue; keep the first thousand errors, and the first hundred notes of each sort."""
        self.tally[code] += 1
        self.refused += is_error
        if self.refused <= KEPT if is_error else self.tally[code] <= KEPT_NOTES:
            self.issues.append(Issue(row, column[:SHORT], code, value[:SHORT], is_error))


def plan(sheet: Sheet, options: Options, tick: Tick) -> Plan:
    """Read every row. Raises Bad where the whole file cannot be understood."""
    cells = _cells(sheet, options.mapping)
    reader = _reader(cells, options.zone)
    made, seen = Plan(), _Refs("ref" in options.mapping)
    for code, value in sheet.notes:
        made.note(0, value, code, value, is_error=False)
    names = tuple(cells)
    for done, (number, values) in enumerate(zip(sheet.numbers, zip(*cells.values(), strict=True), strict=True)):
        if not done % _STEP:
            tick(done, sheet.rows)
        try:
            made.rows.append(_row(number, dict(zip(names, values, strict=True)), reader, options, seen, made))
        except Bad as bad:
            made.note(number, options.mapping.get(bad.column, ""), bad.code, bad.value, is_error=True)
    _locate(made, options)
    tick(sheet.rows, sheet.rows)
    return made


def _locate(made: Plan, options: Options) -> None:
    """The beat of each row on its own day; what lies in no known area belongs to the area of the feed."""
    days: dict[int, date] = {
        number: _EPOCH + timedelta(days=number) for number in {row.minute // 1440 for row in made.rows}
    }
    lon, lat = (
        [float("nan") if one is None else one for one in values]
        for values in ([row.lon for row in made.rows], [row.lat for row in made.rows])
    )
    paths = territory.locate_many(lon, lat, [days[row.minute // 1440] for row in made.rows])
    is_far = _far(made.rows, paths)
    for place, (row, path) in enumerate(zip(made.rows, paths, strict=True)):
        kept = row
        if not path and row.lon is not None:
            far = is_far(row)
            told, column = "far" if far else "outside", options.mapping.get("lon", "")
            made.note(row.row, column, told, f"{row.lon}, {row.lat}", is_error=False)
            kept = row._replace(lon=None, lat=None, geocode=Geocode.NONE) if far else row
        made.rows[place] = kept._replace(path=path or row.path or options.area_path)


def _far(rows: list[Row], paths: list[str]) -> Callable[[Row], bool]:
    """Whether a point lies far from all that the file has in known areas: a slip of the pen, not a place. Where nothing
    of the file lies in a known area nothing is far."""
    known = [(row.lon, row.lat) for row, path in zip(rows, paths, strict=True) if path and row.lon is not None]
    if not known:
        return lambda _row: False
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*known, strict=True))

    def is_far(row: Row) -> bool:
        assert row.lon is not None and row.lat is not None
        return not (west - FAR <= row.lon <= east + FAR and south - FAR <= row.lat <= north + FAR)

    return is_far


def _cells(sheet: Sheet, mapping: dict[str, str]) -> dict[str, list[str]]:
    if "from" not in mapping:
        raise Bad("no_time_column", "")
    for name in mapping.values():
        if name not in sheet.columns:
            raise Bad("no_column", name)
    return {role: sheet.columns[name] for role, name in mapping.items()}


def _reader(cells: dict[str, list[str]], zone: str) -> moments.Reader:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Bad("zone_unknown", zone) from error
    return moments.Reader(zone, day_first=moments.day_first([*cells["from"], *cells.get("to", ())]))


def _row(number: int, cell: dict[str, str], read: moments.Reader, options: Options, seen: _Refs, made: Plan) -> Row:
    start, end = _times(cell, read, options.now)
    lon, lat, oddity = _place(cell)
    category = " ".join(cell.get("category", "").split())[:200] or NOT_MAPPED
    area = _area(number, cell, options, made)
    text = " ".join(filter(None, (cell.get("address", ""), cell.get("house", ""))))[:160]
    address, segment = keys(text)
    ref = seen.take(cell.get("ref", ""), (start.minute, category, lon, lat, address or area))
    if oddity:
        made.note(number, options.mapping.get("lon", ""), oddity, _shown(cell), is_error=False)
    return Row(
        number,
        ref,
        cell.get("appeal", "").upper()[:12],
        start.minute,
        start.utc,
        end.minute if end else None,
        end.utc if end else None,
        start.timed,
        category,
        lon,
        lat,
        Geocode.NONE if lon is None else Geocode.POINT,
        address,
        segment,
        text,
        area,
    )


def _area(number: int, cell: dict[str, str], options: Options, made: Plan) -> str:
    """The area that a row names, for where it has no point; "" for none."""
    named = cell.get("area", "")
    found = made.areas(options).path(named) if named else ""
    if named and not found:
        made.note(number, options.mapping.get("area", ""), "area_unknown", named, is_error=False)
    return found


def _times(cell: dict[str, str], read: moments.Reader, now: datetime) -> tuple[moments.Moment, moments.Moment | None]:
    text = cell["from"] or cell.get("to", "")
    if not text:
        raise Bad("time_missing", "", "from")
    start = _moment(moments.joined(text, cell["clock"]) if cell.get("clock") else text, read, "from")
    if start.utc > now:
        raise Bad("time_future", text, "from")
    if not cell.get("to") or cell["to"] == text:
        return start, None
    end = _moment(cell["to"], read, "to")
    if end.utc < start.utc:
        raise Bad("time_turned", f"{text} > {cell['to']}", "to")
    return start, end


def _moment(text: str, read: moments.Reader, column: str) -> moments.Moment:
    try:
        return read(text)
    except Bad as bad:
        raise Bad(bad.code, bad.value, column) from bad


def _place(cell: dict[str, str]) -> tuple[float | None, float | None, str]:
    """(lon, lat, what is odd). Raises Bad where there are numbers that are no place."""
    lon, lat = (_number(cell.get(name, ""), name) for name in ("lon", "lat"))
    if lon is None or lat is None:
        return None, None, "no_place"
    if lon == 0 and lat == 0:
        return None, None, "zero_place"
    if abs(lon) > 1000 or abs(lat) > 1000:
        raise Bad("projected", _shown(cell), "lon")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Bad("off_earth", _shown(cell), "lon")
    # Kazakhstan lies at 46-88 east and 40-56 north: exchanged, it would lie in the Barents Sea and east of it.
    # One such point would stretch every map and every distance to the pole.
    if 40 <= lon <= 56 and 57 <= lat <= 88:
        return None, None, "swapped"
    return lon, lat, ""


def _number(text: str, column: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        try:
            value = float(text.replace(" ", "").replace("\xa0", "").replace(",", "."))
        except ValueError as error:
            raise Bad("number_bad", text, column) from error
    if not math.isfinite(value):
        raise Bad("number_bad", text, column)
    return value


def _shown(cell: dict[str, str]) -> str:
    return f"{cell.get('lon', '')}, {cell.get('lat', '')}"


class _Refs:
    """The feed's own numbers, or digests where it has none: then the same row twice is two events."""

    def __init__(self, given: bool) -> None:
        self._given = given
        self._seen: Counter[str] = Counter()

    def take(self, ref: str, facts: tuple[Any, ...]) -> str:
        """A key that is there once. Raises Bad("repeated")."""
        if ref:
            key = ref if len(ref) <= 60 else hashlib.sha256(ref.encode()).hexdigest()[:40]
            self._seen[key] += 1
            if self._seen[key] > 1:
                raise Bad("repeated", ref, "ref")
            return key
        key = "#" + hashlib.blake2b(repr(facts).encode(), digest_size=12).hexdigest()
        self._seen[key] += 1
        return f"{key}.{self._seen[key]}"


def categories(made: Plan) -> Iterator[tuple[str, int]]:
    """The file's words, the commonest first."""
    yield from Counter(row.category for row in made.rows).most_common()
