"""The course over time with control limits: what is the usual up and down, and what is more than that?"""

from __future__ import annotations

from datetime import date

import numpy as np

from senim.incidents.arrays import Floats
from senim.incidents.events import Events
from senim.incidents.panels.base import Panel, made, say
from senim.incidents.wording import MONTHS
from senim.kernel.labels import Label
from senim.web import charts

#: Moving range to standard deviation, times three (Wheeler, XmR chart).
FACTOR = 2.66
#: More weeks than this are shown as months.
MOST_WEEKS = 110
TITLES = {
    7: Label("Аптадан аптаға барысы", "Ход по неделям", "Course by week"),
    28: Label("Төрт аптадан барысы", "Ход по четырём неделям", "Course by four weeks"),
}
LINE = Label("Оқиға", "События", "Events")
MEAN = Label("Орташа", "Среднее", "Mean")
INSIDE = Label(
    "Соңғы толық кезеңде {last} оқиға: бұл әдеттегі шекте ({low}–{high}), өзгеріс деуге негіз жоқ.",
    "В последнем полном периоде событий {last}: это обычные колебания ({low}–{high}), говорить об изменении "
    "оснований нет.",
    "The last whole period has {last} events: within the usual limits ({low} to {high}), no reason to speak of a "
    "change.",
)
ABOVE = Label(
    "Соңғы толық кезеңде {last} оқиға: әдеттегі шектен ({low}–{high}) жоғары. Себебін іздеу керек.",
    "В последнем полном периоде событий {last}: выше обычных колебаний ({low}–{high}). Есть что выяснять.",
    "The last whole period has {last} events: above the usual limits ({low} to {high}). Worth finding out why.",
)
BELOW = Label(
    "Соңғы толық кезеңде {last} оқиға: әдеттегі шектен ({low}–{high}) төмен. Дерек толық па, тексеріңіз.",
    "В последнем полном периоде событий {last}: ниже обычных колебаний ({low}–{high}). Проверьте, полны ли данные.",
    "The last whole period has {last} events: below the usual limits ({low} to {high}). Check that the data are "
    "complete.",
)
SHORT = Label(
    "Барысын бағалауға кезең аз: кемінде сегіз толық апта керек.",
    "Для оценки хода мало данных: нужно не меньше восьми полных недель.",
    "Too short to judge the course: eight whole weeks are needed at least.",
)
OUTSIDE = Label(
    "Шектен шыққан кезеңдер: {count}.", "Периодов за пределами: {count}.", "Periods outside the limits: {count}."
)
DEFINITION = Label(
    "Жеті күндік (ұзақ қатарда 28 күндік) кезеңдер, соңғысы - соңғы толық кезең. Шектер: орташа ± 2,66 × "
    "көршілес кезеңдер "
    "айырмасының орташасы (XmR картасы, Уилер). Маусымдылық алынып тасталмаған.",
    "Периоды по семь дней (в длинном ряду по 28), последний — последний полный. Пределы: среднее ± 2,66 × "
    "средняя разность "
    "соседних периодов (карта XmR, Уилер). Сезонность не вычтена.",
    "Periods of seven days (28 in a long series), the last one whole. Limits: mean ± 2.66 × the mean difference of "
    "neighbouring periods (XmR chart, Wheeler). Seasons are not taken out.",
)


def periods(events: Events) -> tuple[np.ndarray, Floats, int]:
    """(first days, counts, days of a period); the newest event closes the last period."""
    day = events.at[~np.isnat(events.at)].astype("datetime64[D]")
    if not day.size:
        return np.empty(0, dtype="datetime64[D]"), np.empty(0), 7
    span = int((day.max() - day.min()).astype(int)) + 1
    step = 7 if span <= MOST_WEEKS * 7 else 28
    whole = span // step
    first = day.max() + 1 - whole * step
    counts = np.bincount((day[day >= first] - first).astype(np.int64) // step, minlength=max(whole, 1))
    return first + np.arange(whole) * step, counts[:whole].astype(float), step


def limits(counts: Floats) -> tuple[float, float, float]:
    """(low, mean, high) of an XmR chart; the low limit is not below nothing."""
    mean = float(counts.mean())
    reach = FACTOR * float(np.abs(np.diff(counts)).mean()) if counts.size > 1 else 0.0
    return max(0.0, mean - reach), mean, mean + reach


def panel(events: Events, language: str) -> Panel:
    """The line, the mean and the band of the usual."""
    first, counts, step = periods(events)
    labels = [_short(day.astype(object), language) for day in first]
    low, mean, high = limits(counts) if counts.size else (0.0, 0.0, 0.0)
    band = charts.Series(MEAN.in_(language), [round(mean, 1)] * counts.size, [low] * counts.size, [high] * counts.size)
    line = charts.Series(LINE.in_(language), counts.tolist())
    period = Label("кезең басы", "начало периода", "beginning").in_(language)
    chart = charts.line(
        TITLES[step].in_(language),
        _sentence(counts, (low, high), language),
        labels or ["—"],
        [line, band] if counts.size else [charts.Series(LINE.in_(language), [0])],
        label=period,
    )
    beyond = int(((counts > high) | (counts < low)).sum())
    note = say(OUTSIDE, language, count=beyond) if counts.size >= 8 else ""
    return made("trend", chart, DEFINITION.in_(language), events.lineage, language, note=note)


def _short(day: date, language: str) -> str:
    """ "16 қар 2026": three of them stand under a line on a phone."""
    return f"{day.day} {MONTHS[day.month - 1].in_(language)} {day.year}"


def _sentence(counts: Floats, edges: tuple[float, float], language: str) -> str:
    if counts.size < 8:
        return SHORT.in_(language)
    low, high = edges
    words = ABOVE if counts[-1] > high else BELOW if counts[-1] < low else INSIDE
    return say(words, language, last=int(counts[-1]), low=round(low), high=round(high))
