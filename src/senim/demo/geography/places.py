"""Public places of the sector and the rural district, and where the police can be found. All invented."""

import math
from pathlib import Path

from senim.demo.geography import mesh, rural
from senim.demo.geography.city import Net
from senim.demo.geography.mesh import Cell
from senim.demo.geography.model import House, Place, PolicePoint, Street, Words
from senim.demo.geography.plane import Metres, to_lonlat, to_metres

SPECS = [
    line for line in Path(__file__).with_name("places.txt").read_text("utf-8").splitlines() if not line.startswith("#")
]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS: dict[str, object] = {"always": True}
# The station and the posts that stand at a landmark, all open round the clock.
STANDING = (
    ("ARQ-ST", "station", "culture", "Арқау ауданының полиция бөлімі", "Отдел полиции района Аркау",
     "Arkau district police station"),
    ("ARQ-MP1", "modular_post", "bazaar", "«Береке» базары жанындағы модульдік полиция бекеті",
     "Модульный пост у рынка «Береке»", "Modular post at Bereke bazaar"),
    ("ARQ-MP2", "modular_post", "park", "«Селеу» саябағындағы модульдік полиция бекеті",
     "Модульный пост в парке «Селеу»", "Modular post in Seleu park"),
    ("ARQ-MP3", "modular_post", "station", "Автостанциядағы модульдік полиция бекеті", "Модульный пост на автостанции",
     "Modular post at the bus station"),
    ("ARQ-MP4", "modular_post", "shop1", "Шұғыла шағын ауданындағы модульдік полиция бекеті",
     "Модульный пост в микрорайоне Шугыла", "Modular post in Shugyla"),
)
# A plainly impossible number: no network in Kazakhstan has the code 000.
PHONE = "+7 000 100 {:04}"


def _nearest(point: Metres, houses: list[House]) -> House:
    return min(houses, key=lambda house: (math.dist(point, to_metres(house.lon, house.lat)), house.key))


def city_places(net: Net, beat_of: dict[Cell, str], houses: list[House]) -> list[Place]:
    """The landmarks of the sector, each with the nearest house for its address."""
    found = []
    for line in SPECS:
        key, kind, block, u, v, kk, ru, en, at_kk, at_ru = line.split("|")
        column, row = (int(part) for part in block.split(","))
        point = mesh.inside((column, row), net.at, float(u), float(v))
        near = _nearest(point, houses)
        lon, lat = to_lonlat(point)
        beat = beat_of.get((column, row), "")
        found.append(Place(key, kind, Words(kk, ru, en), at_kk, at_ru, lon, lat, beat, near.street_key, near.key))
    return found


def village_places(villages: list[rural.Village], houses: list[House]) -> list[Place]:
    """A school and a shop in each village."""
    found = []
    for village in villages:
        own = [house for house in houses if house.yard == village.key]
        beat = own[0].beat
        for kind, x, words, at_kk, at_ru in (
            ("school", 60, ("мектебі", "школа", "school"), "ауыл мектебінің жанында", "возле сельской школы"),
            ("shop", -60, ("дүкені", "магазин", "shop"), "ауыл дүкенінің алдында", "возле сельского магазина"),
        ):
            point = (village.centre[0] + x, village.centre[1] + 6)
            lon, lat = to_lonlat(point)
            near = _nearest(point, own)
            kk, ru, en = words
            name = Words(f"{village.kk} ауылының {kk}", f"село {village.ru}, {ru}", f"{village.ru} village {en}")
            key = f"{village.key}-{kind}"
            found.append(Place(key, kind, name, at_kk, at_ru, lon, lat, beat, near.street_key, near.key))
    return found


def _week(opens: str, lunch: tuple[str, str], closes: str, saturday: tuple[str, str] | None) -> dict[str, object]:
    spans = [[opens, lunch[0]], [lunch[1], closes]]
    hours: dict[str, object] = dict.fromkeys(DAYS[:5], spans)
    if saturday:
        hours["sat"] = [list(saturday)]
    return hours


RECEPTION = _week("09:00", ("13:00", "14:30"), "18:30", ("10:00", "13:00"))
EVENING = _week("10:00", ("13:00", "16:00"), "20:00", ("10:00", "13:00"))
VILLAGE = _week("09:00", ("13:00", "14:30"), "18:00", None)


def points(beats: list[str], streets: dict[str, Street], houses: list[House], places: list[Place]) -> list[PolicePoint]:
    """The department and station, a police point for two beats, modular posts where many people pass."""
    at = {place.key: place for place in places}
    found = [
        _by_place(number, code, kind, at[place], streets, Words(kk, ru, en))
        for number, (code, kind, place, kk, ru, en) in enumerate(STANDING, start=1)
    ]
    for number, beat in enumerate(beats[::2], start=1):
        own = [house for house in houses if house.beat == beat]
        own = [house for house in own if house.storeys > 1] or own
        found.append(_police_point(number, beat, own[len(own) // 2], streets))
    return found


def _police_point(number: int, beat: str, house: House, streets: dict[str, Street]) -> PolicePoint:
    city = beat.startswith("ARQ")
    name = Words(
        f"№ {number} учаскелік полиция пункті", f"Участковый пункт полиции № {number}", f"Police point No. {number}"
    )
    hours = VILLAGE if not city else EVENING if number % 2 == 0 else RECEPTION
    kk, ru = address(house, streets)
    phone = PHONE.format(100 + number)
    return PolicePoint(f"UPP-{number:02}", "police_point", name, house.lon, house.lat, beat, kk, ru, phone, hours)


def _by_place(
    number: int, code: str, kind: str, place: Place, streets: dict[str, Street], name: Words
) -> PolicePoint:
    street = streets[place.street_key]
    return PolicePoint(
        code, kind, name, place.lon, place.lat, place.beat, street.kk, street.ru, PHONE.format(number), ALWAYS
    )


def address(house: House, streets: dict[str, Street]) -> tuple[str, str]:
    """A house's address in Kazakh and in Russian."""
    street = streets[house.street_key]
    return f"{street.kk}, {house.number}-үй", f"{street.ru}, дом {house.number}"
