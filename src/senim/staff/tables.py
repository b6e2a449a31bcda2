"""From the bytes of a CSV or XLSX file to rows of plain text. What is no table is refused, a packed bomb too."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from senim.kernel import spreadsheet
from senim.kernel.unpacking import ZIP, Unfit, decoded, unpacked

MAX_BYTES, MAX_ROWS = 5 * 1024 * 1024, 20_000
UNPACKED_MB = 100


class Unreadable(Exception):
    """The file as a whole is no table; `code` says why."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


def cells(content: bytes) -> Iterator[list[str]]:
    if len(content) > MAX_BYTES:
        raise Unreadable("file_big")
    try:
        plain = unpacked(content, UNPACKED_MB)
        for count, row in enumerate(_xlsx(plain) if plain[:4] == ZIP else _csv(plain)):
            if count > MAX_ROWS:
                raise Unreadable("too_many_rows")
            yield [_plain(cell) for cell in row]
    except Unfit as error:
        raise Unreadable("file_big" if error.code == "too_big" else error.code) from error


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).replace("\x00", "").split())


def _csv(plain: bytes) -> Iterator[list[str]]:
    text = decoded(plain)
    first = text.split("\n", 1)[0]
    separator = max((";", "\t", ","), key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Unreadable("not_text") from error


def _xlsx(content: bytes) -> Iterator[list[Any]]:
    try:
        yield from map(list, spreadsheet.rows_of(content, columns=60))
    except spreadsheet.NotASheet as error:
        raise Unreadable("not_text") from error
