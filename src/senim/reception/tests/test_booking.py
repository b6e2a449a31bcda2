"""A time is taken, moved, given back; and everything that can be in the way says so in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction

from senim.kernel import calendar, clock, retention
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.models import Outgoing
from senim.kernel.scoping import PUBLIC, Actor
from senim.quality.models import RatingToken
from senim.reception import cover, memory
from senim.reception.actions import booking, desk, places, watch
from senim.reception.codes import grouped, mark_of, read_secret
from senim.reception.models import Booking, Talk
from senim.reception.selectors import free as reads
from senim.reception.tests.world import Place, at, book
from senim.retention import purge
from senim.staff import testing as staff
from senim.staff.actions.common import touched
from senim.staff.domain import Kind
from senim.staff.models import Absence

CITIZEN = Actor.citizen()


def refused(code: str, **how: object) -> Refused:
    with pytest.raises(Refused) as caught:
        book(**how)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert str(caught.value)
    return caught.value


@contextmanager
def no(code: str) -> Iterator[None]:
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code


def stamps(place: Place, key: str = "") -> list[str]:
    found = memory.place(key or place.post)
    assert found is not None
    return [one.time.stamp for one in reads.free(PUBLIC, found)]


def test_hours_become_times_within_two_weeks(place: Place) -> None:
    shown = stamps(place)
    assert shown[:2] == ["20260512T1800", "20260512T1815"]
    assert "20260523T1145" in shown  # a Saturday with hours is a day like any other
    assert all(stamp <= "20260526T1000" for stamp in shown)
    with clock.frozen(at(0, 17, 40)):
        assert stamps(place)[0] == "20260512T1815"  # half an hour ahead at the latest


def test_the_journey_of_a_booking(place: Place) -> None:
    made = book(place)
    assert stamps(place).count("20260514T1800") == 0
    held = booking.find(read_secret(grouped(made.secret).lower()) or "")
    assert held.pk == made.booking_id and held.post_id == place.world.posts["inspector"].pk
    assert made.secret not in str(Booking.objects.values_list("secret_hash", flat=True)[0])

    booking.move(actor=CITIZEN, secret=made.secret, key=place.point, starts_at=at(1, 9, 20))
    held.refresh_from_db()
    assert held.desk.point_id and held.starts_at == at(1, 9, 20) and held.moves == 1
    assert "20260514T1800" in stamps(place)
    booking.cancel(actor=CITIZEN, secret=made.secret)
    booking.cancel(actor=CITIZEN, secret=made.secret)  # twice is once
    assert [one.what for one in held.steps.order_by("pk")] == ["booked", "moved", "cancelled"]
    sent = list(Outgoing.objects.filter(key__startswith=f"reception:{held.pk}:").order_by("id"))
    assert [one.template for one in sent] == ["reception_booked", "reception_moved", "reception_cancelled"]
    assert all("полиция" not in str(one.context) for one in sent)
    with no("closed"):
        booking.move(actor=CITIZEN, secret=made.secret, key=place.post, starts_at=at(2, 18))


def test_what_cannot_be_booked_says_why(place: Place) -> None:
    refused("past", made=place, starts_at=at(-1, 18))
    refused("past", made=place, starts_at=now() + timedelta(minutes=5))
    refused("too_far", made=place, starts_at=at(16, 18))
    refused("not_hours", made=place, starts_at=at(2, 18, 7))
    refused("not_hours", made=place, starts_at=at(2, 9))
    refused("no_place", made=place, key="post-999999")
    refused("no_place", made=place, key="point-x")
    refused("no_contact", made=place, phone="")
    refused("iin", made=place, topic="ЖСН 990101300000")
    calendar.decree(actor=Actor.system(), day=date(2026, 5, 14), working=False, ground="Күн көшірілді")
    assert "Күн көшірілді" in str(refused("day_off", made=place))
    assert not [one for one in stamps(place) if one.startswith("20260514")]
    assert not Booking.objects.exists()


def test_a_place_is_given_once_and_a_contact_holds_one(place: Place) -> None:
    book(place, number=1)
    refused("taken", made=place, number=2)
    refused("twice", made=place, number=1, starts_at=at(2, 18, 15))
    book(place, number=1, key=place.point, starts_at=at(1, 9))  # elsewhere it is another matter
    book(place, number=2, key=place.point, starts_at=at(1, 9))  # two are received there at once
    refused("taken", made=place, number=3, key=place.point, starts_at=at(1, 9))
    with clock.frozen(at(3, 9)):  # nobody marked Thursday's: it does not keep the person from coming again
        book(place, number=1, starts_at=at(1, 10))
    assert Booking.objects.get(contact_mark=mark_of("+77010000001"), starts_at=at(2, 18)).state == "lapsed"


def test_an_inspector_who_fell_ill_leaves_nobody_behind(place: Place) -> None:
    """The booked time stands; whoever stands in receives, and where nobody does other times are offered."""
    made, person = book(place), place.world.people["inspector"]
    ill = Absence.objects.create(
        account=person, starts_at=at(1, 0), ends_at=at(7, 0), created_at=now()
    )
    _touched()
    assert cover.receiver(place.world.posts["inspector"].pk, at(2, 18)) is None
    assert watch.follow_cover() == 1 and watch.follow_cover() == 0
    held = booking.find(made.secret)
    assert held.state == "booked" and held.stranded_at
    assert "20260514T1815" not in stamps(place) and "20260519T1800" in stamps(place)
    refused("nobody", made=place, number=2, starts_at=at(2, 18, 15))

    stand_in = staff.make_account(name="Орынбасар Сынақ")
    staff.put_on(
        place.world.posts["inspector"], stand_in, kind=Kind.SUBSTITUTE, starts_at=at(1, 0), ends_at=at(7, 0))
    assert watch.follow_cover() == 1
    held.refresh_from_db()
    assert held.stranded_at is None and held.told_id == stand_in.pk
    assert "20260514T1815" in stamps(place)
    told = Outgoing.objects.filter(key__startswith=f"reception:{held.pk}:").order_by("id")
    assert [one.template for one in told] == ["reception_booked", "reception_stranded", "reception_stood_in"]
    ill.delete()
    # At the point whoever is there receives: the inspector's illness moves it to the duty unit.
    with clock.frozen(at(1, 8)):
        book(place, number=5, key=place.point, starts_at=at(1, 9))
    assert Booking.objects.latest("pk").post_id in {place.world.posts["inspector"].pk, place.world.posts["duty"].pk}


def _touched() -> None:
    with transaction.atomic():
        touched()


def test_a_head_lets_somebody_else_receive(place: Place) -> None:
    made = book(place)
    other = place.world.posts["other"]
    desk.hand_over(actor=place.actor("head"), booking_id=made.booking_id, post_id=other.pk)
    held = booking.find(made.secret)
    assert (held.post_id, held.told_id) == (other.pk, place.world.people["other"].pk)
    with no("no_post"):
        desk.hand_over(actor=place.actor("head"), booking_id=made.booking_id, post_id=999999)


def test_one_tap_settles_and_the_visit_can_be_rated(place: Place) -> None:
    made, late, moved = book(place, number=1), book(place, at(2, 18, 15), 2), book(place, at(2, 18, 30), 3)
    inspector = place.actor("inspector")
    with no("too_early"):
        desk.came(actor=inspector, booking_id=made.booking_id)
    with clock.frozen(at(2, 17, 50)):
        talk = desk.came(actor=inspector, booking_id=made.booking_id)
        with no("not_yet"):
            desk.absent(actor=inspector, booking_id=late.booking_id)
        desk.move_on(actor=inspector, booking_id=moved.booking_id)
    assert (talk.way, talk.arrived_at) == ("booked", at(2, 17, 50))
    token = RatingToken.objects.get(contact_kind="reception")
    assert token.contact_id == str(talk.pk) and token.area_path == place.world.areas["first"].path
    with clock.frozen(at(2, 18, 40)):
        desk.absent(actor=inspector, booking_id=late.booking_id)
        desk.came(actor=inspector, booking_id=late.booking_id)  # came late after all
        with no("settled"):
            desk.absent(actor=inspector, booking_id=late.booking_id)
    assert booking.find(moved.secret).starts_at == at(2, 18, 45)
    assert Talk.objects.count() == 2


def test_reminders_leave_once_and_words_go_after_a_month(place: Place) -> None:
    made = book(place)
    assert watch.remind() == 0
    with clock.frozen(at(1, 19)):
        assert (watch.remind(), watch.remind()) == (1, 0)
        soon = book(place, at(1, 18, 15), 2)
        assert watch.remind() == 0  # booked for tomorrow: the confirmation has just said it
    with clock.frozen(at(4, 19)):
        assert watch.close_past() == 2
    assert booking.find(made.secret).state == "lapsed"
    with clock.frozen(at(40, 9)):
        assert purge.run_rule(retention.rule("reception.booking"), rest=False) == 2
    kept = Booking.objects.get(pk=made.booking_id)
    assert (kept.state, kept.name, kept.phone, kept.topic, kept.contact_mark) == ("lapsed", "", "", "", "")
    for gone in (made, soon):
        with pytest.raises(Refused):
            booking.find(gone.secret)


def test_a_desk_that_people_are_booked_at_is_not_closed(place: Place) -> None:
    book(place)
    found = memory.place(place.post)
    assert found is not None
    values = places.DeskValues(30, 1, bookable=False)
    with no("has_bookings"):
        places.keep_desk(actor=place.actor("head"), place=found, values=values)
    places.keep_desk(actor=place.actor("head"), place=found, values=places.DeskValues(30, 1, bookable=True))
    assert "20260514T1830" in stamps(place) and "20260514T1815" not in stamps(place)
