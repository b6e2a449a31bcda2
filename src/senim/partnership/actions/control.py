"""The control of decisions: progress, more time, execution, lifting. Every step is a line that stays."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.partnership.actions import common
from senim.partnership.domain import DecisionState, StepKind
from senim.partnership.models import Decision, Step
from senim.partnership.policies import check as must
from senim.partnership.policies import check_control, check_execution

CONTROL, REPORT = "partnership.control", "partnership.report"


def report(*, actor: Actor, decision_id: int, text: str) -> Step:
    """What the executing body did so far."""
    with transaction.atomic():
        row = _open(actor, REPORT, decision_id)
        return _step(actor, row, StepKind.REPORT, text)


def extend(*, actor: Actor, decision_id: int, due_on: date, ground: str) -> Step:
    """More time, with its ground. The first day stays visible."""
    with transaction.atomic():
        row = _open(actor, CONTROL, decision_id)
        must(due_on > row.due_on, "not_later", field="due_on")
        before, row.due_on = row.due_on, due_on
        row.warned_on = row.late_told_on = None  # the letters about the earlier day say nothing of this one
        row.save(update_fields=["due_on", "warned_on", "late_told_on"])
        return _step(actor, row, StepKind.EXTENSION, ground, before, due_on)


def execute(*, actor: Actor, decision_id: int, on: date, text: str) -> Step:
    """Executed on a day, with what was done."""
    with transaction.atomic():
        row = _open(actor, CONTROL, decision_id)
        check_execution(on, row.decided_on, today())
        return _end(actor, row, DecisionState.DONE, on, StepKind.EXECUTION, text)


def lift(*, actor: Actor, decision_id: int, ground: str) -> Step:
    """Taken off control without execution, with the ground."""
    with transaction.atomic():
        row = _open(actor, CONTROL, decision_id)
        return _end(actor, row, DecisionState.LIFTED, today(), StepKind.LIFTING, ground)


def _open(actor: Actor, action: str, pk: int) -> Decision:
    row = common.decision(actor, action, pk)
    check_control(DecisionState(row.state))
    return row


def _end(actor: Actor, row: Decision, state: DecisionState, on: date, kind: StepKind, text: str) -> Step:
    row.state, row.ended_on = state.value, on
    row.save(update_fields=["state", "ended_on"])
    return _step(actor, row, kind, text)


def _step(
    actor: Actor, row: Decision, kind: StepKind, text: str, before: date | None = None, after: date | None = None
) -> Step:
    must(bool(text.strip()), "no_words", field="text")
    made = Step.objects.create(
        decision=row, kind=kind.value, text=text, at=now(), by_id=actor.account_id, due_before=before, due_after=after
    )
    common.log(actor, f"decision_{kind}", row, row.area_path, due_before=before, due_after=after)
    return made
