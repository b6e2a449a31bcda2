"""Who brings in files of other systems, and who keeps the systems, their agreements and keys."""

from __future__ import annotations

from senim.exchange.wording import REFUSALS
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope, within
from senim.staff import api as staff
from senim.staff.api import Touch

#: Whoever enters appeals for others by hand brings them in as files too, for systems kept for their area.
IMPORTERS = (Role.OPERATOR, Role.HEAD)
#: Systems, addresses, agreements and keys: how the installation is set up, no word of a citizen.
KEEPERS = (Role.ADMIN,)

ACTIONS: dict[str, tuple[tuple[Role, ...], Touch, str]] = {
    "exchange.import": (IMPORTERS, Touch.CONTENT, "a system kept for the own area"),
    "exchange.map": ((*IMPORTERS, *KEEPERS), Touch.SETTINGS, "a system kept for the own area; the administrator any"),
    "exchange.keep_system": (KEEPERS, Touch.SETTINGS, ""),
    "exchange.keep_partner": (KEEPERS, Touch.SETTINGS, ""),
    "exchange.send_again": (KEEPERS, Touch.SETTINGS, ""),
}
for _name, (_roles, _touch, _right) in ACTIONS.items():
    staff.action_rule(_name, roles=_roles, touches=_touch, right=_right)


def ground(scope: Scope, area_path: str) -> tuple[str, ...]:
    """The areas into which a person may bring appeals of a system kept for an area ("": the whole country).

    Where the system's area lies in an own one it is the system's, where own areas lie in the system's they are those.
    """
    if scope.everything:
        return (area_path or "/",)
    own = scope.paths(*IMPORTERS)
    if area_path and within(area_path, own):
        return (area_path,)
    return tuple(path for path in own if within(path, (area_path or "/",)))


def check_import(actor: Actor, area_path: str) -> tuple[str, ...]:
    """The ground of an import. Raises NotYours where there is none."""
    found = ground(actor.scope, area_path)
    if not found:
        raise NotYours("not_yours", REFUSALS["not_yours"])
    return found


def check_map(actor: Actor, area_path: str) -> None:
    """Raises NotYours for who neither brings in files of a system nor keeps it."""
    if not (actor.scope.has(*KEEPERS) or ground(actor.scope, area_path)):
        raise NotYours("not_yours", REFUSALS["not_yours"])


def check_file(scope: Scope, by: int | None, roots: list[str]) -> None:
    """Raises NotYours for everybody but who brought the file in, and for them too where the areas are no longer theirs.

    A file is its bringer's alone: among its rows may be a complaint about a colleague who brings in files as well.
    """
    own = scope.account_id is not None and scope.account_id == by
    inside = bool(roots) and all(within(root, scope.paths(*IMPORTERS)) for root in roots)
    if not scope.everything and not (own and inside):
        raise NotYours("not_found", REFUSALS["no_file"])


def check_keep(scope: Scope, action: str) -> None:
    """Raises NotYours for whoever does not keep the systems."""
    if not scope.everything:
        staff.check_action(scope, action)
