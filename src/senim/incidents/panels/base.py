"""What every view is, and the drawings that the common charts lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from senim.incidents.domain import Lineage
from senim.incidents.wording import feed_name
from senim.kernel import formats
from senim.kernel.labels import Label
from senim.web.charts import Chart

SOURCE = Label(
    "Дерек көзі: {sources}. n = {n}. Соңғы оқиға: {newest}.",
    "Источник: {sources}. n = {n}. Последнее событие: {newest}.",
    "Source: {sources}. n = {n}. Newest event: {newest}.",
)
STEPS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """How a source is told. n: where fewer rows are told than the lineage has, because some are too few to be told."""

    words: Label = SOURCE
    n: int | None = None


#: Views that are maps take the whole width.
MAPS = frozenset({"map", "kernel", "points", "survey", "spots", "zones", "candidates"})


@dataclass(frozen=True, slots=True)
class Panel:
    """One view. svg: the whole figure with its sentence and table twin; map: GeoJSON or None; table: (head, rows);
    definition: how it is counted; note: n, source and newest event, with what limits the view;
    lineage: what it rests on."""

    code: str
    title: str
    sentence: str
    svg: SafeString
    table: tuple[list[dict[str, Any]], list[list[str]]]
    definition: str
    note: str
    map: dict[str, Any] | None = None
    lineage: Lineage | None = None

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of the page."""
        return self.code in MAPS


def made(
    code: str,
    chart: Chart,
    definition: str,
    lineage: Lineage,
    language: str,
    *,
    note: str = "",
    shapes: dict[str, Any] | None = None,
    told: Told | None = None,
) -> Panel:
    """A panel of a chart. told: where its source reads otherwise than that of events."""
    said = " ".join(filter(None, (note, source(lineage, language, told or Told()))))
    table = (chart.head, chart.rows)
    return Panel(code, chart.title, chart.sentence, chart.html(), table, definition, said, shapes, lineage)


def source(lineage: Lineage, language: str, told: Told = Told()) -> str:
    """Where the figures come from, in a line."""
    names = list(dict.fromkeys(code for code, _version in lineage.batches))
    sources = ", ".join(feed_name(code, language) for code in names) or "—"
    count, newest = lineage.rows if told.n is None else told.n, moment(lineage.newest, language)
    return say(told.words, language, sources=sources, n=count, newest=newest)


def moment(text: str, language: str) -> str:
    """A local moment ("2026-05-12T19:25", the hour may be missing) in words of the language; "—" for none."""
    if not text:
        return "—"
    at = datetime.fromisoformat(text)
    return f"{formats.day(at, language)}, {at:%H:%M}" if len(text) > 10 else formats.day(at, language)


def say(words: Label, language: str, **params: Any) -> str:
    """A sentence with its numbers as the language writes them."""
    return words.in_(language).format(**{name: figure(value, language) for name, value in params.items()})


def figure(value: Any, language: str) -> str:
    """A number in the language, other values as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return formats.number(float(value), language, 0 if float(value).is_integer() or abs(value) >= 100 else 1)


def heat(
    rows: Sequence[Sequence[float]],
    names: Sequence[str],
    columns: Sequence[tuple[int, str]],
    *,
    row_height: int = 22,
    left: float = 9.0,
) -> tuple[SafeString, int]:
    """A grid of squares, darker for more: (drawing, height). names: of the rows; columns: (place, label) below."""
    top = max((value for row in rows for value in row), default=0) or 1
    width = (100 - left) / max(len(rows[0]), 1)
    parts: list[SafeString] = []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = place * row_height
        parts.append(format_html('<text class="ch-t ch-m" x="0" y="{}">{}</text>', y + row_height - 7, name))
        # Plain numbers: a year has 371 of these squares, and escaping each would cost more than drawing them.
        parts += [
            mark_safe(  # noqa: S308 - numbers alone
                f'<rect class="heat heat-{_step(value, top)}" x="{left + at * width:.2f}%" y="{y}" '
                f'width="{width * 0.94:.2f}%" height="{row_height - 2}"/>'
            )
            for at, value in enumerate(row)
            if value >= 0
        ]
    height = len(rows) * row_height
    parts += [
        format_html('<text class="ch-t ch-m" x="{}%" y="{}">{}</text>', f"{left + at * width:.2f}", height + 14, label)
        for at, label in columns
    ]
    return mark_safe("".join(parts)), height + 20  # noqa: S308 - every part is escaped above


def _step(value: float, top: float) -> int:
    """0 for nothing, 1 to STEPS for shares of the largest."""
    return 0 if value <= 0 else min(STEPS, 1 + int(STEPS * value / top * 0.9999))


def head(first: str, *others: str) -> list[dict[str, Any]]:
    """Headings of a table twin, all but the first above numbers."""
    return [{"label": first}, *({"label": other, "number": True} for other in others)]
