"""What residents see: places with their times, a receipt, receptions on the road. Nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import segno
from django.urls import reverse
from django.utils.translation import gettext as _

from senim.kernel import formats
from senim.kernel.clock import local, now, today
from senim.kernel.formats import clock_time
from senim.kernel.scoping import PUBLIC, Role
from senim.quality import api as quality
from senim.reception import cover, memory
from senim.reception.actions.talks import proof
from senim.reception.codes import grouped, link
from senim.reception.domain import SITTINGS, STATES, TRIP_STATES, BookingState, Open, Sitting, TripState
from senim.reception.memory import Place
from senim.reception.models import Booking, Trip
from senim.reception.selectors.book import talk_of
from senim.reception.selectors.free import Near, days
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.words import language

ON_BEAT = "reception/parts/on_beat.html"
#: Receptions on the road on the page of a beat.
TRIPS_SHOWN = 2


def day_words(day: date) -> str:
    """Today, tomorrow, or the day of the week with its date."""
    ahead, spoken = (day - today()).days, language()
    dated = formats.day(day, spoken, year=False)
    if ahead in {0, 1}:
        return f"{_('tomorrow') if ahead else _('today')}, {dated}"
    return f"{formats.weekday(day, spoken)}, {dated}"


def moment_words(at: datetime) -> str:
    return f"{day_words(local(at).date())}, {clock_time(at)}"


def sitting_words(codes: Iterable[str]) -> str:
    known = set(Sitting)
    return ", ".join(str(SITTINGS[Sitting(code)]) for code in codes if code in known)


def point_of(place: Place) -> territory.PointInfo | None:
    return next((one for one in memory.points() if one.id == place.point_id), None) if place.point_id else None


def place_row(place: Place) -> dict[str, Any]:
    """A place: what it is called, where, when, who receives and how it is booked."""
    spoken = language()
    point = point_of(place)
    if point is not None:
        row = {"name": point.name(spoken), "address": point.address(spoken), "phone": point.phone}
    else:
        card = staff.officer_card(place.post_id or 0, spoken)
        name = card.title if card else ""
        row = {"name": name, "address": card.unit if card else "", "phone": card.phone if card else ""}
    always = bool(place.hours.get("always"))
    return {
        **row,
        "key": place.key,
        "always": always,
        "hours": () if always else staff.hours_rows(dict(place.hours), spoken),
        "who": who(place),
        "office": place.office,
        "sitting": sitting_words(place.sitting),
        "url": reverse("reception:times", args=[place.key]),
        "closed": place.closed,
        "bookable": place.bookable and not always and not place.closed and bool(place.hours),
    }


def booking_link(point: territory.PointInfo) -> str | None:
    """Where a time at a point is booked; None where one simply comes."""
    row = place_row(memory.of_point(point))
    return str(row["url"]) if row["bookable"] else None


def who(place: Place, at: datetime | None = None) -> dict[str, Any]:
    """Who receives at a post at a moment; nothing for a point, where whoever is there receives."""
    if place.post_id is None:
        return {}
    spoken, moment = language(), at or now()
    found = cover.receiver(place.post_id, moment, spoken)
    card = staff.officer_card(place.post_id, spoken, moment)
    officer = card.name if card else ""
    if found is None:
        return {"officer": officer, "nobody": True}
    return {"officer": officer, "name": found.name, "stands_in": found.stands_in}


def near_row(near: Near) -> dict[str, Any]:
    row = place_row(near.place)
    row["first"] = [{"words": moment_words(one.time.starts_at), "url": take_url(near.place, one)} for one in near.first]
    row["count"] = near.count
    return row


def take_url(place: Place, one: Open) -> str:
    return reverse("reception:take", args=[place.key, one.time.stamp])


def day_rows(free: list[Open], chosen: date | None) -> tuple[list[dict[str, Any]], date | None]:
    """Days that have free times, with how many, and which of them is shown."""
    by_day = days(free)
    shown = chosen if chosen in by_day else next(iter(by_day), None)
    rows = [
        {"day": day.isoformat(), "words": day_words(day), "n": sum(one.left for one in rows), "shown": day == shown}
        for day, rows in by_day.items()
    ]
    return rows, shown


def time_rows(free: list[Open], place: Place, shown: date | None) -> list[dict[str, Any]]:
    """The free times of a day."""
    rows = [one for one in free if local(one.time.starts_at).date() == shown]
    return [
        {"words": clock_time(one.time.starts_at), "stamp": one.time.stamp, "left": one.left,
         "url": take_url(place, one)}
        for one in rows
    ]


def trip_row(trip: Trip) -> dict[str, Any]:
    """A reception on the road."""
    at, spoken = local(trip.starts_at), language()
    return {
        "trip": trip,
        "when": f"{day_words(at.date())}, {clock_time(trip.starts_at)}–{clock_time(trip.ends_at)}",
        "area": territory.name_of(territory.area(trip.area_id), spoken),
        "sitting": sitting_words(trip.sitting),
        "state": str(TRIP_STATES[TripState(trip.state)]),
        "tag": {"planned": "info", "held": "good", "cancelled": "warn"}[trip.state],
        "cancelled": trip.state == TripState.CANCELLED,
        "geo": f"geo:{trip.lat:.5f},{trip.lon:.5f}" if trip.lat is not None and trip.lon is not None else "",
    }


def on_beat(area_id: int, path: str, language: str, at: datetime) -> dict[str, Any] | None:  # noqa: ARG001
    """What the page of a beat says of receptions: how to come, and what is held on the road soon. No query."""
    area = territory.area(area_id)
    serving = staff.serving(area_id, Role.INSPECTOR, at)
    receives = serving is not None and memory.of_post(serving.post_id) is not None
    soon = [one for one in memory.trips((path,), since=at) if one.state != TripState.HELD][:TRIPS_SHOWN]
    if not (receives or soon or territory.points_of(area_id)):
        return None
    return {"code": area.code, "trips": [trip_row(one) for one in soon]}


def ticket(booking: Booking, secret: str, place: Place | None) -> dict[str, Any]:
    """A booking as its holder sees it."""
    standing = booking.state == BookingState.BOOKED
    found = cover.receiver(booking.post_id, booking.starts_at, language()) if standing else None
    stranded = standing and found is None
    open_still = standing and (booking.starts_at > now() or stranded)
    address = link(secret, language())
    return {
        "booking": booking,
        "secret": secret,
        "code": grouped(secret),
        "link": address,
        "qr": segno.make(address, error="m").svg_inline(
            scale=4, border=2, light="#fff", dark="#000", omitsize=False),
        "when": moment_words(booking.starts_at),
        "until": clock_time(booking.ends_at),
        "place": place_row(place) if place else None,
        "who": found.name if found else "",
        "stands_in": bool(found and found.stands_in),
        "stranded": stranded,
        "state": str(STATES[BookingState(booking.state)]),
        "standing": standing,
        "open": open_still,
        "rate_url": rate_url(booking),
    }


def rate_url(booking: Booking) -> str:
    """Where the reception is rated, once the visitor came; "" before."""
    if booking.state != BookingState.CAME:
        return ""
    row = talk_of(PUBLIC, booking.pk)
    return quality.rating_path(quality.token_from(proof(row))) if row else ""

