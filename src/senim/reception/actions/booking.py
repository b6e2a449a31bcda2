"""A resident takes a time, moves it, gives it back: by the code of the receipt, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from senim.kernel.clock import local, now
from senim.kernel.scoping import Actor
from senim.reception import cover, letters, memory
from senim.reception.actions.common import desk_of, step
from senim.reception.codes import mark_of, new_secret, secret_hash
from senim.reception.domain import BookingState, Time
from senim.reception.memory import Place
from senim.reception.models import Booking
from senim.reception.policies import check, check_bookable, check_change, check_words, refuse


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a resident says: a contact for the reminder (one of the two), and if they like a name and what about."""

    language: str
    name: str = ""
    phone: str = ""
    email: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    """What the resident leaves with. The secret is shown once: only its hash is kept."""

    booking_id: int
    secret: str


def place_at(key: str) -> Place:
    """The place of a key. Raises Refused where there is none that takes bookings."""
    place = memory.place(key)
    if place is None or not place.bookable:
        raise refuse("no_place")
    return place


def time_at(place: Place, starts_at: datetime) -> tuple[Time, int]:
    """The time that begins then, and the post that receives in it.

    Raises Refused for what has passed, lies too far ahead, on a day off, outside the hours, or has nobody there.
    """
    at, day = now(), local(starts_at).date()
    check_bookable(starts_at, at)
    if why := memory.day_off(day):
        raise refuse("day_off", why=why)
    found = next((one for one in place.times(day, day) if one.starts_at == starts_at), None)
    if found is None:
        raise refuse("not_hours")
    post = cover.answering(place, starts_at)
    if post is None or cover.receiver(post, starts_at) is None:
        raise refuse("nobody")
    return found, post


def book(*, actor: Actor, key: str, starts_at: datetime, wanted: Wanted, invented: bool = False) -> Booked:
    """Take a place in a time. Raises Refused, in clear words, where it cannot be had."""
    check(bool(wanted.phone or wanted.email), "no_contact", "contact")
    check_words(wanted.topic, "topic")
    place = place_at(key)
    time, post = time_at(place, starts_at)
    secret, mark = new_secret(), mark_of(wanted.phone or wanted.email)
    with transaction.atomic():
        desk = desk_of(place)
        _let_past_go(desk.pk, mark)
        if Booking.objects.filter(desk=desk, contact_mark=mark, state=BookingState.BOOKED).exists():
            raise refuse("twice", "contact")
        booking = Booking(
            desk=desk,
            post_id=post,
            area_path=place.path,
            starts_at=time.starts_at,
            ends_at=time.ends_at,
            secret_hash=secret_hash(secret),
            name=wanted.name,
            phone=wanted.phone,
            email="" if wanted.phone else wanted.email,
            topic=wanted.topic,
            language=wanted.language,
            contact_mark=mark,
            told_id=_receiver(post, time.starts_at),
            booked_at=now(),
            invented=invented,
        )
        _seat(booking, place)
        step(actor, booking, "booked", at=time.stamp, post=post)
        letters.booked(booking, secret)
    return Booked(booking.pk, secret)


def _let_past_go(desk_id: int, mark: str) -> None:
    """What nobody marked on its day does not keep the same person from coming again."""
    past = Booking.objects.filter(desk=desk_id, contact_mark=mark, state=BookingState.BOOKED, ends_at__lt=now())
    past.update(state=BookingState.LAPSED, closed_at=now())


def _receiver(post: int, at: datetime) -> int | None:
    found = cover.receiver(post, at)
    return found.account_id if found else None


def _seat(booking: Booking, place: Place) -> None:
    """Sit down, or say what was in the way."""
    try:
        with transaction.atomic():
            seated = _take_seat(booking, place.capacity)
    except IntegrityError:
        # The same contact twice at one moment: the other one was quicker.
        raise refuse("twice", "contact") from None
    check(seated, "taken", "time")


def _take_seat(booking: Booking, capacity: int) -> bool:
    """Save a booking on the first free seat of its time; False where none is left, also where another was quicker."""
    held = Booking.objects.filter(desk=booking.desk, starts_at=booking.starts_at, state=BookingState.BOOKED)
    taken = set(held.exclude(pk=booking.pk).values_list("seat", flat=True))
    for seat in (one for one in range(capacity) if one not in taken):
        booking.seat = seat
        try:
            with transaction.atomic():
                booking.save()
        except IntegrityError as error:
            # The seat or, by the same contact, the desk: the caller has looked for the second before.
            if "contact" in str(error):
                raise
        else:
            return True
    return False


def find(secret: str, *, lock: bool = False) -> Booking:
    """The booking of a code. Raises Refused where there is none."""
    rows = Booking.objects.select_for_update(of=("self",)) if lock else Booking.objects.all()
    found = rows.select_related("desk").filter(secret_hash=secret_hash(secret)).first()
    if found is None:
        raise refuse("gone")
    return found


def move(*, actor: Actor, secret: str, key: str, starts_at: datetime) -> Booking:
    """Take another time, here or at another place. The old one is given back only when the new one is there."""
    place = place_at(key)
    time, post = time_at(place, starts_at)
    with transaction.atomic():
        booking = find(secret, lock=True)
        check_change(booking.state, booking.starts_at, booking.stranded_at is not None, now())
        shift(actor, booking, place, time, post)
    return booking


def shift(actor: Actor, booking: Booking, place: Place, time: Time, post: int) -> None:
    """Put a locked booking into another time: history, audit, letter; in the caller's transaction."""
    before = f"{local(booking.starts_at):%Y%m%dT%H%M}"
    booking.desk, booking.post_id, booking.area_path = desk_of(place), post, place.path
    booking.starts_at, booking.ends_at = time.starts_at, time.ends_at
    booking.stranded_at = booking.reminded_at = None
    booking.told_id = _receiver(post, time.starts_at)
    booking.moves += 1
    _seat(booking, place)
    step(actor, booking, "moved", before=before, at=time.stamp, post=post)
    letters.moved(booking)


def cancel(*, actor: Actor, secret: str) -> Booking:
    """Give the time back. Twice is once."""
    with transaction.atomic():
        booking = find(secret, lock=True)
        if booking.state == BookingState.CANCELLED:
            return booking
        check_change(booking.state, booking.starts_at, booking.stranded_at is not None, now())
        booking.state, booking.closed_at = BookingState.CANCELLED, now()
        booking.save(update_fields=["state", "closed_at"])
        step(actor, booking, "cancelled")
        letters.cancelled(booking)
    return booking

