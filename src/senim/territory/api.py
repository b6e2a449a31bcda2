"""The territory's door: whose place is this, today and on the day it happened?

    located = api.locate(lon, lat, on)        # which beat, why, under which boundary version; about 15 microseconds
    located = api.locate_area(area_id, on)    # the same for a place chosen from lists, without a map
    located = api.locate_address(id, on)      # the same for a house of the address register
    paths = api.locate_many(lons, lats, days)   # for whole files
    api.middle(beat_id)                       # a point for "somewhere in this beat"
    api.area(id), api.ancestors(id), api.children(id), api.areas_list(level, within)
    api.find_addresses("Абай 12", limit)      # at most two queries
    api.nearest_points(lon, lat, n), api.points_of(area_id), api.points()
    api.placed_houses(), api.street_lines()   # all of them as arrays, for what is computed beside the request
    api.holes(), api.check(serving)           # what is wrong with the map
    api.kept(name, make)                      # what is made from all of it, once a version
    api.note_miss(located, lon, lat)          # remember (by 100-metre square) that somebody pointed into a hole
    api.try_beats(content, area_id, day)      # a file of beats tried and not written: `senim.territory.trial`
    with api.supposing(snapshot): ...         # every question of this thread answered by that territory

Everything but addresses is answered from memory: one snapshot a process, renewed within two seconds of a change.
Coordinates are WGS84 longitude and latitude in degrees, in this order; distances are metres.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nsmallest
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F

from senim.kernel import clock
from senim.kernel.text import sort_key
from senim.territory import checking, finding, ground, many
from senim.territory.actions import bring_in
from senim.territory.checking import Hole, Overlap, Report, Serving
from senim.territory.domain import (
    LANGUAGES,
    AreaInfo,
    ImportKind,
    Level,
    Located,
    PointKind,
    Why,
    name_of,
)
from senim.territory.drawing import draw
from senim.territory.finding import AddressHit
from senim.territory.ground import Placed, street_lines
from senim.territory.hours import is_open
from senim.territory.hours import parse as parse_hours
from senim.territory.houses import Houses
from senim.territory.houses import within as _houses_within
from senim.territory.importing.issues import sentence as issue_sentence
from senim.territory.models import Address, Miss, Point, Street
from senim.territory.shapes import area_m2, distance_m, from_text, to_text
from senim.territory.snapshot import Snapshot, snapshot, supposing
from senim.territory.trial import Piece, Trial, as_file, beats_of, try_beats

__all__ = [
    "LANGUAGES",
    "AddressHit",
    "AreaInfo",
    "Hole",
    "Houses",
    "ImportKind",
    "Level",
    "Located",
    "Overlap",
    "Piece",
    "Placed",
    "PointInfo",
    "PointKind",
    "Report",
    "Snapshot",
    "StreetInfo",
    "Trial",
    "Why",
    "ancestors",
    "area",
    "area_by_code",
    "area_m2",
    "areas_list",
    "as_file",
    "ask_serving",
    "beat_features",
    "beats_of",
    "beats_of_street",
    "bring_in",
    "check",
    "children",
    "distance_m",
    "draw",
    "find_addresses",
    "from_text",
    "holes",
    "house",
    "houses_of",
    "houses_within",
    "issue_sentence",
    "kept",
    "locate",
    "locate_address",
    "locate_area",
    "locate_many",
    "middle",
    "name_of",
    "nearest_points",
    "note_miss",
    "parse_hours",
    "placed_houses",
    "points",
    "points_of",
    "served_together",
    "snapshot",
    "street_lines",
    "streets_of",
    "supposing",
    "to_text",
    "try_beats",
    "version",
]


Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class PointInfo:
    """Where the police can be found. names: kk, ru, en; addresses: kk, ru. distance_m only where asked from a place."""

    id: int
    kind: PointKind
    names: tuple[str, str, str]
    lon: float
    lat: float
    addresses: tuple[str, str]
    phone: str
    hours: dict[str, Any]
    area_id: int | None
    open_now: bool | None
    distance_m: float | None = None

    def name(self, lang: str) -> str:
        return self.names[LANGUAGES.index(lang)] or self.names[0]

    def address(self, lang: str) -> str:
        kk, ru = self.addresses
        return (kk or ru) if lang == "kk" else (ru or kk)


@dataclass(frozen=True, slots=True)
class StreetInfo:
    """A street of the register for choosing from a list."""

    id: int
    names: tuple[str, str]
    area_id: int

    def name(self, lang: str) -> str:
        kk, ru = self.names
        return (kk or ru) if lang == "kk" else (ru or kk)


def _day(on: datetime | date | None) -> date:
    if on is None:
        return clock.today()
    return clock.local(on).date() if isinstance(on, datetime) else on


def version() -> int:
    """Number of the snapshot that answers now."""
    return snapshot().version


# --- whose place is this --------------------------------------------------------------------------------------------


def locate(lon: float, lat: float, on: datetime | date | None = None) -> Located:
    """The beat that holds a place on a day (`on`: aware moment, or day; none = today). Never raises for odd numbers.

    A place on a common border belongs to one beat, always the same; a crack under three metres between beats belongs
    to the nearer one. Longitude or latitude out of range, infinite or not a number is `Why.OUTSIDE`.
    """
    return snapshot().locate(lon, lat, _day(on))


def locate_area(area_id: int, on: datetime | date | None = None) -> Located:
    """The beat that serves a chosen area: itself, the beat it is a member of, or the only beat below it.

    Where several beats share the area the answer is a hole: its path is known, its beat is not.
    """
    return snapshot().in_area(area_id, _day(on))


def locate_address(address_id: int, on: datetime | date | None = None) -> Located:
    """The beat of a house of the register; outside where there is no such house. One query."""
    row = Address.objects.filter(id=address_id).values_list("lon", "lat", "area_id", "street__area_id").first()
    if row is None:
        return snapshot().locate(float("nan"), 0.0, _day(on))
    lon, lat, area_id, street_area = row
    if lon is not None and lat is not None:
        return locate(lon, lat, on)
    return locate_area(area_id or street_area, on)


def locate_many(lon: Any, lat: Any, days: Sequence[date]) -> list[str]:
    """The path of `locate` for many places, each on its own day (arrays or lists of one length; not-a-number where the
    place is unknown). "" outside. For files: 160 000 places in under a second. No query."""
    return many.paths(snapshot(), lon, lat, days)


def middle(area_id: int) -> tuple[float, float] | None:
    """A point inside a beat as its boundary is today, to about a hundred metres; None without one. No query.

    For whoever says "somewhere in this beat": it is made of the boundary alone and tells nothing of what lies inside.
    """
    snap = snapshot()
    key = ("middle", clock.today(), area_id)
    if key not in snap.made:
        unit = next((one for one in snap.day(clock.today()).beats.units if one.area_id == area_id), None)
        point = unit.shape.representative_point() if unit else None
        snap.made[key] = (round(point.x, 3), round(point.y, 3)) if point else None
    found: tuple[float, float] | None = snap.made[key]
    return found


def kept(name: Hashable, make: Callable[[], Made]) -> Made:
    """What is made from the territory of today, kept with the snapshot that it was made from: made once a version."""
    made = snapshot().made
    key = ("kept", clock.today(), name)
    if key not in made:
        made[key] = make()
    found: Made = made[key]
    return found


def note_miss(located: Located, lon: float, lat: float) -> None:
    """Put a place where no single beat answered on the list of holes: by 100-metre square; one or two statements."""
    if located.why is Why.INSIDE:
        return
    x, y = int(lon * 1000 // 1), int(lat * 1000 // 1)
    moment = clock.now()
    with transaction.atomic():
        _row, made = Miss.objects.get_or_create(
            x=x, y=y, why=located.why, defaults={"path": located.path, "first_at": moment, "last_at": moment})
        if not made:
            Miss.objects.filter(x=x, y=y, why=located.why).update(times=F("times") + 1, last_at=moment)


# --- areas ----------------------------------------------------------------------------------------------------------


def area(area_id: int) -> AreaInfo:
    """An area by id. Raises KeyError where there is none."""
    return snapshot().areas[area_id]


def area_by_code(code: str) -> AreaInfo | None:
    """An area by its KATO code or beat code."""
    snap = snapshot()
    return snap.areas.get(snap.by_code.get(code, -1))


def ancestors(area_id: int) -> tuple[AreaInfo, ...]:
    """From the root to the parent of the area; empty for a root and for an unknown id."""
    return tuple(info for info in snapshot().chain(area_id) if info.id != area_id)


def children(area_id: int | None, lang: str = "kk") -> tuple[AreaInfo, ...]:
    """Areas directly inside (None: the roots), closed ones left out, in the order of the language."""
    snap = snapshot()
    return _sorted([snap.areas[id_] for id_ in snap.children.get(area_id, ())], lang)


def areas_list(level: Level, within: int | None = None, lang: str = "kk") -> tuple[AreaInfo, ...]:
    """All areas of a level, or those of them below an area: for choosing a place without a map."""
    snap = snapshot()
    root = snap.areas[within].path if within is not None else ""
    return _sorted([info for info in snap.areas.values() if info.level == level and info.path.startswith(root)], lang)


def _sorted(found: list[AreaInfo], lang: str) -> tuple[AreaInfo, ...]:
    today = clock.today()
    open_now = (info for info in found if not info.is_closed(today))
    return tuple(sorted(open_now, key=lambda info: (sort_key(name_of(info, lang)), info.id)))


def beat_features(area_id: int, lang: str = "kk") -> list[dict[str, Any]]:
    """Today's beats below an area as GeoJSON features (`id` is the area's), simplified, from memory. Loads shapely."""
    from senim.territory.geo import beat_collection  # noqa: PLC0415 - shapely is not loaded before the first map

    found: list[dict[str, Any]] = beat_collection(area_id, lang)["features"]
    return found


def served_together(beat_id: int, on: datetime | date | None = None) -> tuple[AreaInfo, ...]:
    """The rural districts and settlements that belong to a beat on a day."""
    snap = snapshot()
    return tuple(snap.areas[row.area_id] for row in snap.members_on(_day(on)) if row.id == beat_id)


# --- addresses ------------------------------------------------------------------------------------------------------


def find_addresses(query: str, limit: int = 10, lang: str = "kk") -> list[AddressHit]:
    """Houses and streets by what a person typed, best first; at most two queries, none for an empty text."""
    return finding.find(query, limit, lang, snapshot(), clock.today())


def streets_of(area_id: int, lang: str = "kk") -> tuple[StreetInfo, ...]:
    """Named streets of an area and of what lies below it, in the order of the language. One query."""
    snap = snapshot()
    root = snap.areas[area_id].path
    ids = [info.id for info in snap.areas.values() if info.path.startswith(root)]
    named = Street.objects.filter(area_id__in=ids).exclude(name_kk="", name_ru="")
    rows = named.values_list("id", "name_kk", "name_ru", "area_id")
    found = [StreetInfo(id_, (kk, ru), area_id) for id_, kk, ru, area_id in rows]
    return tuple(sorted(found, key=lambda street: (sort_key(street.name(lang)), street.id)))


def houses_of(street_id: int, lang: str = "kk") -> tuple[AddressHit, ...]:
    """Houses of a street in the order of their numbers. Two queries."""
    return tuple(finding.houses(street_id, lang, snapshot(), clock.today()))


def houses_within(area_id: int) -> Houses:
    """Houses of the register that lie in the beats of an area today, as arrays; one query, then from memory.

    Houses without coordinates are not in it. Loads numpy and shapely.
    """
    return _houses_within(snapshot(), area_id, clock.today())


def house(address_id: int, lang: str = "kk") -> AddressHit | None:
    """A house of the register, or None. One query."""
    return finding.house(address_id, lang, snapshot(), clock.today())


def placed_houses() -> Placed:
    """All placed houses with their beats of today, as arrays: for what is computed beside the request. Two queries."""
    return ground.placed(snapshot(), clock.today())


def beats_of_street(street_id: int) -> tuple[AreaInfo, ...]:
    """Beats in which the houses of a street lie today: one where the street alone says whose it is. Two queries."""
    snap = snapshot()
    found = {hit.area_id for hit in houses_of(street_id) if hit.area_id}
    return tuple(snap.areas[id_] for id_ in sorted(found))


# --- what is wrong with the map -------------------------------------------------------------------------------------

_serving: list[Callable[[], Serving]] = []


def ask_serving(make: Callable[[], Serving]) -> None:
    """Say once (in `AppConfig.ready`) how to learn whether somebody serves a beat now.

    `make` is called at the beginning of a check and gives a function of an area id: so that a check of thousands of
    beats reads the posts once.
    """
    _serving[:] = [make]


def check(serving: Serving | None = None, within: tuple[str, ...] | None = None) -> Report:
    """Holes, overlaps, beats without a shape and without an inspector, today, within area paths (None: everywhere).

    serving: whether somebody serves a beat; none = the way that `ask_serving` was told. One query, and its own.
    """
    asked = serving or (_serving[0]() if _serving else None)
    return checking.report(snapshot(), clock.today(), within, asked)


def holes() -> tuple[Hole, ...]:
    """Pieces of the territory that no beat holds today, largest first."""
    return checking.holes(snapshot(), clock.today())


# --- points ---------------------------------------------------------------------------------------------------------


def nearest_points(lon: float, lat: float, n: int = 3) -> list[PointInfo]:
    """The n nearest points that are in use, nearest first, with their distance and whether they are open now."""
    near = nsmallest(n, ((distance_m(lon, lat, point.lon, point.lat), point.id, point) for point in snapshot().points))
    return [_point(point, metres) for metres, _, point in near]


def points() -> list[PointInfo]:
    """Every point that is in use. No query."""
    return [_point(point) for point in snapshot().points]


def points_of(area_id: int) -> list[PointInfo]:
    """Points that belong to an area or to what lies below it."""
    snap = snapshot()
    root = snap.areas[area_id].path
    return [_point(p) for p in snap.points if p.area_id in snap.areas and snap.areas[p.area_id].path.startswith(root)]


def _point(point: Point, metres: float | None = None) -> PointInfo:
    return PointInfo(
        id=point.id, kind=PointKind(point.kind), names=(point.name_kk, point.name_ru, point.name_en), lon=point.lon,
        lat=point.lat, addresses=(point.address_kk, point.address_ru), phone=point.phone, hours=point.hours,
        area_id=point.area_id, open_now=is_open(point.hours, clock.local(clock.now())), distance_m=metres)
