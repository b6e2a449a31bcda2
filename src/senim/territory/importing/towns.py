"""In which town does a street lie? By the code given, or by the place itself."""

from __future__ import annotations

from datetime import date

from senim.territory.domain import AreaInfo, Level
from senim.territory.importing.issues import Bad
from senim.territory.importing.places import check_place
from senim.territory.importing.reading import number
from senim.territory.snapshot import Snapshot

#: Where a street can lie, the nearest first.
TOWNS = (Level.SETTLEMENT, Level.CITY, Level.RURAL_DISTRICT, Level.CITY_DISTRICT, Level.DISTRICT, Level.REGION)


class Towns:
    """Answers for one file: areas by code, towns by place."""

    def __init__(self, snap: Snapshot, day: date) -> None:
        self._snap = snap
        self._day = day

    def by_code(self, code: str) -> AreaInfo:
        """Raises Bad where there is no such area."""
        info = self._snap.areas.get(self._snap.by_code.get(code.removesuffix(".0"), -1))
        if info is None:
            raise Bad("area_unknown", code=code[:40])
        return info

    def around(self, x: float, y: float) -> AreaInfo:
        """The smallest town or district that holds a place. Raises Bad where nothing here does."""
        found = self._snap.locate(x, y, self._day)
        if not found.path:
            raise Bad("outside", x=f"{x:.5f}", y=f"{y:.5f}")
        return self.above(int(found.path.rstrip("/").rsplit("/", 1)[-1]))

    def above(self, area_id: int) -> AreaInfo:
        """The town of an area: itself, or the nearest above it where it is a beat. Raises Bad."""
        chain = list(self._snap.chain(area_id))
        towns = [info for info in reversed(chain) if info.level in TOWNS]
        if not towns:
            raise Bad("no_town")
        return towns[0]


def place_of(cells: dict[str, str]) -> tuple[float, float] | None:
    """Longitude and latitude of a row, or None where neither is given. Raises Bad."""
    x, y = number(cells.get("lon", ""), "lon"), number(cells.get("lat", ""), "lat")
    if x is None and y is None:
        return None
    if x is None or y is None:
        raise Bad("half_place")
    check_place(x, y)
    return round(x, 7), round(y, 7)
