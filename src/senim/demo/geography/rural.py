"""The rural district beside the city: nine rural districts, sixteen villages, six beats."""

import math
import random
from dataclasses import dataclass

from senim.demo.geography import street_names
from senim.demo.geography.model import House, Street
from senim.demo.geography.plane import Metres, centroid, length, share, to_lonlat

BEAT_PREFIX = "TMR"
RESIDENTS, HOUSES = 14_260, 2_040
# Rural districts west to east, south to north: name, its villages (Kazakh, Russian) and its beat.
OKRUGS: tuple[tuple[str, str, tuple[tuple[str, str], ...], int], ...] = (
    ("Бозшағыл", "Бозшагыл", (("Бозшағыл", "Бозшагыл"), ("Көккөл", "Кокколь")), 1),
    ("Ақселеу", "Акселеу", (("Ақселеу", "Акселеу"),), 1),
    ("Шоқтал", "Шоктал", (("Шоқтал", "Шоктал"),), 1),
    ("Тұмарлы", "Тумарлы", (("Тұмарлы", "Тумарлы"), ("Жетіқұдық", "Жетикудук"), ("Үшкепе", "Ушкепе")), 2),
    ("Қарашолақ", "Карашолак", (("Қарашолақ", "Карашолак"), ("Көктабан", "Коктабан")), 3),
    ("Сарынұр", "Сарынур", (("Сарынұр", "Сарынур"),), 4),
    ("Жиделісай", "Жиделисай", (("Жиделісай", "Жиделисай"), ("Тасөткел", "Тасоткель")), 5),
    ("Құланды", "Куланды", (("Құланды", "Куланды"), ("Майжусан", "Майжусан")), 6),
    ("Айғыржал", "Айгыржал", (("Айғыржал", "Айгыржал"), ("Сортөбе", "Сортобе")), 6),
)
_SIDE = 17_000.0
Corner = tuple[int, int]


@dataclass(frozen=True)
class Village:
    """A village: its place, its rural district's number in `OKRUGS` and its share of the people."""

    key: str
    kk: str
    ru: str
    okrug: int
    centre: Metres
    weight: float


def rings(east: list[Metres], rng: random.Random) -> list[list[Metres]]:
    """Rings of the nine rural districts, metres, counter-clockwise, open.

    `east` is the city's eastern border from south to north: the district begins exactly there.
    """
    middle_y = (east[0][1] + east[-1][1]) / 2
    xs = [east[0][0] + step * _SIDE for step in range(4)]
    ys = [middle_y + (step - 1.5) * _SIDE for step in range(4)]
    at = {(i, j): (xs[i] + _bend(i, rng), ys[j] + rng.uniform(-2200, 2200)) for i in range(4) for j in range(4)}
    at[0, 1], at[0, 2] = east[0], east[-1]
    upright = {(i, j): _between(at[i, j], at[i, j + 1], rng) for i in range(4) for j in range(3)}
    upright[0, 1] = east[1:-1]
    across = {(i, j): _between(at[i, j], at[i + 1, j], rng) for i in range(3) for j in range(4)}
    return [_ring(i, j, at, upright, across) for j in range(3) for i in range(3)]


def _ring(
    i: int, j: int, at: dict[Corner, Metres], upright: dict[Corner, list[Metres]], across: dict[Corner, list[Metres]]
) -> list[Metres]:
    south = [at[i, j], *across[i, j], at[i + 1, j]]
    north = [at[i + 1, j + 1], *across[i, j + 1][::-1], at[i, j + 1]]
    return [*south, *upright[i + 1, j], *north, *upright[i, j][::-1]]


def _bend(column: int, rng: random.Random) -> float:
    return rng.uniform(-2500, 2500) if column else rng.uniform(-1500, 0)


def _between(a: Metres, b: Metres, rng: random.Random) -> list[Metres]:
    """Two points on the way: a border in the steppe follows gullies, not a ruler."""
    turn = math.hypot(b[0] - a[0], b[1] - a[1]) * 0.05
    return [
        (a[0] + (b[0] - a[0]) * t + rng.uniform(-turn, turn), a[1] + (b[1] - a[1]) * t + rng.uniform(-turn, turn))
        for t in (0.34, 0.67)
    ]


def villages(rings: list[list[Metres]], rng: random.Random) -> list[Village]:
    """The villages near the middles of their rural districts."""
    found: list[Village] = []
    for number, (_, _, names, _) in enumerate(OKRUGS):
        ring = rings[number]
        middle = centroid(ring)
        for order, (kk, ru) in enumerate(names):
            angle = rng.uniform(0, 2 * math.pi) if order == 0 else 2 * math.pi * order / len(names) + 0.7
            far = 900 if order == 0 else 3600
            centre = (middle[0] + far * math.cos(angle), middle[1] + far * math.sin(angle))
            found.append(Village(f"v{len(found) + 1:02}", kk, ru, number, centre, 2.6 if order == 0 else 1.0))
    return found


def settle(village: Village, homes: int, people: list[int], rng: random.Random) -> tuple[list[Street], list[House]]:
    """Streets and houses of one village: two to six straight streets side by side."""
    count = max(2, min(6, homes // 38))
    names = rng.sample(street_names.VILLAGE_STREETS[1:], count - 1)
    turn = rng.uniform(0, math.pi)
    streets: list[Street] = []
    houses: list[House] = []
    sizes = share(homes, [1.0] * count)
    for row, (line, size) in enumerate(zip([street_names.VILLAGE_STREETS[0], *names], sizes, strict=True)):
        street = _street(village, row, line, size, turn, count)
        streets.append(street)
        for i in range(size):
            point = _stand(village, row, i, turn, count, size)
            houses.append(_house(village, street, str(i + 1), people[len(houses)], point, rng))
    return streets, houses


def _turned(village: Village, x: float, y: float, turn: float) -> Metres:
    return (
        village.centre[0] + x * math.cos(turn) - y * math.sin(turn),
        village.centre[1] + x * math.sin(turn) + y * math.cos(turn),
    )


def _stand(village: Village, row: int, i: int, turn: float, rows: int, size: int) -> Metres:
    x = (i // 2 - size / 4) * 32 + 16
    y = (row - (rows - 1) / 2) * 110 + (24 if i % 2 == 0 else -24)
    return _turned(village, x, y, turn)


def _street(village: Village, row: int, line: str, size: int, turn: float, rows: int) -> Street:
    y = (row - (rows - 1) / 2) * 110
    points = [_turned(village, x, y, turn) for x in (-size * 8.0, size * 8.0)]
    return Street(
        key=f"{village.key}-{row + 1}",
        kind="street",
        points=tuple(to_lonlat(point) for point in points),
        length_m=round(length(points), 1),
        **street_names.forms(line, "street"),
    )


def _house(village: Village, street: Street, number: str, people: int, point: Metres, rng: random.Random) -> House:
    lon, lat = to_lonlat(point)
    storeys = 2 if rng.random() < 0.03 else 1
    return House(
        f"{street.key}-{number}", street.key, number, storeys, 1, 8 if storeys == 2 else 1, people, lon, lat,
        f"{BEAT_PREFIX}-{OKRUGS[village.okrug][3]:02}", village.key,
    )
