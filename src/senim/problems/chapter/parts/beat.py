"""One page of one beat."""

from __future__ import annotations

from senim.kernel.scoping import within
from senim.problems import domain as problems
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import LEAST_DRAWN, Block, Bullets, Head, Pair, Section, Text
from senim.problems.chapter.figures import Place
from senim.problems.chapter.parts import area
from senim.problems.chapter.parts.common import Writing, view_figure

#: Kinds that a page has room for.
SHOWN = 7


def section(writing: Writing, place: Place) -> Section:
    """Counts and rates, what happened, what residents said, hours, course, concentration, problem files."""
    title = f"{writing.number(place)}. {writing.beat_name(place)}"
    blocks: list[Block] = [
        area.facts(writing, place),
        *_counts(writing, place),
        *_drawings(writing, place),
        *_files(writing, place),
    ]
    return Section(title, 2, tuple(blocks), own_page=True)


def _counts(writing: Writing, place: Place) -> list[Block]:
    if not place.n:
        return [Text(writing.name(w.NO_EVENTS), "lead")]
    kinds: tuple[Block, ...] = ()
    if place.kinds:
        kinds = (writing.kinds_table(writing.name(w.WHAT), _short(place.kinds)),)
    said = (
        area.said(writing, place)
        if not place.said
        else writing.kinds_table(writing.name(w.SAID), _short(place.said), writing.say(w.SAID_NOTE, n=place.said_n))
    )
    return [Pair(kinds, (said,))]


def _short(counts: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The commonest kinds and all others together."""
    named = [one for one in counts if one[0] != "other"]
    rest = sum(count for _code, count in counts) - sum(count for _code, count in named[:SHOWN])
    return (*named[:SHOWN], *((("other", rest),) if rest else ()))


def _drawings(writing: Writing, place: Place) -> list[Block]:
    if not place.drawn:
        return [Text(writing.say(w.TOO_FEW, least=LEAST_DRAWN), "small")] if place.n else []
    views = writing.views((place.path,))
    return [
        view_figure(writing, views, "clock"),
        view_figure(writing, views, "trend"),
        Text(f"{views['concentration'].title}. {views['concentration'].sentence}"),
        writing.basis(place),
    ]


def _files(writing: Writing, place: Place) -> list[Block]:
    here = [
        one
        for one in writing.filed
        if within(one.problem.area_path, (place.path,)) and one.stage is not problems.Stage.CLOSED
    ]
    if not here:
        return [Head(writing.name(w.FILES_HERE)), Text(writing.name(w.NO_FILES_HERE))]
    items = tuple(
        writing.say(
            w.FILE_LINE,
            title=one.problem.title,
            stage=problems.STAGES[one.stage].in_(writing.language).lower(),
            step=writing.next_step(one),
        )
        for one in here
    )
    return [Head(writing.name(w.FILES_HERE)), Bullets(items)]
