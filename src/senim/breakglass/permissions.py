"""Who opens a record in an emergency, who reviews it, who sees that it was done."""

from __future__ import annotations

from django.db.models import Q

from senim.breakglass.models import Opening
from senim.breakglass.words import REFUSALS
from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Duty, Role, Scope, within
from senim.staff import api as staff
from senim.staff.api import Touch

#: Officers who answer for people in danger themselves. Helpers, other bodies and those who keep the house do not.
OPENERS = frozenset({Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.HEAD})
REVIEWERS = frozenset({Role.HEAD})
#: Who sees that and why records were opened, never what stands in them.
WATCHERS = frozenset({Role.PROSECUTOR, Role.AUDITOR})
SEERS = REVIEWERS | WATCHERS

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "breakglass.open": (OPENERS, Touch.CONTENT, "one named record of the own region, with a reason, for an hour"),
    "breakglass.look": (OPENERS, Touch.CONTENT, "the own opening, while it lasts; each look is logged"),
    "breakglass.end": (OPENERS, Touch.CONTENT, "the own opening; a head: one that was told to the own post or below"),
    "breakglass.review": (REVIEWERS, Touch.CONTENT, "told to the own post or to one below; nobody: the own"),
    "breakglass.see": (
        SEERS | OPENERS, Touch.AUDIT, "the own; told to the own post or below; a prosecutor: own area; an auditor: all"
    ),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours(code: str = "not_found") -> NotYours:
    """What is not there and what is somebody else's are answered in the same words."""
    return NotYours("not_yours", REFUSALS[code])


def check(actor: Actor, action: str) -> None:
    """Raise NotYours where the role may not. The system opens nothing: it needs nobody's reason."""
    if actor.account_id is None or not actor.scope.has(*ACTIONS[action][0]):
        raise not_yours("not_yours")


def region_of(path: str) -> str:
    """The region that an area lies in: the second step of its path."""
    return "/".join(path.split("/")[:3]) + "/"


def post_for(actor: Actor, roles: frozenset[Role], path: str) -> Duty | None:
    """The duty from which a record of an area is opened: in the region of the post; the post one acts for first."""
    able = [one for one in actor.scope.duties if one.role in roles & OPENERS]
    able.sort(key=lambda one: one.post_id != actor.post_id)
    return next((one for one in able if within(path, map(region_of, one.paths))), None)


def above(account_id: int, post_id: int) -> tuple[int, ...]:
    """The posts of heads above a post that can be told: somebody else is on them now. Nearest first."""
    heads = (one for one in staff.post_chain(post_id) if _is_head(one))
    return tuple(one for one in heads if staff.on_post(one) not in {None, account_id})


def _is_head(post_id: int) -> bool:
    info = staff.post_info(post_id)
    return info is not None and info.active and info.role in REVIEWERS


def told_to(scope: Scope) -> Q:
    """The condition that an opening was told to a post of this head or to one below it."""
    condition = Q(pk__in=())
    for post in scope.posts(*REVIEWERS):
        condition |= Q(chain__contains=f"/{post}/")
    return condition


def seen_by(scope: Scope) -> Q:
    """The condition that a person sees an opening: who, when, which record, why."""
    own = Q(account_id=scope.account_id or 0)
    if scope.everything or scope.has(Role.AUDITOR):
        return Q()
    return own | told_to(scope) | inside(scope.paths(Role.PROSECUTOR))


def can_review(scope: Scope, row: Opening) -> bool:
    """Whether this person gives the verdict: told to the own post or below, and not the own opening."""
    heads = scope.posts(*REVIEWERS)
    return row.account_id != scope.account_id and any(f"/{post}/" in row.chain for post in heads)


def can_end(scope: Scope, row: Opening) -> bool:
    return row.account_id == scope.account_id or can_review(scope, row)
