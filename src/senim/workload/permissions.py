"""Who looks at the load of an area, who asks for a proposal, who sets a norm."""

from __future__ import annotations

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.staff.api import Touch
from senim.workload.wording import REFUSALS

READERS = frozenset({Role.HEAD, Role.ANALYST, Role.MINISTRY})
PROPOSERS = frozenset({Role.HEAD, Role.ANALYST})
SETTERS = frozenset({Role.MINISTRY})

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "workload.see": (READERS, Touch.NUMBERS, "the own area"),
    "workload.propose": (PROPOSERS, Touch.NUMBERS, "the own area"),
    "workload.set_norm": (SETTERS, Touch.SETTINGS, ""),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def can(scope: Scope, action: str, path: str) -> bool:
    """Whether a person may do this for an area."""
    return scope.covers(path, *ACTIONS[action][0])


def check(actor: Actor, action: str, path: str) -> None:
    """Raise NotYours where `can` is false."""
    if not can(actor.scope, action, path):
        raise not_yours()
