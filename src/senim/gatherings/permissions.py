"""Who plans and holds what, who sees who was there, who answers for a promise."""

from __future__ import annotations

from django.db.models import Q

from senim.gatherings.domain import FOR_OFFICERS, Kind
from senim.gatherings.wording import REFUSALS
from senim.kernel.areas import around, inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.staff.api import Touch

#: Who holds what residents come to; courses and briefings are the head's.
HOSTS = frozenset({Role.INSPECTOR, Role.JUVENILE, Role.HEAD})
TEACHERS = frozenset({Role.HEAD})
OFFICERS = (Role.INSPECTOR, Role.ASSISTANT, Role.JUVENILE)
READERS = HOSTS | {
    Role.ASSISTANT, Role.CIVILIAN, Role.ANALYST, Role.AKIMAT, Role.GROUP_COORDINATOR, Role.PROSECUTOR, Role.COUNCIL,
    Role.MINISTRY}
#: Who looks at the six indicators of an area.
COUNTERS = frozenset({Role.HEAD, Role.ANALYST, Role.COUNCIL, Role.PROSECUTOR, Role.MINISTRY})

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "gatherings.plan": (HOSTS, Touch.CONTENT, "the gathering is in the own area; courses are the head's"),
    "gatherings.hold": (HOSTS, Touch.CONTENT, "the gathering is in the own area; courses are the head's"),
    "gatherings.promise": (HOSTS, Touch.CONTENT, "the gathering or meeting is in the own area"),
    "gatherings.keep_promise": (HOSTS, Touch.CONTENT, "the promise is of the own post, or in the own area of a head"),
    "gatherings.see_attendance": (TEACHERS, Touch.PEOPLE, "the course is in the own area"),
    "gatherings.count": (COUNTERS, Touch.NUMBERS, "the own area"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])




def can_host(scope: Scope, kind: Kind, path: str) -> bool:
    """Whether a person may plan and hold this in an area."""
    return scope.covers(path, *(TEACHERS if kind in FOR_OFFICERS else HOSTS))


def check_host(actor: Actor, kind: Kind, path: str) -> None:
    if not can_host(actor.scope, kind, path):
        raise not_yours()


def seen(scope: Scope) -> Q:
    """The condition that a person sees a gathering: of the own areas and around them; courses only the head's."""
    if scope.everything:
        return Q()
    paths = scope.paths(*READERS)
    near = inside(paths) | Q(area_path__in={one for path in paths for one in around(path)})
    own = scope.paths(*TEACHERS)
    # Officers see the courses of their area: when and where, not who was there.
    officers = inside(scope.paths(*OFFICERS, Role.HEAD)) | Q(
        area_path__in={one for path in scope.paths(*OFFICERS) for one in around(path)})
    closed = Q(kind__in=list(FOR_OFFICERS))
    return near & ~closed | closed & (officers | inside(own))


def can_see_names(scope: Scope, path: str) -> bool:
    return scope.covers(path, *TEACHERS)


def can_settle(scope: Scope, post_id: int, path: str) -> bool:
    """Whether a person answers for a promise: the post's own, or the head of its area."""
    return scope.everything or post_id in scope.posts(*HOSTS) or scope.covers(path, Role.HEAD)
