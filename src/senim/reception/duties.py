"""What receptions put on a day: booked times with what came of them, those nobody can receive, the road."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from senim.kernel import duties
from senim.kernel.areas import inside
from senim.kernel.clock import local, now
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope
from senim.reception import memory, wording
from senim.reception.actions import desk
from senim.reception.domain import BookingState
from senim.reception.models import Booking, Trip
from senim.reception.permissions import HOSTS, READERS
from senim.web.words import when

MOST = 100


def register() -> None:
    """Both sources; call it from AppConfig.ready."""
    duties.register(Source("reception", rows=booked, show=shown, settle=settle))
    duties.register(Source("road", trips))


def booked(scope: Scope, day: date) -> QuerySet[Booking] | None:
    """Booked times of the own posts that are not marked, those of a head's area that nobody can receive."""
    posts = scope.posts(*READERS)
    above = inside(scope.paths(Role.HEAD))
    if not posts and not scope.paths(Role.HEAD):
        return None
    rows = Booking.objects.filter(state=BookingState.BOOKED, starts_at__lte=duties.until(day))
    rows = rows.filter(Q(post__in=posts) | above & Q(stranded_at__isnull=False))
    fields = ("starts_at", "area_path", "topic", "post", "stranded_at")
    return rows.only(*fields).order_by("starts_at", "pk")[:MOST]


def shown(rows: Sequence[Booking], scope: Scope, day: date) -> list[Duty]:
    """Booked times as duties, with what may be said of them today."""
    posts = scope.posts(*READERS)
    return [_booking(one, posts, scope, day) for one in rows]


def _booking(one: Booking, posts: frozenset[int], scope: Scope, day: date) -> Duty:
    mine, stranded = one.post_id in posts, one.stranded_at is not None
    outcomes: list[tuple[str, Label]] = []
    if mine and local(one.starts_at).date() <= day:
        outcomes.append(("came", wording.CAME))
        if one.starts_at <= now():
            outcomes.append(("absent", wording.ABSENT))
    return Duty(
        key=f"reception:{one.pk}",
        what=wording.STRANDED if stranded else wording.TO_RECEIVE,
        where=Where(one.area_path),
        owed_by=one.starts_at,
        ground=Ground.PROMISE,
        because=wording.BOOKED_BY_RESIDENT,
        url=reverse("reception:booking", args=[one.pk]),
        # Somebody above who looks on sees when, not what about.
        told=one.topic if mine and scope.account_id is not None else "",
        outcomes=(*outcomes, ("move", wording.MOVE_ON)),
    )


def settle(actor: Actor, key: str, code: str) -> str | Label:
    """One tap: came, did not come, moved on."""
    number = key.partition(":")[2]
    if not (number.isascii() and number.isdecimal()):
        raise Refused("gone", duties.GONE)
    if code == "came":
        desk.came(actor=actor, booking_id=int(number))
        return wording.DONE_CAME
    if code == "absent":
        desk.absent(actor=actor, booking_id=int(number))
        return wording.DONE_ABSENT
    if code != "move":
        raise Refused("gone", duties.GONE)
    moved = desk.move_on(actor=actor, booking_id=int(number))
    return str(wording.DONE_MOVED) % {"when": when(moved.starts_at)}


def trips(scope: Scope, day: date) -> list[Duty]:
    """Receptions on the road that a post of this scope hosts, until it is written how they went. No query."""
    posts = scope.posts(*HOSTS)
    if not posts:
        return []
    open_ones = (one for one in memory.trips() if one.state == "planned" and one.host_id in posts)
    return [_trip(one) for one in open_ones if one.starts_at <= duties.until(day)]


def _trip(one: Trip) -> Duty:
    over = one.ends_at < now()
    return Duty(
        key=f"road:{one.pk}",
        what=f"{wording.ON_ROAD}: {wording.TO_WRITE_UP}" if over else wording.ON_ROAD,
        where=Where(one.area_path, one.place, one.lon, one.lat),
        owed_by=one.starts_at,
        ground=Ground.PROMISE,
        because=wording.ANNOUNCED,
        url=reverse("reception:trip", args=[one.pk]),
        carried=True,
    )
