"""A place in figures: how large, how many events, what of it lies beyond the area."""

from __future__ import annotations

from typing import Any

from senim.incidents import api as incidents
from senim.kernel.scoping import Role, Scope, within
from senim.problems import place
from senim.territory import api as territory
from senim.web import geo
from senim.web.words import number

#: Whoever sees single events is told every number; others from FEW on, or a small outline would find a single event.
NEAR, FEW = (Role.ANALYST, Role.HEAD), 5


def measured(scope: Scope, selection: incidents.Selection, area_path: str) -> dict[str, Any]:
    """hectares, events (words), of how many in the area, corners beyond the area."""
    corners = list(selection.polygon)
    return {
        "hectares": hectares(corners),
        "events": told(scope, incidents.events(scope, selection).n),
        "beyond": place.outside(corners, area_path),
        "corners": len(corners),
    }


def drawn(scope: Scope, selection: dict[str, Any]) -> dict[str, Any] | None:
    """The marked place of a file in figures; None where the whole area counts."""
    if not selection.get("polygon"):
        return None
    return measured(scope, incidents.Selection.from_json(selection), selection["paths"][0])


def told(scope: Scope, count: int) -> str:
    """A number of events as this person may read it."""
    return number(count) if count == 0 or count >= FEW or scope.has(*NEAR) else f"< {FEW}"


def hectares(corners: list[tuple[float, float]]) -> str:
    """ "2.4": a tenth of a hectare below a hundred."""
    size = place.hectares(corners)
    return number(size, 2 if size < 1 else 1 if size < 100 else 0)


def box_of(area_path: str) -> str:
    """ "west,south,east,north" of the beats of an area; "" where none is drawn."""
    corners: list[tuple[float, float]] = []
    for one in geo.collection(None)["features"]:
        if "id" in one and within(territory.area(int(one["id"])).path, (area_path,)):
            shape = one["geometry"]
            parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            corners += [(x, y) for part in parts for x, y in part[0]]
    if not corners:
        return ""
    west, south = (min(corner[at] for corner in corners) for at in (0, 1))
    east, north = (max(corner[at] for corner in corners) for at in (0, 1))
    return f"{west},{south},{east},{north}"
