"""The base map that this house draws itself: streets and areas as GeoJSON from whoever owns them, no tiles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Provider = Callable[[tuple[float, float, float, float] | None], list[dict[str, Any]]]
_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Register a source of features. It gets a box (west, south, east, north in degrees) or None and returns GeoJSON
    features whose properties say `kind` ("beat", "street", "point") and `name`."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def parse_box(text: str) -> tuple[float, float, float, float] | None:
    """ "71.3,51.0,71.6,51.3" as four numbers; None for nothing, ValueError for nonsense."""
    if not text:
        return None
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError("a box is west,south,east,north in degrees")
    return west, south, east, north


def collection(box: tuple[float, float, float, float] | None) -> dict[str, Any]:
    """All features of all providers as one GeoJSON FeatureCollection."""
    features = [feature for provider in _providers for feature in provider(box)]
    return {"type": "FeatureCollection", "features": features}
