"""Places to choose from: hits of the address search, and the list of areas for whoever has no map."""

from __future__ import annotations

from typing import Any

from senim.territory import api as territory
from senim.territory.api import Level


def hit_row(found: Any) -> dict[str, str] | None:
    """A hit of the address search as a radio button; None where nobody could be sent there."""
    if found.lon is not None and found.lat is not None:
        return {"value": f"at:{found.lon:.6f},{found.lat:.6f},{found.label[:200]}", "label": found.label}
    return {"value": f"area:{found.area_id}", "label": found.label} if found.area_id else None


def place_from(value: str) -> dict[str, Any]:
    """What a chosen hit says: a point with its words, or a beat. Empty for anything that is neither."""
    kind, _sep, rest = value.partition(":")
    if kind == "area" and _is_area(rest):
        return {"lon": None, "lat": None, "area_id": int(rest), "hit": ""}
    parts = rest.split(",", 2)
    if kind == "at" and len(parts) >= 2:
        try:
            lon, lat = float(parts[0]), float(parts[1])
        except ValueError:
            return {}
        if abs(lon) <= 180 and abs(lat) <= 90:
            return {"lon": lon, "lat": lat, "area_id": None, "hit": parts[2][:200] if len(parts) > 2 else ""}
    return {}


def _is_area(text: str) -> bool:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return False
    try:
        territory.area(int(text))
    except KeyError:
        return False
    return True


def centre() -> str:
    """Where a map begins: the first police point that is in use."""
    point = next(iter(territory.nearest_points(71.43, 51.13, 1)), None)
    return f"{point.lon},{point.lat}" if point else "71.43,51.13"


def area_choices(inside: str, lang: str) -> dict[str, Any]:
    """One level of the list: the areas inside `inside` (an id; "" for the top), beats as what can be chosen."""
    parent = int(inside) if _is_area(inside) else None
    infos = territory.children(parent, lang) if parent else _top(lang)
    rows = [
        {"id": info.id, "label": territory.name_of(info, lang), "is_beat": info.level == Level.BEAT} for info in infos
    ]
    trail = [*territory.ancestors(parent), territory.area(parent)] if parent else []
    return {
        "rows": rows,
        "trail": [
            {"id": info.id, "label": territory.name_of(info, lang)} for info in trail if info.level != Level.COUNTRY
        ],
    }


def _top(lang: str) -> tuple[Any, ...]:
    """The regions; where there is only one, what lies in it."""
    regions = territory.areas_list(Level.REGION, lang=lang)
    return regions if len(regions) != 1 else territory.children(regions[0].id, lang)
