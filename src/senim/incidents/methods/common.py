"""What the methods share: a true projection, names for people, the polygon of a place."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from senim.incidents.events import Events
from senim.incidents.wording import kind_name, path_name
from senim_analysis.io.projection import LocalMetres

LANGUAGES = ("kk", "ru", "en")
#: Corners of the circle that a candidate's place becomes.
CORNERS = 16


Floats = npt.NDArray[np.float64]


def placed(events: Events) -> tuple[npt.NDArray[np.int64], Floats, Floats, LocalMetres | None]:
    """(rows with a place, x, y in true metres, the projection; None where nothing has a place)."""
    rows = np.flatnonzero(events.placed)
    if not rows.size:
        return rows, np.empty(0), np.empty(0), None
    projection = LocalMetres.around(events.lon[rows], events.lat[rows])
    x, y = projection.metres(events.lon[rows], events.lat[rows])
    return rows, x, y, projection


def circle(projection: LocalMetres, x: float, y: float, radius: float) -> list[list[float]]:
    """A circle as a polygon of degrees, a little outside so that its events lie in it."""
    turn = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    wide = radius / np.cos(np.pi / CORNERS)
    lon, lat = projection.degrees(x + wide * np.cos(turn), y + wide * np.sin(turn))
    return [[round(float(a), 6), round(float(b), 6)] for a, b in zip(lon, lat, strict=True)]


def outline(projection: LocalMetres, corners: Any) -> list[list[float]]:
    """Corners in metres as degrees."""
    lon, lat = projection.degrees(corners[:, 0], corners[:, 1])
    return [[round(float(a), 6), round(float(b), 6)] for a, b in zip(lon, lat, strict=True)]


def named(sentence: dict[str, str], code: str, path: str) -> dict[str, str]:
    """A finding's sentences begin with the code of the kind and hold the path of the area; people read names."""
    found = {}
    for language, text in sentence.items():
        kind = kind_name(code, language) + text.removeprefix(code) if text.startswith(code) else text
        found[language] = kind.replace(path, path_name(path, language)) if path else kind
    return found


def sentences(result: Any) -> dict[str, str]:
    """The three sentences of a result."""
    return {language: result.sentence(language) for language in LANGUAGES}
