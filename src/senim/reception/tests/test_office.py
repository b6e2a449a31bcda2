"""The front office and the road: one entry, several listeners, sent on by itself, its answer followed, rated."""

from __future__ import annotations

from datetime import timedelta

import pytest

from senim.appeals.actions import moves
from senim.appeals.acts import Hand
from senim.appeals.models import Appeal, Body, Referral
from senim.kernel import clock
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import Outgoing
from senim.kernel.scoping import PUBLIC
from senim.quality import api as quality
from senim.quality.models import RatingToken
from senim.reception import memory
from senim.reception.actions import places, talks
from senim.reception.models import Talk
from senim.reception.presenters import desk as show
from senim.reception.presenters.public import on_beat
from senim.reception.selectors import book as reads
from senim.reception.tests.world import Place, at, further, talk, told, trip


def code(caught: pytest.ExceptionInfo[Refused]) -> str:
    assert str(caught.value)
    return caught.value.code


def test_one_entry_sends_the_matter_on_and_follows_it(place: Place) -> None:
    operator = place.actor("operator")
    row = talk(place, came_of="sent_on", report=further(), body_id=place.body.pk)
    again = talk(place, came_of="sent_on", report=further(), body_id=place.body.pk)
    assert row.pk == again.pk and Appeal.objects.count() == 1 and Referral.objects.count() == 1
    appeal = Appeal.objects.get()
    assert (appeal.channel, appeal.entered_by_id, appeal.area_id) == (
        "counter", operator.account_id, place.world.areas["first"].pk)
    letter = Outgoing.objects.get(template="referral_offered")
    secret = letter.context["link"].rstrip("/").rpartition("/")[2]
    for step, text in ((Hand.ACCEPTED, ""), (Hand.ANSWERED, "Дәрігер ертең барады, уақыты келісілді.")):
        moves.act_on_referral(secret=secret, step=step, text=text)

    standing = reads.came_of(operator.scope, [row])
    asked = standing[appeal.pk].asked
    assert (asked[0].state, asked[0].answer) == (Hand.ANSWERED, "Дәрігер ертең барады, уақыты келісілді.")
    shown = show.talk_row(row, standing)
    assert shown["standing"]["number"] == appeal.number
    assert not reads.came_of(place.actor("other").scope, [row])  # another beat's inspector learns nothing of it
    token = RatingToken.objects.get(contact_id=str(row.pk))
    assert token.contact_kind == "front_office"
    quality.rate(show.rating(row)["code"], dict.fromkeys(("lawful", "thorough", "timely", "respectful", "informed"), 5))


def test_what_is_missing_is_said_and_nothing_is_written(place: Place) -> None:
    elsewhere = Body.objects.create(name_kk="Басқа", name_ru="Другой", name_en="Other", area_path="/999/")
    wrong = {
        "no_body": {"came_of": "sent_on", "report": further()},
        "no_category": {"came_of": "taken_up"},
        "no_asked": {"asked": "  "},
        "iin": {"asked": "Азамат 990101300000 келді"},
        "future": {"arrived_at": now() + timedelta(hours=1)},
        "long_ago": {"arrived_at": now() - timedelta(days=20)},
        "body_elsewhere": {"came_of": "sent_on", "report": further(), "body_id": elsewhere.pk},
    }
    for expected, changes in wrong.items():
        with pytest.raises(Refused) as caught:
            talk(place, **changes)
        assert code(caught) == expected
    assert not (Talk.objects.exists() or Appeal.objects.exists() or RatingToken.objects.exists())


def test_an_arrival_is_noted_with_one_tap_and_told_later(place: Place) -> None:
    inspector, post = place.actor("inspector"), memory.place(place.post)
    assert post is not None
    row = talks.walked_in(actor=inspector, place=post, token="w" * 30)
    assert talks.walked_in(actor=inspector, place=post, token="w" * 30).pk == row.pk
    with pytest.raises(NotYours):
        talks.walked_in(actor=place.actor("other"), place=post, token="x" * 30)
    with pytest.raises(NotYours):
        talks.complete(actor=place.actor("other"), talk_id=row.pk, told=told(place))
    talks.complete(actor=inspector, talk_id=row.pk, told=told(place, came_of="taken_up", report=further()))
    row.refresh_from_db()
    assert row.arrived_at == now() and row.appeal_id and row.matter == "health"
    with pytest.raises(Refused) as caught:
        talks.complete(actor=inspector, talk_id=row.pk, told=told(place))
    assert code(caught) == "written"
    assert RatingToken.objects.get(contact_id=str(row.pk)).contact_kind == "reception"


def test_a_reception_on_the_road_from_plan_to_count(place: Place) -> None:
    inspector, beat = place.actor("inspector"), place.world.areas["first"]
    row = trip(place)
    shown = on_beat(beat.pk, beat.path, "kk", now())
    assert shown is not None and shown["trips"][0]["trip"].pk == row.pk
    assert on_beat(place.world.areas["second"].pk, place.world.areas["second"].path, "kk", now()) is None
    places.move_trip(actor=inspector, trip_id=row.pk, starts_at=at(4, 11), ends_at=at(4, 12), place="Саябақ")
    for changes, expected in (
        ({"starts_at": at(-1, 11), "ends_at": at(-1, 12)}, "trip_past"),
        ({"starts_at": at(2, 12), "ends_at": at(2, 11)}, "trip_order"),
        ({"starts_at": at(2, 12), "ends_at": at(3, 11)}, "trip_order"),
    ):
        with pytest.raises(Refused) as caught:
            trip(place, **changes)
        assert code(caught) == expected
    with pytest.raises(Refused) as caught:
        places.hold_trip(actor=inspector, trip_id=row.pk, told="")
    assert code(caught) == "trip_not_yet"
    with clock.frozen(at(4, 11, 30)):
        met = talks.enter(
            actor=inspector, place=None, trip=memory.trips()[0], told=told(place, sitting=("social",)), token="r" * 30
        )
        places.hold_trip(actor=inspector, trip_id=row.pk, told="Үш адам келді.")
        with pytest.raises(Refused) as caught:
            places.cancel_trip(actor=inspector, trip_id=row.pk, reason="Жауын")
        assert code(caught) == "trip_over"
    assert RatingToken.objects.get(contact_id=str(met.pk)).contact_kind == "road"
    assert reads.people_at(PUBLIC, row.pk) == 1
    other = trip(place)
    with pytest.raises(Refused) as caught:
        places.cancel_trip(actor=inspector, trip_id=other.pk, reason=" ")
    assert code(caught) == "no_reason"


def test_hours_against_when_people_come(place: Place) -> None:
    post = memory.place(place.post)
    assert post is not None
    for number, moment in enumerate((at(0, 9), at(0, 9, 30), at(-5, 18), at(-3, 20, 30))):
        talk(place, token=f"n{number}" * 15, arrived_at=moment, who="inspector")
    head = place.actor("head")
    counted = reads.arrivals(head.scope, (place.world.areas["district"].path,), today() - timedelta(days=10), today())
    assert (counted.n, counted.booked, counted.by[1, 9], counted.outside) == (4, 0, 2, 2)
    assert counted.desks == 1 and not counted.open
    one = reads.arrivals(
        head.scope, (place.world.areas["district"].path,), today() - timedelta(days=10), today(), place.point
    )
    assert (one.n, one.outside) == (4, 2) and (1, 9) in one.open and (6, 3) not in one.open
    with pytest.raises(NotYours):
        reads.arrivals(place.actor("other").scope, (place.world.areas["first"].path,), today(), today())
    table = show.hour_table(counted)
    assert not table["enough"] and table["share"] is None
