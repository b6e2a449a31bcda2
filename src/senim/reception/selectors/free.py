"""Which times can be had: hours, days off, who is there, what is taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from senim.kernel.clock import local, now
from senim.kernel.scoping import Scope
from senim.reception import cover, memory
from senim.reception.domain import AHEAD, BookingState, Open, still_open
from senim.reception.memory import Place
from senim.reception.models import Booking
from senim.territory import api as territory

#: So many points of an area, and so many of the nearest, are shown.
MOST_POINTS, MOST_NEAR = 6, 3


def taken(scope: Scope, place: Place) -> Counter[datetime]:  # noqa: ARG001 - a count, no row
    """How many places of each time to come are gone. One query; none where nobody ever booked here."""
    if place.desk_id is None:
        return Counter()
    rows = Booking.objects.filter(
        desk=place.desk_id, state=BookingState.BOOKED, starts_at__gte=now(), starts_at__lte=now() + AHEAD
    )
    return Counter(rows.values_list("starts_at", flat=True))


def taken_of(scope: Scope, places: list[Place]) -> dict[str, Counter[datetime]]:  # noqa: ARG001 - as above
    """The same for several places, by key. One query."""
    keys = {place.desk_id: place.key for place in places if place.desk_id is not None}
    found: dict[str, Counter[datetime]] = {place.key: Counter() for place in places}
    if keys:
        rows = Booking.objects.filter(
            desk__in=keys, state=BookingState.BOOKED, starts_at__gte=now(), starts_at__lte=now() + AHEAD
        )
        for desk, at in rows.values_list("desk", "starts_at"):
            found[keys[desk]][at] += 1
    return found


def free(scope: Scope, place: Place, gone: Counter[datetime] | None = None) -> list[Open]:
    """Times that everyone may take now: within the hours, not on a day off, with somebody there. One query."""
    at, taken_now = now(), taken(scope, place) if gone is None else gone
    rows = still_open(place.to_come(at), taken_now, place.capacity, at)
    return [one for one in rows if cover.is_manned(place, one.time.starts_at)]


def days(times: list[Open]) -> dict[date, list[Open]]:
    """Times by their day, in order."""
    found: dict[date, list[Open]] = {}
    for one in times:
        found.setdefault(local(one.time.starts_at).date(), []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Near:
    """A place that serves an area, with its first free times (empty: one comes without booking)."""

    place: Place
    first: tuple[Open, ...]
    count: int


def around(scope: Scope, area_id: int, post_id: int | None) -> list[Near]:
    """Where residents of an area are received: their inspector, and its points; where it has none the nearest ones.

    At most one query.
    """
    places = [one for one in [memory.of_post(post_id) if post_id else None] if one is not None]
    places += [memory.of_point(point) for point in points_for(area_id)]
    gone = taken_of(scope, places)
    return [_near(scope, place, gone[place.key]) for place in places]


def points_for(area_id: int) -> list[territory.PointInfo]:
    """The points of an area, a few; of a beat without one the nearest to its middle, with hours, besides."""
    own = territory.points_of(area_id)[:MOST_POINTS]
    middle = territory.middle(area_id)
    if len(own) > 1 or middle is None:
        return own
    known = {one.id for one in own}
    near = (one for one in territory.nearest_points(*middle, 12) if one.hours and not one.hours.get("always"))
    return [*own, *[one for one in near if one.id not in known][: MOST_NEAR - len(own)]]


def _near(scope: Scope, place: Place, gone: Counter[datetime]) -> Near:
    found = free(scope, place, gone) if place.bookable else []
    return Near(place, tuple(found[:3]), len(found))
