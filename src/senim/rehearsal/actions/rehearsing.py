"""Rehearsing behind the request: past appeals through both worlds; a lost run may be done once more."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction

from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.rehearsal import policies
from senim.rehearsal.actions.common import log, queue, taken
from senim.rehearsal.domain import OPEN, UNDER_WAY, Matter, State
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import can_apply, can_author, not_yours
from senim.rehearsal.worlds import data_of, stamp

TELL_EVERY = 0.5


def rehearse(*, actor: Actor, change_id: int) -> Change:
    """Rehearse once more: the author, or whoever is to apply it. Raises NotYours, Refused (applied, under way)."""
    with transaction.atomic():
        row = taken(actor, change_id)
        matter = Matter(row.matter)
        if not (can_author(actor.scope, matter, row.area_path) or can_apply(actor.scope, matter, row.area_path)):
            raise not_yours()
        policies.check(State(row.state) in OPEN, "closed")
        queue(row)
        log(actor, "asked_again", row)
    return row


def execute(*, change_id: int) -> Change:
    """Rehearse a change that waits. Runs in the job worker; twice gives the same answer."""
    from senim.rehearsal.reckoning import rehearse as reckon  # noqa: PLC0415 - numpy and shapely in the job alone

    waiting = Change.objects.filter(pk=change_id, state__in=UNDER_WAY)
    claimed = waiting.update(state=State.RUNNING, progress=0)
    row = Change.objects.get(pk=change_id)
    if not claimed:
        return row
    row.stamp = None
    row.stamp = stamp(row, data_of(row))
    try:
        row.result = reckon(row, row.stamp["data"][0], _teller(row.pk))
        row.state = State.REFUSED if row.result.get("problems") else State.READY
    except Refused as refusal:
        words = refusal.message if isinstance(refusal.message, Label) else Label(*[str(refusal)] * 3)
        row.result, row.state = {"refusal": list(words)}, State.REFUSED
    except Exception:
        waiting.update(state=State.FAILED)
        raise
    row.progress, row.rehearsed_at = 1.0, now()
    # Whoever withdrew or amended it meanwhile has the last word.
    Change.objects.filter(pk=row.pk, state=State.RUNNING, starts_on=row.starts_on).update(
        **{name: getattr(row, name) for name in ("result", "state", "stamp", "progress", "rehearsed_at")})
    return row


def _teller(change_id: int) -> Callable[[float], None]:
    """Notes progress at most twice a second."""
    last = time.monotonic() - TELL_EVERY

    def tell(done: float) -> None:
        nonlocal last
        if time.monotonic() - last >= TELL_EVERY:
            last = time.monotonic()
            Change.objects.filter(pk=change_id).update(progress=min(1.0, max(0.0, done)))

    return tell
