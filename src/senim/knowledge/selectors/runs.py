"""Runs as they may be read; each read says how many queries it asks."""

from __future__ import annotations

from django.db.models import Count, F, Prefetch, Q

from senim.kernel.scoping import Scope
from senim.knowledge.models import Run, Tick
from senim.knowledge.permissions import not_yours, runs_seen


def runs(
    scope: Scope, *, procedure: str = "", mine: bool = False, limit: int = 50, offset: int = 0
) -> list[Run]:
    """Runs that a person may read, the newest first, each with `ticked`: how many steps are ticked. One query."""
    rows = Run.objects.filter(runs_seen(scope)).annotate(
        code=F("version__procedure__code"), ticked=Count("ticks", filter=Q(ticks__off_at__isnull=True))
    )
    if procedure:
        rows = rows.filter(version__procedure__code=procedure)
    if mine:
        rows = rows.filter(account=scope.account_id)
    return list(rows.select_related("version").order_by("-started_at", "-pk")[offset : offset + limit])


def run(scope: Scope, run_id: int) -> Run:
    """One run with its version and every tick. Raises NotYours. Two queries."""
    rows = Run.objects.filter(runs_seen(scope), pk=run_id).select_related("version__procedure")
    found = rows.prefetch_related(Prefetch("ticks", Tick.objects.order_by("at", "pk"))).first()
    if found is None:
        raise not_yours()
    return found


def open_runs(scope: Scope, procedure: str) -> list[Run]:
    """One's own runs of a procedure that are not finished, the newest first. One query."""
    rows = Run.objects.filter(
        runs_seen(scope), account=scope.account_id, ended_at__isnull=True, version__procedure__code=procedure
    )
    return list(rows.order_by("-started_at")[:3])
