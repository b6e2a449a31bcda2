"""Reads of what makes work quicker. Each says how many queries it asks."""

from __future__ import annotations

from django.db.models import Q

from senim.ease.models import Export, Feed, Filter, Morning
from senim.ease.permissions import units
from senim.kernel.scoping import Role, Scope
from senim.staff import api as staff

#: So many filters a list shows at most, and so many exports a page.
SHOWN, EXPORTS = 40, 100


def _seen(scope: Scope) -> Q:
    return Q(owner=scope.account_id or 0) | Q(unit__in=units(scope))


def filters(scope: Scope, code: str = "") -> list[Filter]:
    """One's own filters and those of the own unit, of one list or of all, by name. One query."""
    rows = Filter.objects.filter(_seen(scope), **({"list": code} if code else {}))
    return list(rows.order_by("list", "name_key", "pk")[: SHOWN if code else 400])


def one_filter(scope: Scope, filter_id: int) -> Filter | None:
    """A filter that this person sees. One query."""
    return Filter.objects.filter(_seen(scope), pk=filter_id).first()


def may_change(scope: Scope, row: Filter) -> bool:
    """One's own; what a unit shares is changed by its head as well. No query."""
    return row.owner_id == scope.account_id or (row.unit_id is not None and row.unit_id in scope.posts(Role.HEAD))


def feeds(scope: Scope) -> list[Feed]:
    """One's own calendar addresses that are open. One query."""
    return list(Feed.objects.filter(account=scope.account_id or 0, closed_at=None).order_by("pk"))


def morning(scope: Scope) -> Morning | None:
    """The letter of the morning that a person wants. One query."""
    return Morning.objects.filter(account=scope.account_id or 0).first()


def exports(scope: Scope) -> list[Export]:
    """What was taken along by oneself and, for a head, from posts below, the newest first. One query."""
    below = {post for head in scope.posts(Role.HEAD) for post in staff.posts_below(head)}
    rows = Export.objects.filter(Q(account=scope.account_id or 0) | Q(post__in=below)).select_related("account")
    return list(rows.order_by("-at", "-pk")[:EXPORTS])
