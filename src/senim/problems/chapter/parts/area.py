"""The area as a whole: what it is, its beats side by side, its map, times, course and concentration."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from senim.kernel.scoping import within
from senim.problems.chapter import charts
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import LEAST_DRAWN, Block, Facts, Figure, Pair, Section, Table, Text
from senim.problems.chapter.figures import Place, stands_out
from senim.problems.chapter.parts.common import Writing, view_figure
from senim.territory import api as territory


def section(writing: Writing) -> Section:
    """Everything that is said of the whole."""
    whole = writing.figures.whole
    blocks: list[Block] = [facts(writing, whole), _beats(writing)]
    if not whole.n:
        blocks.append(Text(writing.name(w.NO_EVENTS), "lead"))
    else:
        blocks += _maps(writing)
        blocks.append(Pair((writing.kinds_table(writing.name(w.WHAT), whole.kinds),), (said(writing, whole),)))
        blocks += drawings(writing, whole, writing.figures.paths)
    if whole.points:
        blocks.append(_points(writing, whole))
    return Section(writing.name(w.THE_AREA), 1, tuple(blocks), own_page=True)


def facts(writing: Writing, place: Place) -> Facts:
    """Residents, houses, points, events and the two estimates."""
    value, span = writing.estimate(place.rate)
    times, between = writing.estimate(place.ratio, ratio=True)
    rows = (
        (w.RESIDENTS, writing.people(place)),
        (w.HOUSES, w.figure(place.houses, writing.language) if place.houses else writing.name(w.UNKNOWN)),
        (w.POINTS, w.figure(len(place.points), writing.language)),
        (w.EVENTS, writing.count(place)),
        (w.RATE_LONG, f"{value} ({span})" if place.rate else writing.name(w.NO_INTERVAL)),
        (w.RATIO, f"{times} ({between})" if place.ratio else writing.name(w.NO_INTERVAL)),
    )
    return Facts(tuple((writing.name(name), words) for name, words in rows))


def _beats(writing: Writing) -> Table:
    """The beats in the order of their codes; the last column only where something can be compared."""
    compared = any(place.ratio for place in writing.figures.beats)
    rows = [_beat_row(writing, number, place) for number, place in enumerate(writing.figures.beats, 1)]
    head = tuple(writing.name(one) for one in (w.NUMBER, w.BEAT, w.RESIDENTS, w.EVENTS, w.RATE, w.INTERVAL, w.RATIO))
    widths, last = (1, 6, 3, 3, 3, 3, 4), len(head) if compared else len(head) - 1
    shown = tuple(row[:last] for row in rows)
    note = writing.name(w.BY_BEAT_NOTE)
    return Table(writing.name(w.BY_BEAT), head[:last], shown, last - 2, note, widths[:last])


def _beat_row(writing: Writing, number: int, place: Place) -> tuple[str, ...]:
    value, span = writing.estimate(place.rate)
    times, between = writing.estimate(place.ratio, ratio=True)
    mark = " ▲" if stands_out(place, writing.figures.whole) else ""
    ratio = f"{times} ({between})" if place.ratio else "–"
    return str(number), writing.beat_name(place), writing.people(place), writing.count(place), value + mark, span, ratio


def _maps(writing: Writing) -> Iterator[Figure]:
    """A map of every area that holds beats directly: a town and the steppe around it do not fit one scale."""
    figures = writing.figures
    around: dict[int, dict[str, str]] = {}
    for number, place in enumerate(figures.beats, 1):
        if place.info and place.info.parent_id:
            around.setdefault(place.info.parent_id, {})[place.info.code] = str(number)
    for parent, names in around.items():
        held = [within(path, (territory.area(parent).path,)) for path in figures.events.paths]
        here = figures.events.where(np.array(held, dtype=bool)[figures.events.path])
        inner, height, shown = charts.area_map(here, names) if here.n >= LEAST_DRAWN else ("", 0, [])
        if not inner:
            continue
        name = territory.name_of(territory.area(parent), writing.language)
        rows = tuple((number, writing.beat_name(figures.beats[int(number) - 1])) for number in names.values())
        table = Table(writing.name(w.BEATS), (writing.name(w.NUMBER), writing.name(w.BEAT)), rows)
        yield Figure(
            writing.say(w.MAP, area=name),
            writing.say(w.MAP_SAYS, cells=len(shown), n=sum(shown)),
            inner,
            charts.WIDTH,
            height,
            (),
            writing.name(w.MAP_NOTE),
            table,
        )


def said(writing: Writing, place: Place) -> Block:
    """What residents wrote about, in numbers alone."""
    if not place.said:
        return Text(writing.name(w.SAID_NONE), "small")
    return writing.kinds_table(writing.name(w.SAID), place.said, writing.say(w.SAID_NOTE, n=place.said_n))


def drawings(writing: Writing, place: Place, paths: tuple[str, ...]) -> list[Block]:
    """Hours of the week, course and concentration; a sentence where there are too few events."""
    if not place.drawn:
        return [Text(writing.say(w.TOO_FEW, least=LEAST_DRAWN), "small")]
    views = writing.views(paths)
    shown: list[Block] = [view_figure(writing, views, code) for code in ("clock", "trend", "concentration")]
    return [*shown, writing.basis(place)]


def _points(writing: Writing, place: Place) -> Table:
    rows = tuple((one.name(writing.language), one.address(writing.language), one.phone) for one in place.points)
    head = (writing.name(w.POINT), writing.name(w.ADDRESS), writing.name(w.PHONE))
    return Table(writing.name(w.POINTS), head, rows, 0, "", (4, 4, 2))


__all__ = ["drawings", "facts", "said", "section"]
