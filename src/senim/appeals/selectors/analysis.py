"""Appeals as events for the analysis of places and times: no words, no names, no numbers of houses."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Max

from senim.appeals.domain import State
from senim.appeals.models import Appeal
from senim.kernel.areas import inside
from senim.kernel.scoping import Role, Scope, within

#: Who analyses: what an appeal says stays with whoever works on it.
ANALYSTS = (Role.ANALYST, Role.HEAD, Role.GROUP_COORDINATOR)
#: Degrees are rounded to this many places: about ten metres.
PLACES = 4
#: Kinds of appeal that tell of something that happened.
KINDS = ("signal", "complaint")


class AppealEvent(NamedTuple):
    """One appeal, masked: when it came, of what category, where to about ten metres (or None), in which area."""

    id: int
    number: str
    category: str
    received_at: datetime
    lon: float | None
    lat: float | None
    area_path: str


def for_analysis(scope: Scope, paths: tuple[str, ...]) -> list[AppealEvent]:
    """Appeals below area paths as events. One query.

    Left out: sensitive categories, complaints about officers, withdrawn ones, those marked as duplicates, questions and
    thanks; and every path outside the areas over which the person analyses.
    """
    own = scope.paths(*ANALYSTS)
    allowed = tuple(path for path in paths if scope.everything or within(path, own))
    if not allowed:
        return []
    rows = (
        Appeal.objects.filter(
            inside(allowed), sensitive=False, about_post__isnull=True, about_unknown=False, duplicate_of__isnull=True,
            kind__in=KINDS,
        )
        .exclude(state=State.WITHDRAWN)
        .order_by("id")
        .values_list("id", "number", "category", "received_at", "lon", "lat", "area_path")
    )
    return [
        AppealEvent(id_, number, category, at, _rounded(lon), _rounded(lat), path)
        for id_, number, category, at, lon, lat, path in rows.iterator(chunk_size=5000)
    ]


def last_for_analysis(scope: Scope) -> int:  # noqa: ARG001 - a read names who asks; the number says nothing
    """Moves when appeals arrive: what was reckoned before is then older. One query."""
    return int(Appeal.objects.aggregate(last=Max("id"))["last"] or 0)


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, PLACES)
