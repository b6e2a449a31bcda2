"""The territory in memory: every process holds one snapshot and takes a new one when the version moves.

A snapshot knows all areas, members and points, and the periods of all boundaries. Shapes are read when a day's
index needs them and kept as long as the process lives: a boundary's row never changes its geometry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from shapely.geometry.base import BaseGeometry

from senim.kernel.versions import Cached, current
from senim.territory.domain import RANK, AreaInfo, Level, Located, Why
from senim.territory.index import DayIndex, Unit
from senim.territory.models import Area, BeatMember, Boundary, Point
from senim.territory.shapes import from_text

VERSION = "territory"
#: How many days' indexes a process keeps: today and what people look back to.
DAYS_KEPT = 8

_shapes: dict[tuple[int, str], BaseGeometry] = {}


@dataclass(frozen=True, slots=True)
class Period:
    """One boundary row without its shape: half-open days."""

    id: int
    area_id: int
    start: date
    end: date | None
    digest: str
    area_m2: float

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Day:
    """What is asked on one day: beats first, the administrative areas around where no beat answers."""

    beats: DayIndex
    around: DayIndex
    served: frozenset[int]


class Snapshot:
    """All of the territory at one version. Immutable but for the days' indexes it builds when first asked."""

    def __init__(
        self, version: int, areas: dict[int, AreaInfo], periods: list[Period], members: list[Period],
        points: list[Point],
    ) -> None:
        self.version = version
        self.areas = areas
        self.points = points
        self.by_code = {info.code: info.id for info in areas.values()}
        self.children: dict[int | None, list[int]] = defaultdict(list)
        for info in areas.values():
            self.children[info.parent_id].append(info.id)
        self.periods = periods
        # A member's row read as a period: id is the beat, area_id the member.
        self.members = members
        cuts = {day for row in (*periods, *members) for day in (row.start, row.end) if day}
        self.cuts = sorted(cuts | {info.closed_on for info in areas.values() if info.closed_on})
        self._days: OrderedDict[int, Day] = OrderedDict()
        self.places = {id_: self._place(info) for id_, info in areas.items()}
        self.made: dict[Any, Any] = {}

    def _place(self, info: AreaInfo) -> tuple[str, int | None, int | None]:
        """Path, district and region of an area."""
        chain = list(self.chain(info.id))
        levels = {one.level: one.id for one in chain}
        nearest = (one.id for one in reversed(chain) if one.level in (Level.DISTRICT, Level.CITY_DISTRICT))
        return info.path, next(nearest, levels.get(Level.CITY)), levels.get(Level.REGION)

    def chain(self, area_id: int) -> Iterator[AreaInfo]:
        """From the root to the area itself. An id that is not there is passed over."""
        info = self.areas.get(area_id)
        for part in info.path.split("/") if info else ():
            if part and (step := self.areas.get(int(part))):
                yield step

    # --- days ---------------------------------------------------------------------------------------------------

    def day(self, day: date) -> Day:
        """The indexes of a day, built when first asked for and kept for `DAYS_KEPT` stretches of unchanged days."""
        stretch = bisect_right(self.cuts, day)
        known = self._days.get(stretch)
        if known is None:
            known = self._days[stretch] = self._build(day)
            while len(self._days) > DAYS_KEPT:
                self._days.popitem(last=False)
        return known

    def put_day(self, day: date, known: Day) -> None:
        """Take a ready index for a day (measurements)."""
        self._days[bisect_right(self.cuts, day)] = known

    def _build(self, day: date) -> Day:
        rows = {row.area_id: row for row in self.periods if row.holds(day)}
        beats, around = self._sort_out(rows, day)
        shapes = self.shapes_of({row.id: row for row in (*(row for _, row in beats), *around)}.values())
        served = frozenset(self.places[beat][2] or 0 for beat in self._open_beats(day))
        return Day(
            DayIndex([self._unit(beat, row, shapes) for beat, row in beats]),
            DayIndex([self._unit(row.area_id, row, shapes) for row in around]),
            served,
        )

    def shapes_of(self, rows: Iterable[Period]) -> dict[int, BaseGeometry]:
        """Shapes of boundary rows by id."""
        return shapes_of(rows)

    def _sort_out(self, rows: dict[int, Period], day: date) -> tuple[list[tuple[int, Period]], list[Period]]:
        """Boundaries of the day: those that stand for a beat (its own, or else its members'), and the others."""
        beats = set(self._open_beats(day))
        mine = [(beat, rows[beat]) for beat in sorted(beats) if beat in rows]
        mine += [
            (row.id, rows[row.area_id]) for row in self.members_on(day)
            if row.id in beats and row.id not in rows and row.area_id in rows
        ]
        around = [row for id_, row in sorted(rows.items()) if self.areas[id_].level is not Level.BEAT]
        return mine, around

    def _unit(self, area_id: int, row: Period, shapes: dict[int, BaseGeometry]) -> Unit:
        return Unit(area_id, row.id, row.area_m2, RANK[self.areas[area_id].level], shapes[row.id])

    def _open_beats(self, day: date) -> Iterator[int]:
        for info in self.areas.values():
            if info.level is Level.BEAT and not info.is_closed(day):
                yield info.id

    def members_on(self, day: date) -> list[Period]:
        """Membership rows of a day: `id` is the beat, `area_id` its member."""
        return [row for row in self.members if row.holds(day)]

    # --- questions ----------------------------------------------------------------------------------------------

    def locate(self, lon: float, lat: float, day: date) -> Located:
        """See `senim.territory.api.locate`."""
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # also refuses what is not a number
            return self._nowhere()
        known = self.day(day)
        hits = known.beats.around(lon, lat)
        if len(hits) == 1:
            return self._at(hits[0], Why.INSIDE)
        if hits:
            return self._one_of(known.beats, hits, lon, lat)
        return self._without_beat(known, lon, lat)

    def _one_of(self, index: DayIndex, hits: list[Unit], lon: float, lat: float) -> Located:
        """On a border the beat with the smallest id; where beats overlap the smallest beat."""
        inner = index.inside(hits, lon, lat)
        if len({unit.area_id for unit in inner}) > 1:
            ordered = sorted(inner, key=lambda unit: (unit.area_m2, unit.area_id))
            others = dict.fromkeys(unit.area_id for unit in ordered if unit.area_id != ordered[0].area_id)
            return self._at(ordered[0], Why.SEVERAL, tuple(others))
        return self._at(min(inner or hits, key=lambda unit: (unit.area_id, unit.boundary_id)), Why.INSIDE)

    def _without_beat(self, known: Day, lon: float, lat: float) -> Located:
        if beside := known.beats.beside(lon, lat):
            return self._at(beside, Why.INSIDE)
        areas = known.around.around(lon, lat)
        if not areas:
            return self._nowhere()
        best = min(areas, key=lambda unit: (-unit.rank, unit.area_m2, unit.area_id))
        path, district, region = self.places[best.area_id]
        # A region where nobody serves is on the map, but not in this installation's care.
        if known.served and (region or 0) not in known.served:
            return Located(None, None, path, district, region, Why.OUTSIDE, self.version)
        return Located(None, best.boundary_id, path, district, region, Why.HOLE, self.version)

    def _at(self, unit: Unit, why: Why, others: tuple[int, ...] = ()) -> Located:
        path, district, region = self.places[unit.area_id]
        return Located(unit.area_id, unit.boundary_id, path, district, region, why, self.version, others)

    def _nowhere(self) -> Located:
        return Located(None, None, "", None, None, Why.OUTSIDE, self.version)

    def in_area(self, area_id: int, day: date) -> Located:
        """See `senim.territory.api.locate_area`."""
        if area_id not in self.areas:
            return self._nowhere()
        path, district, region = self.places[area_id]
        beat = self._beat_of(area_id, day)
        if beat is None:
            return Located(None, None, path, district, region, Why.HOLE, self.version)
        row = next((row for row in self.periods if row.area_id in (beat, area_id) and row.holds(day)), None)
        path, district, region = self.places[beat]
        return Located(beat, row.id if row else None, path, district, region, Why.INSIDE, self.version)

    def _beat_of(self, area_id: int, day: date) -> int | None:
        """The one beat of an area: itself, the beat it belongs to, or the only beat below it."""
        open_beats = set(self._open_beats(day))
        if self.areas[area_id].level is Level.BEAT:
            return area_id if area_id in open_beats else None
        belongs = {row.area_id: row.id for row in self.members_on(day) if row.id in open_beats}
        for info in reversed(list(self.chain(area_id))):
            if info.id in belongs:
                return belongs[info.id]
        path = self.areas[area_id].path
        below = {beat for beat in open_beats if self.areas[beat].path.startswith(path)}
        below |= {beat for member, beat in belongs.items() if self.areas[member].path.startswith(path)}
        return below.pop() if len(below) == 1 else None


def shapes_of(rows: Iterable[Period]) -> dict[int, BaseGeometry]:
    """Shapes of boundary rows by id, from memory or else from the database (one query a thousand)."""
    wanted = {row.id: row.digest for row in rows}
    missing = [id_ for id_, digest in wanted.items() if (id_, digest) not in _shapes]
    for start in range(0, len(missing), 1000):
        part = missing[start:start + 1000]
        for id_, digest, text in Boundary.objects.filter(id__in=part).values_list("id", "digest", "geometry"):
            _shapes[id_, digest] = from_text(text)
    return {id_: _shapes[id_, digest] for id_, digest in wanted.items()}


def _areas() -> dict[int, AreaInfo]:
    areas: dict[int, AreaInfo] = {}
    fields = (
        "id", "code", "level", "path", "name_kk", "name_ru", "name_en", "parent_id", "population", "closed_on",
        "population_on")
    for id_, code, level, path, kk, ru, en, parent, *more in Area.objects.order_by("id").values_list(*fields):
        areas[id_] = AreaInfo(id_, code, Level(level), path, (kk, ru, en), parent, *more)
    return areas


def load() -> Snapshot:
    """Read the territory: four queries, and one more a thousand shapes when a day is first asked for."""
    version = current(VERSION)
    areas = _areas()
    fields = ("id", "area_id", "valid_from", "valid_to", "digest", "area_m2")
    periods = [Period(*row) for row in Boundary.objects.order_by("id").values_list(*fields)]
    members = [
        Period(beat, member, start, end, "", 0.0)
        for beat, member, start, end in BeatMember.objects.order_by("id").values_list(
            "beat_id", "member_id", "valid_from", "valid_to")
    ]
    used = {(row.id, row.digest) for row in periods}
    for gone in [key for key in _shapes if key not in used]:
        del _shapes[gone]
    return Snapshot(version, areas, periods, members, list(Point.objects.filter(active=True).order_by("id")))


_cached: Cached[Snapshot] = Cached(VERSION, load)


#: A territory that somebody supposes, for this thread alone: "what if these boundaries held?"
_supposed: ContextVar[Snapshot | None] = ContextVar("senim_supposed_territory", default=None)


def snapshot() -> Snapshot:
    """The territory as this process knows it now; at most a second behind the database."""
    return _supposed.get() or _cached.get()


@contextmanager
def supposing(supposed: Snapshot) -> Iterator[None]:
    """Let every question of this thread inside the block be answered by another territory. Nothing is written."""
    token = _supposed.set(supposed)
    try:
        yield
    finally:
        _supposed.reset(token)
