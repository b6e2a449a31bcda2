"""Rehearsals run beside requests, so that their page can be left and found again."""

from __future__ import annotations

from django_tasks import task

from senim.rehearsal.actions import execute


@task()
def rehearse_change(change_id: int) -> None:
    """Rehearse a change on past appeals."""
    execute(change_id=change_id)
