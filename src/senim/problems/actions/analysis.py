"""Why it keeps happening: findings, the triangle, hypotheses and what speaks for or against them."""

from __future__ import annotations

from django.db import transaction

from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.problems import domain
from senim.problems.actions.history import its, take, told, words
from senim.problems.models import Evidence, Finding, Hypothesis, Side

NO_EVIDENCE = Label(
    "Алдымен жақтайтын не қайшы дәлел жазыңыз: дәлелсіз болжам расталмайды, жоққа да шығарылмайды.",
    "Сначала запишите доказательства: без них гипотезу нельзя ни подтвердить, ни отбросить.",
    "Write evidence first: without any, a hypothesis is neither held nor dropped.",
)
ONLY_FOR = Label(
    "Қайшы дәлел ізделмеген. Іздеп, не тапқаныңызды жазыңыз (табылмаса — соны жазыңыз).",
    "Не искали, что говорит против. Поищите и запишите, что нашли (или что не нашли).",
    "Nobody looked for what speaks against it. Look, and write what you found (or that you found nothing).",
)


def add_finding(*, actor: Actor, problem_id: int, question: domain.Question, text: str, source: str = "") -> Finding:
    """Write what is known under one of the six questions."""
    said, where = words(text, 2000), words(source, 300, "source", required=False)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.add_finding")
        row = Finding.objects.create(
            problem=problem, question=question, text=said, source=where, at=now(), account_id=actor.account_id
        )
        told(problem, actor, "finding_added", {"finding": row.pk, "question": str(question)})
    return row


def set_side(
    *, actor: Actor, problem_id: int, side: domain.Side, text: str, controller: str = "", could: str = ""
) -> Side:
    """Fill in a side of the triangle: what it is like, who controls it now, who could."""
    said = words(text, 2000)
    now_by = words(controller, 500, "controller", required=False)
    could_by = words(could, 500, "could", required=False)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.set_side")
        row, _made = Side.objects.update_or_create(
            problem=problem,
            side=side,
            defaults={
                "text": said,
                "controller": now_by,
                "could": could_by,
                "at": now(),
                "account_id": actor.account_id,
            },
        )
        told(problem, actor, "triangle_set", {"side": str(side)})
    return row


def add_hypothesis(*, actor: Actor, problem_id: int, text: str) -> Hypothesis:
    """Say why it may happen."""
    said = words(text, 1000)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.add_hypothesis")
        row = Hypothesis.objects.create(problem=problem, text=said, at=now(), account_id=actor.account_id)
        told(problem, actor, "hypothesis_added", {"hypothesis": row.pk})
    return row


def add_evidence(
    *,
    actor: Actor,
    problem_id: int,
    hypothesis_id: int,
    weight: domain.Weight,
    text: str,
    source: str = "",
    run_id: int | None = None,
) -> Evidence:
    """Write what speaks for or against a hypothesis. run_id: an analysis of the workbench that shows it."""
    said, where = words(text, 1000), words(source, 300, "source", required=False)
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.add_evidence")
        row = Evidence.objects.create(
            hypothesis=its(problem.hypotheses, hypothesis_id),
            weight=weight,
            text=said,
            source=where,
            run_id=run_id,
            at=now(),
            account_id=actor.account_id,
        )
        told(problem, actor, "evidence_added", {"hypothesis": hypothesis_id, "weight": str(weight)})
    return row


def judge_hypothesis(
    *, actor: Actor, problem_id: int, hypothesis_id: int, state: domain.Belief, why: str
) -> Hypothesis:
    """Hold a hypothesis, drop it, or test it again. Held only after somebody looked for what speaks against it."""
    said = words(why, 1000, "why")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.judge_hypothesis")
        row = its(problem.hypotheses, hypothesis_id)
        if state is not domain.Belief.OPEN:
            weights = set(row.evidence.values_list("weight", flat=True))
            if not weights:
                raise Refused("no_evidence", NO_EVIDENCE)
            if state is domain.Belief.HELD and domain.Weight.AGAINST not in weights:
                raise Refused("only_for", ONLY_FOR)
        row.state, row.why, row.judged_at = state, said, now()
        row.save(update_fields=["state", "why", "judged_at"])
        told(problem, actor, "hypothesis_judged", {"hypothesis": row.pk, "state": str(state)})
    return row
