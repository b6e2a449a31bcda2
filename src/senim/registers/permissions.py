"""Who may look into registers, and who may see that it was done."""

from __future__ import annotations

from django.db.models import Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.registers.words import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

#: Posts that work on people's matters themselves. Those who lead, count or keep the house need no look-up.
LOOKERS = frozenset({Role.INSPECTOR, Role.JUVENILE, Role.DUTY})
CONTROLLERS = frozenset({Role.PROSECUTOR, Role.AUDITOR})

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "registers.look_up": (LOOKERS, Touch.CONTENT, "with a purpose and a ground on the own desk; logged as a read"),
    "registers.still": (LOOKERS, Touch.CONTENT, "a camera of the own area, with a purpose and a ground; logged"),
    "registers.see_log": (CONTROLLERS, Touch.AUDIT, "look-ups of the own area; the auditor all; never the answers"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def check(actor: Actor, action: str) -> None:
    """Raise NotYours where the role may not. A system has no desk and looks up nothing."""
    if actor.account_id is None or not actor.scope.has(*ACTIONS[action][0]):
        raise NotYours("not_yours", REFUSALS["not_yours"])


def post_of(scope: Scope) -> tuple[int | None, str]:
    """The post from which a look-up is made, and its area."""
    duty = next((one for one in scope.duties if one.role in LOOKERS), None)
    return (duty.post_id, duty.paths[0] if duty.paths else "") if duty else (None, "")


def covers(scope: Scope, path: str) -> bool:
    return scope.covers(path, *LOOKERS)


def log_of(scope: Scope) -> Q:
    """The condition that this person sees a line of the log."""
    if scope.has(Role.AUDITOR):
        return Q()
    return inside(scope.paths(Role.PROSECUTOR))
