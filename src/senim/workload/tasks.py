"""Proposals are reckoned beside requests, so that their page can be left and found again."""

from __future__ import annotations

from django_tasks import task

from senim.workload.actions import execute


@task()
def reckon_proposal(proposal_id: int) -> None:
    """Reckon a proposal of new beats."""
    execute(proposal_id=proposal_id)
