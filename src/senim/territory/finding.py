"""Finding an address by what a person typed: two queries whatever the size of the register.

First the streets whose words begin with the words asked for, then the houses of those streets. Words that name a town
("Қарағанды, Абай 12") do not have to be in the street's name; they put its streets first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

from django.db.models import Q, QuerySet

from senim.territory import words
from senim.territory.domain import LANGUAGES, Level, name_of
from senim.territory.models import Address, Street, StreetWord
from senim.territory.snapshot import Snapshot

#: Streets looked at for one query, and houses read for them.
STREETS, HOUSES = 60, 400
#: Thirteen thousand villages are called by words that streets are called by too: only larger places count as towns.
TOWN_LEVELS = (Level.CITY, Level.CITY_DISTRICT, Level.DISTRICT, Level.REGION)


@dataclass(frozen=True, slots=True)
class AddressHit:
    """A house, or a street alone where no house was asked for or is known (`address_id` is None then).

    area_id: the beat that serves the house today; None where it is not known or the street lies in several beats.
    """

    label: str
    lon: float | None
    lat: float | None
    area_id: int | None
    street_id: int
    address_id: int | None = None
    house: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Match:
    street: Street
    #: Numbers of the query that are not the street's own: what may be the house.
    houses: tuple[str, ...]
    score: float


def find(query: str, limit: int, lang: str, snap: Snapshot, day: date) -> list[AddressHit]:
    """The best `limit` hits. See `senim.territory.api.find_addresses`."""
    asked = words.read(query)
    if not asked.words and not asked.numbers:
        return []
    matches = sorted(_matches(asked, snap), key=lambda match: (-match.score, match.street.key, match.street.id))
    return _hits(matches[:STREETS], limit, lang, snap, day) if matches else []


# --- streets --------------------------------------------------------------------------------------------------------


def _matches(asked: words.Asked, snap: Snapshot) -> Iterator[_Match]:
    towns = _town_words(snap)
    needed = [word for word in asked.words if word not in towns] or list(asked.words)
    for street in _streets(needed, asked.numbers):
        names = set(words.street_words((street.name_kk, street.name_ru, *street.other_names)))
        place = _place_words(street.area_id, snap)
        score = sum(_weight(word, names, place) for word in asked.words)
        own = [number for number in asked.numbers if number in names]
        left = [number for number in asked.numbers if number not in own[:1]]
        # "12 мкр 7": the number that stands first is rather the street's name.
        score += 1.5 - 0.5 * asked.numbers.index(own[0]) if own else 0
        yield _Match(street, tuple(left), score - 0.01 * max(0, len(names) - len(asked.words)))


def _weight(word: str, names: set[str], place: set[str]) -> float:
    stem = words.stem(word)
    if word in names:
        return 3.0
    if any(words.stem(name) == stem for name in names):
        return 2.8
    if any(name.startswith(stem) for name in names):
        return 2.0
    return 1.0 if word in place or stem in {words.stem(name) for name in place} else 0.0


def _streets(needed: Sequence[str], numbers: Sequence[str]) -> QuerySet[Street]:
    """Streets with all the words; where only numbers were typed, those that are called by one of them."""
    streets = Street.objects.defer("geometry")
    if not needed:
        with_number = StreetWord.objects.filter(word__in=numbers).values("street_id")
        return streets.filter(id__in=with_number).order_by("key", "id")[:STREETS * 4]
    for word in sorted(needed, key=len, reverse=True):
        low, high = words.bounds(words.stem(word))
        streets = streets.filter(id__in=StreetWord.objects.filter(word__gte=low, word__lt=high).values("street_id"))
    return streets.order_by("key", "id")[:STREETS * 4]


def _town_words(snap: Snapshot) -> frozenset[str]:
    """Words by which towns and districts are called, with their Russian cases folded in."""
    if "towns" not in snap.made:
        named = (info for info in snap.areas.values() if info.level in TOWN_LEVELS)
        snap.made["towns"] = frozenset(word for info in named for word in words.street_words(info.names))
    found: frozenset[str] = snap.made["towns"]
    return found


def _place_words(area_id: int, snap: Snapshot) -> set[str]:
    return {word for info in snap.chain(area_id) for word in words.street_words(info.names)}


# --- houses ---------------------------------------------------------------------------------------------------------


def _hits(matches: Sequence[_Match], limit: int, lang: str, snap: Snapshot, day: date) -> list[AddressHit]:
    """Houses and streets in order of how well they answer; only the first `limit` are located."""
    found: list[tuple[Any, _Match, Address | None, bool]] = []
    by_street = {match.street.id: match for match in matches}
    with_house: set[int] = set()
    for address in _addresses(matches):
        match = by_street[address.street_id]
        with_house.add(match.street.id)
        near = _nearness(address.house_key, match.houses)
        order = (-match.score, near, match.street.key, match.street.id, words.house_order(address.house_key))
        found.append((order, match, address, near == 0))
    for match in matches:
        if match.street.id not in with_house or (len(matches) > 1 and not match.houses):
            order = (-match.score, 9 if match.houses else -1, match.street.key, match.street.id, (0, ""))
            found.append((order, match, None, False))
    best = nsmallest(limit, found, key=lambda row: row[0])
    return [
        _hit(address, match.street, lang, snap, day, exact=exact) if address
        else _street_hit(match.street, lang, snap, day)
        for _, match, address, exact in best
    ]


def _addresses(matches: Sequence[_Match]) -> Iterable[Address]:
    """Houses of the streets: those whose number begins as asked, or the first ones where no number was asked."""
    streets: dict[str, list[int]] = defaultdict(list)
    for match in matches:
        for house in match.houses:
            streets[words.house_key(house.split("-")[0])].append(match.street.id)
    wanted = Q()
    for house, ids in streets.items():
        low, high = words.bounds(house)
        wanted |= Q(street_id__in=ids, house_key__gte=low, house_key__lt=high)
    if not wanted:
        wanted = Q(street_id__in=[match.street.id for match in matches[:5]])
    return Address.objects.filter(wanted).order_by("street_id", "house_key")[:HOUSES]


def _nearness(key: str, houses: Sequence[str]) -> int:
    """0 for the house itself, 1 for the house of a flat or block, 2 for numbers that merely begin so."""
    asked = [words.house_key(house) for house in houses]
    if not asked or key in asked:
        return 0
    if any(key == house.split("-")[0] for house in asked):
        return 1
    return 2 if any(key.startswith(house) and not key[len(house)].isdigit() for house in asked) else 3


def _hit(address: Address, street: Street, lang: str, snap: Snapshot, day: date, *, exact: bool) -> AddressHit:
    area_id = beat_of(address.lon, address.lat, address.area_id or street.area_id, snap, day)
    label = f"{_street_label(street, lang)}, {address.house}{_town_label(street, lang, snap)}"
    return AddressHit(label, address.lon, address.lat, area_id, street.id, address.id, address.house, exact)


def _street_hit(street: Street, lang: str, snap: Snapshot, day: date) -> AddressHit:
    area_id = snap.in_area(street.area_id, day).area_id
    label = f"{_street_label(street, lang)}{_town_label(street, lang, snap)}"
    return AddressHit(label, None, None, area_id, street.id, exact=False)


def beat_of(lon: float | None, lat: float | None, area_id: int, snap: Snapshot, day: date) -> int | None:
    """The beat of a house: by its place where it has one, else by the area it was entered under."""
    if lon is not None and lat is not None:
        return snap.locate(lon, lat, day).area_id
    return snap.in_area(area_id, day).area_id


def _street_label(street: Street, lang: str) -> str:
    names = {"kk": street.name_kk, "ru": street.name_ru}
    return names.get(lang) or street.name_kk or street.name_ru


def _town_label(street: Street, lang: str, snap: Snapshot) -> str:
    info = snap.areas.get(street.area_id)
    language = lang if lang in LANGUAGES else "kk"
    return f", {name_of(info, language)}" if info else ""


def houses(street_id: int, lang: str, snap: Snapshot, day: date) -> list[AddressHit]:
    """All houses of one street along its numbers. Two queries."""
    street = Street.objects.defer("geometry").filter(id=street_id).first()
    if street is None:
        return []
    rows = sorted(Address.objects.filter(street_id=street_id), key=lambda address: words.house_order(address.house_key))
    return [_hit(address, street, lang, snap, day, exact=True) for address in rows]


def house(address_id: int, lang: str, snap: Snapshot, day: date) -> AddressHit | None:
    """One house of the register. One query."""
    row = Address.objects.select_related("street").defer("street__geometry").filter(id=address_id).first()
    return _hit(row, row.street, lang, snap, day, exact=True) if row else None
