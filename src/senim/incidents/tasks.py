"""Reading files and long analyses go on beside the request, so that their pages can be left and found again."""

from __future__ import annotations

import logging

from django_tasks import task

from senim.incidents import actions
from senim.incidents.actions.runs import execute
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.staff import api as staff

log = logging.getLogger(__name__)


@task()
def check_file(batch_id: int) -> None:
    """Read a file and say what is in it."""
    actions.check(batch_id=batch_id)


@task()
def apply_file(batch_id: int, account_id: int, post_id: int | None) -> None:
    """Apply a checked file for the person who asked, with the rights that the person has now."""
    actor = Actor("staff", account_id, post_id, staff.scope_of(account_id))
    try:
        actions.apply(actor=actor, batch_id=batch_id)
    except Refused as refusal:
        log.warning("file %s was not applied: %s", batch_id, refusal.code)


@task()
def execute_run(run_id: int) -> None:
    """Do a long analysis."""
    execute(run_id=run_id)
