"""Where the 540 apartment houses and the private ones stand, their numbers, and who many live in each."""

import random
from collections import defaultdict
from dataclasses import dataclass

from senim.demo.geography import mesh
from senim.demo.geography.city import Net
from senim.demo.geography.mesh import Cell, Edge
from senim.demo.geography.model import House
from senim.demo.geography.plane import Metres, share, to_lonlat

RESIDENTS, PRIVATE = 97_536, 1_600
STOREYS = {9: 107, 5: 212, 4: 58, 3: 71, 2: 92}
MICRO = "micro"
_MICRO_HOUSES = 22


@dataclass(frozen=True)
class Site:
    """A place for a house. `along` counts edges from the beginning of its street; `hand` is its side."""

    cell: Cell
    street: str
    hand: str
    along: float
    point: Metres
    storeys: int
    inner: bool = False


def sites(net: Net, rng: random.Random) -> list[Site]:
    """All houses of the sector on their streets; storeys come out exactly as the sector has them."""
    micro = mesh.cells("M")
    found = _micro_sites(net, micro, rng)
    for letters, storeys in (("N", [9] * (STOREYS[9] - _MICRO_HOUSES)), ("F", [5] * STOREYS[5]), ("LB", _low(rng))):
        cells = mesh.cells(letters)
        for cell, group in zip(cells, _deal(storeys, len(cells), rng), strict=True):
            found += _row(net, cell, group, rng, deep=0.16)
    cells = mesh.cells("P")
    for cell, group in zip(cells, _deal([1] * PRIVATE, len(cells), rng), strict=True):
        found += _row(net, cell, group, rng, deep=0.07)
    return found


def _low(rng: random.Random) -> list[int]:
    storeys = [height for height in (4, 3, 2) for _ in range(STOREYS[height])]
    rng.shuffle(storeys)
    return storeys


def _deal(items: list[int], hands: int, rng: random.Random) -> list[list[int]]:
    counts = share(len(items), [rng.uniform(0.75, 1.25) for _ in range(hands)])
    source = iter(items)
    return [[next(source) for _ in range(count)] for count in counts]


def _micro_sites(net: Net, cells: list[Cell], rng: random.Random) -> list[Site]:
    """Houses of the microdistrict stand freely and are numbered through, without streets."""
    found: list[Site] = []
    for order, cell in enumerate(cells):
        count = _MICRO_HOUSES // len(cells) + (order < _MICRO_HOUSES % len(cells))
        for i in range(count):
            u, v = 0.2 + 0.3 * (i % 3) + rng.uniform(-0.04, 0.04), 0.28 + 0.42 * (i // 3) + rng.uniform(-0.05, 0.05)
            found.append(Site(cell, MICRO, "left", len(found), mesh.inside(cell, net.at, u, v), 9))
    return found


def _row(net: Net, cell: Cell, storeys: list[int], rng: random.Random, deep: float) -> list[Site]:
    """Houses along the four sides of a block, some of the tall ones in its yard."""
    edges = [(edge, hand) for edge, hand in mesh.sides(cell) if edge in net.street_of]
    counts = share(len(storeys), [1 + rng.random() * 0.2 for _ in edges])
    left = iter(storeys)
    found = []
    for (edge, hand), count in zip(edges, counts, strict=True):
        for i in range(count):
            t = 0.1 + 0.8 * (i + 0.5 + rng.uniform(-0.2, 0.2)) / count
            high = next(left)
            inner = high > 1 and i == 1 and rng.random() < 0.5
            found.append(_site(net, cell, edge, hand, t, high, inner, deep))
    return found


def _site(net: Net, cell: Cell, edge: Edge, hand: str, t: float, storeys: int, inner: bool, deep: float) -> Site:
    deep = 0.34 if inner else deep
    way = edge[0]
    if way == "h":
        u, v = t, deep if hand == "left" else 1 - deep
    else:
        u, v = (1 - deep if hand == "left" else deep), t
    street, step = net.street_of[edge]
    return Site(cell, street, hand, step + t, mesh.inside(cell, net.at, u, v), storeys, inner)


def numbers(found: list[Site]) -> dict[Site, str]:
    """Odd on the left, even on the right, rising along the street; a house in the yard takes a stroke."""
    lines: dict[tuple[str, str], list[Site]] = defaultdict(list)
    for site in found:
        lines[site.street, site.hand].append(site)
    given = {}
    for (street, hand), row in sorted(lines.items()):
        number, stroke = (0 if hand == "right" or street == MICRO else -1), 0
        for site in sorted(row, key=lambda one: (one.along, one.point)):
            if site.inner and number > 0:
                stroke += 1
                given[site] = f"{number}/{stroke}"
                continue
            number, stroke = number + (1 if street == MICRO else 2), 0
            given[site] = str(number)
    return given


def _size(storeys: int, rng: random.Random) -> tuple[int, int]:
    """Entrances and flats of a house of so many storeys."""
    if storeys == 1:
        return 1, 1
    entrances = rng.choice({9: (2, 3, 4, 4, 5, 6), 5: (3, 4, 4, 5, 6)}.get(storeys, (1, 2, 2, 3)))
    return entrances, entrances * storeys * (4 if storeys == 9 else 3 if storeys in (5, 4) else 4)


def houses(net: Net, rng: random.Random) -> list[tuple[House, Cell]]:
    """Every house of the sector with its people, 97 536 in all; beats are filled in by the caller."""
    found = sites(net, rng)
    number = numbers(found)
    sizes = [_size(site.storeys, rng) for site in found]
    weights = [
        flats * rng.uniform(2.2, 2.8) if site.storeys > 1 else rng.uniform(2.2, 5.6)
        for site, (_, flats) in zip(found, sizes, strict=True)
    ]
    people = share(RESIDENTS, weights)
    return [
        (_house(site, number[site], size, residents), site.cell)
        for site, size, residents in zip(found, sizes, people, strict=True)
    ]


def _house(site: Site, number: str, size: tuple[int, int], residents: int) -> House:
    lon, lat = to_lonlat(site.point)
    return House(
        key=f"{site.street}-{number.replace('/', '.')}",
        street_key=site.street,
        number=number,
        storeys=site.storeys,
        entrances=size[0],
        flats=size[1],
        residents=residents,
        lon=lon,
        lat=lat,
        beat="",
        yard=f"b{site.cell[0]:02}{site.cell[1]:02}",
    )
