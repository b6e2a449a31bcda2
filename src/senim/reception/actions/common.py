"""The one step that every write ends with: history and audit in the same transaction."""

from __future__ import annotations

from typing import Any

from senim.kernel import audit
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.reception import memory
from senim.reception.memory import Place
from senim.reception.models import Booking, Desk, Step


def log(actor: Actor, action: str, row: Any, path: str, **data: Any) -> None:
    """One line in the audit log; no personal value belongs into `data`."""
    audit.record(actor, f"reception.{action}", (row._meta.model_name, row.pk), area_path=path, data=data)


def step(actor: Actor, booking: Booking, what: str, **data: Any) -> None:
    """What happened to a booking: its history and the audit log."""
    Step.objects.create(
        booking=booking, what=what, at=now(), actor_kind=actor.kind, account_id=actor.account_id, data=data
    )
    log(actor, f"booking_{what}", booking, booking.area_path, **data)


def desk_of(place: Place) -> Desk:
    """The row of a place, made at its first use with the values of the house."""
    if place.desk_id is not None:
        return Desk.objects.get(pk=place.desk_id)
    which: dict[str, Any] = {"post_id": place.post_id, "point_id": place.point_id}
    made, fresh = Desk.objects.get_or_create(**which, defaults={"changed_at": now()})
    if fresh:
        memory.changed()
    return made
