"""A plain table from a file: CSV in the usual encodings and separators, compressed or not, a sheet of XLSX, Parquet."""

from __future__ import annotations

import csv
import difflib
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from senim_analysis.errors import AnalysisRefused
from senim_analysis.io import parquet
from senim_analysis.result import Note
from senim_analysis.words import Words

GZIP, UTF16 = b"\x1f\x8b", (b"\xff\xfe", b"\xfe\xff")
#: First bytes of a ZIP and of an old Excel.
FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
ENCODINGS = ("utf-8-sig", "cp1251")
SEPARATORS = ",;\t|"
#: A column that is empty in this share of the rows, all together, was probably renamed.
GONE = 0.05

NO_FILE = Words("Файл жоқ: {path}.", "Файла нет: {path}.", "There is no such file: {path}.")
FOLDER = Words(
    "{path} — папка, файл емес.",
    "{path} — папка, а не файл.",
    "{path} is a folder and not a file.",
)
NOT_OURS = Words(
    "Бұл файл оқылмайды ({path}): CSV, CSV.gz, XLSX және Parquet қана оқылады. CSV (UTF-8) етіп сақтаңыз.",
    "Этот файл не читается ({path}): читаются CSV, CSV.gz, XLSX и Parquet. Сохраните его как CSV (UTF-8).",
    "This file cannot be read ({path}): CSV, CSV.gz, XLSX and Parquet are read. Save it as CSV (UTF-8).",
)
#: What can be wrong with a Parquet file, by the codes of its reader.
PARQUET = {
    "absent": Words(
        "Parquet файлын оқитын кітапхана орнатылмаған. Орнатыңыз: pip install '{value}'",
        "Не установлена библиотека, которая читает Parquet. Установите: pip install '{value}'",
        "The library that reads Parquet is not installed. Install it: pip install '{value}'",
    ),
    "broken": NOT_OURS,
    "nested": Words(
        "Файлдың бағандары кірістірілген не екілік: {value}. Жай бағандары бар кесте керек.",
        "Столбцы файла вложенные или двоичные: {value}. Нужна таблица с простыми столбцами.",
        "The columns of the file are nested or binary: {value}. A table of plain columns is needed.",
    ),
    "many_rows": Words(
        "Файлда тым көп жол бар ({value}). Кезеңдерге бөліңіз.",
        "В файле слишком много строк ({value}). Разделите его по периодам.",
        "The file has too many rows ({value}). Split it by period.",
    ),
    "too_big": Words(
        "Файл ашылғанда тым үлкен болады ({value} МБ-тан артық). Кезеңдерге бөліңіз.",
        "В распакованном виде файл слишком велик (больше {value} МБ). Разделите его по периодам.",
        "Unpacked, the file is too large (over {value} MB). Split it by period.",
    ),
}
LEFT_OUT = Words(
    "Кірістірілген не екілік бағандар алынбады: {names}.",
    "Вложенные и двоичные столбцы не взяты: {names}.",
    "Nested and binary columns were left out: {names}.",
)
EMPTY = Words("Файлда жол жоқ: {path}.", "В файле нет строк: {path}.", "The file holds no rows: {path}.")
NO_COLUMN = Words(
    "«{name}» бағаны жоқ. Барлары: {names}.{hint}",
    "Нет столбца «{name}». Есть: {names}.{hint}",
    "There is no column '{name}'. There are: {names}.{hint}",
)
PERHAPS = Words(" Мүмкін, {name}?", " Может быть, {name}?", " Perhaps {name}?")
NOT_TOLD = Words(
    "Қай баған «{role}» екені түсініксіз. Атын беріңіз (--{role}). Барлары: {names}.",
    "Непонятно, какой столбец — «{role}». Назовите его (--{role}). Есть: {names}.",
    "It is not clear which column is '{role}'. Name it (--{role}). There are: {names}.",
)
RENAMED = Words(
    "{row}-жолдан бастап файлда басқа тақырып жолы тұр; бағандар жаңа аттарымен алынды: {names}.",
    "Со строки {row} в файле другой заголовок; столбцы взяты по новым именам: {names}.",
    "From row {row} on the file has another header; columns were taken by their new names: {names}.",
)
MOVED = Words(
    "«{name}» бағаны {row}-жолдан кейін бос, ал «{other}» сонда толтырылған. Екеуін де беріңіз: --{role} {name},{other}",
    "Столбец «{name}» после строки {row} пуст, а «{other}» там заполнен. Дайте оба: --{role} {name},{other}",
    "The column '{name}' is empty after row {row} while '{other}' is filled there. Give both: --{role} {name},{other}",
)
SHORT_ROWS = Words(
    "{count} жолда баған саны жетіспейді: жетпегені бос деп алынды.",
    "В строках не хватает столбцов ({count} строк): недостающее сочтено пустым.",
    "{count} rows have too few columns: what is missing was taken as empty.",
)
ENCODING = Words(
    "Файл UTF-8 емес, Windows-1251 деп оқылды: әріптерді тексеріңіз.",
    "Файл не в UTF-8, прочитан как Windows-1251: проверьте буквы.",
    "The file is not UTF-8 and was read as Windows-1251: check the letters.",
)

#: Names under which files of many offices keep these columns.
USUAL = {
    "lon": ("lon", "longitude", "lng", "long", "point_x", "долгота", "бойлық"),
    "lat": ("lat", "latitude", "point_y", "широта", "ендік"),
    "time": (
        *("dispatch_local", "occurred_at_local", "occurred_at", "datetime", "date_time", "dispatch_date_time"),
        *("incident_datetime", "time", "date", "дата", "дата и время", "күні", "уақыты"),
    ),
    "category": (
        *("category", "offence", "offense", "offence_type", "type", "kind", "text_general_code", "crash_type_code"),
        *("вид", "категория", "түрі", "санаты"),
    ),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of text, all of one length. `notes`: what was odd about the file."""

    path: Path
    columns: dict[str, list[str]]
    rows: int
    notes: tuple[Note, ...] = ()

    def names(self) -> str:
        return ", ".join(self.columns)

    def column(self, wanted: str | None, role: str) -> list[str]:
        """The texts of a column. wanted: its name, or several with commas (the first filled one counts), or None:
        the usual names of the role are tried. Raises AnalysisRefused with the names that there are."""
        if wanted is None:
            found = self._usual(role)
            if found is None:
                raise AnalysisRefused("not_told", NOT_TOLD, role=role, names=self.names())
            return self.columns[found]
        named = [wanted] if wanted in self.columns else [part.strip() for part in wanted.split(",")]
        lists = [self._exact(name) for name in named]
        if len(lists) == 1:
            return lists[0]
        return [next((cell for cell in cells if cell), "") for cells in zip(*lists, strict=True)]

    def optional(self, wanted: str | None, role: str) -> list[str] | None:
        """The same, but None where nothing was named and no usual name is there."""
        try:
            return self.column(wanted, role)
        except AnalysisRefused:
            if wanted is not None:
                raise
            return None

    def _usual(self, role: str) -> str | None:
        """The first column with one of the usual names of the role."""
        return next((name for usual in USUAL.get(role, ()) for name in self.columns if name.lower() == usual), None)

    def _exact(self, name: str) -> list[str]:
        for known, cells in self.columns.items():
            if known.lower() == name.lower():
                return cells
        near = difflib.get_close_matches(name, list(self.columns), 1, 0.6)
        hint: Words | str = (
            Words(*(PERHAPS.fill(language, {"name": near[0]}) for language in ("kk", "ru", "en"))) if near else ""
        )
        raise AnalysisRefused("no_column", NO_COLUMN, name=name, names=self.names(), hint=hint)

    def moved(self, wanted: str | None, role: str) -> tuple[Note, ...]:
        """A note where the column ends early and another one goes on in its stead."""
        wanted = self._usual(role) if wanted is None else wanted
        if wanted is None or wanted not in self.columns:
            return ()
        cells = self.columns[wanted]
        last = max((row for row, cell in enumerate(cells) if cell), default=-1)
        after = self.rows - 1 - last
        if after < max(2, GONE * self.rows):
            return ()
        for other, beside in self.columns.items():
            filled = sum(map(bool, beside[last + 1 :])) >= 0.9 * after
            if other != wanted and filled and not any(beside[: last + 1]):
                return (Note("moved", MOVED, {"name": wanted, "other": other, "row": last + 2, "role": role}),)
        return ()


def read(path: Path | str) -> Table:
    """The whole file as text. Raises AnalysisRefused for a missing or an empty file, and for what is no table."""
    place = Path(path)
    if place.is_dir():
        raise AnalysisRefused("folder", FOLDER, path=str(place))
    if not place.is_file():
        raise AnalysisRefused("no_file", NO_FILE, path=str(place))
    if place.suffix.lower() == ".xlsx":
        return _table(place, _sheet(place), ())
    with place.open("rb") as file:
        if file.read(4) == parquet.MAGIC:
            return _parquet(place)
    text, notes = _text(place)
    return _table(place, csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), notes)


def _text(place: Path) -> tuple[str, tuple[Note, ...]]:
    raw = place.read_bytes()
    if raw[:2] == GZIP:
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as error:
            raise AnalysisRefused("not_ours", NOT_OURS, path=str(place)) from error
    if raw[:2] in UTF16:  # "Unicode text" of a spreadsheet
        return raw.decode("utf-16", errors="replace"), ()
    if b"\x00" in raw[:4096] or raw[:4] in FOREIGN:
        raise AnalysisRefused("not_ours", NOT_OURS, path=str(place))
    try:
        return raw.decode(ENCODINGS[0]), ()
    except UnicodeDecodeError:
        return raw.decode(ENCODINGS[1], errors="replace"), (Note("encoding", ENCODING),)


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def _sheet(place: Path) -> Iterator[list[str]]:
    """Rows of the first sheet, moments as ISO text."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only for this kind of file

    try:
        book = load_workbook(place, read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise AnalysisRefused("not_ours", NOT_OURS, path=str(place)) from error
    for row in book.worksheets[0].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in row]
    book.close()


def _parquet(place: Path) -> Table:
    try:
        found = parquet.read(place)
    except parquet.Unfit as error:
        raise AnalysisRefused(
            f"parquet_{error.code}", PARQUET[error.code], path=str(place), value=error.value
        ) from error
    if not found.rows:
        raise AnalysisRefused("empty_file", EMPTY, path=str(place))
    left = (Note("left_out", LEFT_OUT, {"names": ", ".join(found.left_out)}),) if found.left_out else ()
    return Table(place, found.columns, found.rows, left)


def _table(place: Path, rows: Iterable[Sequence[str]], notes: tuple[Note, ...]) -> Table:
    lines = iter(rows)
    header = [name.strip() for name in next(lines, [])]
    if not any(header):
        raise AnalysisRefused("empty_file", EMPTY, path=str(place))
    names = [name or f"column {place_ + 1}" for place_, name in enumerate(header)]
    known = {name.lower() for name in names}
    cells: list[list[str]] = [[] for _ in names]
    order, short, number, extra = list(range(len(names))), 0, 1, []
    for row in lines:
        number += 1
        if not row:
            continue
        if row[0].strip().lower() in known | {"date", "id"} and _is_header(row, known):
            order, said = _reordered(names, [cell.strip() for cell in row])
            extra += [Note("renamed", RENAMED, {"row": number, "names": ", ".join(row)})] if said else []
            continue
        short += len(row) < len(names)
        for place_, source in enumerate(order):
            cells[place_].append(row[source].strip() if source < len(row) else "")
    if not cells[0]:
        raise AnalysisRefused("empty_file", EMPTY, path=str(place))
    lost = (Note("short_rows", SHORT_ROWS, {"count": short}),) if short else ()
    return Table(place, dict(zip(names, cells, strict=True)), len(cells[0]), (*notes, *extra, *lost))


def _is_header(row: Sequence[str], known: set[str]) -> bool:
    """Most of its cells are names of columns."""
    return sum(cell.strip().lower() in known for cell in row) * 2 > len(row)


def _reordered(names: list[str], row: list[str]) -> tuple[list[int], bool]:
    """Where each column of the first header stands under the new one; a renamed one keeps its place."""
    where = {name.lower(): place for place, name in enumerate(row)}
    order = [where.get(name.lower(), place) for place, name in enumerate(names)]
    return order, [name.lower() for name in row] != [name.lower() for name in names]
