"""Who writes to whose residents: an inspector to the own beat, a head to the own area; who signs for a person."""

from __future__ import annotations

from django.db.models import Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.notices.domain import Kind
from senim.notices.policies import SIGNERS
from senim.notices.words import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

WRITERS = frozenset({Role.INSPECTOR, Role.HEAD})
#: The duty unit writes and signs searches for missing persons, by night too, and reads the rest.
READERS = WRITERS | {Role.DUTY}
_IN = "the notice's area lies in the own area"

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "notices.write": (READERS, Touch.CONTENT, _IN + "; the duty unit: searches for missing persons"),
    "notices.publish": (READERS, Touch.CONTENT, _IN + "; what names a person: whoever signs it"),
    "notices.sign": (frozenset({Role.HEAD, Role.DUTY}), Touch.CONTENT, _IN + "; a wanted person: a head alone"),
    "notices.end": (READERS, Touch.CONTENT, _IN),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def can_write(scope: Scope, kind: Kind, path: str) -> bool:
    """Whether this person writes (and ends) a notice of a kind for an area."""
    roles = READERS if kind is Kind.MISSING else WRITERS
    return scope.covers(path, *roles)


def can_sign(scope: Scope, kind: Kind, path: str) -> bool:
    """Whether this person's signature publishes a notice about a person."""
    return kind in SIGNERS and scope.covers(path, *SIGNERS[kind])


def check_write(actor: Actor, kind: Kind, path: str) -> None:
    staff.check_action(actor.scope, "notices.write")
    if not can_write(actor.scope, kind, path):
        raise not_yours()


def reach(scope: Scope) -> Q:
    """The condition that a notice's area lies in one of the own areas."""
    if scope.everything:
        return Q()
    return inside(scope.paths(*READERS))
