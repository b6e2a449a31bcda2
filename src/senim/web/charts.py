"""Charts made on the server: a picture, a sentence that says what it shows, and the same numbers as a table.

Positions across are percentages and heights are pixels, so that a chart fills a phone and a desk while its letters keep
their size. Colours come from CSS classes: dark mode, print and forced colours follow by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from senim.web.words import number

Value = float | int | None
ROW, TOP, BOTTOM = 46, 14, 26


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a line chart: its name and a value (or None, a gap) for each label; low and high make a band."""

    name: str
    values: Sequence[Value]
    low: Sequence[Value] = ()
    high: Sequence[Value] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished chart. `html()` gives figure, sentence, picture and table."""

    title: str
    sentence: str
    drawing: SafeString
    height: int
    head: list[dict[str, Any]]
    rows: list[list[str]]
    note: str = ""
    key: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The same chart has the same id on every rendering; two charts of a page differ."""
        return f"chart-{crc32(repr((self.title, self.rows)).encode()):08x}"

    def html(self) -> SafeString:
        return render_to_string("web/parts/chart.html", {"chart": self})


def nice_top(highest: float) -> float:
    """The next round number at or above, whose half is round too: 1, 2, 4, 6 or 8 times a power of ten."""
    if highest <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(highest))) - 1) if highest >= 1 else 0.1
    while power > highest:
        power /= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= highest - 1e-12)


def percent(value: float, low: float, high: float) -> str:
    """Where a value stands between low and high, as an SVG percentage; what lies outside is held at the edge."""
    share = 0.0 if high == low else (value - low) / (high - low)
    return f"{max(0.0, min(1.0, share)) * 100:.2f}%"


def bar(
    title: str,
    sentence: str,
    rows: Sequence[tuple[str, Value]],
    *,
    label: str,
    value: str,
    unit: str = "",
    digits: int = 0,
    note: str = "",
) -> Chart:
    """Horizontal bars from zero, in the order given. `label` and `value` head the table's two columns."""
    top = nice_top(max((amount for _name, amount in rows if amount is not None), default=0))
    drawn = [
        _bar_row(index, name, amount, top, _words(amount, unit, digits)) for index, (name, amount) in enumerate(rows)
    ]
    return Chart(
        title,
        sentence,
        _join(drawn),
        len(rows) * ROW + 4,
        _head(label, value),
        [[name, _words(amount, unit, digits)] for name, amount in rows],
        note,
    )


def _bar_row(index: int, name: str, amount: Value, top: float, words: str) -> SafeString:
    y = index * ROW
    return format_html(
        '{}<line class="ch-g" x1="0" x2="100%" y1="{}" y2="{}"/>'
        '<rect class="ch-1" x="0" y="{}" width="{}" height="14" rx="2"/>',
        *(_labels(y + 14, name, words), y + 35, y + 35, y + 21, percent(amount or 0, 0, top)),
    )


def _labels(y: int, left: str, right: str) -> SafeString:
    """A row's name at its left end and its number at the right."""
    return format_html(
        '<text class="ch-t" x="0" y="{}">{}</text><text class="ch-t" x="100%" y="{}" text-anchor="end">{}</text>',
        *(y, left, y, right),
    )


def dot(
    title: str,
    sentence: str,
    rows: Sequence[tuple[str, Value, Value, Value]],
    *,
    label: str,
    value: str,
    interval: str,
    low: float,
    high: float,
    unit: str = "",
    digits: int = 1,
    note: str = "",
) -> Chart:
    """A point with its interval per row (name, value, low, high) on one axis from `low` to `high`."""
    drawn = [_dot_row(index, row, (low, high), _words(row[1], unit, digits)) for index, row in enumerate(rows)]
    foot = len(rows) * ROW + 16
    drawn.append(
        format_html(
            '<text class="ch-t ch-m" x="0" y="{}">{}</text><text class="ch-t ch-m" x="100%" y="{}" '
            'text-anchor="end">{}</text>',
            foot,
            _words(low, unit, 0),
            foot,
            _words(high, unit, 0),
        )
    )
    table = [
        [name, _words(middle, unit, digits), _span(least, most, unit, digits)] for name, middle, least, most in rows
    ]
    return Chart(title, sentence, _join(drawn), foot + 6, _head(label, value, interval), table, note)


def _dot_row(index: int, row: tuple[str, Value, Value, Value], axis: tuple[float, float], words: str) -> SafeString:
    name, middle, least, most = row
    y = index * ROW + 30
    parts = [_labels(y - 16, name, words), format_html('<line class="ch-g" x1="0" x2="100%" y1="{}" y2="{}"/>', y, y)]
    if least is not None and most is not None:
        parts.append(
            format_html(
                '<line class="ch-w" x1="{}" x2="{}" y1="{}" y2="{}"/>',
                percent(least, *axis),
                percent(most, *axis),
                y,
                y,
            )
        )
    if middle is not None:
        parts.append(format_html('<circle class="ch-1" cx="{}" cy="{}" r="6"/>', percent(middle, *axis), y))
    return _join(parts)


def line(
    title: str,
    sentence: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    label: str,
    unit: str = "",
    digits: int = 0,
    height: int = 220,
    note: str = "",
) -> Chart:
    """Lines over ordered labels, from zero. At most four series: they differ by dash as well as by colour."""
    if len(series) > 4:
        raise ValueError("a line chart carries at most four series")
    numbers = [v for one in series for v in (*one.values, *one.high) if v is not None]
    top = nice_top(max(numbers, default=0))
    at = _heights(top, height)
    drawn = [
        _grid(top, height, unit),
        *_axis_labels(labels, height),
        format_html(
            '<svg x="0" y="0" width="100%" height="{}" viewBox="0 0 1000 {}" preserveAspectRatio="none">{}</svg>',
            height,
            height,
            _join([_curve(index + 1, one, at) for index, one in enumerate(series)]),
        ),
    ]
    table = [[name, *(_words(one.values[index], unit, digits) for one in series)] for index, name in enumerate(labels)]
    key = [{"number": index + 1, "name": one.name} for index, one in enumerate(series)] if len(series) > 1 else []
    return Chart(title, sentence, _join(drawn), height, _head(label, *(one.name for one in series)), table, note, key)


def _heights(top: float, height: int) -> Callable[[float], float]:
    return lambda value: round(height - BOTTOM - (height - BOTTOM - TOP) * value / top, 1)


def _grid(top: float, height: int, unit: str) -> SafeString:
    at = _heights(top, height)
    return format_html_join(
        "",
        '<line class="ch-g" x1="0" x2="100%" y1="{0}" y2="{0}"/><text class="ch-t ch-m" x="0" y="{1}">{2}</text>',
        ((at(v), at(v) - 3, _words(v, unit, 0 if top >= 2 else 1)) for v in (0, top / 2, top)),
    )


def _axis_labels(labels: Sequence[str], height: int) -> list[SafeString]:
    """First, middle and last label: three fit a phone in any of the languages."""
    last = len(labels) - 1
    shown = {0: "start", last // 2: "middle", last: "end"} if last > 1 else {0: "start", max(last, 0): "end"}
    return [
        format_html(
            '<text class="ch-t ch-m" x="{}" y="{}" text-anchor="{}">{}</text>',
            percent(index, 0, max(last, 1)),
            height - 6,
            anchor,
            labels[index],
        )
        for index, anchor in shown.items()
        if labels
    ]


def _curve(number_: int, one: Series, at: Callable[[float], float]) -> SafeString:
    step = 1000 / max(len(one.values) - 1, 1)
    band = _band(one, step, at)
    runs: list[list[str]] = [[]]
    for index, value in enumerate(one.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{index * step:.1f},{at(value)}")
    # A lone value between two gaps is drawn as a short stroke, so that it is not lost.
    lines = [" ".join(run if len(run) > 1 else [*run, *run]) for run in runs if run]
    drawn = format_html_join(
        "",
        '<polyline class="ch-l ch-l{}" vector-effect="non-scaling-stroke" stroke-linecap="round" points="{}"/>',
        ((number_, points) for points in lines),
    )
    return _join([band, drawn])


def _band(one: Series, step: float, at: Callable[[float], float]) -> SafeString:
    upper = [f"{index * step:.1f},{at(v)}" for index, v in enumerate(one.high) if v is not None]
    lower = [f"{index * step:.1f},{at(v)}" for index, v in enumerate(one.low) if v is not None]
    if not upper or len(upper) != len(lower):
        return mark_safe("")
    return format_html('<polygon class="ch-band" points="{}"/>', " ".join([*upper, *reversed(lower)]))


def _words(value: Value, unit: str, digits: int) -> str:
    return "–" if value is None else f"{number(value, digits)}{unit}"


def _span(low: Value, high: Value, unit: str, digits: int) -> str:
    return "–" if low is None or high is None else f"{_words(low, '', digits)}–{_words(high, unit, digits)}"


def _head(first: str, *others: str) -> list[dict[str, Any]]:
    return [{"label": first}, *({"label": other, "number": True} for other in others)]


def _join(parts: Sequence[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
