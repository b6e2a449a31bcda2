"""Who reads a protected message: persons, not posts and not areas.

A region's messages are read by the persons named for that region, each by an order, for a time, and only while the
person holds a post of a head or a duty unit there. Whoever names is no reader: nobody names oneself. No other head, no
administrator and no prosecutor sees a line of them; the auditor sees counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from senim.kernel import clock
from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope, within
from senim.staff import api as staff
from senim.staff.api import Touch
from senim.tips.models import Naming, Tip
from senim.tips.words import REFUSALS

#: Who may be named: heads and duty units inside the region; the ministry's officer past all regions.
HANDLERS = frozenset({Role.HEAD, Role.DUTY, Role.MINISTRY})
#: Who names: a head whose own area is the whole region; the ministry over the country.
NAMERS = frozenset({Role.HEAD, Role.MINISTRY})
COUNTERS = frozenset({Role.AUDITOR})
_NAMED = "and only a person named for the region of the message"

ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "tips.read": (HANDLERS, Touch.CONTENT, _NAMED),
    "tips.reply": (HANDLERS, Touch.CONTENT, _NAMED),
    "tips.hand_over": (HANDLERS, Touch.CONTENT, _NAMED),
    "tips.close": (HANDLERS, Touch.CONTENT, _NAMED),
    "tips.open_contact": (HANDLERS, Touch.CONTENT, _NAMED + ", with a reason"),
    "tips.name": (NAMERS, Touch.PEOPLE, "the own area is the whole region; nobody: oneself"),
    "tips.count": (COUNTERS, Touch.AUDIT, "counts alone, small ones masked"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def could_handle(scope: Scope, path: str) -> bool:
    """Whether a person holds a post now that a handler of this region needs: inside it, or around it."""
    own = scope.paths(*HANDLERS)
    return any(one.startswith(path) for one in own) or within(path, own)


def in_force(area_ids: Iterable[int] | None = None) -> list[Naming]:
    """Namings of today whose person still holds a post there. One query; posts come from memory."""
    day = today()
    rows = Naming.objects.filter(ended_at__isnull=True, starts_on__lte=day, ends_on__gte=day)
    if area_ids is not None:
        rows = rows.filter(area_id__in=list(area_ids))
    at = clock.now()
    return [one for one in rows.order_by("pk") if could_handle(staff.scope_of(one.account_id, at), one.area_path)]


def handled(scope: Scope) -> frozenset[int]:
    """The regions whose messages this very person reads. One query, none for whoever could not be named."""
    if scope.account_id is None or not scope.has(*HANDLERS):
        return frozenset()
    day = today()
    rows = Naming.objects.filter(
        account_id=scope.account_id, ended_at__isnull=True, starts_on__lte=day, ends_on__gte=day
    ).values_list("area_id", "area_path")
    return frozenset(area for area, path in rows if could_handle(scope, path))


def check(actor: Actor, action: str, tip: Tip) -> None:
    """Raise NotYours unless this very person is named for the message's office. One query."""
    staff.check_action(actor.scope, action)
    if actor.account_id is None or tip.office_id not in handled(actor.scope):
        raise not_yours()


def may_name(scope: Scope, path: str) -> bool:
    """Whether this person names the readers of a region: the own area is that region, or holds it."""
    return within(path, scope.paths(*NAMERS))
