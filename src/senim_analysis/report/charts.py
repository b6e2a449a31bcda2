"""Clock, calendar and trend as SVG. Shades are classes, so that they follow the reader's light or dark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats
from senim_analysis.problems.timing import DAYS, Window
from senim_analysis.report.markup import number, table, words
from senim_analysis.words import Words

WEEKDAYS = (
    Words("Дс", "Пн", "Mo"),
    Words("Сс", "Вт", "Tu"),
    Words("Ср", "Ср", "We"),
    Words("Бс", "Чт", "Th"),
    Words("Жм", "Пт", "Fr"),
    Words("Сб", "Сб", "Sa"),
    Words("Жс", "Вс", "Su"),
)
MONTHS = (
    Words("қаң", "янв", "Jan"),
    Words("ақп", "фев", "Feb"),
    Words("нау", "мар", "Mar"),
    Words("сәу", "апр", "Apr"),
    Words("мам", "май", "May"),
    Words("мау", "июн", "Jun"),
    Words("шіл", "июл", "Jul"),
    Words("там", "авг", "Aug"),
    Words("қыр", "сен", "Sep"),
    Words("қаз", "окт", "Oct"),
    Words("қар", "ноя", "Nov"),
    Words("жел", "дек", "Dec"),
)
#: Height of the bars above the clock.
BARS = 62.0
DAY = Words("Күн", "День", "Day")
HOUR = Words("Сағат", "Час", "Hour")
MONTH = Words("Ай", "Месяц", "Month")
COUNT = Words("Саны", "Число", "Count")


def shades(values: Floats, floor: float = 0.0) -> npt.NDArray[np.int64]:
    """0 for none, 1 to 5 by fifths from `floor` to the largest value: a shade is a number, not a rank."""
    top = float(values.max()) if values.size else 0.0
    if top <= 0:
        return np.zeros(values.shape, dtype=np.int64)
    part = (values - floor) / max(top - floor, 1e-9)
    return np.where(values > 0, np.clip(np.ceil(5 * part), 1, 5), 0).astype(np.int64)


def svg(width: float, height: float, inside: str, label: str) -> str:
    """label: the id of what names the drawing."""
    return f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-labelledby="{label}">{inside}</svg>'


def text(x: float, y: float, inside: Words | str, anchor: str = "start", kind: str = "") -> str:
    """A label, in each language where it has words."""
    where = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}"' + (f' class="{kind}"' if kind else "")
    if isinstance(inside, str):
        return f"<text {where}>{inside}</text>"
    every = inside._asdict()
    if len(set(every.values())) == 1:
        return f"<text {where}>{inside.en}</text>"
    return "".join(f'<text {where} lang="{language}">{one}</text>' for language, one in every.items())


def clock(week: Floats, label: str, window: Window | None = None) -> str:
    """Hours of the week: a row for each day, a column for each hour; the hours that stand out are framed.

    Above them the same by hour of the day alone.
    """
    side, left, top = 16.0, 26.0, BARS + 6.0
    shade, parts = shades(week), []
    hours = week.sum(axis=0) / max(1.0, float(week.sum(axis=0).max()))
    for hour in range(24):
        tall = BARS * float(hours[hour])
        parts.append(
            f'<rect class="bar" x="{left + side * hour:g}" y="{BARS - tall:.1f}" width="15" height="{tall:.1f}"/>'
        )
    for day in range(7):
        parts.append(text(left - 6, top + side * day + 12, WEEKDAYS[day], "end", "soft"))
        parts += [
            f'<rect class="f{shade[day, hour]}" x="{left + side * hour:g}" y="{top + side * day:g}" width="15" height="15"/>'
            for hour in range(24)
        ]
    parts += [text(left + side * hour, top + 7 * side + 12, f"{hour:02d}", kind="soft") for hour in range(0, 24, 3)]
    if window is not None:
        parts.append(_frame(window, side, left, top))
    return svg(left + 24 * side + 2, top + 7 * side + 16, "".join(parts), label)


def _frame(window: Window, side: float, left: float, top: float) -> str:
    """Around the hours that stand out; in two parts where they pass midnight."""
    days = DAYS[window.days]
    end = window.start + window.hours
    parts = [(window.start, min(end, 24))] + ([(0, end - 24)] if end > 24 else [])
    return "".join(
        f'<rect class="window" x="{left + side * first - 1:g}" y="{top + side * days[0] - 1:g}" '
        f'width="{side * (last - first) + 1:g}" height="{side * len(days) + 1:g}"/>'
        for first, last in parts
    )


def clock_table(week: Floats) -> str:
    """The same numbers."""
    head = [words(DAY), *(f"{hour:02d}" for hour in range(24))]
    return table(head, ([words(WEEKDAYS[day]), *(f"{week[day, hour]:g}" for hour in range(24))] for day in range(7)))


def calendar(day: npt.NDArray[np.datetime64], label: str) -> str:
    """Days of up to three years, a column for each week."""
    first, last = day.min(), day.max()
    counts = np.bincount((day - first).astype(np.int64)).astype(np.float64)
    shade = shades(counts, max(0.0, float(counts.min()) - 1))
    years = range(max(_year(first), _year(last) - 2), _year(last) + 1)
    side, left, gap = 13.0, 26.0, 22.0
    height = 7 * side + gap
    parts = []
    for place, year in enumerate(years):
        top = place * height + 16
        start = np.datetime64(f"{year}-01-01")
        shift = (start.astype(np.int64) + 3) % 7
        parts += [text(left - 6, top + side * row + 10, WEEKDAYS[row], "end", "soft") for row in (0, 2, 4, 6)]
        for one in np.arange(start, np.datetime64(f"{year + 1}-01-01")):
            at = int((one - start) / np.timedelta64(1, "D")) + int(shift)
            known = first <= one <= last
            tone = f"f{shade[int((one - first) / np.timedelta64(1, 'D'))]}" if known else "frame"
            x, y = left + side * (at // 7), top + side * (at % 7)
            if str(one)[8:] == "01":
                parts.append(text(x, top - 5, MONTHS[int(str(one)[5:7]) - 1], kind="soft"))
            parts.append(f'<rect class="{tone}" x="{x:g}" y="{y:g}" width="12" height="12"/>')
        parts.append(text(left + side * 53 + 6, top + 3.5 * side + 4, str(year), kind="soft"))
    return svg(left + 53 * side + 40, len(years) * height + 4, "".join(parts), label)


def _year(day: Any) -> int:
    return int(str(day)[:4])


def trend(
    counts: Floats,
    marks: Sequence[tuple[int, Words | str]],
    label: str,
    *,
    width: float = 390.0,
    band: bool = True,
    upright: int | None = None,
) -> str:
    """Counts by period with the band in which chance alone would keep most of them, if nothing changed.

    upright: number of the period before which a line is drawn.
    """
    low, up = _band(float(counts.mean()))
    ceiling = max(float(counts.max()), up if band else 0.0, 1.0) * 1.05
    top, high, bottom = 8.0, 176.0, 18.0
    left = 12.0 + 7 * len(f"{ceiling:.0f}")
    step = (width - left - 6) / max(1, counts.size - 1)

    def y(value: float) -> float:
        return top + high * (1 - value / ceiling)

    parts = []
    for value in _ticks(ceiling):
        parts.append(f'<line class="axis" x1="{left:g}" x2="{width - 6:g}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>')
        parts.append(text(left - 5, y(value) + 4, f"{value:,.0f}".replace(",", "\u202f"), "end", "soft"))
    if band:
        parts.append(
            f'<rect class="band" x="{left:g}" width="{width - left - 6:g}" y="{y(up):.1f}" height="{y(low) - y(up):.1f}"/>'
        )
    if upright is not None:
        x = left + step * (upright - 0.5)
        parts.append(f'<line class="rule" x1="{x:.1f}" x2="{x:.1f}" y1="{top:g}" y2="{top + high:g}"/>')
    points = " ".join(f"{left + step * place:.1f},{y(float(value)):.1f}" for place, value in enumerate(counts))
    parts.append(f'<polyline class="line" points="{points}"/>')
    parts += [text(left + step * place, top + high + 14, said, "middle", "soft") for place, said in marks]
    return svg(width, top + high + bottom, "".join(parts), label)


def _band(mean: float) -> tuple[float, float]:
    """(sqrt(mean) -+ 1.96 / 2)^2: about 95 % of Poisson counts."""
    root = math.sqrt(mean)
    return max(0.0, root - 0.98) ** 2, (root + 0.98) ** 2


def _ticks(ceiling: float) -> list[float]:
    """Two or three round numbers from 0."""
    step = 10 ** math.floor(math.log10(ceiling))
    step *= next((part for part in (0.2, 0.5, 1.0, 2.0, 5.0) if ceiling / (step * part) <= 3), 5.0)
    return [step * place for place in range(int(ceiling // step) + 1)] if step >= 1 else [0.0, 1.0]


def month_marks(first: Any, months: int) -> list[tuple[int, Words | str]]:
    """Names under a monthly trend, as many as there is room for."""
    start = int(np.datetime64(first, "M").astype(np.int64))
    every = max(1, math.ceil(months / 6))
    return [(place, MONTHS[(start + place) % 12]) for place in range(0, months, every)]


def month_table(first: Any, counts: Floats) -> str:
    """The same numbers."""
    start = np.datetime64(first, "M")
    return table(
        [words(MONTH), words(COUNT)], ([str(start + place), number(float(value))] for place, value in enumerate(counts))
    )
