"""Two changes of the invented district: boundaries that wait for the head, a promise that waits for the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from senim.demo import acting
from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.kernel import clock
from senim.kernel.scoping import Actor, Role
from senim.rehearsal.api import Ask, acts
from senim.workload import api as workload

DRAWN = "Сыртқы учаскелердің жүктемесі көп: шекараны ұсынысқа сай жылжыту"
PROMISED = "Екі тәулікте жауап беруге бола ма?"


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - the district acts
    """The analyst takes the proposal of new beats, the ministry asks about 48 hours; both are rehearsed."""
    last = clock.today() - timedelta(days=1)
    analyst, ministry = acting.on(Role.ANALYST, DISTRICT), acting.on(Role.MINISTRY, DISTRICT)
    with transaction.atomic():
        for proposal_id in workload.reckoned(analyst.scope)[:1]:
            ask = Ask(clock.today() + timedelta(days=7), last - timedelta(days=364), last, DRAWN)
            acts.execute(change_id=acts.draw_proposal(actor=analyst, proposal_id=proposal_id, ask=ask).pk)
        ask = Ask(clock.today() + timedelta(days=30), last - timedelta(days=90), last, PROMISED)
        row = acts.edit_rules(actor=ministry, what={"edit": "promise", "hours": 48}, ask=ask)
        acts.execute(change_id=row.pk)
        step.finished_at = clock.now()
        step.save(update_fields=["finished_at"])
    tell("rehearsal", 2, 2)
