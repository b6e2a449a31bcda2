"""Thoughts as residents read them and as the group does; the open problems of a place."""

from __future__ import annotations

from senim.kernel.scoping import Scope
from senim.problems.domain import ThoughtState
from senim.problems.models import Problem, Thought

MOST = 200


def shown_of(scope: Scope, problem: Problem) -> list[Thought]:  # noqa: ARG001 - a read names who asks
    """What residents think, as everybody may read it; the newest first. One query."""
    return list(Thought.objects.filter(problem=problem, state=ThoughtState.SHOWN).order_by("-said_on", "-pk")[:MOST])


def own(scope: Scope, problem: Problem, mark: bytes | None) -> Thought | None:  # noqa: ARG001 - whoever holds the mark
    """What this browser said. One query, none where it never spoke."""
    return Thought.objects.filter(problem=problem, mark=mark).first() if mark else None


def to_read(scope: Scope, problem: Problem) -> list[Thought]:  # noqa: ARG001 - the file was asked for with the scope
    """All thoughts on a file that the asker sees: those to be read first. One query."""
    rows = Thought.objects.filter(problem=problem).order_by("-said_on", "-pk")[:MOST]
    return sorted(rows, key=lambda one: one.state != ThoughtState.WAITING)


def waiting(scope: Scope, problem: Problem) -> int:  # noqa: ARG001 - the file was asked for with the scope
    """How many thoughts nobody has read yet. One query."""
    return Thought.objects.filter(problem=problem, state=ThoughtState.WAITING).count()
