"""The chapter as a document: cover, summary, the area, a page a beat, problem files, experience, method, gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from senim.kernel import formats
from senim.problems.chapter import wording as w
from senim.problems.chapter.domain import Document, Facts, Section
from senim.problems.chapter.figures import Figures
from senim.problems.chapter.filed import Filed
from senim.problems.chapter.parts import annex, area, beat, files, summary
from senim.problems.chapter.parts.common import Writing
from senim.territory import api as territory

Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says beside the area. by: a post's title in every language, never a person's name."""

    made_at: datetime
    by: dict[str, str]
    invented: bool


def document(figures: Figures, filed: list[Filed], cover: Cover, language: str, step: Step = lambda: None) -> Document:
    """The whole chapter in one language. `step` is called after every beat: it may stop the work by raising."""
    with translation.override(language):
        writing = Writing(figures, filed, language)
        sections = tuple(_sections(writing, step))
        return Document(
            language,
            f"{w.TITLE.in_(language)}: {territory.name_of(figures.title, language)}",
            w.SUBTITLE.in_(language),
            _cover(writing, cover),
            w.INVENTED.in_(language) if cover.invented else "",
            w.CONTENTS.in_(language),
            sections,
        )


def _sections(writing: Writing, step: Step) -> Iterator[Section]:
    yield summary.section(writing)
    yield area.section(writing)
    yield Section(w.BEATS.in_(writing.language), 1, (), own_page=True)
    for place in writing.figures.beats:
        yield beat.section(writing, place)
        step()
    yield from files.sections(writing)
    yield files.experience(writing)
    yield annex.method(writing)
    yield annex.gaps(writing)


def _cover(writing: Writing, cover: Cover) -> Facts:
    language, figures = writing.language, writing.figures
    rows = (
        (w.AREA, territory.name_of(figures.title, language)),
        (w.BEATS, _beats(writing)),
        (w.PERIOD, writing.period),
        (w.FOR, w.FOR_WHOM.in_(language)),
        (w.MADE_BY, cover.by.get(language) or w.SYSTEM.in_(language)),
        (w.MADE_AT, formats.moment(cover.made_at, language)),
        (w.LINEAGE, figures.whole.lineage.digest[:12]),
    )
    return Facts(tuple((name.in_(language), words) for name, words in rows))


def _beats(writing: Writing) -> str:
    """How many, and which where the chapter is of a group of beats."""
    figures = writing.figures
    count = w.figure(len(figures.beats), writing.language)
    whole = figures.paths == (figures.title.path,)
    return count if whole else f"{count}: {'; '.join(writing.beat_name(one) for one in figures.beats)}"
