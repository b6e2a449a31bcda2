"""The sector's net of streets and beats: 132 streets of exactly 82.5 km, 24 beats of about equal people."""

import random
from dataclasses import dataclass
from functools import cache

from senim.demo.geography import mesh, street_names
from senim.demo.geography.mesh import Cell, Edge
from senim.demo.geography.model import Street
from senim.demo.geography.plane import Metres, length, outline, to_lonlat

STREETS, STREETS_M = 132, 82_500.0
BEATS, BEAT_PREFIX, MOST_BLOCKS = 24, "ARQ", 13
# Whole lines of the net that are avenues: (way, line).
AVENUES = (("h", 5), ("h", 8), ("v", 4), ("v", 8), ("h", 2))
BOULEVARDS = 2


@dataclass(frozen=True)
class Net:
    """The scaled net with its streets: `street_of` says which street runs along an edge and how far along."""

    at: dict[Cell, Metres]
    streets: tuple[Street, ...]
    street_of: dict[Edge, tuple[str, int]]

    def by_key(self) -> dict[str, Street]:
        return {street.key: street for street in self.streets}


def net(rng: random.Random) -> Net:
    """Lay the streets and scale the whole net so that they measure exactly 82.5 km."""
    raw = mesh.corners(rng)
    runs = _runs(rng)
    measured = sum(length([raw[a], raw[b]]) for run in runs for a, b in map(mesh.ends, run))
    factor = STREETS_M / measured
    at = {key: (x * factor, y * factor) for key, (x, y) in raw.items()}
    streets, where = [], {}
    for index, (run, line, kind) in enumerate(_christen(runs, rng), start=1):
        street = _street(f"s{index:03}", run, at, line, kind)
        streets.append(street)
        where.update({edge: (street.key, step) for step, edge in enumerate(run)})
    return Net(at, tuple(streets), where)


def _is_avenue(run: list[Edge]) -> bool:
    way, column, row = run[0]
    return (way, row if way == "h" else column) in AVENUES


def _runs(rng: random.Random) -> list[list[Edge]]:
    """Break the lines of the net, longest first, until there are as many streets as the sector has."""
    avenues = [run for run in mesh.lines() if _is_avenue(run)]
    rest = [run for run in mesh.lines() if not _is_avenue(run)]
    while len(avenues) + len(rest) < STREETS:
        longest = max(rest, key=len)
        rest.remove(longest)
        at = rng.randint(max(1, len(longest) // 3), len(longest) - max(1, len(longest) // 3))
        rest += [longest[:at], longest[at:]]
    return avenues + sorted(rest)


def _christen(runs: list[list[Edge]], rng: random.Random) -> list[tuple[list[Edge], str, str]]:
    """Give each run a name and a kind: whole lines are avenues, short runs among private houses are lanes."""
    avenues, streets, lanes = ([*names] for names in (street_names.AVENUES, street_names.STREETS, street_names.LANES))
    rng.shuffle(streets)
    rng.shuffle(lanes)
    found, boulevards = [], 0
    for run in runs:
        if _is_avenue(run):
            found.append((run, avenues.pop(0), "avenue"))
        elif len(run) == 1 and lanes and _among_private(run[0]):
            found.append((run, lanes.pop(), "lane"))
        elif boulevards < BOULEVARDS and len(run) > 1 and "|*" not in streets[-1]:
            boulevards += 1
            found.append((run, streets.pop(), "boulevard"))
        else:
            found.append((run, streets.pop() if streets else lanes.pop(), "street"))
    return found


def _among_private(edge: Edge) -> bool:
    way, c, r = edge
    beside = [(c, r), (c, r - 1)] if way == "h" else [(c, r), (c - 1, r)]
    return any(mesh.kind(cell) in "PL" for cell in beside if 0 <= cell[0] < mesh.COLUMNS and 0 <= cell[1] < mesh.ROWS)


def _street(key: str, run: list[Edge], at: dict[Cell, Metres], line: str, kind: str) -> Street:
    points = [at[mesh.ends(run[0])[0]]] + [at[mesh.ends(edge)[1]] for edge in run]
    return Street(
        key=key,
        kind=kind,
        points=tuple(to_lonlat(point) for point in points),
        length_m=round(length(points), 1),
        **street_names.forms(line, kind),
    )


def beats(people: dict[Cell, int]) -> dict[Cell, str]:
    """Which beat each block belongs to: runs of a walk over the blocks, about equal in people."""
    walk = mesh.snake()
    found, start = {}, 0
    weights = [people.get(cell, 0) for cell in walk]
    fits = cache(lambda first, last: mesh.whole(walk[first:last]))
    for number, stop in enumerate(mesh.cut(weights, BEATS, MOST_BLOCKS, fits), start=1):
        found.update(dict.fromkeys(walk[start:stop], f"{BEAT_PREFIX}-{number:02}"))
        start = stop
    return found


def beat_ring(code: str, beat_of: dict[Cell, str], at: dict[Cell, Metres]) -> list[Metres]:
    """The border of a beat; the blocks of a beat always hang together, so it is one ring."""
    (ring,) = outline([mesh.polygon(cell, at) for cell, beat in sorted(beat_of.items()) if beat == code])
    return ring


def sector_ring(at: dict[Cell, Metres]) -> list[Metres]:
    """The border of the city district, the hole included."""
    (ring,) = outline([mesh.polygon(cell, at) for cell in mesh.cells()])
    return ring
