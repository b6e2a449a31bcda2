"""The report of an assessment: what was counted, what each method says, what could be otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from senim_analysis.io.areas import AreaCounts
from senim_analysis.report import charts
from senim_analysis.report.markup import figure, folded, number, page, said, table, words
from senim_analysis.report.parts import HOW, escaped, made, notes, span
from senim_analysis.result import Result
from senim_analysis.words import Words

TITLE = Words("Шараны бағалау", "Оценка меры", "Assessment of a measure")
COUNTS = Words("Не саналды", "Что посчитано", "What was counted")
ANSWERS = Words("Әр тәсіл не дейді", "Что говорит каждый способ", "What each method says")
THREATS = Words("Қорытындыға не қауіп төндіреді", "Что угрожает выводу", "What threatens the conclusion")
AREA, BEFORE, AFTER = (
    Words("Аумақ", "Участок", "Area"),
    Words("Бұрын", "До", "Before"),
    Words("Кейін", "После", "After"),
)
GROUPS = {
    "treated": Words("Шара аумағы", "Участок меры", "Area of the measure"),
    "control": Words("Бақылау", "Контроль", "Control"),
    "ring": Words("Айналасы", "Окружение", "The ring around it"),
    "ring_control": Words("Бақылаудың айналасы", "Окружение контроля", "The ring around the control"),
}
SERIES = Words(
    "{name}, айлар бойынша. Тік сызық — шараның басы.",
    "{name}, по месяцам. Вертикаль — начало меры.",
    "{name}, by month. The upright line is the start of the measure.",
)
AS_TABLE = Words("Кесте түрінде", "Таблицей", "As a table")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the page shows. areas: where a file was given."""

    counts: Mapping[str, tuple[float, float]]
    results: tuple[Result, ...]
    areas: AreaCounts | None
    version: str
    command: str
    language: str


def assess_page(one: Assessment) -> str:
    """The whole HTML file."""
    rows = ([words(GROUPS[name]), number(before), number(after)] for name, (before, after) in one.counts.items())
    counted = table([words(AREA), words(BEFORE), words(AFTER)], rows)
    answers = "".join(
        f'<article class="card"><p class="lead">{said(result.sentence)}</p><p class="mute always" lang="en">{escaped(result.method)}</p></article>'
        for result in one.results
    )
    of_file = () if one.areas is None else one.areas.notes
    threats = {note.sentence("en"): note for notes_ in (of_file, *(r.notes for r in one.results)) for note in notes_}
    body = (
        f"<h1>{words(TITLE)}</h1><h2>{words(ANSWERS)}</h2>{answers}<h2>{words(COUNTS)}</h2>{_days(one.areas)}{counted}"
        f"{_series(one.areas)}<h2>{words(THREATS)}</h2>{notes(list(threats.values()))}"
        f"<h2>{words(HOW)}</h2>{made(one.version, one.command)}"
    )
    return page(TITLE, body, language=one.language)


def _days(areas: AreaCounts | None) -> str:
    if areas is None:
        return ""
    before, after = (span(np.datetime64(start), np.datetime64(end)) for start, end in (areas.before, areas.after))
    return f"<p>{words(BEFORE)}: {before}. {words(AFTER)}: {after}.</p>"


def _series(areas: AreaCounts | None) -> str:
    if areas is None or len(areas.months) < 4:
        return ""
    drawings = []
    for name, counts in areas.series.items():
        marks = charts.month_marks(np.datetime64(areas.months[0]), counts.size)
        drawing = charts.trend(counts, marks, f"s-{name}", band=False, upright=areas.first_after)
        caption = words(SERIES, {"name": GROUPS[name]})
        twin = folded(words(AS_TABLE), charts.month_table(np.datetime64(areas.months[0]), counts))
        drawings.append(figure(drawing, f'<span id="s-{name}">{caption}</span>', twin))
    return f'<div class="pair">{"".join(drawings)}</div>'
