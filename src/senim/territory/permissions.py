"""Who may change the map and who may look at what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Role, Scope
from senim.territory import policies

#: The administrator keeps the whole map; a head keeps that of the own area.
KEEPERS = (Role.ADMIN, Role.HEAD)


def is_keeper(scope: Scope) -> bool:
    """Whether a person may bring files in and see the checks."""
    return scope.everything or scope.has(*KEEPERS)


def check_keeper(scope: Scope) -> None:
    """Raises NotYours."""
    if not is_keeper(scope):
        raise NotYours("not_keeper", policies.ROOT_NEEDED)


def may_write(actor: Actor, paths: Iterable[str]) -> bool:
    """Whether an actor may change areas at these paths."""
    scope = actor.scope
    return scope.everything or scope.has(Role.ADMIN) or (
        scope.has(Role.HEAD) and policies.can_touch(paths, scope.paths(Role.HEAD)))


def check_write(actor: Actor, paths: Iterable[str]) -> None:
    """Raises NotYours where `may_write` says no."""
    if not may_write(actor, paths):
        raise NotYours("outside_own_area", policies.ROOT_NEEDED)


def visible_paths(scope: Scope) -> tuple[str, ...] | None:
    """Area paths whose checks a person sees; None for all."""
    if scope.everything or scope.has(Role.ADMIN):
        return None
    return scope.paths(Role.HEAD)
