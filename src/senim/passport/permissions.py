"""Who keeps a passport, who reads how much of it, who answers a question about a figure."""

from __future__ import annotations

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.passport.wording import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

#: Who keeps the passport of the own beat.
KEEPERS = frozenset({Role.INSPECTOR, Role.ASSISTANT})
#: Whose work on the spot needs every number, small ones too, and the contacts of leaders.
NEAR = KEEPERS | {Role.TRAINEE, Role.HEAD, Role.DUTY, Role.JUVENILE}
#: Who reads it as numbers: small counts are said as "fewer than five", leaders only as residents see them.
FAR = frozenset({Role.CIVILIAN, Role.AKIMAT, Role.ANALYST, Role.GROUP_COORDINATOR, Role.PROSECUTOR, Role.MINISTRY})
READERS = NEAR | FAR
ANSWERERS = frozenset({Role.HEAD, Role.ANALYST})

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "passport.see": (READERS, Touch.CONTENT, "the beat lies in the own area"),
    "passport.write": (KEEPERS, Touch.CONTENT, "the beat is one's own"),
    "passport.confirm": (KEEPERS, Touch.CONTENT, "the beat is one's own"),
    "passport.end": (KEEPERS, Touch.CONTENT, "the beat is one's own"),
    "passport.question": (READERS, Touch.NUMBERS, "the beat lies in the own area"),
    "passport.answer": (ANSWERERS, Touch.NUMBERS, "the beat lies in the own area"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def can(scope: Scope, action: str, path: str) -> bool:
    """Whether a person may do this in the passport of the beat at `path`."""
    return scope.covers(path, *ACTIONS[action][0])


def check(actor: Actor, action: str, path: str) -> None:
    """Raise NotYours where `can` is false."""
    if not can(actor.scope, action, path):
        raise not_yours()


def is_near(scope: Scope, path: str) -> bool:
    """Whether a person needs the small numbers and the contacts too."""
    return scope.covers(path, *NEAR)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])
