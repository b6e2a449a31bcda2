"""Who lets a chapter be made, and who reads one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from senim.kernel.areas import inside
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Duty, Role, Scope
from senim.problems.permissions import NOT_YOURS, READERS, WORKERS
from senim.staff import api as staff

#: Who counts events of the area and works its files.
MAKERS = WORKERS | {Role.HEAD}

staff.action_rule("problems.make_chapter", roles=MAKERS, right="all of its areas are the own ones")


def may_make(scope: Scope, paths: Iterable[str]) -> bool:
    """Whether a person may let the chapter of these areas be made."""
    return all(scope.covers(path, *MAKERS) for path in paths)


def check_make(actor: Actor, paths: Iterable[str]) -> None:
    """Raise NotYours where `may_make` is false."""
    if not may_make(actor.scope, paths):
        raise NotYours("not_yours", NOT_YOURS)


def may_read(scope: Scope, paths: Iterable[str]) -> bool:
    """Whether a person may read a chapter: all of its areas are the own ones."""
    return all(scope.covers(path, *READERS) for path in paths)


def near(scope: Scope) -> Q:
    """The condition that a chapter lies in the own areas or was asked for by this person; `may_read` still decides."""
    return Q() if scope.everything else inside(scope.paths(*READERS)) | Q(by__isnull=False, by=scope.account_id)


def eyes(paths: Iterable[str]) -> Scope:
    """With whose eyes a chapter is counted, whoever asks for it: a coordinator of these areas, who sees counts and
    hexagons and the problem files of the area, but no point, no address and no person."""
    return Scope(duties=(Duty(Role.GROUP_COORDINATOR, 0, tuple(paths)),))
