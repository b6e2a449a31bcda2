"""The territory's part of the base map. Loads the shapes only when a map is asked for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language


def features(box: tuple[float, float, float, float] | None) -> list[dict[str, Any]]:
    """Beats, streets and points inside a box; see `senim.territory.geo.base_features`."""
    from senim.territory.geo import base_features  # noqa: PLC0415 - shapely is not loaded before the first map

    return base_features(box, (get_language() or "kk")[:2])
