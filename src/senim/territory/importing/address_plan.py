"""Addresses: a table of streets and houses with coordinates, or with the code of the area where there are none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from senim.territory import words
from senim.territory.importing import reading
from senim.territory.importing.issues import Bad, Issues
from senim.territory.importing.plan import Counts, Options, Tick
from senim.territory.importing.towns import Towns, place_of
from senim.territory.models import Address, ImportRun, Street, StreetWord
from senim.territory.snapshot import Snapshot

COLUMNS: dict[str, tuple[str, ...]] = {
    "street_kk": ("street_kaz", "көше", "көшесі", "улица_каз", "name_kk"),
    "street_ru": ("street", "street_rus", "улица", "улица_рус", "name_ru"),
    "other_names": ("old_names", "former_names", "бұрынғы_атауы", "прежние_названия"),
    "house": ("house_number", "number", "үй", "үй_нөмірі", "дом", "номер_дома"),
    "lon": ("longitude", "x", "бойлық", "долгота"),
    "lat": ("latitude", "y", "ендік", "широта"),
    "area": ("kato", "code", "area_code", "beat", "като", "ққәож", "участок", "учаске"),
}
_HOUSE = re.compile(r"\d+[\dа-яa-z/к-]*", re.IGNORECASE)
BATCH = 2000


@dataclass(slots=True)
class House:
    """One row: a house, its street's key, its place or the area it was entered under."""

    row: int
    street: tuple[int, str]
    house: str
    key: str
    place: tuple[float, float] | None
    area_id: int | None


@dataclass(slots=True)
class NewStreet:
    area_id: int
    key: str
    name_kk: str
    name_ru: str
    other_names: list[str]


@dataclass
class AddressPlan:
    """Streets and houses to make, houses whose place changes."""

    issues: Issues = field(default_factory=Issues)
    counts: Counts = field(default_factory=Counts)
    paths: set[str] = field(default_factory=set)
    streets: dict[tuple[int, str], NewStreet] = field(default_factory=dict)
    fresh: list[House] = field(default_factory=list)
    moved: list[tuple[int, House]] = field(default_factory=list)

    def write(self, run: ImportRun) -> None:  # noqa: ARG002 - houses do not name the file that brought them
        """See `Plan`."""
        make_streets(self.streets.values())
        ids = street_ids({area_id for area_id, _ in (house.street for house in self.fresh)})
        Address.objects.bulk_create([
            Address(street_id=ids[house.street], house=house.house, house_key=house.key, area_id=house.area_id,
                    lon=house.place[0] if house.place else None, lat=house.place[1] if house.place else None)
            for house in self.fresh
        ], batch_size=BATCH)
        for start in range(0, len(self.moved), BATCH):
            self._move(self.moved[start:start + BATCH])

    def _move(self, moved: list[tuple[int, House]]) -> None:
        rows = Address.objects.in_bulk([id_ for id_, _ in moved])
        for id_, house in moved:
            rows[id_].lon, rows[id_].lat = house.place or (None, None)
            rows[id_].area_id, rows[id_].house = house.area_id, house.house
        Address.objects.bulk_update(rows.values(), ["lon", "lat", "area", "house"], batch_size=200)


def make_streets(streets: Iterable[NewStreet]) -> None:
    """Insert streets that are not there yet, with the words by which they are found."""
    made = Street.objects.bulk_create([
        Street(area_id=new.area_id, key=new.key, name_kk=new.name_kk, name_ru=new.name_ru, other_names=new.other_names)
        for new in streets
    ], batch_size=BATCH)
    StreetWord.objects.bulk_create([
        StreetWord(street=street, word=word) for street in made
        for word in words.street_words((street.name_kk, street.name_ru, *street.other_names))
    ], batch_size=BATCH)


def street_ids(areas: set[int]) -> dict[tuple[int, str], int]:
    """Ids of the streets of some areas by (area, key)."""
    rows = Street.objects.filter(area_id__in=areas).values_list("area_id", "key", "id")
    return {(area_id, key): id_ for area_id, key, id_ in rows}


def plan(content: bytes, options: Options, snap: Snapshot, tick: Tick) -> AddressPlan:
    """Read a table of addresses and compare it with what is kept. Raises Bad where the whole file is wrong."""
    made = AddressPlan()
    towns = Towns(snap, options.valid_from)
    listed = list(reading.rows(content, COLUMNS, ("house",)))
    houses: dict[tuple[tuple[int, str], str], House] = {}
    for done, (row, cells) in enumerate(listed, start=1):
        try:
            house, street = _read(row, cells, towns, options)
            if earlier := houses.get((house.street, house.key)):
                _twice(earlier)
            houses[house.street, house.key] = house
            made.streets.setdefault(house.street, street)
        except Bad as bad:
            made.issues.error(bad.at(row))
        tick(done, len(listed))
    _compare(made, houses, snap)
    return made


def _twice(earlier: House) -> None:
    raise Bad("house_twice", row=earlier.row)


def _read(row: int, cells: dict[str, str], towns: Towns, options: Options) -> tuple[House, NewStreet]:
    kk, ru = cells.get("street_kk", ""), cells.get("street_ru", "")
    if not (kk or ru) or not words.street_words((kk, ru)):
        raise Bad("no_street")
    for text, column, limit in ((kk, "street_kk", 160), (ru, "street_ru", 160), (cells.get("house", ""), "house", 24)):
        if len(text) > limit:
            raise Bad("too_long", column=column, limit=limit)
    key = _house_key(cells.get("house", ""))
    place = place_of(cells)
    code = cells.get("area", "") or options.area_code
    given = towns.by_code(code) if code else None
    if given is None and place is None:
        raise Bad("no_place")
    town = towns.above(given.id) if given else towns.around(*place or (0.0, 0.0))
    other = [name.strip() for name in cells.get("other_names", "").split(";") if name.strip()]
    street = NewStreet(town.id, words.street_key(kk, ru), kk, ru, other)
    house = House(row, (town.id, street.key), cells["house"], key, place, given.id if given else None)
    return house, street


def _house_key(text: str) -> str:
    if not text:
        raise Bad("no_house")
    key = words.house_key(text)
    if not _HOUSE.fullmatch(key):
        raise Bad("house_bad", house=text)
    return key


def _compare(made: AddressPlan, houses: dict[tuple[tuple[int, str], str], House], snap: Snapshot) -> None:
    """New, moved or the same, by street and house number."""
    streets = street_ids({area_id for area_id, _ in made.streets})
    kept = _kept([streets[key] for key in made.streets if key in streets])
    for (street, key), house in houses.items():
        old = kept[streets[street]].get(key) if street in streets else None
        if old is None:
            made.fresh.append(house)
            made.counts.new += 1
        elif old[1:] == (*(house.place or (None, None)), house.area_id):
            made.counts.same += 1
            continue
        else:
            made.moved.append((old[0], house))
            made.counts.changed += 1
        made.paths.add(snap.areas[street[0]].path)
    for known in [key for key in made.streets if key in streets]:
        del made.streets[known]


Kept = dict[str, tuple[int, float | None, float | None, int | None]]


def _kept(streets: list[int]) -> dict[int, Kept]:
    found: dict[int, Kept] = defaultdict(dict)
    fields = ("street_id", "house_key", "id", "lon", "lat", "area_id")
    for start in range(0, len(streets), 500):
        rows = Address.objects.filter(street_id__in=streets[start:start + 500]).values_list(*fields)
        for street, key, *rest in rows.iterator(chunk_size=5000):
            found[street][key] = tuple(rest)
    return found
