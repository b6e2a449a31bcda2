"""Who joined an open report: its own page by a secret, the number for the officer, and whom to tell. Never who."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from senim.appeals.models import Answer, Appeal, Event, Joined
from senim.kernel.scoping import Scope

#: Joined people of the row, as a column of a list: one look into an index for each row.
PEOPLE = Coalesce(
    Subquery(
        Joined.objects.filter(appeal=OuterRef("pk"), again=False)
        .order_by()
        .values("appeal")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    0,
)


@dataclass(frozen=True, slots=True)
class People:
    """How many joined, and what those of them said after four weeks who said anything. Counts, and nothing else."""

    joined: int = 0
    solved: int = 0
    unsolved: int = 0


def joined_by_secret(secret_hash: bytes) -> Joined | None:
    """What somebody joined, by the secret of the own link, with the public history and the answers. 3 queries."""
    seen = Prefetch("appeal__events", Event.objects.filter(public=True).order_by("id"))
    given = Prefetch("appeal__answers_given", Answer.objects.order_by("id"))
    rows = Joined.objects.select_related("appeal", "appeal__followup").prefetch_related(seen, given)
    return rows.filter(secret_hash=secret_hash).first()


def people_joined(scope: Scope, appeal: Appeal) -> People:  # noqa: ARG001 - the asker sees the appeal already
    """The number of people who joined an appeal that the asker sees. One query, none where nobody did (`PEOPLE`)."""
    if getattr(appeal, "people", None) == 0:
        return People()
    found = Joined.objects.filter(appeal=appeal, again=False).aggregate(
        joined=Count("pk"),
        solved=Count("pk", filter=Q(still_solved=True)),
        unsolved=Count("pk", filter=Q(still_solved=False)),
    )
    return People(**found)


def joined_since(scope: Scope, since: datetime) -> list[tuple[int, str, datetime]]:
    """(appeal, contact or "", when) of each person who joined a report received since a moment. The house's own: a
    person's scope gets nothing. One query."""
    if not scope.everything:
        return []
    rows = Joined.objects.filter(appeal__received_at__gte=since, again=False).order_by("pk")
    return [
        (appeal, phone or email, at)
        for appeal, phone, email, at in rows.values_list("appeal", "phone", "email", "joined_at")
    ]


def joined_contacts(scope: Scope, ids: Collection[int]) -> list[str]:
    """The contact, or "", of each person who joined one of these, as far as it may be followed. The house's own: a
    person's scope gets nothing. One query."""
    if not scope.everything:
        return []
    rows = Joined.objects.filter(
        appeal__in=ids, again=False, appeal__sensitive=False, appeal__about_post=None, appeal__about_unknown=False
    )
    return [phone or email for phone, email in rows.values_list("phone", "email")]
