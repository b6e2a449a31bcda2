"""Words and values of the territory context. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """What an area is. The order of `RANK` says which may lie inside which."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    CITY_DISTRICT = "city_district"
    RURAL_DISTRICT = "rural_district"
    SETTLEMENT = "settlement"
    BEAT = "beat"


#: An area may lie only inside an area of a smaller rank. A city lies in a region or in a district.
RANK = {
    Level.COUNTRY: 0, Level.REGION: 1, Level.DISTRICT: 2, Level.CITY: 3, Level.CITY_DISTRICT: 4,
    Level.RURAL_DISTRICT: 4, Level.SETTLEMENT: 5, Level.BEAT: 6,
}

#: Levels that answer "which district" for a place; in a city of republican rank the district of the city does.
DISTRICT_LEVELS = (Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT)


class PointKind(StrEnum):
    """Where the police can be found: a neighbourhood police point, a modular post, a station, a department."""

    POLICE_POINT = "police_point"
    MODULAR_POST = "modular_post"
    STATION = "station"
    DEPARTMENT = "department"


class Why(StrEnum):
    """Why `locate` answered as it did.

    hole: inside the territory, but no beat holds the place; the duty unit takes it and it goes on the list of holes.
    several: beats overlap there; the smallest of them takes it, so that the answer is always the same.
    """

    INSIDE = "inside"
    HOLE = "hole"
    OUTSIDE = "outside"
    SEVERAL = "several"


class ImportKind(StrEnum):
    """What a file brings."""

    AREAS = "areas"
    STREETS = "streets"
    ADDRESSES = "addresses"
    POINTS = "points"


class ImportState(StrEnum):
    """Where an import stands. `checked`: read and planned, nothing written yet; `refused`: it has errors."""

    WAITING = "waiting"
    READING = "reading"
    CHECKED = "checked"
    REFUSED = "refused"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Located:
    """Whose place this is. `version` is the number of the territory snapshot that answered.

    path: path of the beat, or of the smallest known area around the place, or "" outside.
    others: ids of the further beats where several overlap, smallest first.
    """

    area_id: int | None
    boundary_id: int | None
    path: str
    district_id: int | None
    region_id: int | None
    why: Why
    version: int
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaInfo:
    """An area as the memory holds it. Names in the order of `LANGUAGES`."""

    id: int
    code: str
    level: Level
    path: str
    names: tuple[str, str, str]
    parent_id: int | None
    population: int | None = None
    closed_on: date | None = None
    population_on: date | None = None

    def is_closed(self, day: date) -> bool:
        """Whether the area had ended by a day."""
        return self.closed_on is not None and self.closed_on <= day


LANGUAGES = ("kk", "ru", "en")


def name_of(info: AreaInfo, lang: str) -> str:
    """The area's name in a language; the Kazakh name where that language has none."""
    index = LANGUAGES.index(lang) if lang in LANGUAGES else 0
    return info.names[index] or info.names[0]


def may_contain(outer: Level, inner: Level) -> bool:
    """Whether an area of level `inner` may lie in one of `outer`. KATO puts wintering places into villages."""
    return RANK[outer] < RANK[inner] or outer is inner is Level.SETTLEMENT
