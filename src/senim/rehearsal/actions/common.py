"""What the writes share."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from senim.kernel import audit
from senim.kernel.scoping import Actor
from senim.rehearsal.domain import State
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import not_yours, visible


def taken(actor: Actor, change_id: int) -> Change:
    """A change that the actor sees, locked. Raises NotYours."""
    row = Change.objects.select_for_update(of=("self",)).filter(visible(actor.scope), pk=change_id).first()
    if row is None:
        raise not_yours()
    return row


def log(actor: Actor, verb: str, row: Change, **data: Any) -> None:
    """One line in the audit log."""
    audit.record(actor, f"rehearsal.{verb}", ("change", row.pk), area_path=row.area_path, data={
        "matter": row.matter, "starts_on": row.starts_on.isoformat(), **data})


def queue(row: Change) -> None:
    """Let it be rehearsed once the transaction stands; what an earlier rehearsal found is no longer shown."""
    row.state, row.progress, row.result, row.stamp, row.rehearsed_at = State.QUEUED, 0, None, None, None
    row.save()
    transaction.on_commit(lambda: _enqueue(row.pk))


def _enqueue(change_id: int) -> None:
    from senim.rehearsal.tasks import rehearse_change  # noqa: PLC0415 - the task imports the actions

    rehearse_change.enqueue(change_id)
