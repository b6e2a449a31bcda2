"""Behind every figure: what it is, on how many events, until when, with which interval, from where, what misleads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from senim.kernel import formats
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import Block, Bullets, Head, Section, Table, Text
from senim.problems.chapter.figures import APPEALS, Place
from senim.problems.chapter.parts.common import Writing

PANELS = ("clock", "trend", "concentration")
#: Days without an event after which one should ask whether the data are there.
SILENT = 7


def method(writing: Writing) -> Section:
    """The method annex."""
    figures, language = writing.figures, writing.language
    blocks: list[Block] = [Text(writing.name(w.METHOD_LEAD), "lead"), Text(_basis(writing))]
    for name, definition, interval, limits in w.FIGURES:
        blocks += _entry(writing, writing.name(name), writing.name(definition), interval, limits)
    views = writing.views(figures.paths) if figures.whole.n else {}
    for code in PANELS:
        if code in views:
            blocks += _entry(
                writing, views[code].title, views[code].definition, w.PANEL_INTERVALS[code], w.PANEL_LIMITS[code]
            )
    if figures.sources:
        rows = tuple((w.source_name(code, language), w.figure(count, language)) for code, count in figures.sources)
        blocks.append(Table(writing.name(w.SOURCES), (writing.name(w.SOURCE), writing.name(w.EVENTS)), rows, 1))
    blocks += [Head(writing.name(w.PRIVACY)), Bullets(tuple(writing.name(one) for one in w.PRIVACY_RULES))]
    return Section(writing.name(w.METHOD), 1, tuple(blocks), own_page=True)


def _basis(writing: Writing) -> str:
    figures, language = writing.figures, writing.language
    sources = ", ".join(w.source_name(code, language) for code, _count in figures.sources) or "–"
    return writing.say(w.M_N, n=figures.whole.n, day=_newest_words(writing), sources=sources)


def _newest_words(writing: Writing) -> str:
    newest = _newest(writing)
    return formats.day(newest, writing.language, formats.Case.DATIVE) if newest else "–"


def _newest(writing: Writing) -> date | None:
    said = writing.figures.whole.lineage.newest
    return date.fromisoformat(said[:10]) if said else None


def _entry(writing: Writing, name: str, definition: str, interval: Any, limits: Any) -> list[Block]:
    return [
        Head(name),
        Text(definition),
        Bullets(
            (
                writing.say(w.M_INTERVAL, words=writing.name(interval)),
                writing.say(w.M_MISLEAD, words=writing.name(limits)),
            )
        ),
    ]


def gaps(writing: Writing) -> Section:
    """What is missing, and what therefore is not said."""
    return Section(
        writing.name(w.GAPS), 1, (Text(writing.name(w.GAPS_LEAD), "lead"), Bullets(tuple(gap_words(writing))))
    )


def gap_words(writing: Writing) -> list[str]:
    """A sentence a gap."""
    return list(_gaps(writing))


def _named(writing: Writing, beats: list[Place]) -> str:
    """Beats by name; all of them in a word."""
    if len(beats) == len(writing.figures.beats) > 1:
        return writing.name(w.ALL_BEATS)
    return "; ".join(map(writing.beat_name, beats))


def _gaps(writing: Writing) -> Iterator[str]:
    figures, whole = writing.figures, writing.figures.whole
    if figures.outside:
        yield writing.say(w.G_OUTSIDE, n=figures.outside)
    for words, count in ((w.G_UNPLACED, whole.unplaced), (w.G_UNTIMED, whole.untimed)):
        if count:
            yield writing.say(words, n=count, share=round(100 * count / whole.n, 1))
    lacking = (
        (w.G_POPULATION, [one for one in figures.beats if one.population is None]),
        (w.G_NOBODY, [one for one in figures.beats if one.population == 0]),
        (w.G_HOUSES, [one for one in figures.beats if not one.houses]),
    )
    for words, beats in lacking:
        if beats:
            yield writing.say(words, beats=_named(writing, beats))
    if figures.uncovered:
        names = ", ".join(w.source_name(code, writing.language) for code in figures.uncovered)
        yield writing.say(w.G_UNCOVERED, sources=names)
    elif whole.ratio is None and whole.n:
        yield writing.name(w.G_BEFORE)
    codes = {code for code, count in figures.sources if count}
    if not codes - {APPEALS}:
        yield writing.name(w.G_NO_FILES)
    if APPEALS not in codes:
        yield writing.name(w.G_NO_APPEALS)
    newest = _newest(writing)
    if newest and (silent := (figures.period.until - newest).days) >= SILENT:
        yield writing.say(w.G_NEWEST, day=formats.day(newest, writing.language), days=silent)
    yield writing.name(w.G_SURVEY)
