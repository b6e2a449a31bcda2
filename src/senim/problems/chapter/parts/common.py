"""What the parts of a chapter share: the language, the numbers, the views of a place and how they are said."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from senim.incidents import api as incidents
from senim.kernel import formats
from senim.problems import domain as problems
from senim.problems.chapter import charts, permissions
from senim.problems.chapter import figures as numbers
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import LEAST, Figure, Table, Text
from senim.problems.chapter.figures import Estimate, Figures, Place
from senim.problems.chapter.filed import Filed

#: Parts of the day of the table beside the hours of the week.
BANDS = ((0, 6), (6, 12), (12, 18), (18, 24))


@dataclass(slots=True)
class Writing:
    """One chapter being written in one language."""

    figures: Figures
    filed: list[Filed]
    language: str
    _views: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)

    def say(self, words: Any, /, **values: Any) -> str:
        return w.say(words, self.language, **values)

    def name(self, words: Any) -> str:
        return str(words.in_(self.language))

    @property
    def period(self) -> str:
        return formats.period(self.figures.period.since, self.figures.period.until, self.language)

    def views(self, paths: tuple[str, ...]) -> dict[str, Any]:
        """The views of the workbench by code, as a coordinator of these areas has them."""
        if paths not in self._views:
            chosen = numbers.selection(paths, self.figures.period)
            made = incidents.panels(permissions.eyes(paths), chosen, self.language)
            self._views[paths] = {one.code: one for one in made}
        return self._views[paths]

    def basis(self, place: Place) -> Text:
        """What the drawings of a place rest on: how many events, of which days, from where."""
        said = self.figures.whole.lineage.newest
        newest = formats.day(date.fromisoformat(said[:10]), self.language) if said else "–"
        sources = ", ".join(w.source_name(code, self.language) for code, count in self.figures.sources if count)
        return Text(self.say(w.BASIS, n=place.n, period=self.period, day=newest, sources=sources or "–"), "small")

    def kind(self, code: str) -> str:
        return self.name(w.OTHER) if code == numbers.POOL else incidents.kind_name(code, self.language)

    def people(self, place: Place) -> str:
        return self.name(w.UNKNOWN) if place.population is None else w.figure(place.population, self.language)

    def count(self, place: Place) -> str:
        return w.figure(place.n, self.language) if place.told else self.name(w.FEW)

    def estimate(self, found: Estimate | None, *, ratio: bool = False) -> tuple[str, str]:
        """(value, interval) in words; dashes where it is not reckoned."""
        if found is None:
            return "–", "–"
        if ratio:
            value, low, high = (w.two(one, self.language) for one in (found.value, found.low, found.high))
        else:
            value, low, high = (
                one_digit(one, self.language) for one in (found.value, found.low, found.high or math.inf)
            )
        return value, f"{low}–{high}"

    def kinds_table(self, caption: str, counts: tuple[tuple[str, int], ...], note: str = "") -> Table:
        total = sum(count for _code, count in counts) or 1
        rows = tuple(
            (self.kind(code), w.figure(count, self.language), formats.share(count / total, self.language))
            for code, count in counts
        )
        head = (self.name(w.KIND), self.name(w.COUNT), self.name(w.SHARE))
        return Table(caption, head, rows, 2, note, (6, 2, 2))

    def next_step(self, one: Filed) -> str:
        """What the next stage still wants, or that the way is free."""
        if one.next is None:
            return self.name(w.FINISHED)
        missing = one.missing()
        step = (
            missing[0].words.in_(self.language)
            if missing
            else w.READY.in_(self.language).format(stage=problems.STAGES[one.next].in_(self.language))
        )
        return self.say(w.NEXT_STEP, step=step[:1].lower() + step[1:])

    def beat_name(self, place: Place) -> str:
        from senim.territory import api as territory  # noqa: PLC0415 - a name in the language of the chapter

        name = territory.name_of(place.info, self.language) if place.info else ""
        return name.replace("№ ", f"№{formats.NBSP}")

    def number(self, place: Place) -> int:
        """The number of a beat in this chapter, from one."""
        return self.figures.beats.index(place) + 1


def one_digit(value: float, language: str) -> str:
    return formats.number(value, language, 1) if math.isfinite(value) else "∞"


def view_figure(writing: Writing, views: dict[str, Any], code: str, *, sentence: bool = True) -> Figure:
    """A view of the workbench as a figure of a document, with a table twin that tells no small count."""
    panel = views[code]
    inner, height = charts.drawing(str(panel.svg))
    table = {"clock": _hours, "trend": _months}.get(code)
    note = {"clock": w.CLOCK_NOTE, "trend": w.TREND_NOTE}.get(code)
    return Figure(
        panel.title,
        panel.sentence if sentence else "",
        inner,
        charts.WIDTH,
        height,
        charts.key_of(str(panel.svg)),
        writing.name(note) if note else "",
        table(writing, views) if table else None,
    )


def _hours(writing: Writing, views: dict[str, Any]) -> Table:
    """Weekdays by parts of the day. Spread events make parts of one; they are rounded here."""
    _head, rows = views["clock"].table
    found = []
    for row in rows:
        hours = [_read(cell, writing.language) for cell in row[1:25]]
        found.append((row[0], *(_small(round(sum(hours[a:b])), writing) for a, b in BANDS)))
    head = (writing.name(w.WEEKDAY), *(f"{a}–{b}" for a, b in BANDS))
    return Table(writing.name(w.HOURS_TABLE), head, tuple(found), 4)


def _months(writing: Writing, views: dict[str, Any]) -> Table:
    _head, rows = views["calendar"].table
    found = tuple((name, _small(int(_read(count, writing.language)), writing)) for name, count in rows)
    return Table(writing.name(w.MONTH), (writing.name(w.MONTH), writing.name(w.EVENTS)), found, 1)


def _small(count: int, writing: Writing) -> str:
    return w.figure(count, writing.language) if count == 0 or count >= LEAST else f"< {LEAST}"


def _read(cell: str, language: str) -> float:
    """A number that a view has written in a language."""
    bare = cell.replace(formats.NBSP, "").replace(",", "" if language == "en" else ".")
    return float(bare) if bare not in {"", "–", "—"} else 0.0
