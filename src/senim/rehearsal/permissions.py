"""Who draws up a change, who sees it, who applies it. The author never does: `policies.check_other`."""

from __future__ import annotations

from django.db.models import Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.rehearsal.domain import Matter
from senim.rehearsal.wording import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

AUTHORS: dict[Matter, frozenset[Role]] = {
    Matter.BOUNDARIES: frozenset({Role.HEAD, Role.ANALYST, Role.ADMIN}),
    Matter.ASSIGNMENTS: frozenset({Role.HEAD, Role.ADMIN}),
    Matter.RULES: frozenset({Role.ADMIN, Role.MINISTRY}),
}
APPLIERS: dict[Matter, frozenset[Role]] = {
    Matter.BOUNDARIES: frozenset({Role.HEAD, Role.ADMIN}),
    Matter.ASSIGNMENTS: frozenset({Role.HEAD, Role.ADMIN}),
    Matter.RULES: frozenset({Role.ADMIN}),
}
READERS: frozenset[Role] = frozenset().union(*AUTHORS.values())
#: Rules hold everywhere: these two see and change them wherever they serve.
OF_ALL = frozenset({Role.ADMIN, Role.MINISTRY})

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "rehearsal.see": (READERS, Touch.TERRITORY, "changes of a kind that one draws up, in the own area"),
    "rehearsal.draw": (AUTHORS[Matter.BOUNDARIES], Touch.TERRITORY, "the own area; an administrator: every area"),
    "rehearsal.assign": (AUTHORS[Matter.ASSIGNMENTS], Touch.PEOPLE, "the own area; an administrator: every area"),
    "rehearsal.rule": (AUTHORS[Matter.RULES], Touch.SETTINGS, ""),
    "rehearsal.apply": (
        APPLIERS[Matter.BOUNDARIES], Touch.TERRITORY, "what another drew up, in the own area; rules: an administrator"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def may(scope: Scope, roles: frozenset[Role], path: str) -> bool:
    """Whether one of the roles reaches an area ("" for everywhere)."""
    if scope.everything or (Role.ADMIN in roles and scope.has(Role.ADMIN)):
        return True
    return scope.has(*(roles & OF_ALL)) if not path else scope.covers(path, *roles)


def can_author(scope: Scope, matter: Matter, path: str) -> bool:
    """Whether a person draws up changes of this matter for an area."""
    return may(scope, AUTHORS[matter], path)


def can_apply(scope: Scope, matter: Matter, path: str) -> bool:
    """Whether a person applies changes of this matter, drawn up by others."""
    return may(scope, APPLIERS[matter], path)


def check_author(actor: Actor, matter: Matter, path: str) -> None:
    """Raise NotYours where `can_author` is false."""
    if not can_author(actor.scope, matter, path):
        raise not_yours()


def visible(scope: Scope) -> Q:
    """The condition that a person sees a change."""
    if scope.everything:
        return Q()
    found = Q(pk__in=())
    for matter, roles in AUTHORS.items():
        if scope.has(Role.ADMIN):
            found |= Q(matter=matter)
        elif matter is Matter.RULES:
            found |= Q(matter=matter) if scope.has(*(roles & OF_ALL)) else Q(pk__in=())
        else:
            found |= Q(matter=matter) & inside(scope.paths(*roles))
    return found
