"""Who may look at incidents, and how near; who may bring files in; who may let an analysis run."""

from __future__ import annotations

from senim.incidents.policies import NOT_YOURS
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.staff import api as staff

#: Whoever looks at counts, hexagons and times, each inside the own areas.
READERS = (Role.ANALYST, Role.HEAD, Role.GROUP_COORDINATOR)
#: Whoever sees single points and addresses. The group's coordinator is no officer and works with hexagons.
SEERS = (Role.ANALYST, Role.HEAD)
IMPORTERS = (Role.ANALYST,)

_RULES: dict[str, tuple[tuple[Role, ...], str]] = {
    "incidents.read": (READERS, "inside the own areas"),
    "incidents.see_points": (SEERS, "inside the own areas"),
    "incidents.export": (READERS, "inside the own areas, as near as the person sees"),
    "incidents.import": (IMPORTERS, "for a feed of the own areas"),
    "incidents.classify": (IMPORTERS, "for a feed of the own areas"),
    "incidents.weigh": (IMPORTERS, ""),
    "incidents.run": (READERS, "inside the own areas"),
}
for _name, (_roles, _right) in _RULES.items():
    staff.action_rule(_name, roles=_roles, right=_right)


def reach(scope: Scope) -> tuple[str, ...]:
    """Area paths whose events a person may count; ("/",) for the house itself."""
    return ("/",) if scope.everything else scope.paths(*READERS)


def sees_points(scope: Scope) -> bool:
    """Whether single points and addresses are shown."""
    return scope.everything or scope.has(*SEERS)


def may_import(scope: Scope, area_path: str) -> bool:
    """Whether a person may bring in files of a feed that is kept for this area ("": any)."""
    return scope.everything or scope.covers(area_path, *IMPORTERS)


def check_import(actor: Actor, area_path: str) -> None:
    """Raises NotYours where `may_import` says no."""
    if not may_import(actor.scope, area_path):
        raise NotYours("not_yours", NOT_YOURS)


def check_catalogue(actor: Actor) -> None:
    """Raises NotYours for whoever may not change kinds and their weights, which hold for the whole installation."""
    if not (actor.scope.everything or actor.scope.has(*IMPORTERS)):
        raise NotYours("not_yours", NOT_YOURS)


def check_export(actor: Actor) -> None:
    """Raises NotYours for whoever may not take the table of a view along."""
    if not (actor.scope.everything or actor.scope.has(*READERS)):
        raise NotYours("not_yours", NOT_YOURS)


def check_run(actor: Actor) -> None:
    """Raises NotYours for whoever may not let an analysis run."""
    if not (actor.scope.everything or actor.scope.has(*READERS)):
        raise NotYours("not_yours", NOT_YOURS)


def may_see_run(scope: Scope, run_path: tuple[str, ...]) -> bool:
    """Whether a run's areas lie inside the own ones."""
    return scope.everything or (bool(run_path) and all(scope.covers(path, *READERS) for path in run_path))
