"""Lists: one's own queue, the appeals of an area, what waits for a decision, the load. One query each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet

from senim.appeals.domain import State
from senim.appeals.models import Appeal, Reopening, Transfer
from senim.appeals.permissions import HELPERS, HOLDERS, not_shut_out, offered, visible
from senim.appeals.selectors.joined import PEOPLE
from senim.kernel import text
from senim.kernel.areas import inside
from senim.kernel.clock import now
from senim.kernel.scoping import Role, Scope

#: What a row of a list needs, and no more: never the whole text of a thousand appeals.
ROW = (
    "id",
    "number",
    "category",
    "language",
    "state",
    "text",
    "place",
    "owed_at",
    "first_answer_at",
    "sensitive",
    "danger",
    "reopened",
)


def queue_rows(
    scope: Scope, *, words: str = "", category: str = "", due: str = "", state: str = ""
) -> QuerySet[Appeal]:
    """What the posts of this person owe, what is owed first on top. due: "late" or "soon" (within a day)."""
    posts = scope.posts(*HOLDERS, *HELPERS)
    rows = Appeal.objects.filter(holder__in=posts, is_open=True).filter(not_shut_out(scope))
    if category:
        rows = rows.filter(category__startswith=category)
    if state:
        rows = rows.filter(state=state)
    if due == "late":
        rows = rows.filter(owed_at__lt=now())
    elif due == "soon":
        rows = rows.filter(owed_at__gte=now(), owed_at__lt=now() + timedelta(hours=24))
    for word in text.key(words).split()[:5]:
        rows = rows.filter(search__contains=word)
    return rows.only(*ROW).order_by(F("owed_at").asc(nulls_last=True), "id")


def queue(scope: Scope, *, limit: int = 50, offset: int = 0, **chosen: str) -> Sequence[Appeal]:
    """A page of `queue_rows`. One query."""
    return list(queue_rows(scope, **chosen).annotate(people=PEOPLE)[offset : offset + limit])


@dataclass(frozen=True, slots=True)
class Tally:
    """How much is open, late and asked for, for the head of the page."""

    open: int
    late: int
    soon: int
    asked: int


def tally(scope: Scope) -> Tally:
    """The counts of one's own queue. One query."""
    at = now()
    found = (
        Appeal.objects.filter(holder__in=scope.posts(*HOLDERS, *HELPERS), is_open=True)
        .filter(not_shut_out(scope))
        .aggregate(
            open=Count("id"),
            late=Count("id", filter=Q(owed_at__lt=at)),
            soon=Count("id", filter=Q(owed_at__gte=at, owed_at__lt=at + timedelta(hours=24))),
            asked=Count("id", filter=Q(state=State.ASKED)),
        )
    )
    return Tally(**found)


def area_list(scope: Scope, *, limit: int = 50, offset: int = 0, **chosen: str) -> Sequence[Appeal]:
    """A page of `area_rows`. One query."""
    return list(area_rows(scope, **chosen).annotate(people=PEOPLE)[offset : offset + limit])


def area_rows(scope: Scope, *, state: str = "open", words: str = "", category: str = "") -> QuerySet[Appeal]:
    """Appeals of the areas of a head, duty unit, operator or prosecutor, as they may be seen."""
    rows = Appeal.objects.filter(visible(scope))
    if category:
        rows = rows.filter(category__startswith=category)
    if state == "open":
        rows = rows.filter(is_open=True).order_by(F("owed_at").asc(nulls_last=True), "id")
    elif state == "late":
        rows = rows.filter(is_open=True, owed_at__lt=now()).order_by("owed_at", "id")
    elif state == "reopen":
        rows = rows.filter(state=State.REOPEN_ASKED).order_by("id")
    elif state == "escalated":
        rows = rows.filter(is_open=True, escalation__gt=0).order_by("owed_at", "id")
    else:
        rows = rows.order_by("-received_at", "-id")
    for word in text.key(words).split()[:5]:
        rows = rows.filter(Q(search__contains=word) | Q(number=word.upper()))
    return rows.only(*ROW)


def offers(scope: Scope) -> Sequence[Transfer]:
    """Transfers offered to the posts of this person. One query, and one for their appeals where there are any."""
    return list(Transfer.objects.filter(offered(scope)).prefetch_related("appeal").order_by("id")[:100])


def reopenings(scope: Scope) -> Sequence[Reopening]:
    """Requests to reopen that wait for this head. One query."""
    return list(
        Reopening.objects.filter(
            decided_at=None, appeal__in=Appeal.objects.filter(visible(scope), state=State.REOPEN_ASKED)
        )
        .select_related("appeal")
        .order_by("id")[:100]
    )


def answered(scope: Scope, limit: int) -> list[str]:
    """Numbers of the ordinary appeals that the own posts answered last: a paper may be made of each. One query."""
    rows = Appeal.objects.filter(
        visible(scope), holder__in=scope.posts(*HOLDERS), answered_at__isnull=False, sensitive=False
    )
    return list(rows.order_by("-answered_at", "-id").values_list("number", flat=True)[:limit])


@dataclass(frozen=True, slots=True)
class Load:
    """The load of one post."""

    post_id: int
    open: int
    late: int
    answered_30: int


def load(scope: Scope) -> Sequence[Load]:
    """Open, late and lately answered by post, over the areas of a head or prosecutor. Numbers of work, not of worth.

    Only of what the person may see: a number beside a post would tell that a complaint waits there.
    """
    area = inside(scope.paths(Role.HEAD, Role.PROSECUTOR))
    at = now()
    rows = (
        Appeal.objects.filter(area, visible(scope), holder__isnull=False)
        .filter(Q(is_open=True) | Q(answered_at__gte=at - timedelta(days=30)))
        .values("holder")
        .annotate(
            open=Count("id", filter=Q(is_open=True)),
            late=Count("id", filter=Q(is_open=True, owed_at__lt=at)),
            answered_30=Count("id", filter=Q(answered_at__gte=at - timedelta(days=30))),
        )
        .order_by("-late", "-open", "holder")
    )
    return [Load(row["holder"], row["open"], row["late"], row["answered_30"]) for row in rows]
