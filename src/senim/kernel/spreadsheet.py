"""Tables that somebody opens in a spreadsheet: the one way in which the house writes CSV and XLSX, and opens a
workbook.

CSV is UTF-8 with the mark by which Excel knows it (Kazakh letters stay whole), parted by semicolons, as Excel expects
it where numbers have a decimal comma. Rows are read once and one after the other: a hundred thousand of them take no
more memory than a hundred.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any
from zipfile import BadZipFile

from senim.kernel.clock import local

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What Excel reads of one cell.
LONGEST = 32_767
#: Bytes that leave at once.
PIECE = 64 * 1024
#: A cell that begins so is reckoned, not read, by a spreadsheet (OWASP, CSV injection).
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?\d[\d \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]*(?:[.,]\d+)*\s?%?")
_SPACES = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}](?=\d{3})")
#: What XML cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Cell = str | int | float | Decimal | bool | date | datetime | None
Rows = Iterable[Sequence[Any]]


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers, without spaces between thousands."""
    text = str(cell)
    if _NUMBER.fullmatch(text):
        return _SPACES.sub("", text)
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might reckon this text."""
    return text.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) or text[:1] in _FORMULA


def as_text(cell: Any) -> str:
    """A cell of a CSV file: days as 2026-05-12, moments on Kazakhstan's clock, nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{local(cell):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return safe(str(cell))


def csv_pieces(rows: Rows) -> Iterator[bytes]:
    """The file in pieces of about 64 KB, as the rows come."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    out.write("\ufeff")
    for row in rows:
        write.writerow([as_text(cell) for cell in row])
        if out.tell() >= PIECE:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def csv_file(rows: Rows) -> bytes:
    """The whole file, for tables that are small."""
    return b"".join(csv_pieces(rows))


def xlsx_file(head: Sequence[Any], rows: Rows, *, title: str, about: Rows = ()) -> IO[bytes]:
    """A workbook in a nameless file on the disk, at its beginning; the caller closes it. No row waits in memory.

    head: words above the columns. title: the name of the sheet. about: rows of a second sheet (what it is, from when).
    A text stays a text: what begins like a formula is marked as quoted, so that it is none after editing either.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only this kind of file needs it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Font  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for place, label in enumerate(head, 1):
        sheet.column_dimensions[get_column_letter(place)].width = min(max(len(str(label)) + 2, 14), 60)

    def plain(owner: Any, cell: Any) -> Any:
        if isinstance(cell, datetime):
            return local(cell).replace(tzinfo=None)  # a spreadsheet knows no time zones: Kazakhstan's clock
        if cell is None or isinstance(cell, (int, float, Decimal, date)):
            return cell
        text = _CONTROL.sub("", str(cell))[:LONGEST]
        if not is_formula(text):
            return text
        quoted: Any = WriteOnlyCell(owner, text)
        quoted.data_type, quoted.quotePrefix = "s", True
        return quoted

    def bold(label: Any) -> Any:
        cell = WriteOnlyCell(sheet, str(label))
        cell.font = Font(bold=True)
        return cell

    sheet.append([bold(label) for label in head])
    for row in rows:
        sheet.append([plain(sheet, cell) for cell in row])
    if about := list(about):
        second: Any = book.create_sheet("i")
        second.column_dimensions["A"].width, second.column_dimensions["B"].width = 28, 90
        for row in about:
            second.append([plain(second, cell) for cell in row])
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the caller sends it and closes it
    book.save(out)
    out.seek(0)
    return out


class NotASheet(Exception):
    """Bytes that are no workbook, or a damaged one."""


def rows_of(content: bytes, sheet: str = "", columns: int | None = None) -> Iterator[tuple[Any, ...]]:
    """The values of a workbook's sheet (the first one where no such name is there), row by row. Raises NotASheet."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only for this kind of file
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - as above

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        chosen = book[sheet] if sheet and sheet in book.sheetnames else book.worksheets[0]
        yield from chosen.iter_rows(values_only=True, max_col=columns)
        book.close()
    except (BadZipFile, InvalidFileException, OSError, LookupError, ValueError, TypeError, SyntaxError) as error:
        # The library names a fault of a file by whatever its parts raise.
        raise NotASheet from error
