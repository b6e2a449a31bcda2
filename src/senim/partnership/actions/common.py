"""What the writes share: taking a row under a lock with the right to act on it, and the line in the audit log."""

from __future__ import annotations

from typing import Any

from senim.kernel import audit
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor
from senim.partnership.models import Body, Decision, Item, Meeting, Session
from senim.partnership.permissions import check
from senim.partnership.words import REFUSALS


def none() -> NotYours:
    """What is not there and what may not be seen are answered in the same words."""
    return NotYours("not_yours", REFUSALS["not_yours"])


def taken(actor: Actor, action: str, model: type[Any], pk: int, path: str, *joined: str) -> Any:
    """The row, locked, once `actor` may do `action` in its area; `path` leads to the area path ("body.area_path")."""
    row = model.objects.select_for_update(of=("self",)).select_related(*joined).filter(pk=pk).first()
    if row is None:
        raise none()
    at: Any = row
    for part in path.split("."):
        at = getattr(at, part)
    check(actor, action, at)
    return row


def body(actor: Actor, action: str, pk: int) -> Body:
    found: Body = taken(actor, action, Body, pk, "area_path")
    return found


def session(actor: Actor, action: str, pk: int) -> Session:
    found: Session = taken(actor, action, Session, pk, "body.area_path", "body")
    return found


def item(actor: Actor, action: str, pk: int) -> Item:
    """An item with its session, which is what is locked: items of one session are written one after the other."""
    row = Item.objects.filter(pk=pk).first()
    if row is None:
        raise none()
    row.session = session(actor, action, row.session_id)
    return row


def decision(actor: Actor, action: str, pk: int) -> Decision:
    found: Decision = taken(actor, action, Decision, pk, "area_path", "session")
    return found


def meeting(actor: Actor, pk: int) -> Meeting:
    found: Meeting = taken(actor, "partnership.hold_meeting", Meeting, pk, "area_path")
    return found


def log(actor: Actor, action: str, row: Any, path: str, **data: Any) -> None:
    """One line in the audit log; no personal value belongs into `data`."""
    audit.record(actor, f"partnership.{action}", (row._meta.model_name, row.pk), area_path=path, data=data)
