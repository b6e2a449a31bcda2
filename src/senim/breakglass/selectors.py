"""Reads of openings: who opened what, when and why; never what stands in the record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from senim.breakglass import permissions
from senim.breakglass.models import Opening, Words
from senim.kernel import clock, duties
from senim.kernel.scoping import Scope

#: So far back one's own openings are shown.
OWN = timedelta(days=30)
MOST = 50


def counted(scope: Scope, since: datetime) -> int:
    """How many records this person opened since a moment. One query."""
    return Opening.objects.filter(account_id=scope.account_id or 0, at__gt=since).count()


def one(scope: Scope, opening_id: int) -> Opening:
    """One opening that this person may see, with its end, verdict and number of looks. Raises NotYours. Two queries."""
    rows = _whole(Opening.objects.filter(permissions.seen_by(scope), pk=opening_id))
    row = rows.first()
    if row is None:
        raise permissions.not_yours()
    return row


def own(scope: Scope) -> list[Opening]:
    """One's own openings of the last days, the latest first. Two queries."""
    since = clock.now() - OWN
    return list(_whole(Opening.objects.filter(account_id=scope.account_id or 0, at__gt=since))[:MOST])


def listing(scope: Scope, *, state: str, offset: int, limit: int) -> list[Opening]:
    """Openings that this person sees: to be reviewed, overdue, all; one's own are elsewhere. Two queries.

    One row more than asked for says that there are more.
    """
    rows = Opening.objects.filter(permissions.seen_by(scope)).exclude(account_id=scope.account_id or 0)
    if state in {"waiting", "late"}:
        rows = rows.filter(review__isnull=True)
    if state == "late":
        rows = rows.filter(review_by__lt=clock.now())
    return list(_whole(rows)[offset : offset + limit + 1])


def again(scope: Scope, row: Opening) -> int:
    """How many times this person opened this very record before. One query."""
    rows = Opening.objects.filter(permissions.seen_by(scope), kind=row.kind, record=row.record)
    return rows.filter(account_id=row.account_id, at__lt=row.at).count()


def to_review(scope: Scope, day: date) -> QuerySet[Opening] | None:
    """What a head owes: told to a post of the own; once it is overdue, to any post below. None for other roles."""
    heads = scope.posts(*permissions.REVIEWERS)
    if not heads:
        return None
    late = permissions.told_to(scope) & Q(review_by__lt=clock.now())
    rows = Opening.objects.filter(Q(told__in=heads) | late, review__isnull=True, review_by__lte=duties.until(day))
    rows = rows.exclude(account_id=scope.account_id or 0)
    return rows.only("kind", "number", "area_path", "review_by").order_by("review_by", "pk")[:MOST]


def _whole(rows: QuerySet[Opening]) -> QuerySet[Opening]:
    words = Prefetch("words", Words.objects.order_by("pk"))
    found = rows.select_related("ending", "review").annotate(n_looks=Count("looks")).prefetch_related(words)
    return found.order_by("-at", "-pk")
