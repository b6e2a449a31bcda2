"""Who may carry a day on a device, bring entries from it, and call a device lost."""

from __future__ import annotations

from django.db.models import Q

from senim.cabinet.api import WRITERS
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.offline.models import Device
from senim.offline.wording import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

#: Who calls a device lost: the officer whose it is, or a head above.
LOSERS = WRITERS | {Role.HEAD}

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "offline.register": (WRITERS, Touch.CONTENT, "the device is the own one"),
    "offline.carry": (WRITERS, Touch.CONTENT, "the day of the own posts, onto an own device that is not lost"),
    "offline.bring": (WRITERS, Touch.CONTENT, "what was written on an own device that is not lost"),
    "offline.lose": (LOSERS, Touch.NUMBERS, "the own device, or one of a person below the own post"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def below(scope: Scope, accounts: list[int]) -> set[int]:
    """Those of some accounts who sit below a post of a head. No query."""
    heads = scope.posts(Role.HEAD)
    return {one for one in accounts if any(staff.is_under(one, post) for post in heads)}


def can_see(scope: Scope, device: Device) -> bool:
    """Whether a person may see a device and call it lost."""
    if scope.everything or device.account_id == scope.account_id:
        return True
    return bool(below(scope, [device.account_id]))


def own(scope: Scope) -> Q:
    return Q(account=scope.account_id)


def check_lose(actor: Actor, device: Device) -> None:
    if not (actor.scope.everything or actor.scope.has(*LOSERS)) or not can_see(actor.scope, device):
        raise not_yours()
