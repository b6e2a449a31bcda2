"""The small world with a door in it: an inspector with hours, a point that is a front office, a body that is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from senim.appeals.domain import Channel
from senim.appeals.models import Body
from senim.appeals.report import Report
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import FIRST
from senim.kernel.clock import LOCAL, local, now
from senim.kernel.scoping import Actor
from senim.reception import memory
from senim.reception.actions import booking, places, talks
from senim.reception.actions.booking import Booked, Wanted
from senim.reception.actions.places import TripValues
from senim.reception.actions.talks import Told
from senim.reception.models import Talk, Trip
from senim.staff.actions.common import touched
from senim.territory.models import Point
from senim.territory.tests import make

WEEK = {"tue": [["18:00", "19:00"]], "thu": [["18:00", "20:00"]], "sat": [["10:00", "12:00"]]}
OFFICE_HOURS = {day: [["09:00", "13:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass(slots=True)
class Place:
    """The world, the keys of its two places, a body for what is not the police's."""

    world: worlds.World
    post: str
    point: str
    body: Body

    def actor(self, name: str) -> Actor:
        return self.world.actor(name)


def build() -> Place:
    return within(worlds.build())


def within(world: worlds.World) -> Place:
    """The doors of a world that stands already."""
    post = world.posts["inspector"]
    post.hours = WEEK
    post.save()
    with transaction.atomic():
        touched()
    point = Point.objects.create(
        code="P-3",
        kind="police_point",
        name_kk="№ 3 пункт",
        name_ru="Пункт № 3",
        name_en="Point 3",
        lon=FIRST[0],
        lat=FIRST[1],
        address_kk="Абай, 3",
        address_ru="Абая, 3",
        hours=OFFICE_HOURS,
        area=world.areas["first"],
    )
    make.moved()
    body = Body.objects.create(
        name_kk="Емхана", name_ru="Поликлиника", name_en="Clinic", email="clinic@example.kz",
        area_path=world.areas["district"].path,
    )
    made = Place(world, f"post-{post.pk}", f"point-{point.pk}", body)
    office(made)
    return made


def office(made: Place) -> None:
    place = memory.place(made.point)
    assert place is not None
    values = places.DeskValues(20, 2, bookable=True, office=True, sitting=("police", "health", "social"))
    places.keep_desk(actor=made.actor("head"), place=place, values=values)


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """A moment on Kazakhstan's clock so many days from the day of the test."""
    day = local(now()).date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL)


def wanted(number: int = 1, **changes: Any) -> Wanted:
    given: dict[str, Any] = {"language": "kk", "phone": f"+7701000{number:04}", "topic": "Аула", "name": "Сынақ"}
    return Wanted(**{**given, **changes})


def book(made: Place, starts_at: datetime | None = None, number: int = 1, key: str = "", **changes: Any) -> Booked:
    """A time of the inspector this Thursday at six, taken by a resident."""
    return booking.book(
        actor=Actor.citizen(), key=key or made.post, starts_at=starts_at or at(2, 18), wanted=wanted(number, **changes)
    )


def told(made: Place, **changes: Any) -> Told:
    """A conversation about a clinic, answered on the spot unless it is said otherwise."""
    given: dict[str, Any] = {
        "arrived_at": now() - timedelta(minutes=20),
        "matter": "health",
        "asked": "Егде адамға үйде қарау қалай рәсімделеді?",
        "came_of": "answered",
        "said": "Тәртібі түсіндірілді.",
        "sitting": ("police", "health"),
    }
    return Told(**{**given, **changes})


def further(**changes: Any) -> Report:
    """What is registered where it goes further."""
    given: dict[str, Any] = {
        "category": "care.elder", "text": "Егде адамға үйде қарау керек.", "channel": Channel.COUNTER, "place": ""
    }
    return worlds.report(**{**given, **changes})


def talk(made: Place, who: str = "operator", token: str = "t" * 30, **changes: Any) -> Talk:
    """A conversation at the front office."""
    place = memory.place(made.point)
    return talks.enter(actor=made.actor(who), place=place, trip=None, told=told(made, **changes), token=token)


def trip(made: Place, who: str = "inspector", days: int = 3, **changes: Any) -> Trip:
    """A reception on the road in the first beat."""
    given: dict[str, Any] = {
        "area_id": made.world.areas["first"].pk,
        "starts_at": at(days, 11),
        "ends_at": at(days, 13),
        "place": "Мектеп алдындағы алаң",
        "sitting": ("police", "prosecutor", "social"),
    }
    return places.plan_trip(actor=made.actor(who), values=TripValues(**{**given, **changes}))
