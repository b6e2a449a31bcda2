"""Who reads procedures, goes through them, sees runs, and who writes and approves what is in force.

Texts are rules of work and no content of citizens: an administrator may write them beside the ministry. A run is
content.
"""

from __future__ import annotations

from django.db.models import Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Role, Scope
from senim.knowledge.wording import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

#: Whose post a run may be of.
GOERS = frozenset({Role.INSPECTOR, Role.ASSISTANT, Role.JUVENILE, Role.DUTY})
RUNNERS = GOERS | {Role.TRAINEE, Role.HEAD}
OWNERS = frozenset({Role.MINISTRY, Role.ADMIN})
READERS = RUNNERS | OWNERS | {Role.OPERATOR, Role.CIVILIAN}

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "knowledge.read": (READERS, Touch.SETTINGS, ""),
    "knowledge.run": (RUNNERS, Touch.CONTENT, "the run is of the own post"),
    "knowledge.tick": (RUNNERS, Touch.CONTENT, "the run is one's own"),
    "knowledge.see_runs": (RUNNERS, Touch.CONTENT, "one's own, of the own post, or in the area of a head"),
    "knowledge.write": (OWNERS, Touch.SETTINGS, ""),
    "knowledge.approve": (OWNERS, Touch.SETTINGS, "a second person, not one of the authors"),
    "knowledge.end": (OWNERS, Touch.SETTINGS, ""),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def can_read(scope: Scope) -> bool:
    """Whether a person reads procedures that are not public."""
    return scope.everything or scope.has(*READERS)


def can_run(scope: Scope) -> bool:
    return scope.has(*RUNNERS)


def can_write(scope: Scope) -> bool:
    return scope.everything or scope.has(*OWNERS)


def check_write(scope: Scope) -> None:
    if not can_write(scope):
        raise not_yours()


def runs_seen(scope: Scope) -> Q:
    """The condition that a person may read a run: one's own, of the own post, or in the area of a head."""
    if scope.everything:
        return Q()
    condition = Q(post__in=scope.posts(*GOERS))
    if scope.account_id is not None and scope.has(*RUNNERS):
        condition |= Q(account=scope.account_id)
    return condition | inside(scope.paths(Role.HEAD))
