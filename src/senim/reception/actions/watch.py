"""What the clock does: who receives is looked at anew, reminders leave, what nobody marked is closed, words go."""

from __future__ import annotations

from django.db import transaction

from senim.kernel.clock import now
from senim.kernel.scoping import Actor
from senim.reception import cover, letters, memory
from senim.reception.actions.common import step
from senim.reception.domain import LAPSES, REMIND, BookingState
from senim.reception.models import Booking

#: So many bookings one round looks at.
BATCH = 1000


def follow_cover() -> int:
    """Booked times whose officer has changed: the resident is told who receives, or that nobody can and what is free.

    Nothing is lost: a booking that nobody can receive stands, is on the day of the head above, and goes back to
    ordinary as soon as somebody stands in.
    """
    rows = Booking.objects.filter(state=BookingState.BOOKED, starts_at__gt=now()).select_related("desk")
    return sum(_follow(one) for one in rows.order_by("starts_at", "pk")[:BATCH])


def _follow(seen: Booking) -> bool:
    found = None if _closed(seen) else cover.receiver(seen.post_id, seen.starts_at) or _other(seen)
    changed = seen.stranded_at is None if found is None else seen.stranded_at or seen.told_id != found.account_id
    if not changed:
        return False
    with transaction.atomic():
        rows = Booking.objects.select_for_update(of=("self",)).select_related("desk")
        booking = rows.filter(pk=seen.pk, state=BookingState.BOOKED, moves=seen.moves).first()
        if booking is None:
            return False
        if found is None:
            booking.stranded_at, booking.told_id = now(), None
            booking.save(update_fields=["stranded_at", "told"])
            step(Actor.system(), booking, "stranded")
            letters.stranded(booking)
        else:
            booking.stranded_at, booking.told_id, booking.post_id = None, found.account_id, found.post_id
            booking.save(update_fields=["stranded_at", "told", "post"])
            step(Actor.system(), booking, "stood_in", post=found.post_id)
            letters.stood_in(booking)
    return True


def _closed(booking: Booking) -> bool:
    """Whether its point was found out of service."""
    place = memory.place(f"point-{booking.desk.point_id}") if booking.desk.point_id else None
    return place is not None and place.closed


def _other(booking: Booking) -> cover.Receiver | None:
    """At a point somebody else of those who answer for it."""
    desk = booking.desk
    place = memory.place(f"point-{desk.point_id}") if desk.point_id else None
    post = cover.answering(place, booking.starts_at) if place else None
    return cover.receiver(post, booking.starts_at) if post else None


def remind() -> int:
    """A day before, once; not who booked later than that, and nobody whose time nobody can receive."""
    rows = Booking.objects.filter(
        state=BookingState.BOOKED, reminded_at=None, stranded_at=None, starts_at__gt=now(),
        starts_at__lte=now() + REMIND,
    )
    told = 0
    for one in rows.order_by("starts_at", "pk")[:BATCH]:
        with transaction.atomic():
            if Booking.objects.filter(pk=one.pk, reminded_at=None, moves=one.moves).update(reminded_at=now()):
                late = one.starts_at - one.booked_at < REMIND and not one.moves
                if not late:
                    letters.remind(one)
                    told += 1
    return told


def close_past() -> int:
    """What nobody marked within a day is closed as not known: neither came nor stayed away."""
    rows = Booking.objects.filter(state=BookingState.BOOKED, ends_at__lt=now() - LAPSES)
    closed = 0
    for one in rows.order_by("pk")[:BATCH]:
        with transaction.atomic():
            if Booking.objects.filter(pk=one.pk, state=BookingState.BOOKED).update(
                state=BookingState.LAPSED, closed_at=now(), stranded_at=None
            ):
                step(Actor.system(), one, "lapsed")
                closed += 1
    return closed
