"""Puts the invented land together: areas of every level, streets, houses, places, points."""

import random
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from senim.demo.geography import city, houses, mesh, places, rural
from senim.demo.geography.mesh import Cell
from senim.demo.geography.model import Geography, House, Land, Street, Words
from senim.demo.geography.plane import Metres, closed, outline, share

# The country is real; below it stand codes that the classifier KATO does not give out (its regions are 10 to 79).
COUNTRY, REGION, CITY, DISTRICT, RURAL = "000000000", "991000000", "991010000", "991013100", "991033100"


def _micro_street(net: city.Net) -> Street:
    """The microdistrict stands for a street in addresses; it has no length and is not one of the 132."""
    corner = net.at[10, 7]
    return Street(
        "micro", "micro", "Шұғыла шағын ауданы", "микрорайон Шугыла", "микрорайоне Шугыла", "микрорайону Шугыла",
        "Шугыла", "Шугыле", closed([corner])[:1], 0.0,
    )


def _homes(net: city.Net, rng: random.Random) -> tuple[list[House], dict[Cell, str]]:
    """All houses of the sector, each in its beat, and the beat of every block."""
    found = houses.houses(net, rng)
    people: Counter[Cell] = Counter()
    for house, cell in found:
        people[cell] += house.residents
    beat_of = city.beats(people)
    return [replace(house, beat=beat_of[cell]) for house, cell in found], beat_of


def _beat_lands(net: city.Net, beat_of: dict[Cell, str], homes: list[House]) -> list[Land]:
    people = Counter[str]()
    for house in homes:
        people[house.beat] += house.residents
    return [
        Land(
            code, "beat", DISTRICT, _beat_name(int(code[-2:]), "Арқау", "Аркау", "Arkau"), people[code],
            (closed(city.beat_ring(code, beat_of, net.at)),),
        )
        for code in sorted(set(beat_of.values()))
    ]


def _beat_name(number: int, kk: str, ru: str, en: str) -> Words:
    return Words(f"{kk}, № {number} учаске", f"{ru}, участок № {number}", f"{en}, beat No. {number}")


def _east(net: city.Net) -> list[Metres]:
    return [net.at[mesh.COLUMNS, row] for row in range(mesh.ROWS + 1)]


def _okrug_code(number: int) -> str:
    return f"99103{41 + 2 * number:02}00"


def _rural_lands(rings: list[list[Metres]], villages: list[rural.Village], people: dict[str, int]) -> list[Land]:
    """Rural districts, their villages, and the beats that unite one, two or three of them."""
    found = []
    for number, (kk, ru, _, _) in enumerate(rural.OKRUGS):
        own = [village for village in villages if village.okrug == number]
        total = sum(people[village.key] for village in own)
        name = Words(f"{kk} ауылдық округі", f"Сельский округ {ru}", f"{ru} rural district")
        found.append(Land(_okrug_code(number), "rural_district", RURAL, name, total, (closed(rings[number]),)))
        for order, village in enumerate(own, start=1):
            name = Words(f"{village.kk} ауылы", f"село {village.ru}", f"{village.ru} village")
            code = f"{_okrug_code(number)[:7]}{10 + order}"
            found.append(Land(code, "settlement", _okrug_code(number), name, people[village.key]))
    return found + _rural_beats(rings, found)


def _rural_beats(rings: list[list[Metres]], lands: list[Land]) -> list[Land]:
    people = {land.code: land.population for land in lands}
    found = []
    for beat in sorted({okrug[3] for okrug in rural.OKRUGS}):
        own = [number for number, okrug in enumerate(rural.OKRUGS) if okrug[3] == beat]
        codes = tuple(_okrug_code(number) for number in own)
        border = tuple(closed(ring) for ring in outline([rings[number] for number in own]))
        name = _beat_name(beat, "Тұмарлы", "Тумарлы", "Tumarly")
        total = sum(people[code] for code in codes)
        found.append(Land(f"{rural.BEAT_PREFIX}-{beat:02}", "beat", RURAL, name, total, border, codes))
    return found


def _upper_lands(net: city.Net, rings: list[list[Metres]]) -> list[Land]:
    sector = city.sector_ring(net.at)
    (district,) = outline(rings)
    (region,) = outline([sector, *rings])
    people, rural_people = houses.RESIDENTS, rural.RESIDENTS
    kenzhazyk = Words("Кеңжазық облысы", "Кенжазыкская область", "Kenzhazyk Region")
    country = Words("Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan")
    arkau = Words("Арқау ауданы", "район Аркау", "Arkau district")
    tumarly = Words("Тұмарлы ауданы", "Тумарлинский район", "Tumarly district")
    return [
        Land(COUNTRY, "country", "", country, people + rural_people),
        Land(REGION, "region", COUNTRY, kenzhazyk, people + rural_people, (closed(region),)),
        Land(CITY, "city", REGION, Words("Көкселеу қаласы", "город Кокселеу", "Kokseleu"), people, (closed(sector),)),
        Land(DISTRICT, "city_district", CITY, arkau, people, (closed(sector),)),
        Land(RURAL, "district", REGION, tumarly, rural_people, (closed(district),)),
    ]


def _settle(villages: list[rural.Village], rng: random.Random) -> tuple[list[Street], list[House]]:
    sizes = share(rural.HOUSES, [village.weight * rng.uniform(0.8, 1.2) for village in villages])
    people = iter(share(rural.RESIDENTS, [rng.uniform(3.2, 6.4) for _ in range(rural.HOUSES)]))
    streets, found = [], []
    for village, size in zip(villages, sizes, strict=True):
        some_streets, some = rural.settle(village, size, [next(people) for _ in range(size)], rng)
        streets += some_streets
        found += some
    return streets, found


def _blocks(net: city.Net) -> dict[str, tuple[tuple[float, float], ...]]:
    return {f"b{c:02}{r:02}": closed(mesh.polygon((c, r), net.at)) for c, r in mesh.cells()}


@lru_cache(maxsize=4)
def build(seed: int = 2026) -> Geography:
    """The invented land of a seed; the same seed gives the same land to the last digit."""
    net = city.net(random.Random(f"{seed}:net"))
    homes, beat_of = _homes(net, random.Random(f"{seed}:homes"))
    rings = rural.rings(_east(net), random.Random(f"{seed}:rural"))
    villages = rural.villages(rings, random.Random(f"{seed}:villages"))
    village_streets, village_homes = _settle(villages, random.Random(f"{seed}:settle"))
    people = Counter[str]()
    for house in village_homes:
        people[house.yard] += house.residents
    lands = _upper_lands(net, rings) + _beat_lands(net, beat_of, homes) + _rural_lands(rings, villages, people)
    streets = (*net.streets, _micro_street(net))
    signs = {street.key: street for street in (*streets, *village_streets)}
    landmarks = places.city_places(net, beat_of, homes) + places.village_places(villages, village_homes)
    beats = [land.code for land in lands if land.level == "beat"]
    (hole,) = mesh.cells("I")
    return Geography(
        seed, tuple(lands), streets, tuple(village_streets), tuple(homes), tuple(village_homes), tuple(landmarks),
        tuple(places.points(beats, signs, homes + village_homes, landmarks)),
        closed(mesh.polygon(hole, net.at)), _blocks(net),
    )


