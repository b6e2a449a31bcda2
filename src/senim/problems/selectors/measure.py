"""What an assessment must know beside the counts: when the response began, where else something was done, the cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Min, Q

from senim.kernel.areas import inside
from senim.kernel.scoping import Scope
from senim.problems.domain import TaskState
from senim.problems.models import Plan, Problem, Task


def began_on(scope: Scope, problem: Problem) -> date | None:  # noqa: ARG001 - a read names who asks
    """The first day on which something changed on the ground: as the group said, or as a body reported. One query."""
    reported = problem.tasks.filter(state=TaskState.DONE).aggregate(first=Min("began_on"))["first"]
    return min((day for day in (problem.began_on, reported) if day), default=None)


def treated_by(scope: Scope, plan: Plan) -> Sequence[int]:  # noqa: ARG001 - the house looks at all files
    """Ids of done tasks, of this file or another, whose area holds or lies in the comparison, in the plan's time."""
    paths = tuple(plan.comparison.get("paths") or ())
    above = {path[: place + 1] for path in paths for place, letter in enumerate(path) if letter == "/" and place}
    there = inside(paths) | Q(area_path__in=above)
    # A task of this very file over a wider area (a letter to a whole district) is told apart by nobody but a person.
    own = Q(problem=plan.problem_id) & ~inside(paths)
    found = Task.objects.filter(
        there, state=TaskState.DONE, began_on__lte=plan.until_day, began_on__gte=plan.before_from
    ).exclude(own)
    return list(found.values_list("pk", flat=True))


def cost_of(scope: Scope, problem: Problem) -> int | None:  # noqa: ARG001 - a read names who asks
    """Tenge: what bodies say they spent, or else what was decided. None where nobody named any. Two queries."""
    done = problem.tasks.filter(state=TaskState.DONE, spent__isnull=False)
    if spent := list(done.values_list("spent", flat=True)):
        return sum(one or 0 for one in spent)
    given = problem.recommendations.filter(decision__isnull=False).values_list("decision__money", flat=True)
    return sum(given) or None
