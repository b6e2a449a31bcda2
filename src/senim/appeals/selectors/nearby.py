"""Open reports near a place and a time, for whoever is about to tell of the same: what, roughly where, how old.

Only categories that are flagged public, nothing sensitive, nothing about children or officers, no danger to life. No
word, no name, no point: near is what lies in the same hexagon of about 350 metres or in one that touches it, so that
whoever moves the own point about learns no more than that. Like every public read it shows a report when the hour is
over in which it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import h3
from django.db.models import Q

from senim.appeals.catalogue import CATEGORIES, category
from senim.appeals.domain import State
from senim.appeals.models import Appeal
from senim.appeals.selectors.outside import PUBLIC_CATEGORIES, SHOWN
from senim.appeals.selectors.tellings import ORDINARY
from senim.kernel import legal
from senim.kernel.clock import local, now
from senim.kernel.scoping import Scope
from senim.territory import api as territory
from senim.territory.api import Level

#: What may be joined: nothing about children, whatever its category is flagged.
JOINABLE_CATEGORIES = tuple(code for code in PUBLIC_CATEGORIES if not CATEGORIES[code].juvenile)
#: Somebody works on it, and no crime was seen in it.
OPEN_FOR_MORE = (State.NEW, State.IN_WORK, State.ASKED)
JOINABLE = SHOWN & ORDINARY
CELL, MOST, READ = 9, 5, 300


@dataclass(frozen=True, slots=True)
class Near:
    """An open report as a stranger may know it. days: whole days since it came, 0 for today. by_point: near the very
    point that was named, else somewhere in the same beat."""

    number: str
    category: str
    area_id: int | None
    days: int
    by_point: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody says it is: a point (degrees, WGS84) or a beat chosen from the list."""

    lon: float | None = None
    lat: float | None = None
    area_id: int | None = None


def nearby(scope: Scope, spot: Spot, code: str, *, limit: int = MOST) -> list[Near]:  # noqa: ARG001 - a read names who asks
    """Open reports of the same kind near a spot: the same category first, the newest first. One query, or none.

    code: the category that is being told; a category that may not be joined finds nothing.
    """
    kinds = _kinds(code)
    cells = _cells(spot)
    paths = _paths(spot, cells)
    if not (kinds and paths):
        return []
    at = now()
    rows = (
        Appeal.objects.filter(
            JOINABLE, _around(cells), is_open=True, area_path__in=paths, state__in=OPEN_FOR_MORE, category__in=kinds,
            received_at__gte=at - _window(at), received_at__lt=at.replace(minute=0, second=0, microsecond=0),
        )
        .order_by("-received_at", "-pk")
        .values_list("number", "category", "area", "received_at", "lon", "lat")[:READ]
    )
    found = [
        Near(number, kind, area, _days(received, at), by_point=bool(cells) and lon is not None)
        for number, kind, area, received, lon, lat in rows
        if not cells or lon is None or lat is None or cell_of(lon, lat) in cells
    ]
    return sorted(found, key=lambda one: (one.category != code, not one.by_point, one.days))[:limit]


def _kinds(code: str) -> list[str]:
    """The categories of the same group that may be joined; none where this one may not."""
    if code not in JOINABLE_CATEGORIES:
        return []
    group = category(code).group
    return [one for one in JOINABLE_CATEGORIES if CATEGORIES[one].group == group]


def cell_of(lon: float, lat: float) -> str:
    """The hexagon of a point (H3, about 350 metres across)."""
    return str(h3.latlng_to_cell(lat, lon, CELL))


def _cells(spot: Spot) -> frozenset[str]:
    if spot.lon is None or spot.lat is None:
        return frozenset()
    return frozenset(str(one) for one in h3.grid_disk(cell_of(spot.lon, spot.lat), 1))


def _around(cells: Iterable[str]) -> Q:
    """The rectangle that holds the hexagons: of a beat with thousands of open reports a few are read."""
    corners = [corner for cell in cells for corner in h3.cell_to_boundary(cell)]
    if not corners:
        return Q()
    lats, lons = zip(*corners, strict=True)
    inside = Q(lon__range=(min(lons), max(lons)), lat__range=(min(lats), max(lats)))
    return inside | Q(lon__isnull=True)


def _paths(spot: Spot, cells: Iterable[str]) -> list[str]:
    """The beats that the hexagons touch, or the one that was chosen: no more than a few keys of an index."""
    at = now()
    points = [(spot.lon, spot.lat), *((lon, lat) for lat, lon in map(h3.cell_to_latlng, cells))] if cells else []
    located = {territory.locate(lon, lat, at).path for lon, lat in points if lon is not None and lat is not None}
    if not points and spot.area_id is not None:
        chosen = territory.area(spot.area_id)
        located = {chosen.path} if chosen and chosen.level is Level.BEAT else set()
    return sorted(path for path in located if path)


def _window(at: datetime) -> timedelta:
    return timedelta(days=float(legal.term("appeal.nearby", local(at).date()).value or 0))


def _days(received: datetime, at: datetime) -> int:
    return (local(at).date() - local(received).date()).days
