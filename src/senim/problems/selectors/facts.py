"""What the gates look at: one query for a file."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from senim.kernel.scoping import Scope
from senim.problems.domain import ADOPTED, TASK_OPEN, Belief, RunState, Stage, TaskState
from senim.problems.models import Assessment, Hypothesis, Lesson, Plan, Problem, Recommendation, Source, Task
from senim.problems.policies import Facts


def _count(rows: QuerySet[Any], field: str = "pk", distinct: bool = False) -> Coalesce:
    """So many rows of this problem, as a column."""
    counted = (
        rows.filter(problem=OuterRef("pk")).order_by().values("problem").annotate(n=Count(field, distinct=distinct))
    )
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def facts_of(scope: Scope, problem: Problem) -> Facts:  # noqa: ARG001 - a read names who asks; the file was found by it
    """The facts of a file that was found already. One query."""
    last_plan = Plan.objects.filter(problem=OuterRef("pk")).order_by("-version")
    hypotheses = Hypothesis.objects.all()
    tasks = Task.objects.all()
    row = (
        Problem.objects.filter(pk=problem.pk)
        .annotate(
            kinds_of_sources=_count(Source.objects.all(), "kind", distinct=True),
            held=_count(hypotheses.filter(state=Belief.HELD)),
            open_hypotheses=_count(hypotheses.filter(state=Belief.OPEN)),
            adopted=_count(Recommendation.objects.filter(decision__verdict__in=ADOPTED)),
            undecided=_count(Recommendation.objects.filter(decision__isnull=True)),
            n_tasks=_count(tasks.exclude(state=TaskState.RECALLED)),
            n_open=_count(tasks.filter(state__in=TASK_OPEN)),
            n_done=_count(tasks.filter(state=TaskState.DONE)),
            plan_until=Subquery(last_plan.values("until_day")[:1]),
            assessed=Exists(
                Assessment.objects.filter(
                    problem=OuterRef("pk"),
                    state__in=[RunState.DONE, RunState.REFUSED],
                    plan_id=Subquery(
                        Plan.objects.filter(problem=OuterRef(OuterRef("pk"))).order_by("-version").values("pk")[:1]
                    ),
                )
            ),
            has_lesson=Exists(Lesson.objects.filter(problem=OuterRef("pk"))),
        )
        .values(
            "kinds_of_sources",
            "held",
            "open_hypotheses",
            "adopted",
            "undecided",
            "n_tasks",
            "n_open",
            "n_done",
            "plan_until",
            "assessed",
            "has_lesson",
        )
        .get()
    )
    return Facts(
        stage=Stage(problem.stage),
        kinds_of_sources=row["kinds_of_sources"],
        has_definition=bool(problem.words),
        hypotheses_held=row["held"],
        hypotheses_open=row["open_hypotheses"],
        recommendations_adopted=row["adopted"],
        recommendations_undecided=row["undecided"],
        has_plan=row["plan_until"] is not None,
        tasks=row["n_tasks"],
        tasks_open=row["n_open"],
        tasks_done=row["n_done"],
        plan_until=row["plan_until"],
        assessed=row["assessed"],
        has_lesson=row["has_lesson"],
    )
