"""Boundaries that are only tried: a file of beats against the territory as it is, and nothing is written.

    trial = api.try_beats(content, area_id, day)      # before, after, pieces, problems, holes(), overlaps(), houses()
    with api.supposing(trial.after): ...              # every question of this thread is answered by the tried map
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from senim.territory import checking
from senim.territory.checking import LEAST_M2, Hole, Overlap
from senim.territory.domain import AreaInfo, Level
from senim.territory.houses import within as houses_within
from senim.territory.importing import area_plan
from senim.territory.importing.issues import Bad, Issue
from senim.territory.importing.plan import Options, silent
from senim.territory.importing.reading import unpack
from senim.territory.shapes import area_m2, to_text
from senim.territory.snapshot import Period, Snapshot, shapes_of, snapshot

#: Notes of an import that somebody who draws boundaries has to mend at the drawing board.
GRAVE = frozenset({"mended", "no_shape"})


class Supposed(Snapshot):
    """A territory with boundaries that hold nowhere but here."""

    def __init__(self, of: Snapshot, areas: dict[int, AreaInfo], periods: list[Period],
                 shapes: dict[int, BaseGeometry]) -> None:
        super().__init__(of.version, areas, periods, of.members, of.points)
        self.own_shapes = shapes

    def shapes_of(self, rows: Iterable[Period]) -> dict[int, BaseGeometry]:
        """Own shapes by their negative ids, the others as they are kept."""
        wanted = list(rows)
        kept = shapes_of(row for row in wanted if row.id not in self.own_shapes)
        return kept | {row.id: self.own_shapes[row.id] for row in wanted if row.id in self.own_shapes}


@dataclass(frozen=True, slots=True)
class Piece:
    """A beat that the file changes: its shape before and after; None where it is new, or ends."""

    area_id: int
    code: str
    names: tuple[str, str, str]
    before: BaseGeometry | None
    after: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class HousesMoved:
    """Houses of the register in the beats of the area: how many there are, how many change their beat, and which stay
    without one (ids)."""

    n: int
    moved: int
    lost: tuple[int, ...]


@dataclass
class Trial:
    """Before and after, on the day from which the file would hold. problems: what forbids it, by row."""

    before: Snapshot
    after: Snapshot
    day: date
    root: str
    pieces: tuple[Piece, ...]
    problems: list[Issue] = field(default_factory=list)
    #: Codes of beats that the file names otherwise.
    renamed: tuple[str, ...] = ()

    def holes(self) -> list[tuple[Hole, float]]:
        """Ground of the area without a beat afterwards, with how many of its square metres are new."""
        old = [one.shape for one in checking.holes(self.before, self.day, self.root)]
        return [(one, _new_m2(one.shape, old)) for one in checking.holes(self.after, self.day, self.root)]

    def overlaps(self) -> list[tuple[Overlap, float]]:
        """Ground of two beats afterwards, with how many of its square metres are new."""
        old = [one.shape for one in checking.overlaps(self.before, self.day, self.root)]
        return [(one, _new_m2(one.shape, old)) for one in checking.overlaps(self.after, self.day, self.root)]

    def houses(self) -> HousesMoved:
        """What happens to the houses of the register. Two queries."""
        area_id = int(self.root.strip("/").rsplit("/", 1)[-1])
        one, other = (houses_within(snap, area_id, self.day) for snap in (self.before, self.after))
        now_at = {id_: other.paths[at] for id_, at in zip(other.id.tolist(), other.path.tolist(), strict=True)}
        was = [(id_, one.paths[at]) for id_, at in zip(one.id.tolist(), one.path.tolist(), strict=True)]
        beats = {info.path for info in self.after.areas.values() if info.level is Level.BEAT}
        lost = tuple(id_ for id_, path in was if path in beats and now_at.get(id_) not in beats)
        moved = sum(now_at.get(id_, path) != path for id_, path in was)
        return HousesMoved(len(was), moved, lost)


def _new_m2(shape: BaseGeometry, old: list[BaseGeometry]) -> float:
    return area_m2(shapely.difference(shape, shapely.union_all(old))) if old else area_m2(shape)


def options_of(area_code: str, day: date, source: str, *, complete: bool) -> Options:
    """How a file of beats of one area is read: tried and applied in the same way."""
    return Options(valid_from=day, level=Level.BEAT, source=source, area_code=area_code, complete=complete)


def try_beats(content: bytes, area_id: int, day: date, *, complete: bool = False) -> Trial:
    """A file of beats against the territory of a day. A file that cannot be read is a trial with one problem."""
    snap = snapshot()
    area = snap.areas[area_id]
    trial = Trial(snap, snap, day, area.path, ())
    try:
        plan = area_plan.plan(unpack(content), options_of(area.code, day, "", complete=complete), snap, silent)
    except Bad as bad:
        trial.problems.append(bad.at(0))
        return trial
    trial.problems += plan.issues.errors + [one for one in plan.issues.notes if one.code in GRAVE]
    trial.after, trial.pieces = _supposed(snap, plan, day)
    trial.problems += _strangers(snap, plan, area, day)
    trial.renamed = tuple(draft.code for id_, draft in plan.renamed if any(
        new and new != old for new, old in zip(draft.names, snap.areas[id_].names, strict=True)))
    if not trial.pieces:
        trial.problems.append(Issue(0, "nothing_changes"))
    return trial


def _supposed(snap: Snapshot, plan: area_plan.AreaPlan, day: date) -> tuple[Snapshot, tuple[Piece, ...]]:
    areas, ids = dict(snap.areas), dict(snap.by_code)
    for number, draft in enumerate(plan.fresh, start=1):
        above = areas[ids[draft.parent_code]]
        kk, ru, en = draft.names
        ids[draft.code] = -number
        areas[-number] = AreaInfo(
            -number, draft.code, draft.level, f"{above.path}-{number}/", (kk or ru, ru or kk, en), above.id)
    for info in plan.closing:
        areas[info.id] = replace(info, closed_on=day)
    for id_, _draft in plan.renamed:
        areas[id_] = replace(areas[id_], closed_on=None)
    fresh = {ids[draft.code]: draft.shape for draft in plan.reshaped if draft.shape}
    ended = {*fresh, *(info.id for info in plan.closing)}
    holding = {row.area_id: row for row in snap.periods if row.area_id in ended and row.holds(day)}
    periods = [replace(row, end=day) if row.area_id in ended and row.holds(day) else row for row in snap.periods]
    # What was planned for later days is not tried: the file speaks of this day.
    periods = [row for row in periods if not (row.area_id in ended and row.start >= day)]
    shapes = {}
    for number, (id_, shape) in enumerate(fresh.items(), start=1):
        shapes[-number] = shape.shape
        periods.append(Period(-number, id_, day, None, shape.digest, shape.area_m2))
    old = shapes_of(holding.values())
    pieces = tuple(
        Piece(
            id_, areas[id_].code, areas[id_].names, old[holding[id_].id] if id_ in holding else None,
            fresh[id_].shape if id_ in fresh else None)
        for id_ in sorted(ended, key=lambda one: areas[one].code)
    )
    return Supposed(snap, areas, periods, shapes), pieces


def _strangers(snap: Snapshot, plan: area_plan.AreaPlan, area: AreaInfo, day: date) -> list[Issue]:
    """Beats of another area, and shapes that reach beyond the own one."""
    outline = outline_of(snap, area, day)
    found = []
    for draft in plan.reshaped:
        kept = snap.areas.get(snap.by_code.get(draft.code, -1))
        if kept is not None and not kept.path.startswith(area.path):
            found.append(Issue(draft.row, "not_in_area", {"code": draft.code}))
        elif outline is not None and draft.shape is not None:
            beyond = area_m2(shapely.difference(draft.shape.shape, outline))
            if beyond >= LEAST_M2:
                found.append(Issue(draft.row, "beyond_area", {"code": draft.code, "m2": round(beyond)}))
    return found


def outline_of(snap: Snapshot, area: AreaInfo, day: date) -> BaseGeometry | None:
    """The drawn outline of an area on a day, or what its beats cover together; None where nothing is drawn."""
    known = snap.day(day)
    own = [unit.shape for unit in known.around.units if unit.area_id == area.id]
    inside = own or [one.shape for one in known.beats.units if snap.areas[one.area_id].path.startswith(area.path)]
    return shapely.union_all(np.array(inside, dtype=object)) if inside else None


def beats_of(snap: Snapshot, root: str, day: date) -> list[tuple[AreaInfo, BaseGeometry]]:
    """The drawn beats of an area on a day, in the order of their codes."""
    units = [one for one in snap.day(day).beats.units if snap.areas[one.area_id].path.startswith(root)]
    return sorted(((snap.areas[one.area_id], one.shape) for one in units), key=lambda one: one[0].code)


def as_file(rows: Iterable[tuple[AreaInfo, str, BaseGeometry | None]]) -> bytes:
    """Beats as the GeoJSON that an import reads: area, code of the parent, shape (None: as it is kept)."""
    return json.dumps({"type": "FeatureCollection", "features": [_feature(*row) for row in rows]},
                      ensure_ascii=False).encode()


def _feature(info: AreaInfo, parent: str, shape: BaseGeometry | None) -> dict[str, Any]:
    names = dict(zip(("name_kk", "name_ru", "name_en"), info.names, strict=True))
    geometry = json.loads(to_text(shape)) if shape is not None else None
    return {"type": "Feature", "properties": {"code": info.code, "parent": parent, **names}, "geometry": geometry}
