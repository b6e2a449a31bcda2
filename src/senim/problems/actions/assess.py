"""The assessment itself: computed by a job, from counts that the person who asked may see.

Imports the heavy library: `tasks` imports this module only inside the job.
"""

from __future__ import annotations

from django.db import transaction

from senim.kernel.clock import local, now
from senim.kernel.scoping import SYSTEM, Actor
from senim.problems import assessing, counting
from senim.problems.actions.applicants import tell
from senim.problems.actions.history import told
from senim.problems.domain import RunState
from senim.problems.models import Assessment, Plan
from senim.problems.selectors.measure import began_on, cost_of, treated_by
from senim.staff import api as staff
from senim_analysis import AnalysisRefused


def run_assessment(*, actor: Actor, assessment_id: int) -> Assessment:
    """Compute a queued assessment. What the library refuses is kept in its own words; a finished run stays."""
    row = Assessment.objects.select_related("problem", "plan").get(pk=assessment_id)
    if row.state not in {RunState.QUEUED, RunState.RUNNING}:
        return row
    Assessment.objects.filter(pk=row.pk).update(state=RunState.RUNNING)
    scope = actor.scope if row.asked_by is None else staff.scope_of(row.asked_by)
    counts = counting.of_plan(scope, row.plan)
    row.counts, row.lineage, row.exploratory = counts.to_json(), counts.lineage, row.plan.late
    try:
        found = assessing.conclude(row.plan, counts, circumstances(row.plan))
    except AnalysisRefused as error:
        row.state, row.error = RunState.REFUSED, assessing.refused(error)
    else:
        row.state, row.finding, row.spread = RunState.DONE, found.finding, found.spread
        row.exploratory, row.result, row.sentences = found.exploratory, found.result, found.sentences
        row.threats, row.prevented, row.cost = found.threats, found.prevented, cost_of(SYSTEM, row.problem)
    with transaction.atomic():
        row.ended_at = now()
        row.save()
        told(row.problem, Actor.system(), "assessed", {"assessment": row.pk, "finding": str(row.finding)})
        if row.state == RunState.DONE:
            tell(row.problem, "assessed")
    return row


def circumstances(plan: Plan) -> assessing.Circumstances:
    """When the response began, whether the comparison was treated: by a person's word, or by a task that lies in it."""
    first = Plan.objects.filter(problem=plan.problem_id).order_by("version").first() or plan
    return assessing.Circumstances(
        began=began_on(SYSTEM, plan.problem),
        frozen_on=local(first.frozen_at).date(),
        treated=bool(plan.treated) or bool(treated_by(SYSTEM, plan)),
        late=plan.late,
    )
