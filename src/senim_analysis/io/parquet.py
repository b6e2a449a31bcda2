"""A Parquet file as columns of text, as a CSV of the same data would hold them. Needs pyarrow (the extra "parquet").

What a file says of itself is held against limits before anything is read, and what comes out is counted while it is read:
a few kilobytes of Parquet can unpack to gigabytes. pyarrow is loaded here and nowhere else, and only to read a file.
"""

from __future__ import annotations

import io
import json
import math
import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

MAGIC = b"PAR1"
#: How to get the reader.
EXTRA = "senim[parquet]"
#: Rows that are unpacked at a time.
_BATCH = 10_000
_MIDNIGHT = "00:00:00"
#: What pandas writes for the numbers of its rows.
_INDEX = "__index_level_"
LON, LAT = "geometry:lon", "geometry:lat"


class Limits(NamedTuple):
    """rows and cells (rows x columns) of a table; megabytes that it may unpack to."""

    rows: int = 5_000_000
    cells: int = 60_000_000
    megabytes: int = 1024


USUAL = Limits()


class Unfit(Exception):
    """No table can be had: "absent" (no reader), "broken", "nested" (no plain column), "many_rows", "too_big".

    value: the number of rows, the limit in megabytes or the columns, where there is one.
    """

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns of text of one length, "" for nothing. left_out: nested and binary columns; twice: names met again."""

    columns: dict[str, list[str]]
    rows: int
    left_out: tuple[str, ...]
    twice: tuple[str, ...]


def read(source: bytes | Path, limits: Limits = USUAL) -> Sheet:
    """The table. Points of GeoParquet become two columns of degrees. Raises Unfit."""
    try:
        import pyarrow  # noqa: PLC0415 - 150 MB that nothing else needs
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Unfit("absent", EXTRA) from error
    try:
        with parquet.ParquetFile(io.BytesIO(source) if isinstance(source, bytes) else source) as plain:
            _check(plain.metadata, limits)
            texts = [one.name for one in plain.schema_arrow if _is_text(pyarrow, one.type)]
        # Words stay numbers of words until they are counted: a long word, told a million times, is stored once.
        again = io.BytesIO(source) if isinstance(source, bytes) else source
        with parquet.ParquetFile(again, read_dictionary=texts) as file:
            return _sheet(pyarrow, file, limits)
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise Unfit("broken") from error


def _check(told: Any, limits: Limits) -> None:
    """What the file says of itself. It may lie: what is read is counted once more."""
    unpacked = sum(told.row_group(place).total_byte_size for place in range(told.num_row_groups))
    if told.num_rows > limits.rows or told.num_rows * told.num_columns > limits.cells:
        raise Unfit("many_rows", str(told.num_rows))
    if unpacked > limits.megabytes * 2**20:
        raise Unfit("too_big", str(limits.megabytes))


def _is_text(pyarrow: Any, kind: Any) -> bool:
    return bool(pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind))


def _sheet(pyarrow: Any, file: Any, limits: Limits) -> Sheet:
    place = _geometry(file.schema_arrow.metadata)
    found, odd, twice = _columns(pyarrow, file.schema_arrow, place)
    wanted = [*found, *([place] if place and place in file.schema_arrow.names else [])]
    if not wanted:
        raise Unfit("nested", ", ".join(odd))
    cells: dict[str, list[str]] = {title: [] for title in found.values()}
    points: list[tuple[str, str]] = []
    rows = size = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
        names = batch.schema.names
        for name, title in found.items():
            texts = _texts(pyarrow, batch.column(names.index(name)))
            cells[title] += texts
            size += sum(map(len, set(texts)))
        if place in names:
            points += [_point(shape) for shape in batch.column(names.index(place)).to_pylist()]
        rows += batch.num_rows
        if size > limits.megabytes * 2**20 or rows > limits.rows:
            raise Unfit("too_big", str(limits.megabytes))
    for name, title in found.items():
        if pyarrow.types.is_timestamp(file.schema_arrow.types[file.schema_arrow.names.index(name)]):
            cells[title] = _days(cells[title])
    if any(lon for lon, _ in points):
        cells |= {LON: [lon for lon, _ in points], LAT: [lat for _, lat in points]}
    elif place:
        odd.append(place)
    return Sheet(cells, rows, tuple(odd), tuple(twice))


def _columns(pyarrow: Any, schema: Any, place: str) -> tuple[dict[str, str], list[str], list[str]]:
    """({name in the file: its title}, nested and binary columns, titles that are there again)."""
    found: dict[str, str] = {}
    odd, twice = [], []
    for number, one in enumerate(schema, start=1):
        title = one.name.strip() or f"column {number}"
        if one.name == place or title.startswith(_INDEX):
            continue
        if title in found.values():
            twice.append(title)
        elif _is_plain(pyarrow.types, one.type):
            found[one.name] = title
        else:
            odd.append(title)
    return found, odd, twice


def _is_plain(types: Any, kind: Any) -> bool:
    """Whether each value of the column is one text, number, day or moment."""
    inner = kind.value_type if types.is_dictionary(kind) else kind
    tests: Iterable[Callable[[Any], bool]] = (
        *(types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_floating),
        *(types.is_decimal, types.is_boolean, types.is_date, types.is_time, types.is_timestamp, types.is_null),
    )
    return any(test(inner) for test in tests)


def _texts(pyarrow: Any, column: Any) -> list[str]:
    """The cells of a part of a column; each different value is written once."""
    types, kind = pyarrow.types, column.type
    if types.is_null(kind):
        return [""] * len(column)
    if types.is_timestamp(kind) and kind.unit == "ns":
        # Python's moments end at the microsecond.
        column = column.cast(pyarrow.timestamp("us", kind.tz), safe=False)
    elif types.is_time64(kind) and kind.unit == "ns":
        column = column.cast(pyarrow.time64("us"), safe=False)
    coded = column if types.is_dictionary(kind) else column.dictionary_encode()
    used = coded.indices.unique().drop_null()
    values = dict(zip(used.to_pylist(), map(_text, coded.dictionary.take(used).to_pylist()), strict=True))
    values[None] = ""
    return [values[number] for number in coded.indices.to_pylist()]


def _text(value: Any) -> str:
    """A value as a spreadsheet would write it; not-a-number is nothing, as pandas means it."""
    if isinstance(value, str):
        return value.strip()
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _days(column: list[str]) -> list[str]:
    """Days without their hour where the whole column is midnights: many tools know moments only and so write days."""
    if all(cell[10:].strip() == _MIDNIGHT for cell in column if cell) and any(column):
        return [cell[:10] for cell in column]
    return column


def _geometry(metadata: Any) -> str:
    """The column of points that GeoParquet names in its notes; "" where there is none in degrees."""
    try:
        told = json.loads((metadata or {}).get(b"geo", b"{}"))
        name = str(told.get("primary_column", ""))
        column = told.get("columns", {}).get(name, {})
        code = str((column.get("crs") or {}).get("id", {}).get("code", "CRS84"))
    except (ValueError, AttributeError):
        return ""
    return name if column.get("encoding") == "WKB" and code in ("CRS84", "4326") else ""


def _point(shape: Any) -> tuple[str, str]:
    """(longitude, latitude) of well-known binary; nothing where it is no point."""
    if not isinstance(shape, bytes) or len(shape) < 21 or shape[0] > 1:
        return "", ""
    kind, lon, lat = struct.unpack("<Idd" if shape[0] else ">Idd", shape[1:21])
    # 1: a point; 1001 and the like, and the high bits: the same with a height.
    return (_text(lon), _text(lat)) if (kind & 0xFFFF) % 1000 == 1 else ("", "")
