"""Conversations: who comes is noted with one tap; what was asked and what comes of it is entered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from senim.appeals import api as appeals
from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.quality import api as quality
from senim.reception.actions.common import desk_of, log
from senim.reception.domain import CameOf, Way
from senim.reception.memory import Place
from senim.reception.models import Booking, Talk, Trip
from senim.reception.permissions import READERS, at_trip, check, not_yours, sits
from senim.reception.policies import check as must
from senim.reception.policies import check_arrival, check_words


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a conversation. report, body_id: what is registered for the visitor, and which body is asked.

    asked: in the officer's words, without names. sitting: who listened (codes of `domain.Sitting`).
    """

    arrived_at: datetime
    matter: str
    asked: str
    came_of: str
    said: str = ""
    sitting: tuple[str, ...] = ()
    report: appeals.Report | None = None
    body_id: int | None = None


def arrived(actor: Actor, booking: Booking) -> Talk:
    """Whoever had booked is here; in the caller's transaction, after its checks."""
    row = Talk(
        token=f"booking-{booking.pk}",
        desk_id=booking.desk_id,
        booking=booking,
        post_id=booking.post_id,
        area_path=booking.area_path,
        arrived_at=now(),
        way=Way.BOOKED,
    )
    return _keep(actor, row)


def walked_in(*, actor: Actor, place: Place, token: str) -> Talk:
    """Somebody simply came: the time is kept, nothing else. The same token twice is one."""
    check(actor, sits(actor.scope, place))
    if known := _known(actor, token):
        return known
    with transaction.atomic():
        row = Talk(token=token, desk=desk_of(place), post_id=actor.post_id, area_path=place.path, arrived_at=now())
        return _keep(actor, row)


def enter(*, actor: Actor, place: Place | None, trip: Trip | None, told: Told, token: str) -> Talk:
    """Write down a conversation at a place or on the road; the same token twice is one.

    Where somebody else must act it is registered as an appeal and the body is asked, in the same transaction.
    Raises NotYours, Refused.
    """
    may = sits(actor.scope, place) if place else trip is not None and at_trip(actor.scope, trip.area_path)
    check(actor, may)
    if known := _known(actor, token):
        return known
    _check(told)
    path = place.path if place else trip.area_path if trip else ""
    try:
        with transaction.atomic():
            desk = desk_of(place) if place else None
            row = Talk(token=token, desk=desk, trip=trip, post_id=actor.post_id, area_path=path)
            return _keep(actor, _fill(actor, row, told))
    except IntegrityError:
        # Two presses at one moment: the other one was quicker.
        if known := _known(actor, token):
            return known
        raise


def complete(*, actor: Actor, talk_id: int, told: Told) -> Talk:
    """Say what a conversation was about whose arrival alone was noted. Once: what is written stays."""
    _check(told)
    with transaction.atomic():
        row = Talk.objects.select_for_update(of=("self",)).filter(pk=talk_id).first()
        if row is None or not may_complete(actor, row):
            raise not_yours()
        must(not row.matter, "written")
        kept = row.arrived_at
        _fill(actor, row, told)
        row.arrived_at = kept
        row.save()
        log(actor, "talk_written", row, row.area_path, matter=row.matter, came_of=row.came_of)
    return row


def may_complete(actor: Actor, row: Talk) -> bool:
    scope = actor.scope
    return scope.everything or row.account_id == scope.account_id or row.post_id in scope.posts(*READERS)


def _check(told: Told) -> None:
    check_arrival(told.arrived_at, now())
    must(bool(told.asked.strip()), "no_asked", "asked")
    check_words(told.asked, "asked")
    check_words(told.said, "said")
    must(told.came_of != CameOf.SENT_ON or told.body_id is not None, "no_body", "body")
    must(told.came_of == CameOf.ANSWERED or told.report is not None, "no_category", "category")


def _fill(actor: Actor, row: Talk, told: Told) -> Talk:
    row.arrived_at, row.matter, row.sitting = told.arrived_at, told.matter, list(told.sitting)
    row.asked, row.said, row.came_of = told.asked.strip(), told.said.strip(), told.came_of
    if told.came_of != CameOf.ANSWERED:
        assert told.report is not None
        body = told.body_id if told.came_of == CameOf.SENT_ON else None
        _check_body(row, body)
        receipt = appeals.at_office(actor=actor, report=told.report, key=row.token, body_id=body)
        row.appeal_id = receipt.appeal_id
    return row


def _check_body(row: Talk, body_id: int | None) -> None:
    if body_id is not None:
        here = appeals.acts.bodies(scope=Actor.system().scope, area_path=row.area_path)
        must(any(one.pk == body_id for one in here), "body_elsewhere", "body")


def _keep(actor: Actor, row: Talk) -> Talk:
    """Write it, and issue the right to rate it."""
    row.account_id, row.entered_at = actor.account_id, now()
    row.save(force_insert=True)
    log(actor, "talk", row, row.area_path, way=row.way, matter=row.matter, came_of=row.came_of)
    quality.issue_token(
        kind_of(row), row.pk, _area(row.area_path), row.post_id, area_path=row.area_path, actor=actor, proof=proof(row)
    )
    return row


def _area(path: str) -> int | None:
    return int(path.strip("/").rpartition("/")[2]) if path else None


def kind_of(row: Talk) -> str:
    """As what a conversation is rated."""
    if row.trip_id is not None:
        return quality.ContactKind.ROAD
    assert row.desk is not None
    return quality.ContactKind.FRONT_OFFICE if row.desk.office else quality.ContactKind.RECEPTION


def proof(row: Talk) -> bytes:
    """What only this conversation has: the key of the installation makes the right to rate it out of this."""
    return f"reception:{row.token}".encode()


def _known(actor: Actor, token: str) -> Talk | None:
    found = Talk.objects.filter(token=token).first()
    if found is not None and found.account_id != actor.account_id:
        raise not_yours()
    return found

