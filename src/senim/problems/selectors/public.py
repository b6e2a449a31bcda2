"""What is the same for everyone: the safe part of a file. No place but the beat, no count, nobody's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from senim.kernel.scoping import Scope, path_range
from senim.problems.domain import PUBLIC_FINDINGS, PUBLIC_STAGES, Finding, RunState, Stage
from senim.problems.models import Assessment, Problem


@dataclass(frozen=True, slots=True)
class PublicProblem:
    """A problem as residents may read it. result: "" until an assessment whose time has come."""

    title: str
    text: str
    stage: str
    result: str
    since: datetime


def _shown() -> QuerySet[Problem]:
    done = Assessment.objects.filter(problem=OuterRef("pk"), state=RunState.DONE).order_by("-pk")
    return Problem.objects.filter(is_public=True).annotate(last_finding=Subquery(done.values("finding")[:1]))


def on_beat(
    scope: Scope,  # noqa: ARG001 - a read names who asks
    area_path: str,
    language: str,
    *,
    limit: int = 6,
) -> list[PublicProblem]:
    """Published problems of a beat, of what lies in it, and of the areas around it; the last shown first. One query."""
    low, high = path_range(area_path)
    around = [area_path[: place + 1] for place, letter in enumerate(area_path) if letter == "/" and place]
    here = Q(area_path__gte=low, area_path__lt=high) | Q(area_path__in=around)
    return [_public(one, language) for one in _shown().filter(here).order_by("-published_at", "-pk")[:limit]]


def of_appeal(scope: Scope, appeal_id: int, language: str) -> list[PublicProblem]:  # noqa: ARG001 - the holder of the link
    """The published problems that an appeal was a beginning of. One query."""
    return [_public(one, language) for one in _shown().filter(appeals__appeal_id=appeal_id).order_by("pk")]


def _public(one: Any, language: str) -> PublicProblem:
    def said(name: str) -> str:
        return str(getattr(one, f"public_{name}_{language}") or getattr(one, f"public_{name}_kk"))

    result = PUBLIC_FINDINGS[Finding(one.last_finding)].in_(language) if one.last_finding else ""
    return PublicProblem(
        said("title"), said("text"), PUBLIC_STAGES[Stage(one.stage)].in_(language), result, one.published_at
    )
