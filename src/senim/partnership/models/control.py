"""Decisions and their control until they are executed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from senim.kernel.classify import INTERNAL, OPEN
from senim.kernel.fields import KeyField, among
from senim.partnership.domain import DecisionState, StepKind
from senim.partnership.models.sessions import Item, Session


class Decision(models.Model):
    """What was decided, who executes it and by which day. first_due_on never changes: extensions stay visible."""

    CLASSES = {
        "id": OPEN,
        "session": OPEN,
        "item": OPEN,
        "number": OPEN,
        "text": OPEN,
        "owner": OPEN,
        "owner_key": OPEN,
        "area_path": OPEN,
        "decided_on": OPEN,
        "due_on": OPEN,
        "first_due_on": OPEN,
        "state": OPEN,
        "ended_on": OPEN,
        "votes_for": OPEN,
        "votes_against": OPEN,
        "votes_abstained": OPEN,
        "warned_on": INTERNAL,
        "late_told_on": INTERNAL,
    }

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    #: The body that executes it, as it is written, and folded, so that two spellings are one body.
    owner = models.CharField(max_length=200)
    owner_key = KeyField(max_length=200)
    area_path = KeyField(max_length=120)
    decided_on = models.DateField()
    due_on = models.DateField()
    first_due_on = models.DateField()
    state = models.CharField(max_length=10, default=DecisionState.OPEN.value)
    ended_on = models.DateField(null=True)
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField(default=0)
    votes_abstained = models.PositiveSmallIntegerField(default=0)
    #: Days on which the executing body was told that it is due tomorrow, and last that it is overdue.
    warned_on = models.DateField(null=True)
    late_told_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="partner_decision_by_due")]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="partner_decision_number"),
            models.CheckConstraint(condition=among(DecisionState, "state"), name="partner_decision_state"),
            models.CheckConstraint(condition=Q(due_on__gte=F("decided_on")), name="partner_decision_due"),
            models.CheckConstraint(condition=Q(due_on__gte=F("first_due_on")), name="partner_decision_extended"),
            models.CheckConstraint(
                condition=Q(state="open", ended_on__isnull=True) | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="partner_decision_end",
            ),
            models.CheckConstraint(condition=Q(votes_for__gt=F("votes_against")), name="partner_decision_carried"),
        ]


class Step(models.Model):
    """A line in the control of a decision; lines are added and never changed."""

    CLASSES = {
        "id": INTERNAL,
        "decision": INTERNAL,
        "kind": INTERNAL,
        "text": INTERNAL,
        "at": INTERNAL,
        "by": INTERNAL,
        "due_before": INTERNAL,
        "due_after": INTERNAL,
    }

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10)
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("staff.Account", null=True, on_delete=models.PROTECT, related_name="+")
    due_before = models.DateField(null=True)
    due_after = models.DateField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=among(StepKind, "kind"), name="partner_step_kind")]
