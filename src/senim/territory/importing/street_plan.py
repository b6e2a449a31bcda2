"""Streets for the map and for choosing from a list: GeoJSON lines, many pieces to a street."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from senim.territory import shapes, words
from senim.territory.importing import reading
from senim.territory.importing.address_plan import BATCH
from senim.territory.importing.issues import Bad, Issues
from senim.territory.importing.places import read_line
from senim.territory.importing.plan import Counts, Options, Tick
from senim.territory.importing.towns import Towns
from senim.territory.models import ImportRun, Street, StreetWord
from senim.territory.snapshot import Snapshot

#: OpenStreetMap's classes of roads; what is not named here is a lane or a yard.
RANKS = {
    **dict.fromkeys(("motorway", "trunk", "primary", "secondary"), 1),
    **dict.fromkeys(("tertiary", "residential", "unclassified", "living_street", "road"), 2),
}
NAMES_KK = ("name_kk", "name:kk", "street_kk")
NAMES_RU = ("name_ru", "name:ru", "street_ru")


@dataclass(slots=True)
class Line:
    """A street gathered from the pieces of the file."""

    area_id: int
    key: str
    name_kk: str
    name_ru: str
    rank: int
    pieces: list[BaseGeometry]

    def text(self) -> str:
        merged = shapely.line_merge(shapely.union_all(self.pieces))
        parts = [part for part in shapely.get_parts(merged) if not part.is_empty]
        return shapes.to_text(shapely.normalize(shapely.MultiLineString(parts)))


@dataclass
class StreetPlan:
    """Streets to make and streets whose line or name changes."""

    issues: Issues = field(default_factory=Issues)
    counts: Counts = field(default_factory=Counts)
    paths: set[str] = field(default_factory=set)
    fresh: list[tuple[Line, str]] = field(default_factory=list)
    changed: list[tuple[int, Line, str]] = field(default_factory=list)

    def write(self, run: ImportRun) -> None:  # noqa: ARG002 - streets do not name the file that brought them
        """See `Plan`."""
        made = Street.objects.bulk_create([
            Street(area_id=line.area_id, key=line.key, name_kk=line.name_kk, name_ru=line.name_ru, rank=line.rank,
                   geometry=text)
            for line, text in self.fresh
        ], batch_size=BATCH)
        StreetWord.objects.bulk_create([
            StreetWord(street=street, word=word) for street in made
            for word in words.street_words((street.name_kk, street.name_ru))
        ], batch_size=BATCH)
        rows = Street.objects.in_bulk([id_ for id_, _, _ in self.changed])
        for id_, line, text in self.changed:
            rows[id_].geometry, rows[id_].rank = text, line.rank
        Street.objects.bulk_update(rows.values(), ["geometry", "rank"], batch_size=200)


def plan(content: bytes, options: Options, snap: Snapshot, tick: Tick) -> StreetPlan:
    """Read lines, gather them by name and town, compare. Raises Bad where the whole file is wrong."""
    made = StreetPlan()
    towns = Towns(snap, options.valid_from)
    found = reading.features(content)
    lines: dict[tuple[int, str], Line] = {}
    for row, feature in enumerate(found, start=1):
        try:
            _gather(feature, lines, towns, options)
        except Bad as bad:
            made.issues.error(bad.at(row))
        tick(row, len(found))
    _compare(made, lines, snap)
    return made


def _gather(feature: object, lines: dict[tuple[int, str], Line], towns: Towns, options: Options) -> None:
    if not isinstance(feature, dict):
        raise Bad("shape_broken")
    properties = feature.get("properties") or {}
    piece = read_line(feature.get("geometry"))
    code = str(properties.get("area") or options.area_code)
    middle = piece.interpolate(0.5, normalized=True)
    town = towns.above(towns.by_code(code).id) if code else towns.around(middle.x, middle.y)
    rank = RANKS.get(_first(properties.get("highway")).removesuffix("_link"), 3 if properties.get("highway") else 2)
    for kk, ru in _called(properties) or [("", "")]:
        # Ways without a name are kept by class: the map shows them, the search does not.
        key = words.street_key(kk, ru) if kk or ru else f"#{rank}"
        line = lines.setdefault((town.id, key), Line(town.id, key, kk[:160], ru[:160], rank, []))
        line.rank = min(line.rank, rank)
        line.pieces.append(piece)


def _first(value: Any) -> str:
    return str(value[0] if isinstance(value, list) and value else value or "")


def _called(properties: dict[str, Any]) -> list[tuple[str, str]]:
    """The names of a piece: a Kazakh and a Russian one, or one or several plain ones."""
    kk = next((str(properties[name]) for name in NAMES_KK if properties.get(name)), "")
    ru = next((str(properties[name]) for name in NAMES_RU if properties.get(name)), "")
    if kk or ru:
        return [(kk, ru)]
    plain = properties.get("name")
    names = plain if isinstance(plain, list) else [plain] if plain else []
    return [(str(name), "") for name in names]


def _compare(made: StreetPlan, lines: dict[tuple[int, str], Line], snap: Snapshot) -> None:
    areas = {area_id for area_id, _ in lines}
    kept: dict[tuple[int, str], tuple[int, str, int]] = defaultdict()
    for id_, area_id, key, geometry, rank in Street.objects.filter(area_id__in=areas).values_list(
            "id", "area_id", "key", "geometry", "rank"):
        kept[area_id, key] = (id_, geometry, rank)
    for where, line in lines.items():
        text, old = line.text(), kept.get(where)
        if old is None:
            made.fresh.append((line, text))
            made.counts.new += 1
        elif old[1:] == (text, line.rank):
            made.counts.same += 1
            continue
        else:
            made.changed.append((old[0], line, text))
            made.counts.changed += 1
        made.paths.add(snap.areas[line.area_id].path)
