"""Who may see a body, a meeting, an agreement, and who may do what with it.

Reading goes both ways: a district's people see the group of their region, a region's coordinator that of a district.
Acting goes one way: the body's area lies inside the area of the duty. The public council reads closed minutes only.
"""

from __future__ import annotations

from django.db.models import Q

from senim.kernel.areas import around, inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.partnership.words import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

ORGANISERS = frozenset({Role.GROUP_COORDINATOR, Role.AKIMAT})
#: Whose institutions sit in the bodies: they bring items and materials.
SITTING = ORGANISERS | {Role.ANALYST, Role.HEAD, Role.PROSECUTOR}
READERS = SITTING | {Role.COUNCIL}
HOSTS = ORGANISERS | {Role.HEAD, Role.INSPECTOR}
MEETING_READERS = HOSTS | {Role.ANALYST, Role.PROSECUTOR, Role.COUNCIL}
AGREERS = frozenset({Role.AKIMAT, Role.HEAD})
RESEARCH_READERS = frozenset(
    {Role.ANALYST, Role.AKIMAT, Role.HEAD, Role.GROUP_COORDINATOR, Role.PROSECUTOR, Role.COUNCIL, Role.AUDITOR}
)
RULERS = frozenset({Role.ADMIN})
_IN = "the body's area lies in the own area"

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "partnership.keep_body": (ORGANISERS, Touch.PEOPLE, _IN),
    "partnership.keep_members": (ORGANISERS, Touch.PEOPLE, _IN),
    "partnership.record_training": (ORGANISERS, Touch.PEOPLE, _IN),
    "partnership.plan_session": (ORGANISERS, Touch.CONTENT, _IN),
    "partnership.bring_item": (SITTING, Touch.CONTENT, _IN + ", or around it"),
    "partnership.keep_minutes": (ORGANISERS, Touch.CONTENT, _IN),
    "partnership.report": (ORGANISERS | {Role.HEAD}, Touch.CONTENT, _IN + ", or around it"),
    "partnership.control": (ORGANISERS, Touch.CONTENT, _IN),
    "partnership.hold_meeting": (HOSTS, Touch.CONTENT, "the meeting is in the own area"),
    "partnership.agree": (AGREERS, Touch.CONTENT, "the agreement's area lies in the own area"),
    "partnership.export": (frozenset({Role.ANALYST}), Touch.CONTENT, "the agreement's area lies in the own area"),
    "partnership.see_exports": (RESEARCH_READERS, Touch.AUDIT, "the agreement's area lies in the own area"),
    "partnership.set_disclosure": (RULERS, Touch.SETTINGS, ""),
}
#: Acts that members of the bodies around do as well: a district's head brings an item to the region's commission.
AROUND = frozenset({"partnership.bring_item", "partnership.report"})

for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def can(scope: Scope, action: str, path: str) -> bool:
    """Whether this person may do this in an area."""
    roles = ACTIONS[action][0]
    if scope.everything:
        return True
    if action == "partnership.set_disclosure":
        return scope.has(*roles)
    if scope.covers(path, *roles):
        return True
    return action in AROUND and any(own.startswith(path) for own in scope.paths(*roles))


def check(actor: Actor, action: str, path: str = "") -> None:
    """Raise NotYours where `can` is false."""
    if not can(actor.scope, action, path):
        raise NotYours("not_yours", REFUSALS["not_yours"])


def reach(scope: Scope, roles: frozenset[Role], field: str = "area_path") -> Q:
    """The condition that an area lies in, or around, one of the areas of these roles."""
    if scope.everything:
        return Q()
    paths = scope.paths(*roles)
    return inside(paths, field) | Q(**{f"{field}__in": {above for path in paths for above in around(path)}})


def sees_open(scope: Scope, path: str) -> bool:
    """Whether this person sees a session before its minutes are closed."""
    if scope.everything:
        return True
    return any(path.startswith(own) or own.startswith(path) for own in scope.paths(*SITTING))
