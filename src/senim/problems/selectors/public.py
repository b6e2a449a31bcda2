"""What is the same for everyone: the safe part of a file. No place but the beat, nobody's words, people by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from senim.appeals.api import OwnAppeal
from senim.kernel.scoping import Scope, path_range
from senim.problems.domain import ADOPTED, PUBLIC_FINDINGS, PUBLIC_STAGES, Finding, RunState, Stage
from senim.problems.events import sensitive_kinds
from senim.problems.models import Assessment, Problem, ProblemAppeal, Recommendation, Voice

#: Fewer people than this are told as "fewer than": a small number may point at somebody.
LEAST_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class PublicProblem:
    """A problem as residents may read it. result: "" until an assessment whose time has come; decided: measures that
    were adopted; people: None where they are fewer than LEAST_PEOPLE."""

    title: str
    text: str
    stage: str
    result: str
    since: datetime
    number: str = ""
    people: int | None = None
    people_on: date | None = None
    decided: int = 0
    area_id: int = 0


def _shown() -> QuerySet[Problem]:
    done = Assessment.objects.filter(problem=OuterRef("pk"), state=RunState.DONE).order_by("-pk")
    adopted = Recommendation.objects.filter(problem=OuterRef("pk"), decision__verdict__in=ADOPTED).order_by()
    counted = adopted.values("problem").annotate(n=Count("pk")).values("n")
    return Problem.objects.filter(is_public=True).annotate(
        last_finding=Subquery(done.values("finding")[:1]),
        decided=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )


def _told(rows: Iterable[Problem], language: str) -> list[PublicProblem]:
    """As residents read them. A kind that became sensitive after the file was shown takes it away at once."""
    return [_public(one, language) for one in rows if not sensitive_kinds(one.selection)]


def on_beat(
    scope: Scope,  # noqa: ARG001 - a read names who asks
    area_path: str,
    language: str,
    *,
    limit: int = 6,
) -> list[PublicProblem]:
    """Published problems of a beat, of what lies in it, and of the areas around it; the last shown first. One query."""
    return _told(_shown().filter(_here(area_path)).order_by("-published_at", "-pk")[:limit], language)


@dataclass(frozen=True, slots=True)
class Around:
    """What the holder of an appeal reads: problems behind which it stands, those that it joined (public numbers),
    and those of its area that it may join."""

    mine: list[PublicProblem]
    joined: set[str]
    near: list[PublicProblem]


def of_appeal(scope: Scope, own: OwnAppeal, language: str, *, limit: int = 12) -> Around:  # noqa: ARG001 - the holder of the link
    """The published problems that an appeal began or joined, and those where it is. One query."""
    began = Exists(ProblemAppeal.objects.filter(problem=OuterRef("pk"), appeal=own.id))
    joined = Exists(Voice.objects.filter(problem=OuterRef("pk"), appeal=own.id))
    rows = _shown().annotate(began=began, joined=joined)
    found: Any = rows.filter(Q(began=True) | Q(joined=True) | _here(own.area_path)).order_by(
        "-began", "-joined", "-published_at", "-pk"
    )[:limit]
    kept = [one for one in found if not sensitive_kinds(one.selection)]
    return Around(
        [_public(one, language) for one in kept if one.began or one.joined],
        {one.public_number for one in kept if one.joined},
        [_public(one, language) for one in kept if not (one.began or one.joined)],
    )


def _here(area_path: str) -> Q:
    """The condition that a problem is of an area, of what lies in it, or of the areas around it."""
    low, high = path_range(area_path)
    around = [area_path[: place + 1] for place, letter in enumerate(area_path) if letter == "/" and place]
    return Q(area_path__gte=low, area_path__lt=high) | Q(area_path__in=around)


def one(scope: Scope, number: str, language: str) -> PublicProblem | None:  # noqa: ARG001 - a read names who asks
    """The safe part of one file, by its public number; None where residents may see none. One query."""
    found = _told(_shown().filter(public_number=number), language)
    return found[0] if found else None


def shown(scope: Scope, number: str, *, lock: bool = False) -> Problem | None:  # noqa: ARG001 - a read names who asks
    """The file behind a public number while it is shown. One query."""
    rows = Problem.objects.filter(is_public=True, public_number=number)
    found = (rows.select_for_update() if lock else rows).first()
    return None if found is None or sensitive_kinds(found.selection) else found


def has_said(scope: Scope, problem: Problem, mark: bytes) -> bool:  # noqa: ARG001 - whoever holds the mark
    """Whether a browser has said that it concerns somebody there. One query."""
    return Voice.objects.filter(problem=problem, mark=mark).exists()


def _public(one: Any, language: str) -> PublicProblem:
    def said(name: str) -> str:
        return str(getattr(one, f"public_{name}_{language}") or getattr(one, f"public_{name}_kk"))

    result = PUBLIC_FINDINGS[Finding(one.last_finding)].in_(language) if one.last_finding else ""
    return PublicProblem(
        said("title"),
        said("text"),
        PUBLIC_STAGES[Stage(one.stage)].in_(language),
        result,
        one.published_at,
        number=one.public_number or "",
        people=one.people if one.people >= LEAST_PEOPLE else None,
        people_on=one.people_on,
        decided=one.decided,
        area_id=one.area_id,
    )
