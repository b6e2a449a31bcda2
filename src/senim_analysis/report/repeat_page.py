"""The report of near repeats: one table whose cells say how many times chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim_analysis.io.quality import QualityReport
from senim_analysis.near_repeat_table import NearRepeatResult
from senim_analysis.report import charts
from senim_analysis.report.markup import figure, folded, number, page, said, table, words
from senim_analysis.report.parts import HOW, made, notes, quality
from senim_analysis.words import Words, probability

TITLE = Words("Жақын қайталанулар: {file}", "Близкие повторы: {file}", "Near repeats: {file}")
CAPTION = Words(
    "Жолдар — қашықтық (м), бағандар — тәулік. Сан — кездейсоқтықтан неше есе көп; жиектелгені — кездейсоқтықтан асады (жалған жиек 5 %-дан аспайды); "
    "«—» — күтілген жұп 1-ден аз.",
    "Строки — расстояние (м), столбцы — сутки. Число — во сколько раз больше случайного; в рамке — сверх случайного (ложных рамок не больше 5 %); "
    "«—» — ожидается меньше одной пары.",
    "Rows are distance (m), columns are days. The number is times chance; framed cells are beyond chance (at most 5% of such frames are false); "
    "'—' where less than one pair is expected.",
)
HEAD = (
    Words("Қашықтық, м", "Расстояние, м", "Distance, m"),
    Words("Тәулік", "Сутки", "Days"),
    Words("Жұп", "Пар", "Pairs"),
    Words("Күтілгені", "Ожидалось", "Expected"),
    Words("Есе", "Во сколько раз", "Times"),
    Words("p", "p", "p"),
)
AS_TABLE = Words("Кесте түрінде", "Таблицей", "As a table")
METHOD = Words(
    "{n} оқиғаның барлық жұбы саналды. Күтілген сан мен шашырау — оқиға уақыттарын араластырудың дәл моменттері; жұптар емес, уақыттар араластырылады.",
    "Сосчитаны все пары {n} событий. Ожидаемое число и разброс — точные моменты перестановки времён событий, а не пар.",
    "All pairs of {n} events were counted. Expected counts and their scatter are the exact moments of shuffling the times of events, not pairs.",
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """What the page shows."""

    file: str
    quality: QualityReport
    result: NearRepeatResult
    version: str
    command: str
    language: str


def repeat_page(one: Repeat) -> str:
    """The whole HTML file."""
    title = Words(*(TITLE.fill(language, {"file": one.file}) for language in ("kk", "ru", "en")))
    drawing = figure(
        _grid(one.result), f'<span id="grid">{words(CAPTION)}</span>', folded(words(AS_TABLE), _table(one.result))
    )
    how = f"<h2>{words(HOW)}</h2><p>{words(METHOD, {'n': one.result.n})}</p>{made(one.version, one.command)}"
    lead = f'<p class="lead">{said(one.result.sentence)}</p>'
    body = f"<h1>{words(title)}</h1>{lead}{notes(one.result.notes)}{drawing}{quality(one.quality)}{how}"
    return page(title, body, language=one.language)


def _grid(result: NearRepeatResult) -> str:
    """Cells shaded by how many times chance, up to twice."""
    wide, high, left, top = 84.0, 34.0, 92.0, 20.0
    rows, columns = result.observed.shape
    parts = [
        charts.text(left + wide * (place + 0.5), 13, result.label(0, place)[1], "middle", "soft")
        for place in range(columns)
    ]
    for row in range(rows):
        parts.append(charts.text(left - 8, top + high * (row + 0.5) + 4, result.label(row, 0)[0], "end", "soft"))
        for column in range(columns):
            ratio, x, y = float(result.ratio[row, column]), left + wide * column, top + high * row
            shade = 0 if not np.isfinite(ratio) else int(np.clip(np.ceil(5 * (ratio - 1)), 0, 5))
            more = result.q_value[row, column] <= 0.05 and result.observed[row, column] > result.expected[row, column]
            parts.append(f'<rect class="f{shade}" x="{x:g}" y="{y:g}" width="{wide - 3:g}" height="{high - 3:g}"/>')
            if more:
                parts.append(
                    f'<rect class="window" x="{x + 1:g}" y="{y + 1:g}" width="{wide - 5:g}" height="{high - 5:g}"/>'
                )
            said_ = f"{ratio:.2f}" if np.isfinite(ratio) else "—"
            parts.append(
                charts.text(x + wide / 2 - 1, y + high / 2 + 3, said_, "middle", "light" if shade >= 4 else "")
            )
    return charts.svg(left + wide * columns, top + high * rows, "".join(parts), "grid")


def _table(result: NearRepeatResult) -> str:
    rows, columns = result.observed.shape
    cells = []
    for row in range(rows):
        for column in range(columns):
            distance, interval = result.label(row, column)
            ratio, p = float(result.ratio[row, column]), float(result.p_value[row, column])
            times = number(ratio, 2) if np.isfinite(ratio) else "—"
            chance = said(lambda language, p=p: probability(p, language))  # type: ignore[misc]
            expected = number(float(result.expected[row, column]), 1)
            cells.append([distance, interval, number(float(result.observed[row, column])), expected, times, chance])
    return table([words(one) for one in HEAD], cells, numbers=2)
