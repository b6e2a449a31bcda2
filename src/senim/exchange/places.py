"""Where a row says that it was: a point, a beat by code or name, a house of the register, and whether that is ours."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from senim.exchange.domain import Field
from senim.exchange.faults import Bad
from senim.kernel.scoping import within
from senim.kernel.text import key
from senim.territory import api as territory
from senim.territory.api import Level

#: Addresses of one file that are looked up in the register; each different one costs up to two statements.
LOOK_UPS = 2000
_NAMED = (Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT, Level.RURAL_DISTRICT, Level.BEAT)
Found = tuple[float | None, float | None, int | None]


class Places:
    """Finds places below `roots` (area paths); a row that lies elsewhere is refused.

    looked, passed: addresses that were looked up, and those that were too many for it.
    """

    def __init__(self, roots: tuple[str, ...]) -> None:
        self._roots = roots
        self._named: dict[str, int | None] | None = None
        self._houses: dict[str, Found] = {}
        self.passed = 0
        # Without a place a row lies in the area for which it is brought in, where that is one.
        self._else = _area_of(roots[0]) if len(roots) == 1 else None

    def of(self, said: Mapping[Field, str]) -> Found:
        """(lon, lat, area). Raises Bad."""
        lon, lat = said.get(Field.LON, ""), said.get(Field.LAT, "")
        if lon and lat and (float_of(lon, Field.LON), float_of(lat, Field.LAT)) != (0.0, 0.0):
            return self._point(float_of(lon, Field.LON), float_of(lat, Field.LAT))
        if beat := said.get(Field.BEAT, ""):
            return None, None, self._beat(beat)
        if place := said.get(Field.PLACE, ""):
            return self._house(place)
        return None, None, self._else

    def _point(self, lon: float, lat: float) -> Found:
        west, south, east, north = settings.TERRITORY_BOX
        shown = f"{lon}, {lat}"
        if not (west <= lon <= east and south <= lat <= north):
            swapped = west <= lat <= east and south <= lon <= north
            raise Bad("swapped" if swapped else "off_land", Field.LON, shown)
        if self._roots != ("/",):
            self._check(territory.locate(lon, lat).path, shown)
        return lon, lat, None

    def _check(self, path: str, shown: str) -> None:
        # A point in no area at all is nobody's else: the duty unit takes it, as it takes such points from residents.
        if path and not within(path, self._roots):
            raise Bad("not_here", Field.PLACE, shown)

    def _beat(self, text: str) -> int:
        if self._named is None:
            self._named = _names()
        found = self._named.get(key(text))
        if found is None:
            raise Bad("area_unknown", Field.BEAT, text[:80])
        self._check(territory.area(found).path, text[:80])
        return found

    def _house(self, place: str) -> Found:
        folded = key(place)
        if folded not in self._houses:
            if len(self._houses) >= LOOK_UPS:
                self.passed += 1
                return None, None, self._else
            self._houses[folded] = self._look(place)
        return self._houses[folded]

    def _look(self, place: str) -> Found:
        hits = [one for one in territory.find_addresses(place, 2) if one.address_id is not None]
        lon, lat = (hits[0].lon, hits[0].lat) if len(hits) == 1 else (None, None)
        # A street of this name elsewhere is not meant.
        if lon is None or lat is None or not within(territory.locate(lon, lat).path, self._roots):
            return None, None, self._else
        return lon, lat, None


def float_of(text: str, field: Field) -> float:
    """A number with a point or a comma. Raises Bad."""
    try:
        found = float(text.replace(",", "."))
    except ValueError as error:
        raise Bad("number_bad", field, text[:40]) from error
    if found != found or abs(found) > 1000:  # noqa: PLR0124 - not-a-number is not itself
        raise Bad("number_bad", field, text[:40])
    return found


def _names() -> dict[str, int | None]:
    """Areas by folded code and name; a name that several have is nobody's."""
    found: dict[str, int | None] = {}
    for level in _NAMED:
        for one in territory.areas_list(level):
            names = {key(territory.name_of(one, language)) for language in territory.LANGUAGES}
            for name in names | {key(one.code)}:
                found[name] = one.id if found.get(name, one.id) == one.id else None
    return found


def _area_of(path: str) -> int | None:
    last = path.strip("/").rsplit("/", 1)[-1]
    return int(last) if last else None
