"""How a post or a point receives, and receptions on the road: planned, moved, called off, held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from senim.kernel.clock import local, now
from senim.kernel.scoping import Actor
from senim.reception import memory
from senim.reception.actions.common import desk_of, log
from senim.reception.domain import BookingState, TripState
from senim.reception.memory import Place
from senim.reception.models import Booking, Desk, Trip
from senim.reception.permissions import can_host, can_keep, check, not_yours
from senim.reception.policies import check as must
from senim.reception.policies import check_trip, check_trip_open, check_words
from senim.territory import api as territory


@dataclass(frozen=True, slots=True)
class DeskValues:
    """How a place receives: minutes of one time, how many at once, whether times are booked at all, a front office."""

    minutes: int
    capacity: int
    bookable: bool
    office: bool = False
    sitting: tuple[str, ...] = ()
    answers: int | None = None


def keep_desk(*, actor: Actor, place: Place, values: DeskValues) -> Desk:
    """Arrange a place of the own area. Times that are booked stand; those to come are cut anew.

    Raises Refused where booking is closed while people are booked there.
    """
    check(actor, can_keep(actor.scope, place.path))
    with transaction.atomic():
        desk = desk_of(place)
        if not values.bookable:
            ahead = Booking.objects.filter(desk=desk, state=BookingState.BOOKED, starts_at__gt=now()).count()
            must(not ahead, "has_bookings", "bookable", n=ahead)
        desk.minutes, desk.capacity, desk.bookable = values.minutes, values.capacity, values.bookable
        desk.office = values.office and place.point_id is not None
        desk.sitting = list(values.sitting) if desk.office else []
        desk.answers_id = values.answers if place.point_id is not None else None
        desk.changed_at = now()
        desk.save()
        memory.changed()
        log(actor, "desk_kept", desk, place.path, minutes=desk.minutes, capacity=desk.capacity, bookable=desk.bookable)
    return desk


@dataclass(frozen=True, slots=True)
class TripValues:
    """A reception on the road. starts_at, ends_at: aware, one day. lon, lat: WGS84 degrees, or neither."""

    area_id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    sitting: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None


def plan_trip(*, actor: Actor, values: TripValues, host: int | None = None, invented: bool = False) -> Trip:
    """Plan a reception on the road: it stands on the pages of the beats of this area at once."""
    area = territory.area(values.area_id)
    check(actor, can_host(actor.scope, area.path))
    check_trip(local(values.starts_at), local(values.ends_at), now())
    with transaction.atomic():
        row = Trip.objects.create(
            area_id=area.id,
            area_path=area.path,
            starts_at=values.starts_at,
            ends_at=values.ends_at,
            place=values.place,
            lon=values.lon,
            lat=values.lat,
            sitting=list(values.sitting),
            host_id=host or actor.post_id,
            planned_at=now(),
            invented=invented,
        )
        _done(actor, row, "trip_planned")
    return row


def move_trip(*, actor: Actor, trip_id: int, starts_at: datetime, ends_at: datetime, place: str) -> Trip:
    """Another time or place, while it is still to come."""
    with transaction.atomic():
        row = _trip(actor, trip_id)
        check_trip_open(row.state)
        check_trip(local(starts_at), local(ends_at), now())
        row.starts_at, row.ends_at, row.place = starts_at, ends_at, place
        row.lon = row.lat = None
        row.save()
        _done(actor, row, "trip_moved")
    return row


def cancel_trip(*, actor: Actor, trip_id: int, reason: str) -> Trip:
    """Call it off; the reason stands where it was announced."""
    must(bool(reason.strip()), "no_reason", "reason")
    with transaction.atomic():
        row = _trip(actor, trip_id)
        check_trip_open(row.state)
        row.state, row.reason = TripState.CANCELLED, reason.strip()
        row.save()
        _done(actor, row, "trip_cancelled")
    return row


def hold_trip(*, actor: Actor, trip_id: int, told: str) -> Trip:
    """It took place; told: what came of it, in words for everyone. Who came is counted from the conversations."""
    check_words(told, "told")
    with transaction.atomic():
        row = _trip(actor, trip_id)
        check_trip_open(row.state)
        must(row.starts_at <= now(), "trip_not_yet")
        row.state, row.told, row.held_at = TripState.HELD, told.strip(), now()
        row.save()
        _done(actor, row, "trip_held")
    return row


def _trip(actor: Actor, trip_id: int) -> Trip:
    row = Trip.objects.select_for_update(of=("self",)).filter(pk=trip_id).first()
    if row is None:
        raise not_yours()
    check(actor, can_host(actor.scope, row.area_path))
    return row


def _done(actor: Actor, row: Trip, what: str) -> None:
    memory.changed()
    log(actor, what, row, row.area_path, at=f"{local(row.starts_at):%Y%m%dT%H%M}")
