"""After one event, where and for how long is another one likelier? And which such zones are in force now?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from senim.incidents.events import Events
from senim.incidents.methods.common import LANGUAGES, outline, placed, sentences
from senim_analysis import alert_zones, near_repeat

DISTANCES = (0.0, 100.0, 200.0, 400.0, 800.0)
DAYS = (0.0, 7.0, 14.0, 28.0, 56.0)
ZONES = 40


def near_repeats(
    events: Events, parameters: dict[str, Any], tell: Callable[[float, str], None], cancel: Callable[[], bool]
) -> dict[str, Any]:
    """The table of near repeats and the zones in force at the newest event. Raises AnalysisRefused."""
    rows, x, y, projection = placed(events)
    known = ~np.isnat(events.at[rows])
    rows, x, y = rows[known], x[known], y[known]
    at = events.at[rows].astype("datetime64[s]")
    table = near_repeat(
        x,
        y,
        at,
        distance_bands=parameters.get("distance_bands", DISTANCES),
        interval_bands=parameters.get("interval_bands", DAYS),
        progress=lambda done: tell(0.9 * done, "near repeats"),
        cancel=cancel,
    )
    zones = alert_zones(x, y, at, table=table)
    data = table.to_dict()
    data["sentence"] = sentences(table)
    data["labels"] = {
        "distance": [table.label(place, 0)[0] for place in range(len(table.observed))],
        "interval": [table.label(0, place)[1] for place in range(table.observed.shape[1])],
    }
    data["zones"] = {
        "sentence": {language: zones.sentence(language) for language in LANGUAGES},
        "radius": zones.radius,
        "lasts": zones.lasts,
        "at": str(at.max()),
        "zones": [_zone(one, projection) for one in zones.zones[:ZONES]],
    }
    return data


def _zone(one: Any, projection: Any) -> dict[str, Any]:
    lon, lat = projection.degrees(np.array([one.x]), np.array([one.y]))
    return {
        "lon": round(float(lon[0]), 5),
        "lat": round(float(lat[0]), 5),
        "until": str(one.until or ""),
        "events": int(one.members.size),
        "hectares": round(one.area / 1e4, 1),
        "outline": outline(projection, one.outline),
    }
