"""The problem files of an area in the form in which others may read them: nobody's words, no finer place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from senim.kernel.clock import today
from senim.kernel.scoping import within
from senim.problems import policies
from senim.problems.chapter import permissions
from senim.problems.domain import NEXT, SourceKind, Stage
from senim.problems.models import Lesson, Problem
from senim.problems.policies import Facts
from senim.problems.selectors import files as selectors
from senim.problems.selectors.facts import facts_of
from senim.problems.selectors.files import Parts

#: What residents said is counted, never quoted.
QUOTED = frozenset({SourceKind.INCIDENTS, SourceKind.SURVEY, SourceKind.AGENCY, SourceKind.AUDIT})
MOST = 200
TABS = ("scan", "analyse", "respond", "assess")


@dataclass(frozen=True, slots=True)
class Filed:
    """One file with what its tabs show."""

    problem: Problem
    facts: Facts
    parts: dict[str, Parts]
    late: int = 0
    lessons: Sequence[Lesson] = field(default=())

    @property
    def stage(self) -> Stage:
        return Stage(self.problem.stage)

    @property
    def next(self) -> Stage | None:
        return NEXT.get(self.stage)

    def missing(self) -> list[policies.Missing]:
        """What the next stage still wants."""
        return policies.missing(self.facts, today())


def of_area(paths: tuple[str, ...]) -> list[Filed]:
    """The files of some areas, open ones first. About sixteen queries a file: a chapter is made behind."""
    scope = permissions.eyes(paths)
    found = [one for one in selectors.listing(scope, limit=MOST) if within(one.area_path, paths)]
    found.sort(key=lambda one: (one.stage == Stage.CLOSED, one.opened_at))
    return [
        Filed(
            one,
            facts_of(scope, one),
            {tab: selectors.parts(scope, one, tab) for tab in TABS},
            int(getattr(one, "n_overdue", 0)),
        )
        for one in found
    ]


def lessons_for(filed: list[Filed], paths: tuple[str, ...], most: int = 10) -> list[Lesson]:
    """Lessons of any area about the kinds of problems that this area has. One query a kind."""
    scope = permissions.eyes(paths)
    kinds = dict.fromkeys(one.problem.kind for one in filed)
    return [lesson for kind in kinds for lesson in selectors.experience(scope, kind=kind, limit=most)][:most]
