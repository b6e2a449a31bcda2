"""Who keeps filters, takes lists along, subscribes a calendar, gets the letter of the morning."""

from __future__ import annotations

from senim.ease.wording import REFUSALS
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff
from senim.staff.api import Touch

#: Whoever works on a post; which rows one sees and takes along is the right of the list itself. Administrators and
#: auditors have no lists of content.
KEEPERS = frozenset(Role) - {Role.EXECUTOR, Role.ADMIN, Role.AUDITOR}

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "ease.keep_filter": (KEEPERS, Touch.CONTENT, "the list is open to the role"),
    "ease.change_filter": (KEEPERS, Touch.CONTENT, "one's own, or of one's unit for its head"),
    "ease.export": (KEEPERS, Touch.CONTENT, "the list is open to the role; its own rows"),
    "ease.subscribe": (KEEPERS, Touch.CONTENT, "one's own post"),
    "ease.unsubscribe": (KEEPERS, Touch.CONTENT, "one's own address"),
    "ease.morning": (KEEPERS, Touch.CONTENT, "one's own letter"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def account_of(actor: Actor) -> int:
    """The account of a member of staff. Raises NotYours for anybody else: what is kept here is somebody's own."""
    if actor.account_id is None:
        raise not_yours()
    return actor.account_id


def unit_of(post_id: int) -> int:
    """The unit of a post, named by the post of its head: a head's own, else the nearest above; itself where none."""
    info = staff.post_info(post_id)
    if info is not None and info.role is Role.HEAD:
        return post_id
    return staff.head_of(post_id) or post_id


def units(scope: Scope) -> frozenset[int]:
    """The units in which a person works now. No query."""
    return frozenset(map(unit_of, scope.posts()))
