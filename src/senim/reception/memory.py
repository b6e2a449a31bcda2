"""Desks and receptions on the road from memory: there are few, and every day and every page of a beat asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from senim.kernel import calendar, clock, versions
from senim.kernel.versions import Cached
from senim.reach import api as reach
from senim.reception.domain import AHEAD, CAPACITY, MINUTES, Time, TripState, times_of
from senim.reception.models import Desk, Trip
from senim.staff import api as staff
from senim.territory import api as territory

NAME = "reception"
#: So long receptions on the road that were held or called off stay in memory.
PAST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Place:
    """A post or a point that receives, with how it does. key: "post-12" or "point-3".

    desk_id: none without a row. closed: somebody found the point out of service; nobody is received there meanwhile.
    """

    key: str
    post_id: int | None
    point_id: int | None
    area_id: int | None
    path: str
    hours: Mapping[str, Any]
    minutes: int = MINUTES
    capacity: int = CAPACITY
    bookable: bool = True
    office: bool = False
    sitting: tuple[str, ...] = ()
    answers: int | None = None
    desk_id: int | None = None
    closed: bool = False

    def times(self, since: date, until: date) -> list[Time]:
        """The times of reception of some days, days off by law left out."""
        if not self.bookable or self.closed:
            return []
        days = (since + timedelta(days=one) for one in range((until - since).days + 1))
        zone = clock.LOCAL
        return [one for day in days if not day_off(day) for one in times_of(self.hours, day, self.minutes, zone)]

    def to_come(self, at: datetime) -> list[Time]:
        return self.times(clock.local(at).date(), clock.local(at + AHEAD).date())


def day_off(day: date) -> str:
    """Why nobody receives on a day though it has hours: a holiday, or rest that a decree moved here. "" otherwise.

    A weekend is no such day: whoever has hours on a Saturday receives on it.
    """
    why = calendar.why(day)
    if why is None or why.kind.working or why.kind is calendar.Kind.WEEKEND:
        return ""
    return why.kk


@dataclass(frozen=True, slots=True)
class _Kept:
    desks: Mapping[str, Desk]
    trips: tuple[Trip, ...]


def _read() -> _Kept:
    since = clock.now() - PAST
    rows = Desk.objects.all()
    desks = {f"post-{one.post_id}" if one.post_id else f"point-{one.point_id}": one for one in rows}
    return _Kept(desks, tuple(Trip.objects.filter(starts_at__gte=since).order_by("starts_at", "pk")))


_KEPT = Cached(NAME, _read)


def changed() -> None:
    """Desks or trips changed: every process reads them anew. Call it in the transaction of the change."""
    versions.bump(NAME)


def desks() -> Mapping[str, Desk]:
    """Desks that have a row, by key."""
    return _KEPT.get().desks


def place(key: str) -> Place | None:
    """The place of a key; None where there is no such post or point, or it receives nobody. No query."""
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    if kind == "post":
        return of_post(int(number))
    return next((of_point(one) for one in points() if one.id == int(number)), None) if kind == "point" else None


def points() -> list[territory.PointInfo]:
    """All points in use. No query."""
    return territory.points()


def of_post(post_id: int) -> Place | None:
    """The desk of a post with hours of reception."""
    post = staff.post_info(post_id)
    if post is None or not post.active or not post.hours:
        return None
    path = next(iter(staff.area_paths(post_id)), "")
    area = int(path.strip("/").rpartition("/")[2]) if path else None
    found = Place(f"post-{post_id}", post_id, None, area, path, post.hours, answers=post_id)
    return _with(found, desks().get(found.key))


def of_point(point: territory.PointInfo) -> Place:
    """The desk of a point."""
    path = territory.area(point.area_id).path if point.area_id else ""
    state = reach.condition(point.id)
    closed = state is not None and state.state is reach.State.CLOSED
    found = Place(f"point-{point.id}", None, point.id, point.area_id, path, point.hours, closed=closed)
    return _with(found, desks().get(found.key))


def _with(found: Place, row: Desk | None) -> Place:
    if row is None:
        return found
    return Place(
        key=found.key,
        post_id=found.post_id,
        point_id=found.point_id,
        area_id=found.area_id,
        path=found.path,
        hours=found.hours,
        minutes=row.minutes,
        capacity=row.capacity,
        bookable=row.bookable,
        office=row.office,
        sitting=tuple(row.sitting),
        answers=found.answers or row.answers_id,
        desk_id=row.pk,
        closed=found.closed,
    )


def trips(paths: tuple[str, ...] = ("/",), *, since: datetime | None = None) -> list[Trip]:
    """Receptions on the road that concern some areas (inside them, or in an area around), the next first."""
    return [
        one
        for one in _KEPT.get().trips
        if any(one.area_path.startswith(path) or path.startswith(one.area_path) for path in paths)
        and (since is None or one.ends_at >= since)
    ]


def planned(paths: tuple[str, ...], at: datetime) -> list[Trip]:
    """Those that are still to come, or go on now."""
    return [one for one in trips(paths, since=at) if one.state == TripState.PLANNED]
