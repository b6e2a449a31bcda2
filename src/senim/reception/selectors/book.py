"""What the staff read: the book of a day, one booking, conversations and what came of them, counts by hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from senim.appeals import api as appeals
from senim.kernel.areas import inside
from senim.kernel.clock import local, start_of
from senim.kernel.scoping import Role, Scope
from senim.reception import memory
from senim.reception.domain import by_hour, hours_open
from senim.reception.memory import Place
from senim.reception.models import Booking, Step, Talk, Trip
from senim.reception.permissions import COUNTERS, HOSTS, READERS, not_yours, seen, sits, talks_seen, trips_seen

#: A table of arrivals below this number says that it is too early to read anything from it.
ENOUGH = 30
MOST = 200


def span(day: date) -> tuple[datetime, datetime]:
    """The moments [from, until) of a day in Kazakhstan."""
    begin = start_of(day)
    return begin, begin + timedelta(days=1)


def places(scope: Scope) -> list[Place]:
    """Where a person receives: the own posts with hours, front offices, the other points of the own area. No query."""
    own = [memory.of_post(post) for post in sorted(scope.posts(*READERS))]
    found = [one for one in own if one is not None]
    points = [memory.of_point(one) for one in memory.points() if one.area_id]
    mine = sorted((one for one in points if sits(scope, one)), key=lambda one: (not one.office, one.key))
    return [*found, *mine][:MOST]


def bookings(scope: Scope, day: date) -> list[Booking]:
    """Bookings of a day that a person receives, in order of time. One query."""
    since, until = span(day)
    rows = Booking.objects.filter(seen(scope), starts_at__gte=since, starts_at__lt=until)
    return list(rows.select_related("desk").order_by("starts_at", "seat")[:MOST])


def stranded(scope: Scope) -> list[Booking]:
    """Bookings of a head's area that nobody can receive. One query; none for others."""
    paths = scope.paths(Role.HEAD)
    if not paths:
        return []
    rows = Booking.objects.filter(inside(paths), state="booked", stranded_at__isnull=False)
    return list(rows.select_related("desk").order_by("starts_at")[:MOST])


def booking(scope: Scope, booking_id: int) -> Booking:
    """One booking with its desk: whoever receives it, and the head of its area. Raises NotYours. One query."""
    rows = Booking.objects.filter(seen(scope) | inside(scope.paths(Role.HEAD)), pk=booking_id)
    found = rows.select_related("desk").first()
    if found is None:
        raise not_yours()
    return found


def steps(scope: Scope, one: Booking) -> list[Step]:  # noqa: ARG001 - of a booking that this person may read
    """What happened to a booking, in order. One query."""
    return list(one.steps.order_by("pk"))


def talks(scope: Scope, day: date | None = None, *, offset: int = 0, limit: int = 50) -> list[Talk]:
    """Conversations that a person may read, the newest first. One query.

    Of a day with those whose arrival alone was noted; of all days what was written down.
    """
    rows = Talk.objects.filter(talks_seen(scope)).select_related("desk", "trip")
    if day is None:
        rows = rows.exclude(matter="")
    else:
        since, until = span(day)
        rows = rows.filter(arrived_at__gte=since, arrived_at__lt=until)
    return list(rows.order_by("-arrived_at", "-pk")[offset : offset + limit + 1])


def talk(scope: Scope, talk_id: int) -> Talk:
    """One conversation. Raises NotYours. One query."""
    found = Talk.objects.filter(talks_seen(scope), pk=talk_id).select_related("desk", "trip").first()
    if found is None:
        raise not_yours()
    return found


def came_of(scope: Scope, rows: list[Talk]) -> dict[int, appeals.Standing]:
    """Where the appeals of conversations stand, by appeal. Two queries; none where nothing was registered."""
    ids = {one.appeal_id for one in rows if one.appeal_id is not None}
    return appeals.came_of_office(scope, ids) if ids else {}


def trips(scope: Scope) -> list[Trip]:
    """Receptions on the road of the own areas and of those around them, the next first. One query."""
    return list(Trip.objects.filter(trips_seen(scope)).order_by("-starts_at", "-pk")[:MOST])


def trip(scope: Scope, trip_id: int) -> Trip:
    """One reception on the road in the own area or around it. Raises NotYours. One query."""
    found = Trip.objects.filter(trips_seen(scope), pk=trip_id).first()
    if found is None:
        raise not_yours()
    return found


def talk_of(scope: Scope, booking_id: int) -> Talk | None:  # noqa: ARG001 - asked by whoever holds its code
    """The conversation of a booking whose visitor came. One query."""
    return Talk.objects.filter(booking=booking_id).only("token").first()


def people_at(scope: Scope, trip_id: int) -> int:  # noqa: ARG001 - a count, no row
    """How many were heard at a reception on the road. One query."""
    return Talk.objects.filter(trip=trip_id).count()


def may_host(scope: Scope, row: Trip) -> bool:
    return scope.covers(row.area_path, *HOSTS)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """When people came to places of an area in some days. by: (weekday 0-6, hour) to how many; n: all of them.

    open: (weekday, hour) in which the one place that was asked for is open; empty for several, which have their own.
    outside: how many came to a place in an hour in which that very place is closed. booked: how many had a time.
    desks: how many places somebody came to.
    """

    since: date
    until: date
    n: int
    booked: int
    by: dict[tuple[int, int], int]
    open: set[tuple[int, int]]
    outside: int
    desks: int


def arrivals(scope: Scope, paths: tuple[str, ...], since: date, until: date, key: str = "") -> Arrivals:
    """Arrivals at desks (not on the road) in areas, both days counted; `key`: of one place alone. One query.

    Raises NotYours outside the asker's areas.
    """
    if not scope.everything and not all(scope.covers(path, *COUNTERS) for path in paths):
        raise not_yours()
    rows = Talk.objects.filter(inside(paths), desk__isnull=False)
    rows = rows.filter(arrived_at__gte=span(since)[0], arrived_at__lt=span(until)[1])
    by_id = {row.pk: one for one, row in memory.desks().items()}
    if key:
        rows = rows.filter(desk__in=[pk for pk, one in by_id.items() if one == key])
    found = [(local(at), way, by_id.get(desk, "")) for at, way, desk in rows.values_list("arrived_at", "way", "desk")]
    opened = {one: _open_hours(one) for one in {desk for _at, _way, desk in found} | ({key} if key else set())}
    return Arrivals(
        since=since,
        until=until,
        n=len(found),
        booked=sum(way == "booked" for _at, way, _desk in found),
        by=by_hour(at for at, _way, _desk in found),
        open=opened[key] if key else set(),
        outside=sum((at.weekday(), at.hour) not in opened[desk] for at, _way, desk in found),
        desks=len({desk for _at, _way, desk in found}),
    )


def _open_hours(key: str) -> set[tuple[int, int]]:
    place = memory.place(key)
    return hours_open(place.hours) if place else set()


def by_hour_of(scope: Scope, area_path: str, since: date, until: date) -> dict[tuple[int, int], int]:  # noqa: ARG001
    """Arrivals below an area on the days since <= day < until, for whoever sets them against open doors. One query."""
    rows = Talk.objects.filter(inside((area_path,)), desk__isnull=False)
    rows = rows.filter(arrived_at__gte=span(since)[0], arrived_at__lt=span(until)[0])
    return by_hour(local(at) for at in rows.values_list("arrived_at", flat=True))


def offices(scope: Scope) -> tuple[str, ...]:
    """The areas whose counts a person sees."""
    return scope.paths(*COUNTERS)

