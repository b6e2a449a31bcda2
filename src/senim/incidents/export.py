"""A view as a file: its table, with what it says, how it is counted, n, date and source in the head lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from senim.incidents.domain import Selection
from senim.incidents.panels.base import Panel
from senim.incidents.wording import of_selection
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.kernel.spreadsheet import csv_file

_HEAD: tuple[Label, ...] = (
    Label("Көрініс", "Вид", "View"),
    Label("Таңдау", "Выборка", "Selection"),
    Label("Қорытынды", "Вывод", "Finding"),
    Label("Қалай есептелген", "Как посчитано", "How it is counted"),
    Label("Дерек", "Данные", "Data"),
    Label("Файл жасалған күн", "Файл создан", "File made"),
)


def rows_of(panel: Panel, selection: Selection, at: datetime, language: str) -> Iterable[list[str]]:
    """Head lines, an empty line, the table."""
    said = (
        panel.title,
        of_selection(selection, language),
        panel.sentence,
        panel.definition,
        panel.note,
        f"{formats.day(at, language)} {at:%H:%M}",
    )
    for label, text in zip(_HEAD, said, strict=True):
        yield [label.in_(language), text]
    yield []
    columns, rows = panel.table
    yield [str(column["label"]) for column in columns]
    yield from rows


def csv_of(panel: Panel, selection: Selection, at: datetime, language: str) -> bytes:
    """The file as every table of the house. at: local."""
    return csv_file(rows_of(panel, selection, at, language))
