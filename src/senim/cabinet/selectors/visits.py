"""Visits as they may be read; each read says how many queries it asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from senim.appeals.api import Draft
from senim.cabinet import memory
from senim.cabinet.domain import COUNTED, Standing
from senim.cabinet.models import Aside, Correction, Decision, Operation, Visit
from senim.cabinet.permissions import OFFICERS, VISITORS, not_yours, visible
from senim.kernel.clock import local, start_of
from senim.kernel.scoping import Scope

#: So many places of late are offered, from so many of the last visits.
PLACES, LOOKED_AT = 5, 40
ROW = (
    "id",
    "post_id",
    "at",
    "place",
    "purpose",
    "outcome",
    "words",
    "about",
    "version",
    "area_path",
    "photo_id",
    "standing",
)


def visit_rows(
    scope: Scope, *, purpose: str = "", outcome: str = "", post_id: int = 0, since: datetime | None = None
) -> QuerySet[Visit]:
    """Visits that a person may read, the newest first."""
    asked = {"purpose": purpose, "outcome": outcome, "post": post_id, "at__gte": since}
    rows = Visit.objects.filter(visible(scope), **{name: value for name, value in asked.items() if value})
    return rows.only(*ROW).order_by("-at", "-pk")


def visits(scope: Scope, *, limit: int = 50, offset: int = 0, **asked: Any) -> list[Visit]:
    """A page of `visit_rows`. One query."""
    return list(visit_rows(scope, **asked)[offset : offset + limit])


def visit(scope: Scope, visit_id: int) -> Visit:
    """One visit with its corrections. Raises NotYours. Two queries."""
    rows = Visit.objects.filter(visible(scope), pk=visit_id).select_related("photo", "operation")
    found = rows.prefetch_related(Prefetch("corrections", Correction.objects.order_by("number"))).first()
    if found is None:
        raise not_yours()
    return found


def decisions(one: Visit) -> list[Decision]:
    """What was said to a trainee's visit, the first on top. One query; none for a visit in one's own right."""
    return list(one.decisions.order_by("at", "pk")) if one.standing != Standing.OWN else []


def on_day(scope: Scope, posts: Sequence[int], day: date) -> list[Visit]:
    """What was done on a day by some posts, in the order of the day. One query."""
    begin = start_of(day)
    rows = Visit.objects.filter(visible(scope), post__in=posts, at__gte=begin, at__lt=begin + timedelta(days=1))
    return list(rows.only(*ROW).order_by("at", "pk"))


def written_since(scope: Scope, about: str, since: datetime) -> list[Visit]:
    """Visits about one matter that were written down since a moment, the newest first. One query."""
    rows = Visit.objects.filter(visible(scope), about=about, entered_at__gte=since).select_related("operation")
    return list(rows.order_by("-entered_at", "-pk")[:5])


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was visited lately."""

    words: str
    path: str
    lon: float | None
    lat: float | None


def recent_places(scope: Scope) -> list[Place]:
    """Where the posts of a person were lately, each place once, the last first. One query."""
    rows = Visit.objects.filter(post__in=scope.posts(*VISITORS)).order_by("-at", "-pk")
    found: dict[str, Place] = {}
    for words, path, lon, lat in rows.values_list("place", "area_path", "lon", "lat")[:LOOKED_AT]:
        found.setdefault(words, Place(words, path, lon, lat))
    return list(found.values())[:PLACES]


def running(scope: Scope, day: date) -> list[Operation]:
    """Operations under which a visit of this person may stand on a day. No query."""
    return [one for one in memory.reaching(scope.paths(*OFFICERS), day, day) if one.until >= day]


def stood_aside(scope: Scope, keys: Sequence[str]) -> frozenset[str]:
    """The matters among these from which a person stood aside. One query; none for no keys."""
    if not keys or scope.account_id is None:
        return frozenset()
    rows = Aside.objects.filter(account_id=scope.account_id, about__in=keys)
    return frozenset(rows.values_list("about", flat=True))


def draft_of(scope: Scope, number: str, named: str) -> Draft | None:
    """The beginning of an answer out of a visit about this very appeal. One query; None where there is none."""
    if not named.isdecimal():
        return None
    about = {"about": f"appeals:{number}", "standing__in": COUNTED}
    row = Visit.objects.filter(visible(scope), pk=int(named[:15]), **about).first()
    if row is None:
        return None
    return Draft(text=row.words, done=row.words[:500], where=row.place[:300], when=local(row.at).date())
