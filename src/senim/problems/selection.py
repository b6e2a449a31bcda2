"""Selections of events as this context keeps them: the JSON of `incidents.api.Selection`, and its windows and rings.

Keys: kinds, feeds, paths, polygon ([[lon, lat], ...]), since, until, hours, weekdays, appeals, officer_discovered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shapely.affinity import scale
from shapely.geometry import Polygon

from senim.kernel.scoping import within

LISTS = ("kinds", "feeds", "hours", "weekdays")
#: Metres of one degree of latitude.
DEGREE = 111_320.0


def tidy(selection: Mapping[str, Any], area_path: str) -> dict[str, Any]:
    """A selection with every key, inside the area of the problem: what a marked place holds beyond it does not count,
    or the beat that the file is compared with would stand on both sides."""
    made: dict[str, Any] = {name: list(selection.get(name) or ()) for name in LISTS}
    made["polygon"] = [[float(lon), float(lat)] for lon, lat in selection.get("polygon") or ()]
    told = [str(path) for path in selection.get("paths") or ()]
    made["paths"] = [path for path in told if within(path, (area_path,))] or [area_path]
    made["since"] = _day(selection.get("since"))
    made["until"] = _day(selection.get("until"))
    made["appeals"] = bool(selection.get("appeals", True))
    made["officer_discovered"] = bool(selection.get("officer_discovered", False))
    return made


def _day(value: Any) -> str | None:
    return value.isoformat() if isinstance(value, date) else (value or None)


def window(selection: Mapping[str, Any], since: date, until: date) -> dict[str, Any]:
    """The same events in another period, both days included."""
    return {**selection, "since": since.isoformat(), "until": until.isoformat()}


def elsewhere(selection: Mapping[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    """The same kinds of events in other areas."""
    return {**selection, "paths": list(paths), "polygon": []}


def grown(selection: Mapping[str, Any], metres: float) -> dict[str, Any]:
    """A polygon grown by so many metres, with no bound of areas: the place and what lies around it."""
    points = selection["polygon"]
    shrink = math.cos(math.radians(sum(lat for _lon, lat in points) / len(points)))
    # In a plane whose two axes have the same metre: longitudes are drawn together, grown, and drawn apart again.
    plane = scale(Polygon(points), xfact=shrink, yfact=1.0, origin=(0, 0))
    wide: Any = scale(plane.buffer(metres / DEGREE), xfact=1 / shrink, yfact=1.0, origin=(0, 0))
    ring = [[round(lon, 7), round(lat, 7)] for lon, lat in wide.simplify(1e-6).exterior.coords[:-1]]
    return {**selection, "polygon": ring, "paths": []}
