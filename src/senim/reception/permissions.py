"""Who may see a booking, a conversation, a reception on the road, and who may do what with it."""

from __future__ import annotations

from django.db.models import Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.reception.memory import Place
from senim.reception.models import Booking
from senim.reception.wording import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

#: Who receives at the own post.
RECEIVERS = frozenset({Role.INSPECTOR, Role.ASSISTANT, Role.JUVENILE, Role.HEAD})
#: Who sits at the points and front offices of an area.
OFFICE = frozenset({Role.DUTY, Role.OPERATOR})
READERS = RECEIVERS | OFFICE
#: Who plans a reception on the road in the own area.
HOSTS = frozenset({Role.HEAD, Role.INSPECTOR, Role.OPERATOR})
KEEPERS = frozenset({Role.HEAD})
COUNTERS = frozenset({Role.HEAD, Role.INSPECTOR, Role.ANALYST})

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "reception.see_book": (READERS, Touch.CONTENT, "the own post, or a point in the own area"),
    "reception.settle": (READERS, Touch.CONTENT, "the own post, or a point in the own area"),
    "reception.enter": (READERS, Touch.CONTENT, "the own post, a point or a reception on the road in the own area"),
    "reception.hand_over": (KEEPERS, Touch.CONTENT, "the booking lies in the own area"),
    "reception.keep_desk": (KEEPERS, Touch.SETTINGS, "the post or point lies in the own area"),
    "reception.hold_trip": (HOSTS, Touch.CONTENT, "the area lies in the own area"),
    "reception.see_hours": (COUNTERS, Touch.NUMBERS, "the own area"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])



def sits(scope: Scope, place: Place) -> bool:
    """Whether a person receives at a place: on its post, or at a point of the own area.

    Whoever stands in on a post has its role, so a substitute sits there for as long as that lasts.
    """
    if scope.everything:
        return True
    if place.post_id is not None:
        return place.post_id in scope.posts(*READERS)
    return bool(place.path) and scope.covers(place.path, *(OFFICE | {Role.INSPECTOR, Role.ASSISTANT, Role.HEAD}))


def seen(scope: Scope) -> Q:
    """Bookings whose name and words a person may read: of the own posts, and of points in the area of an office."""
    if scope.everything:
        return Q()
    return Q(post__in=scope.posts(*READERS)) | inside(scope.paths(*OFFICE)) & Q(desk__point__isnull=False)


def may_settle(scope: Scope, booking: Booking) -> bool:
    """The rule of `seen` for one booking; its desk is there."""
    if scope.everything or booking.post_id in scope.posts(*READERS):
        return True
    return booking.desk.point_id is not None and scope.covers(booking.area_path, *OFFICE)


def talks_seen(scope: Scope) -> Q:
    """Conversations that a person may read: entered by oneself or at the own post, and those of a head's area."""
    if scope.everything:
        return Q()
    own = Q(post__in=scope.posts(*READERS))
    if scope.account_id is not None:
        own |= Q(account=scope.account_id)
    office = inside(scope.paths(*OFFICE)) & Q(desk__point__isnull=False)
    return own | office | inside(scope.paths(Role.HEAD))


def can_keep(scope: Scope, path: str) -> bool:
    return bool(path) and scope.covers(path, *KEEPERS)


def can_host(scope: Scope, path: str) -> bool:
    return scope.covers(path, *HOSTS)


def at_trip(scope: Scope, path: str) -> bool:
    """Whether a person receives on the road in an area: inside the own one, or around it (a district's reception)."""
    own = scope.paths(*READERS)
    return scope.everything or any(path.startswith(one) or one.startswith(path) for one in own)


def trips_seen(scope: Scope) -> Q:
    """The same as a condition for the database."""
    paths = scope.paths(*READERS)
    around = {path[: place + 1] for path in paths for place, letter in enumerate(path) if letter == "/" and place}
    return Q() if scope.everything else inside(paths) | Q(area_path__in=around)


def check(actor: Actor, holds: bool) -> None:
    """Raise NotYours where a right does not hold."""
    if not (holds or actor.scope.everything):
        raise not_yours()
