"""Points: a table of police points, modular posts and stations with their hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from senim.territory import hours
from senim.territory.domain import PointKind
from senim.territory.importing import reading
from senim.territory.importing.issues import Bad, Issues
from senim.territory.importing.plan import Counts, Options, Tick
from senim.territory.importing.towns import Towns, place_of
from senim.territory.models import ImportRun, Point
from senim.territory.snapshot import Snapshot

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("id", "код", "номер", "нөмір"),
    "kind": ("type", "түрі", "вид", "тип"),
    "name_kk": ("атауы", "name_kaz"),
    "name_ru": ("name", "название", "наименование", "name_rus"),
    "name_en": (),
    "lon": ("longitude", "x", "бойлық", "долгота"),
    "lat": ("latitude", "y", "ендік", "широта"),
    "address_kk": ("мекенжай", "мекенжайы"),
    "address_ru": ("address", "адрес"),
    "phone": ("телефон", "tel"),
    "hours": ("жұмыс_уақыты", "часы", "часы_работы", "режим_работы"),
    "area": ("kato", "area_code", "beat", "като", "участок", "учаске"),
}
KINDS = {
    **{str(kind): kind for kind in PointKind},
    **dict.fromkeys(("учаскелік полиция пункті", "тірек пункті", "полиция пункті", "упп", "участковый пункт полиции",
                     "опорный пункт"), PointKind.POLICE_POINT),
    **dict.fromkeys(("модульдік полиция бекеті", "модульдік бекет", "модульный пост полиции", "модульный пост"),
                    PointKind.MODULAR_POST),
    **dict.fromkeys(("полиция бөлімшесі", "полиция бөлімі", "отделение полиции", "отдел полиции"), PointKind.STATION),
    **dict.fromkeys(("полиция басқармасы", "полиция департаменті", "управление полиции", "департамент полиции"),
                    PointKind.DEPARTMENT),
}
LIMITS = {"code": 40, "name_kk": 160, "name_ru": 160, "name_en": 160, "address_kk": 200, "address_ru": 200, "phone": 40}


@dataclass
class PointPlan:
    """Points to make and points that change."""

    issues: Issues = field(default_factory=Issues)
    counts: Counts = field(default_factory=Counts)
    paths: set[str] = field(default_factory=set)
    fresh: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def write(self, run: ImportRun) -> None:  # noqa: ARG002 - points do not name the file that brought them
        """See `Plan`."""
        Point.objects.bulk_create([Point(**values) for values in self.fresh], batch_size=500)
        rows = Point.objects.in_bulk([id_ for id_, _ in self.changed])
        names: list[str] = []
        for id_, values in self.changed:
            names = [name for name in values if name != "code"]
            for name in names:
                setattr(rows[id_], name, values[name])
        if rows:
            Point.objects.bulk_update(rows.values(), names, batch_size=200)


def plan(content: bytes, options: Options, snap: Snapshot, tick: Tick) -> PointPlan:
    """Read a table of points and compare it with what is kept. Raises Bad where the whole file is wrong."""
    made = PointPlan()
    towns = Towns(snap, options.valid_from)
    listed = list(reading.rows(content, COLUMNS, ("code", "kind", "lon", "lat")))
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for done, (row, cells) in enumerate(listed, start=1):
        try:
            values = _read(cells, towns, snap, options)
            if earlier := found.get(values["code"]):
                _twice(values["code"], earlier[0])
            found[values["code"]] = (row, values)
        except Bad as bad:
            made.issues.error(bad.at(row))
        tick(done, len(listed))
    _compare(made, [values for _, values in found.values()], snap)
    return made


def _twice(code: str, row: int) -> None:
    raise Bad("code_twice", code=code, row=row)


def _read(cells: dict[str, str], towns: Towns, snap: Snapshot, options: Options) -> dict[str, Any]:
    values: dict[str, Any] = {name: cells.get(name, "") for name in LIMITS}
    for name, limit in LIMITS.items():
        if len(values[name]) > limit:
            raise Bad("too_long", column=name, limit=limit)
    if not values["code"]:
        raise Bad("no_code")
    kind = KINDS.get(cells.get("kind", "").lower())
    if kind is None:
        raise Bad("kind_bad", kind=cells.get("kind", "")[:40])
    kk, ru = values["name_kk"], values["name_ru"]
    values["name_kk"], values["name_ru"] = kk or ru, ru or kk
    if not values["name_kk"]:
        raise Bad("no_name")
    place = place_of(cells)
    if place is None:
        raise Bad("half_place")
    opening = hours.parse(cells.get("hours", ""))
    if opening is None:
        raise Bad("hours_bad", hours=cells.get("hours", "")[:80])
    area = _area(cells, place, towns, snap, options)
    values.update(kind=str(kind), lon=place[0], lat=place[1], hours=opening, area_id=area, active=True)
    return values


def _area(
    cells: dict[str, str], place: tuple[float, float], towns: Towns, snap: Snapshot, options: Options,
) -> int | None:
    """The area that a point belongs to: the one named, or the beat or district around it."""
    if code := cells.get("area") or options.area_code:
        return towns.by_code(code).id
    found = snap.locate(*place, options.valid_from)
    return int(found.path.rstrip("/").rsplit("/", 1)[-1]) if found.path else None


def _compare(made: PointPlan, found: list[dict[str, Any]], snap: Snapshot) -> None:
    kept = {point.code: point for point in Point.objects.filter(code__in=[values["code"] for values in found])}
    for values in found:
        old = kept.get(values["code"])
        if old is None:
            made.fresh.append(values)
            made.counts.new += 1
        elif all(getattr(old, name) == value for name, value in values.items()):
            made.counts.same += 1
            continue
        else:
            made.changed.append((old.id, values))
            made.counts.changed += 1
        made.paths.add(snap.areas[values["area_id"]].path if values["area_id"] else "")
