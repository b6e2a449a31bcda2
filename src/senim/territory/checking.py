"""What is wrong with the map: holes between beats, overlaps, beats without a shape or without an inspector."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from senim.territory.domain import AreaInfo, Level
from senim.territory.index import Unit
from senim.territory.models import Miss
from senim.territory.shapes import area_m2
from senim.territory.snapshot import Snapshot

#: Smaller holes and overlaps (square metres) are the noise of drawing.
LEAST_M2 = 1000.0
#: Slivers thinner than this (degrees, about three metres) are answered by the nearer beat and are no holes.
THIN_DEGREES = 1.5e-5

Serving = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Hole:
    """A piece of an area that no beat holds. lon, lat: a place inside it."""

    area_id: int
    m2: float
    lon: float
    lat: float
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two beats that share a piece; the smaller one answers for it."""

    one_id: int
    other_id: int
    m2: float
    lon: float
    lat: float
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Missed:
    """A 100-metre square to which people pointed and no single beat answered. lon, lat: its middle."""

    lon: float
    lat: float
    why: str
    path: str
    times: int


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a keeper of the map has to look at, largest first. `unserved` is None where nobody was asked."""

    holes: tuple[Hole, ...]
    overlaps: tuple[Overlap, ...]
    shapeless: tuple[AreaInfo, ...]
    unserved: tuple[AreaInfo, ...] | None
    missed: tuple[Missed, ...]

    @property
    def is_clean(self) -> bool:
        return not (self.holes or self.overlaps or self.shapeless or self.unserved)


def report(snap: Snapshot, day: date, roots: tuple[str, ...] | None, serving: Serving | None) -> Report:
    """The whole check on a day, within area paths (None: everywhere). One query (the squares missed)."""
    beats = [info for info in snap.areas.values() if info.level is Level.BEAT and not info.is_closed(day)]
    mine = [info for info in beats if _within(info.path, roots)]
    shaped = {unit.area_id for unit in snap.day(day).beats.units}
    return Report(
        holes=tuple(hole for hole in holes(snap, day) if _within(snap.areas[hole.area_id].path, roots)),
        overlaps=tuple(one for one in overlaps(snap, day) if _within(snap.areas[one.one_id].path, roots)),
        shapeless=tuple(info for info in mine if info.id not in shaped),
        unserved=tuple(info for info in mine if not serving(info.id)) if serving else None,
        missed=tuple(one for one in _missed() if _within(one.path, roots)),
    )


def _within(path: str, roots: tuple[str, ...] | None) -> bool:
    return roots is None or any(path.startswith(root) for root in roots)


def holes(snap: Snapshot, day: date, root: str = "") -> tuple[Hole, ...]:
    """Pieces without a beat in those areas (below a path) where beats are drawn; computed once a snapshot and day."""
    key = ("holes", day, root)
    if key not in snap.made:
        snap.made[key] = tuple(sorted(_holes(snap, day, root), key=lambda hole: (-hole.m2, hole.area_id)))
    found: tuple[Hole, ...] = snap.made[key]
    return found


def _holes(snap: Snapshot, day: date, root: str) -> Iterator[Hole]:
    known = snap.day(day)
    covered = {unit.area_id for unit in known.beats.units}
    for outer in _outlines(snap, known.around.units, covered):
        if not snap.areas[outer.area_id].path.startswith(root):
            continue
        inside = known.beats.touching(outer.shape)
        left = shapely.difference(outer.shape, shapely.union_all([unit.shape for unit in inside]))
        for part in shapely.get_parts(left.buffer(-THIN_DEGREES).buffer(THIN_DEGREES)):
            if (surface := area_m2(part)) >= LEAST_M2:
                place = part.representative_point()
                yield Hole(outer.area_id, surface, place.x, place.y, part)


def _outlines(snap: Snapshot, units: tuple[Unit, ...], covered: set[int]) -> Iterator[Unit]:
    """The smallest drawn areas that have to be full of beats: those of districts in which beats are drawn."""
    drawn = {unit.area_id: unit for unit in units}
    districts = {snap.places[beat][1] or snap.places[beat][2] for beat in covered}
    above = {info.id for unit in units for info in snap.chain(unit.area_id) if info.id != unit.area_id}
    for area_id, unit in drawn.items():
        if area_id not in above and (snap.places[area_id][1] or snap.places[area_id][2]) in districts:
            yield unit


def overlaps(snap: Snapshot, day: date, root: str = "") -> tuple[Overlap, ...]:
    """Pairs of beats (below a path) with a common piece; computed once a snapshot and day."""
    key = ("overlaps", day, root)
    if key not in snap.made:
        units = tuple(one for one in snap.day(day).beats.units if snap.areas[one.area_id].path.startswith(root))
        found = sorted(_overlaps(units), key=lambda one: (-one.m2, one.one_id, one.other_id))
        snap.made[key] = tuple(found)
    known: tuple[Overlap, ...] = snap.made[key]
    return known


def _overlaps(units: tuple[Unit, ...]) -> Iterator[Overlap]:
    shapes = [unit.shape for unit in units]
    if not shapes:
        return
    for i, j in shapely.STRtree(shapes).query(shapes, predicate="intersects").T:
        one, other = units[i], units[j]
        if one.area_id >= other.area_id:
            continue
        common = shapely.intersection(one.shape, other.shape)
        if (surface := area_m2(common)) >= LEAST_M2:
            place = common.representative_point()
            yield Overlap(one.area_id, other.area_id, surface, place.x, place.y, common)


def _missed() -> Iterator[Missed]:
    for miss in Miss.objects.order_by("-times", "-last_at", "id")[:500]:
        yield Missed((miss.x + 0.5) / 1000, (miss.y + 0.5) / 1000, miss.why, miss.path, miss.times)
