"""What an officer does with a booking: came, did not come, moved on; a head hands it to another post."""

from __future__ import annotations

from django.db import transaction

from senim.kernel.clock import local, now, today
from senim.kernel.scoping import SYSTEM, Actor
from senim.reception import cover, letters, memory
from senim.reception.actions.booking import shift
from senim.reception.actions.common import step
from senim.reception.actions.talks import arrived
from senim.reception.domain import BookingState, Time, still_open
from senim.reception.memory import Place
from senim.reception.models import Booking, Talk
from senim.reception.permissions import can_keep, check, may_settle, not_yours
from senim.reception.policies import check_settle, refuse
from senim.reception.selectors.free import taken
from senim.staff import api as staff


def _take(booking_id: int) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("desk")
    found = rows.filter(pk=booking_id).first()
    if found is None:
        raise not_yours()
    return found


def came(*, actor: Actor, booking_id: int) -> Talk:
    """The visitor is here: the time of arrival is now, and the right to rate comes with it."""
    with transaction.atomic():
        booking = _settle(actor, booking_id, BookingState.CAME)
        return arrived(actor, booking)


def absent(*, actor: Actor, booking_id: int) -> Booking:
    """Nobody came."""
    with transaction.atomic():
        return _settle(actor, booking_id, BookingState.ABSENT)


def _settle(actor: Actor, booking_id: int, state: BookingState) -> Booking:
    booking = _take(booking_id)
    check(actor, may_settle(actor.scope, booking))
    check_settle(booking.state, state, local(booking.starts_at), now(), today())
    booking.state, booking.closed_at, booking.stranded_at = state, now(), None
    booking.save(update_fields=["state", "closed_at", "stranded_at"])
    step(actor, booking, state.value)
    return booking


def move_on(*, actor: Actor, booking_id: int) -> Booking:
    """Into the next free time after its own at the same place; the resident is told and may choose another."""
    with transaction.atomic():
        booking = _take(booking_id)
        check(actor, may_settle(actor.scope, booking) or can_keep(actor.scope, booking.area_path))
        if booking.state != BookingState.BOOKED:
            raise refuse("settled")
        place = memory.place(_key(booking))
        found = next_free(place, booking) if place else None
        if place is None or found is None:
            raise refuse("none_free")
        time, post = found
        shift(actor, booking, place, time, post)
    return booking


def next_free(place: Place, booking: Booking) -> tuple[Time, int] | None:
    """The first time after a booking's own in which a place is free and somebody receives."""
    times = [one for one in place.to_come(now()) if one.starts_at > booking.starts_at]
    for one in still_open(times, taken(SYSTEM, place), place.capacity, now()):
        post = cover.answering(place, one.time.starts_at)
        if post is not None and cover.receiver(post, one.time.starts_at):
            return one.time, post
    return None


def _key(booking: Booking) -> str:
    desk = booking.desk
    return f"post-{desk.post_id}" if desk.post_id else f"point-{desk.point_id}"


def hand_over(*, actor: Actor, booking_id: int, post_id: int) -> Booking:
    """A head lets another post of the own area receive at the same place and time: the resident need not come again.

    What the resident said goes to no post that the head does not lead. Raises NotYours, Refused.
    """
    with transaction.atomic():
        booking = _take(booking_id)
        check(actor, can_keep(actor.scope, booking.area_path))
        if booking.state != BookingState.BOOKED:
            raise refuse("settled")
        post = staff.post_info(post_id)
        led = any(can_keep(actor.scope, path) for path in staff.area_paths(post_id))
        found = cover.receiver(post_id, booking.starts_at) if post is not None and post.active and led else None
        if found is None:
            raise refuse("no_post", "post")
        before = booking.post_id
        booking.post_id, booking.told_id, booking.stranded_at = post_id, found.account_id, None
        booking.save(update_fields=["post", "told", "stranded_at"])
        step(actor, booking, "handed", before=before, post=post_id)
        letters.stood_in(booking)
    return booking
