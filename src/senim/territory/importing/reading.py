"""From bytes to rows: encodings, separators, decimal commas, headers in three languages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from senim.kernel.unpacking import Unfit, decoded, unpacked
from senim.territory.importing.issues import Bad

#: No file is larger than this when unpacked; a packed bomb stops here.
LIMIT_MB = 128


def unpack(content: bytes) -> bytes:
    """The file itself, unpacked where it is gzip. Raises Bad("too_big")."""
    try:
        return unpacked(content, LIMIT_MB)
    except Unfit as error:
        raise _bad(error) from error


def text_of(content: bytes) -> str:
    """The file as text: UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1251. Raises Bad."""
    try:
        return decoded(unpack(content))
    except Unfit as error:
        raise _bad(error) from error


def _bad(error: Unfit) -> Bad:
    return Bad(error.code, limit=LIMIT_MB) if error.code == "too_big" else Bad(error.code)


def features(content: bytes) -> list[dict[str, Any]]:
    """The features of a GeoJSON FeatureCollection in WGS 84. Raises Bad."""
    try:
        data = json.loads(text_of(content))
    except json.JSONDecodeError as error:
        raise Bad("not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise Bad("not_features") from error
    found = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else None
    if not isinstance(found, list):
        raise Bad("not_features")
    _check_crs(data.get("crs"))
    if not found:
        raise Bad("no_rows")
    return found


def _check_crs(crs: object) -> None:
    if not isinstance(crs, dict):
        return
    properties = crs.get("properties")
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if name and not any(known in name.upper() for known in ("CRS84", "4326", "WGS84", "WGS 84")):
        raise Bad("other_crs", crs=name[:80])


def is_json(content: bytes) -> bool:
    """Whether a file is rather GeoJSON than a table."""
    return unpack(content).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def rows(
    content: bytes, aliases: Mapping[str, tuple[str, ...]], needed: tuple[str, ...],
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table as (line number, {our column name: text}); unknown columns are passed over. Raises Bad.

    `aliases`: how each of our columns may be called; `needed`: columns without which the table makes no sense.
    """
    text = text_of(content)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        header = [_column(name, aliases) for name in next(lines)]
    except (StopIteration, csv.Error) as error:
        raise Bad("no_rows") from error
    if missing := [name for name in needed if name not in header]:
        raise Bad("no_header", columns=", ".join(missing))
    any_row = False
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                any_row = True
                yield lines.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
    except csv.Error as error:
        raise Bad("not_text") from error
    if not any_row:
        raise Bad("no_rows")


def _separator(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max((";", "\t", ","), key=first.count)


def _column(name: str, aliases: Mapping[str, tuple[str, ...]]) -> str:
    plain = name.strip().lower().replace(" ", "_")
    return next((ours for ours, names in aliases.items() if plain == ours or plain in names), "")


def number(text: str, column: str) -> float | None:
    """A number with a decimal point or comma; None for nothing. Raises Bad("number_bad")."""
    if not text:
        return None
    try:
        return float(text.replace(" ", "").replace("\xa0", "").replace(",", "."))
    except ValueError as error:
        raise Bad("number_bad", text=text[:40], column=column) from error
