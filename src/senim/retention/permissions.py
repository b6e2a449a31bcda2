"""Who may see how data live, hold them, and answer a person."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from senim.kernel import persons, retention
from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.persons import Ref
from senim.kernel.scoping import Actor, Role, Scope
from senim.retention.words import REFUSALS
from senim.staff import api as staff
from senim.staff.api import Touch

#: Numbers by rule, no record: whoever answers for an area or keeps the installation.
SEERS = frozenset({Role.HEAD, Role.PROSECUTOR, Role.MINISTRY, Role.ADMIN})
DECIDERS = frozenset({Role.HEAD, Role.PROSECUTOR})
#: Who looks at a document and finds what is held about its owner.
FINDERS = frozenset({Role.HEAD, Role.DUTY})
READERS = DECIDERS | FINDERS

#: The role-by-action matrix of this context. A role that is not named is refused.
ACTIONS: dict[str, tuple[frozenset[Role], Touch, str]] = {
    "retention.see": (SEERS, Touch.SETTINGS, "numbers by rule; no record"),
    "retention.look_ahead": (SEERS, Touch.SETTINGS, "which records would go: kind, key and day; no word of them"),
    "retention.hold": (DECIDERS, Touch.CONTENT, "a record of the own area that one may know of"),
    "retention.lift": (DECIDERS, Touch.CONTENT, "holds of the own area"),
    "retention.find": (FINDERS, Touch.CONTENT, "with a document looked at; logged; a second person confirms"),
    "retention.propose": (DECIDERS, Touch.CONTENT, "requests of the own area, all of whose records one may know of"),
    "retention.confirm": (DECIDERS, Touch.CONTENT, "the same, and never one's own proposal"),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def not_yours() -> NotYours:
    return NotYours("not_yours", REFUSALS["not_yours"])


def check(actor: Actor, action: str) -> None:
    """Raise NotYours where the role may not. The system decides nothing about a person."""
    if actor.account_id is None or not actor.scope.has(*ACTIONS[action][0]):
        raise not_yours()


def seen(scope: Scope) -> Q:
    """The condition that a request or a hold lies in an area of one's own."""
    if scope.everything:
        return Q()
    return inside(scope.paths(*DECIDERS))


def asked_by(scope: Scope) -> Q:
    """The condition that this person wrote a request down."""
    return Q(asked_by=scope.account_id or 0) if scope.has(*FINDERS) else Q(pk__in=())


def known_all(scope: Scope, refs: Sequence[Ref]) -> list[Ref]:
    """Of some records those that a member of the staff may know of: as their context says, else by their area.

    Records without an area (an account, a key of an application) are for whoever decides at all. One query for each
    kind of record, however many there are.
    """
    if scope.everything:
        return list(refs)
    told = persons.judged(scope, refs)
    rest = [ref for ref in refs if ref not in told]
    near = {ref for code in sorted({ref.rule for ref in rest}) for ref in _near(scope, code, rest)}
    return [ref for ref in refs if told.get(ref, ref in near)]


def _near(scope: Scope, code: str, refs: Sequence[Ref]) -> list[Ref]:
    rule, own = retention.rule(code), [ref for ref in refs if ref.rule == code]
    if not rule.area:
        return own if scope.has(*DECIDERS) else []
    paths = dict(rule.root.rows([ref.pk for ref in own]).values_list("pk", rule.area))
    return [ref for ref in own if ref.pk in paths and (not paths[ref.pk] or scope.covers(paths[ref.pk], *READERS))]
