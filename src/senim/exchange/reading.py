"""From the bytes of a file to rows of plain text: CSV, XLSX, JSON, packed by gzip or not.

What a file is shows in its first bytes, not in its name.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from senim.kernel import spreadsheet
from senim.kernel.spreadsheet import is_formula
from senim.kernel.unpacking import ZIP, Unfit, decoded, unpacked

#: A file unpacked, rows of a file, columns of a sheet.
LIMIT_MB, LIMIT_ROWS, LIMIT_COLUMNS = 128, 500_000, 200
#: One cell of a CSV file; a text of 10 000 letters is far below it.
csv.field_size_limit(1_000_000)


class Unreadable(Exception):
    """The file as a whole is no table; `code` is one of wording.FILE."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Sheet:
    """header: names of the columns; rows: (line in the file, cells), as they are read, once."""

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


def plain_of(content: bytes) -> bytes:
    """The file itself, unpacked where it is gzip. Raises Unreadable."""
    try:
        return unpacked(content, LIMIT_MB)
    except Unfit as error:
        raise Unreadable(error.code, str(LIMIT_MB)) from error


def read(plain: bytes, *, rows: str = "", sheet: str = "") -> Sheet:
    """The file as rows. rows: where the list lies in JSON ("data.items"); sheet: a sheet of a workbook, else its first.

    Raises Unreadable, also while the rows are taken.
    """
    if plain[:4] == ZIP:
        return _table(_xlsx(plain, sheet))
    try:
        text = decoded(plain)
    except Unfit as error:
        raise Unreadable(error.code) from error
    if text.lstrip()[:1] in ("{", "["):
        return _objects(text, rows)
    return _table(_csv(text))


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max((";", "\t", ",", "|"), key=first.count))
    try:
        for cells in lines:
            yield lines.line_num, [_unquoted(cell.strip()) for cell in cells]
    except csv.Error as error:
        raise Unreadable("not_text") from error


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from reckoning it, as our own files have it."""
    return cell[1:] if cell[:1] == "'" and is_formula(cell[1:]) else cell


def _xlsx(plain: bytes, sheet: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, cells in enumerate(spreadsheet.rows_of(plain, sheet, LIMIT_COLUMNS), start=1):
            yield number, [_cell(one) for one in cells]
    except spreadsheet.NotASheet as error:
        raise Unreadable("not_sheet") from error


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _table(lines: Iterator[tuple[int, list[str]]]) -> Sheet:
    header = next((cells for _line, cells in lines if any(cells)), None)
    if header is None:
        raise Unreadable("no_rows")
    while header and not header[-1]:
        header.pop()
    return Sheet(header, _limited((line, cells) for line, cells in lines if any(cells)))


def _limited(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(rows):
        if count >= LIMIT_ROWS:
            raise Unreadable("too_many", str(LIMIT_ROWS))
        yield row


def _objects(text: str, path: str) -> Sheet:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Unreadable("not_json", str(error)[:120]) from error
    found = _list_in(data, path)
    rows = [_flat(one) for one in found]
    header = list(dict.fromkeys(name for row in rows for name in row))
    if not header:
        raise Unreadable("no_rows")
    return Sheet(header, _limited((line, [row.get(name, "") for name in header]) for line, row in enumerate(rows, 1)))


def _list_in(data: Any, path: str) -> list[Any]:
    for step in filter(None, path.split(".")):
        if isinstance(data, list):
            break  # a list where an object was expected: it is the list that is meant
        data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise Unreadable("no_list", path or "[...]")
    return data


def _flat(one: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, str]:
    """{"applicant": {"phone": 1}} as {"applicant.phone": "1"}; a list as its texts, one after the other."""
    row: dict[str, str] = {}
    for name, value in one.items():
        if isinstance(value, dict) and depth < 6:
            row.update(_flat(value, f"{before}{name}.", depth + 1))
        elif isinstance(value, list):
            row[f"{before}{name}"] = ", ".join(_cell(each) for each in value if not isinstance(each, dict | list))
        else:
            row[f"{before}{name}"] = _cell(value) if not isinstance(value, dict) else ""
    return row
