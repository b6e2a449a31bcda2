"""Parts that several reports share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from senim_analysis.io.quality import QualityReport
from senim_analysis.report.charts import MONTHS
from senim_analysis.report.markup import folded, number, said, table, words
from senim_analysis.result import Note
from senim_analysis.words import Words

QUALITY = Words("Дерекке қаншалықты сүйенуге болады", "Насколько можно полагаться на данные", "What the file can bear")
CLEAN = Words(
    "Файлдан оғаш ештеңе байқалмады.", "Ничего странного в файле не замечено.", "Nothing odd was seen in the file."
)
TOP_POINTS = Words("Ең жиі нүктелер", "Самые частые точки", "The commonest points")
POINT, COUNT = Words("Нүкте", "Точка", "Point"), Words("Оқиға", "Событий", "Events")
DEFAULT = Words("әдепкі мекенжайға ұқсайды", "похоже на адрес по умолчанию", "looks like a default address")
HOW = Words("Қалай есептелді", "Как посчитано", "How it was done")
MADE = Words(
    "senim {version}; осы пәрмен дәл осы нәтижені қайта береді:",
    "senim {version}; эта же команда даст то же самое:",
    "senim {version}; the same command gives the same again:",
)


def span(first: np.datetime64, last: np.datetime64) -> str:
    """Two days as each language writes them."""
    days = [one.astype("datetime64[D]").item() for one in (first, last)]
    numbers = "–".join(f"{day:%d.%m.%Y}" for day in days)
    english = " – ".join(f"{day.day} {MONTHS[day.month - 1].en} {day.year}" for day in days)
    return said(lambda language: english if language == "en" else numbers)


def notes(every: Sequence[Note]) -> str:
    """Cautions as a list."""
    if not every:
        return ""
    return '<ul class="notes">' + "".join(f"<li>{said(note.sentence)}</li>" for note in every) + "</ul>"


def quality(report: QualityReport) -> str:
    """What is odd about the file, and its commonest points."""
    rows = (
        [f"{one['x']}, {one['y']}" + (f" ({words(DEFAULT)})" if one["default"] else ""), number(one["count"])]
        for one in report.top_points
    )
    points = folded(words(TOP_POINTS), table([words(POINT), words(COUNT)], rows)) if report.top_points else ""
    odd = notes(report.notes) or f"<p>{words(CLEAN)}</p>"
    return f"<h2>{words(QUALITY)}</h2><p>{said(report.sentence)}</p>{odd}{points}"


def made(version: str, command: str) -> str:
    """What made the file, so that anybody can make it again."""
    return f"<p>{words(MADE, {'version': version})}<br><code>{escaped(command)}</code></p>"


def escaped(value: str) -> str:
    """A text that is the same in every language."""
    return said(lambda _language: value)
