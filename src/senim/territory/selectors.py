"""Reads of the staff pages: imports and the check of the map."""

from __future__ import annotations

from django.db.models import QuerySet

from senim.kernel.clock import today
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Role, Scope
from senim.territory import api, checking, permissions, policies
from senim.territory.models import ImportRun
from senim.territory.snapshot import snapshot

#: The file itself is never read for a page.
HEAVY = ("content",)


def imports(scope: Scope, limit: int = 100) -> list[ImportRun]:
    """The latest imports: an administrator's all, a head's own. One query."""
    return list(_visible(scope).defer(*HEAVY, "errors", "notes").order_by("-created_at", "-id")[:limit])


def import_run(scope: Scope, run_id: int) -> ImportRun:
    """One import with its errors and notes. Raises NotYours where it is not there for this person. One query."""
    run = _visible(scope).defer(*HEAVY).filter(id=run_id).first()
    if run is None:
        raise NotYours("no_such_import", policies.ROOT_NEEDED)
    return run


def _visible(scope: Scope) -> QuerySet[ImportRun]:
    permissions.check_keeper(scope)
    runs = ImportRun.objects.all()
    return runs if scope.everything or scope.has(Role.ADMIN) else runs.filter(started_by=scope.account_id)


def check(scope: Scope) -> checking.Report:
    """What is wrong with the map where the person keeps it. One query, and that of the posts."""
    permissions.check_keeper(scope)
    return api.check(within=permissions.visible_paths(scope))


def totals(scope: Scope) -> dict[str, int]:
    """How many areas of each level lie where the person keeps the map. From memory."""
    permissions.check_keeper(scope)
    roots, counts = permissions.visible_paths(scope), dict[str, int]()
    for info in snapshot().areas.values():
        if not info.is_closed(today()) and (roots is None or any(info.path.startswith(root) for root in roots)):
            counts[info.level] = counts.get(info.level, 0) + 1
    return counts
