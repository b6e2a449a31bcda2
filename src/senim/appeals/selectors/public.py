"""What is the same for everyone: the figures of a beat, the bodies that can be asked, the beginnings of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from senim.appeals.domain import State
from senim.appeals.models import Appeal, Body, Template
from senim.kernel.clock import now
from senim.kernel.scoping import Scope


@dataclass(frozen=True, slots=True)
class Kept:
    """Promises of one beat over a period: counts only, so that whoever shows them gives n and an interval."""

    due: int
    promise_kept: int
    term_kept: int
    both: int
    since: datetime
    until: datetime


def kept(scope: Scope, area_id: int, *, days: int = 365) -> Kept:  # noqa: ARG001 - a read names who asks
    """Appeals of a beat whose promise has come due in the period, and how many were answered in time. One query.

    promise_kept: the first meaningful answer within the promise; term_kept: the final answer within the legal term;
    both: "on time" in full. Complaints about officers are not counted for the beat.
    """
    until = now()
    since = until - timedelta(days=days)
    in_promise = Q(first_answer_at__isnull=False, first_answer_at__lte=F("promise_due"))
    in_term = Q(answered_at__isnull=False, answered_at__lte=F("legal_due"))
    found = (
        Appeal.objects.filter(
            area=area_id,
            received_at__gte=since,
            legal_due__lte=until,
            about_post__isnull=True,
            about_unknown=False,
        )
        .exclude(state__in=[State.WITHDRAWN, State.REDIRECTED])
        .aggregate(
            due=Count("id"),
            promise_kept=Count("id", filter=in_promise),
            term_kept=Count("id", filter=in_term),
            both=Count("id", filter=in_promise & in_term),
        )
    )
    return Kept(since=since, until=until, **found)


def lately(
    scope: Scope,  # noqa: ARG001 - a read names who asks
    area_id: int,
    *,
    limit: int = 200,
) -> Sequence[tuple[str, str, int]]:
    """(category, outcome, number) of answers of the last 90 days in a beat; sensitive categories stay out, and what
    happened fewer than three times is left for the caller to pool. One query."""
    rows = (
        Appeal.objects.filter(
            area=area_id,
            sensitive=False,
            about_post__isnull=True,
            about_unknown=False,
            received_at__gte=now() - timedelta(days=120),
            answered_at__gte=now() - timedelta(days=90),
        )
        .values("category", "outcome")
        .annotate(n=Count("id"))
        .order_by("-n", "category", "outcome")[:limit]
    )
    return [(row["category"], row["outcome"], row["n"]) for row in rows]


def templates(scope: Scope) -> Sequence[Template]:  # noqa: ARG001 - a read names who asks
    """The beginnings of answers. One query."""
    return list(Template.objects.order_by("pk"))


def bodies(scope: Scope, area_path: str = "") -> Sequence[Body]:  # noqa: ARG001 - a read names who asks
    """Other bodies that can be asked: those that serve an area, and those of the whole country. One query.

    area_path: of the appeal; "" for an appeal outside the territory, about which any body may be asked.
    """
    rows = Body.objects.filter(active=True)
    if area_path:
        parts = area_path.strip("/").split("/")
        around = ["/" + "/".join(parts[: size + 1]) + "/" for size in range(len(parts))]
        rows = rows.filter(area_path__in=["", "/", *around])
    return list(rows)
