"""Who may see the control of the plan, and who may enter a report.

The resolution lays the control on the Ministry of Internal Affairs: its officers enter what the bodies report. Akimats
and prosecutors, who answer for measures too, read how they stand. A door by link for each body, as agencies have for
the tasks of a problem file, is a step of its own: until then a report names the body that said it and the officer who
wrote it down.
"""

from __future__ import annotations

from senim.concept.words import REFUSALS
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.staff.api import Touch

KEEPERS = frozenset({Role.MINISTRY})
READERS = KEEPERS | {Role.AKIMAT, Role.PROSECUTOR}
REPORT = "concept.report"

#: The role-by-action matrix of this context. A role that is not named is refused. The plan is one for the country.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {REPORT: (KEEPERS, Touch.CONTENT, "")}

for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def can(scope: Scope, action: str) -> bool:
    """Whether this person may do this."""
    return scope.everything or scope.has(*ACTIONS[action][0])


def sees(scope: Scope) -> bool:
    """Whether this person reads what bodies reported."""
    return scope.everything or scope.has(*READERS)


def check(actor: Actor, action: str) -> None:
    """Raise NotYours where `can` is false."""
    if not can(actor.scope, action):
        raise NotYours("not_yours", REFUSALS["not_yours"])
