"""From bytes to columns of text: CSV, XLSX, Parquet, GeoJSON and ArcGIS JSON, packed or not, with the row of each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from senim.incidents.importing.issues import Bad
from senim.kernel import spreadsheet
from senim.kernel.unpacking import Unfit, decoded, unpacked

#: No file is larger than this when unpacked; a packed bomb stops here.
LIMIT_MB = 256
#: And none has more rows, or rows x columns, than this: a Parquet file of kilobytes may say that it has billions.
LIMIT_ROWS, LIMIT_CELLS = 3_000_000, 40_000_000
#: Columns that hold the coordinates of GeoJSON points.
LON, LAT = "geometry:lon", "geometry:lat"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns of text of one length; `numbers`: the row of each in the file (the header of a table is row 1)."""

    columns: dict[str, list[str]]
    numbers: list[int]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> int:
        return len(self.numbers)


def unpack(content: bytes) -> bytes:
    """The file itself, unpacked where it is gzip. Raises Bad."""
    try:
        return unpacked(content, LIMIT_MB)
    except Unfit as error:
        raise Bad(error.code, str(LIMIT_MB) if error.code == "too_big" else "") from error


def read(content: bytes) -> Sheet:
    """The file as columns. What it is shows in its first bytes, not in its name. Raises Bad."""
    plain = unpack(content)
    if plain[:4] == b"PAR1":
        return _parquet(plain)
    if plain[:4] == b"PK\x03\x04":
        return _table(_sheet(plain))
    text = _text(plain)
    if text.lstrip()[:1] in ("{", "["):
        return _features(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        return _table((lines.line_num, row) for row in lines)
    except csv.Error as error:
        raise Bad("not_text", "") from error


def _text(plain: bytes) -> str:
    try:
        return decoded(plain)
    except Unfit as error:
        raise Bad(error.code, "") from error


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max((",", ";", "\t", "|"), key=first.count)


def _sheet(plain: bytes) -> list[tuple[int, list[str]]]:
    try:
        rows = spreadsheet.rows_of(plain)
        return [(number, [_cell(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    except spreadsheet.NotASheet as error:
        raise Bad("not_sheet", "") from error


def _parquet(plain: bytes) -> Sheet:
    try:
        from senim_analysis.io import parquet  # noqa: PLC0415 - the heavy stack, and only for this kind of file
    except ImportError as error:
        raise Bad("parquet_absent", "senim[parquet]") from error
    try:
        found = parquet.read(plain, parquet.Limits(LIMIT_ROWS, LIMIT_CELLS, LIMIT_MB))
    except parquet.Unfit as error:
        raise Bad("too_big" if error.code == "too_big" else f"parquet_{error.code}", error.value) from error
    if not found.rows:
        raise Bad("no_rows", "")
    notes = [*(("nested", name) for name in found.left_out), *(("twice", name) for name in found.twice)]
    return Sheet(found.columns, list(range(1, found.rows + 1)), tuple(notes))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _table(lines: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    rows = iter(lines)
    header = next((row for _number, row in rows if any(cell.strip() for cell in row)), None)
    if header is None:
        raise Bad("no_rows", "")
    names, notes = _names(header)
    columns: list[list[str]] = [[] for _ in names]
    numbers: list[int] = []
    width = len(names)
    for number, row in rows:
        if not any(row):
            continue
        numbers.append(number)
        for place in range(width):
            columns[place].append(row[place].strip() if place < len(row) else "")
    if not numbers:
        raise Bad("no_rows", "")
    kept = {name: cells for name, cells in zip(names, columns, strict=True) if name}
    return Sheet(kept, numbers, notes)


def _names(header: Sequence[str]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Names of the columns, "" for one that is there already."""
    names: list[str] = []
    notes = []
    for place, cell in enumerate(header):
        name = cell.strip() or f"column {place + 1}"
        if name in names:
            notes.append(("twice", name))
        names.append("" if name in names else name)
    return names, tuple(notes)


def _features(text: str) -> Sheet:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Bad("not_features", "") from error
    found = data.get("features") if isinstance(data, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Bad("not_features", "")
    if not found:
        raise Bad("no_rows", "")
    rows = [_feature(one) for one in found]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name, "") for row in rows] for name in names}
    return Sheet(columns, list(range(1, len(rows) + 1)))


def _feature(one: dict[str, Any]) -> dict[str, str]:
    """Properties (GeoJSON) or attributes (ArcGIS) with the coordinates of a point."""
    given = one.get("properties") or one.get("attributes") or {}
    row = {str(name): _cell(value).strip() for name, value in given.items() if not isinstance(value, dict | list)}
    shape = one.get("geometry") or {}
    point = shape.get("coordinates") if shape.get("type") == "Point" else (shape.get("x"), shape.get("y"))
    if isinstance(point, list | tuple) and len(point) >= 2 and point[0] is not None:
        row[LON], row[LAT] = str(point[0]), str(point[1])
    return row
