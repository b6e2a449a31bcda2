"""What runs beside requests: assessments, reminders to bodies, the look for places that several people name."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks import task

from senim.kernel.clock import now
from senim.kernel.schedule import every
from senim.kernel.scoping import Actor
from senim.problems.actions import offers, reminders, voices
from senim.problems.domain import RunState
from senim.problems.models import Assessment

log = logging.getLogger(__name__)


@task()
def assess(assessment_id: int) -> None:
    """Compute an assessment."""
    from senim.problems.actions.assess import run_assessment  # noqa: PLC0415 - the heavy library, in jobs only

    try:
        run_assessment(actor=Actor.system(), assessment_id=assessment_id)
    except Exception as error:
        log.exception("assessment %s broke", assessment_id)
        with transaction.atomic():
            Assessment.objects.filter(pk=assessment_id).update(
                state=RunState.FAILED, ended_at=now(), error={"code": "failed", "en": type(error).__name__}
            )
        raise


@every(3600)
def remind_bodies() -> int:
    """Bodies whose task is due tomorrow or overdue; the group, where a link was never opened."""
    return reminders.remind()


@every(3600)
def look_for_problems() -> int:
    """Places and matters that several different people told of."""
    return offers.look()


@every(86_400)
def forget_voices() -> int:
    """Marks of "this concerns me too" whose time is over."""
    return voices.forget()
