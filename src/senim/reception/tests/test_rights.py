"""Every act tried by every role on what is theirs and what is not; and who reads what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from senim.kernel import clock, duties
from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.reception import memory
from senim.reception.actions import desk, places, talks
from senim.reception.actions.places import DeskValues
from senim.reception.presenters import desk as show
from senim.reception.selectors import book as reads
from senim.reception.tests.world import Place, at, book, talk, told, trip
from senim.staff import testing as staff
from senim.territory.domain import Level
from senim.territory.tests import make

pytestmark = pytest.mark.django_db
Act = Callable[[Actor, dict[str, Any]], object]
ABOVE = {"head", "department"}
AREA = ABOVE | {"inspector", "operator"}


def laid(place: Place) -> dict[str, Any]:
    """A booking with the inspector, one at the front office, a conversation of each, a reception on the road."""
    inspector, post = place.actor("inspector"), memory.place(place.post)
    assert post is not None
    with clock.frozen(at(0, 8)):
        by_post, by_point = book(place, at(0, 18)), book(place, at(0, 9), 2, key=place.point)
    return {
        "place": place,
        "post": by_post.booking_id,
        "point": by_point.booking_id,
        "noted": talks.walked_in(actor=inspector, place=post, token="n" * 30).pk,
        "trip": trip(place),
        "on": trip(place, starts_at=at(0, 11), ends_at=at(0, 12)),
        "other": place.world.posts["other"].pk,
    }


def _enter(who: Actor, at_: dict[str, Any], key: str | None) -> object:
    place = memory.place(key) if key else None
    return talks.enter(
        actor=who, place=place, trip=None if key else at_["on"], told=told(at_["place"]), token="e" * 30)


#: act: (who may, the call)
ACTS: dict[str, tuple[set[str], Act]] = {
    "came": ({"inspector"}, lambda who, it: desk.came(actor=who, booking_id=it["post"])),
    "absent": (
        {"inspector", "duty", "operator"}, lambda who, it: desk.absent(actor=who, booking_id=it["point"])),
    "move_on": (ABOVE | {"inspector"}, lambda who, it: desk.move_on(actor=who, booking_id=it["post"])),
    "hand_over": (
        ABOVE, lambda who, it: desk.hand_over(actor=who, booking_id=it["post"], post_id=it["other"])),
    "keep_desk": (
        ABOVE,
        lambda who, it: places.keep_desk(
            actor=who, place=memory.place(it["place"].post), values=DeskValues(15, 1, bookable=True)),
    ),
    "walked_in": (
        {"inspector"},
        lambda who, it: talks.walked_in(actor=who, place=memory.place(it["place"].post), token="i" * 30),
    ),
    "enter_point": (AREA | {"duty"}, lambda who, it: _enter(who, it, it["place"].point)),
    "enter_road": (AREA | {"duty", "juvenile"}, lambda who, it: _enter(who, it, None)),
    "complete": (
        {"inspector"},
        lambda who, it: talks.complete(actor=who, talk_id=it["noted"], told=told(it["place"])),
    ),
    "plan": (AREA, lambda who, it: trip(it["place"], who=who.label, days=5)),
    "move": (
        AREA,
        lambda who, it: places.move_trip(
            actor=who, trip_id=it["trip"].pk, starts_at=at(6, 10), ends_at=at(6, 11), place="Саябақ"),
    ),
    "cancel": (AREA, lambda who, it: places.cancel_trip(actor=who, trip_id=it["trip"].pk, reason="Жауын")),
    "held": (AREA, lambda who, it: places.hold_trip(actor=who, trip_id=it["on"].pk, told="")),
    "hours": (
        ABOVE | {"analyst", "inspector"},
        lambda who, it: reads.arrivals(who.scope, (it["place"].world.areas["first"].path,), today(), today()),
    ),
    "booking": (
        ABOVE | {"inspector"}, lambda who, it: reads.booking(who.scope, it["post"])),
    "talk": (ABOVE | {"inspector"}, lambda who, it: reads.talk(who.scope, it["noted"])),
    "trip": (AREA | {"duty", "juvenile"}, lambda who, it: reads.trip(who.scope, it["trip"].pk)),
}


def actors(place: Place) -> dict[str, Actor]:
    """Everybody of the world, the same roles of another region, a resident."""
    found = {name: place.actor(name) for name in place.world.people}
    far = make.area(Level.BEAT, make.area(Level.DISTRICT, make.area(Level.REGION, place.world.areas["country"])))
    for role in (Role.INSPECTOR, Role.HEAD, Role.DUTY, Role.OPERATOR, Role.JUVENILE, Role.ASSISTANT, Role.ANALYST):
        account, post = staff.make_officer(role, area_ids=(far.pk,))
        found[f"far_{role}"] = staff.actor_for(account, post)
    return {**found, "resident": Actor.citizen()}


def test_every_act_by_every_role(place: Place) -> None:
    """Whoever may does it; to everybody else the thing is not theirs, and nothing is written."""
    it, everybody = laid(place), actors(place)
    for name, (may, act) in ACTS.items():
        for who, actor in everybody.items():
            if name == "plan" and who not in place.world.people:
                continue
            given = Actor(actor.kind, actor.account_id, actor.post_id, actor.scope, who)
            with clock.frozen(at(0, 18, 5) if name in {"came", "absent", "held"} else at(0, 11, 30)):
                done = _tried(act, given, it)
            assert done is (who in may), f"{name} by {who}"


def _tried(act: Act, actor: Actor, it: dict[str, Any]) -> bool:
    """Whether it was allowed; everything is undone."""
    with transaction.atomic():
        try:
            act(actor, it)
        except NotYours:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_who_reads_what(place: Place) -> None:
    """A name is for whoever receives; a head sees that and when; residents and others nothing."""
    it = laid(place)
    one = reads.booking(place.actor("head").scope, it["post"])
    assert show.booking_row(one, place.actor("inspector").scope)["name"] == "Сынақ"
    seen = show.booking_row(one, place.actor("head").scope)
    assert (seen["name"], seen["topic"]) == ("", "")
    assert [row.pk for row in reads.bookings(place.actor("operator").scope, today())] == [it["point"]]
    for nobody in (PUBLIC, place.actor("admin").scope, place.actor("auditor").scope, place.actor("analyst").scope):
        assert not (reads.bookings(nobody, today()) or reads.talks(nobody) or reads.trips(nobody))
    talk(place)
    assert len(reads.talks(place.actor("operator").scope)) == 1  # the inspector's own conversation is not its office's
    assert len(reads.talks(place.actor("head").scope, today())) == 2


def test_the_day_of_an_officer_and_of_whoever_stands_in(place: Place) -> None:
    """The booked time is on the day with its outcomes; one tap settles it, and only for whoever receives."""
    it, inspector = laid(place), place.actor("inspector")
    with clock.frozen(at(0, 18, 5)):
        mine = {one.key: one for one in duties.of(inspector.scope, today()) if one.key.startswith("reception:")}
        key = f"reception:{it['post']}"
        assert [code for code, _words in mine[key].outcomes] == ["came", "absent", "move"]
        assert mine[key].told == "Аула"
        with pytest.raises(NotYours):
            duties.settle(place.actor("other"), key, "came")
        assert "Келгені" in str(duties.settle(inspector, key, "came"))
        assert duties.find(inspector.scope, today(), key) is None
    road = [one for one in duties.of(inspector.scope, today()) if one.key.startswith("road:")]
    assert len(road) == 2
