"""Who may see the figures, record the state of a point, change a yardstick, ask for a scenario."""

from __future__ import annotations

from django.db.models import Q

from senim.kernel import areas
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.reach.words import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

READERS = frozenset({Role.HEAD, Role.ANALYST, Role.AKIMAT, Role.GROUP_COORDINATOR, Role.MINISTRY})
RECORDERS = frozenset({Role.HEAD, Role.INSPECTOR, Role.ASSISTANT})
PLANNERS = frozenset({Role.HEAD, Role.ANALYST, Role.AKIMAT})
#: The pace holds for the whole country.
SETTERS = frozenset({Role.MINISTRY})
_IN = "the point or area lies in the own area"

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "reach.record_state": (RECORDERS, Touch.TERRITORY, _IN),
    "reach.plan": (PLANNERS, Touch.NUMBERS, _IN),
    "reach.set_yardstick": (SETTERS, Touch.NUMBERS, ""),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def can(scope: Scope, action: str, path: str = "") -> bool:
    """Whether this person may do this at a path."""
    roles = ACTIONS[action][0]
    if scope.everything:
        return True
    return scope.has(*roles) if action == "reach.set_yardstick" else scope.covers(path, *roles)


def check(actor: Actor, action: str, path: str = "") -> None:
    """Raise NotYours where `can` is false."""
    if not can(actor.scope, action, path):
        raise NotYours("not_yours", REFUSALS["not_yours"])


def everywhere(scope: Scope) -> bool:
    """Figures of this kind are counts of houses: the ministry reads all of them."""
    return scope.everything or scope.has(Role.MINISTRY)


def reads(scope: Scope, path: str) -> bool:
    """Whether this person reads the figures of an area."""
    return everywhere(scope) or scope.covers(path, *READERS)


def check_reads(scope: Scope, path: str) -> None:
    """Raise NotYours where a point lies in no area of one's own."""
    if not (reads(scope, path) or scope.covers(path, *RECORDERS)):
        raise NotYours("not_yours", REFUSALS["not_yours"])


def inside(scope: Scope) -> Q:
    """The condition that a scenario's area lies in one of the own areas."""
    if everywhere(scope):
        return Q()
    return areas.inside(scope.paths(*READERS))
