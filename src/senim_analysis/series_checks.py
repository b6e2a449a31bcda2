"""What may come in as a series of counts with a measure in its course."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from senim_analysis import breaks
from senim_analysis.checks import Floats, counts, enough, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note
from senim_analysis.words import Words

PLACE_OF_MEASURE = Words(
    "Шара {least}-кезеңнен кейін және соңғы кезеңнен бұрын басталуы керек: «бұрын» {before}, «кейін» {after} кезең шықты.",
    "Мера должна начинаться после {least}-го периода и до последнего: вышло {before} периодов «до» и {after} «после».",
    "The measure must begin after period {least} and before the last: there are {before} periods before and {after} after.",
)
ONLY_ZEROS = Words(
    "«{name}» қатарында бірде-бір оқиға жоқ.",
    "В ряду «{name}» нет ни одного события.",
    "The series '{name}' holds no event.",
)
TOO_CLOSE = Words(
    "Қатардың үзілуі мен шара бір мезгілге дәл келді: {what} Оларды ажырату мүмкін емес.",
    "Разрыв ряда и мера пришлись на одно время: {what} Разделить их нельзя.",
    "The break in the series and the measure fall together: {what} They cannot be told apart.",
)
#: A step of a break and the step of the measure need this many periods between them.
APART = 3


def series(values: Any, name: str) -> Floats:
    """Counts per period, in order of time, with at least one event."""
    array = counts(values, name)
    if array.size and not array.any():
        raise AnalysisRefused("only_zeros", ONLY_ZEROS, name=name)
    return array


def split(size: int, intervention: int, *, least_before: int, least_after: int = 1) -> tuple[int, int]:
    """Periods before and after the measure; `intervention` is the number of the first period with it, from 0."""
    enough(size, least_before + least_after)
    before, after = int(intervention), size - int(intervention)
    if before < least_before or after < least_after:
        raise AnalysisRefused("measure", PLACE_OF_MEASURE, least=least_before, before=before, after=max(0, after))
    return before, after


def break_columns(
    dates: Any,
    intervention: int,
    *,
    subject: str,
    place: str,
    model_breaks: bool,
    extra: tuple[breaks.SeriesBreak, ...],
) -> tuple[Floats, tuple[Note, ...]]:
    """Columns that take known breaks out of a series, and the notes on them.

    A break of one day is a step. One of an unknown day in a span leaves the periods of the span out and steps after
    it. Raises AnalysisRefused where `model_breaks` is False or a break cannot be told from the measure.
    """
    days = np.asarray(dates, dtype="datetime64[D]")
    columns: list[Floats] = []
    notes: list[Note] = []
    first, last = (date.fromisoformat(str(days[place_])) for place_ in (0, -1))
    for one in breaks.crossed(first, last, subject=subject, place=place, extra=extra):
        if not model_breaks:
            raise AnalysisRefused("series_break", breaks.CROSSED, what=one.what, code_of_break=one.code)
        inside = np.flatnonzero((days >= np.datetime64(one.since)) & (days < np.datetime64(one.until)))
        step = int(np.searchsorted(days, np.datetime64(one.until)))
        if _together(inside, step, intervention, days.size):
            raise AnalysisRefused("break_and_measure", TOO_CLOSE, what=one.what)
        columns += [_only(days.size, int(period)) for period in inside]
        if 0 < step < days.size:
            columns.append((np.arange(days.size) >= step).astype(np.float64))
        notes.append(breaks.modelled(one))
    return (np.column_stack(columns) if columns else np.empty((days.size, 0))), tuple(notes)


def _together(inside: Any, step: int, intervention: int, size: int) -> bool:
    """The measure begins inside the span of the break, or within a few periods of its step."""
    begins_inside = inside.size and inside[0] <= intervention <= inside[-1]
    return bool(begins_inside) or (0 < step < size and abs(step - intervention) < APART)


def _only(size: int, period: int) -> Floats:
    column = np.zeros(size)
    column[period] = 1.0
    return column


def check_dates(dates: Any, size: int) -> None:
    same_length(counts=np.empty(size), dates=dates)
