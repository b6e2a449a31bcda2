"""What every write here shares: the locked row behind a number or a code, and a row of the history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from senim.kernel import audit
from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor
from senim.tips.domain import Told, hour_of
from senim.tips.models import Event, Tip
from senim.tips.permissions import check, not_yours
from senim.tips.words import REFUSALS


def taken(actor: Actor, action: str, number: str) -> Tip:
    """Lock a message for one of its readers. NotYours for anybody else, whether or not it exists."""
    found = Tip.objects.select_for_update().filter(number=number).first()
    if found is None:
        raise not_yours()
    check(actor, action, found)
    return found


def by_code(code_hash: bytes) -> Tip:
    """Lock the message of a code."""
    found = Tip.objects.select_for_update().filter(code_hash=code_hash).first()
    if found is None:
        raise NotYours("unknown", REFUSALS["unknown"])
    return found


def told_by_sender(tip: Tip, what: Told) -> datetime:
    """A row of the history for what the sender did: the hour alone, and nobody's name. Not in the log of the house:
    its rows carry the moment. What came in is told there later, by the hour (`actions.keeping`)."""
    hour = hour_of(now())
    Event.objects.create(tip=tip, at=hour, type=what.value)
    return hour


def told(actor: Actor, tip: Tip, what: Told, *, reads: bool = False, **data: Any) -> None:
    """A row of the history and of the log for what an officer or the clock did. data: seen by the readers alone."""
    Event.objects.create(tip=tip, at=now(), type=what.value, account_id=actor.account_id, data=data)
    audit.record(actor, f"tips.{what.value}", ("tip", tip.pk), area_path=tip.office_path, reads=reads)
