"""Houses become hexagons, each with its load and its neighbours: what beats are made of when they are redrawn.

A hexagon that two beats share is two units, so that what stands today is exactly what the register says. Only in jobs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import h3
import numpy as np
import numpy.typing as npt
from scipy.spatial import Delaunay, QhullError

from senim.territory.api import AreaInfo, Houses

#: Edge about 75 m: half a block.
RESOLUTION = 10
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Units:
    """cell, beat (number in `beats`), houses, residents, lon, lat of each unit; borders: [m, 2]."""

    cell: tuple[str, ...]
    beat: Ints
    houses: Floats
    residents: Floats
    lon: Floats
    lat: Floats
    borders: Ints
    beats: tuple[AreaInfo, ...]


def units_of(houses: Houses, beats: tuple[AreaInfo, ...]) -> Units:
    """The units of the houses of some beats, whose residents are spread evenly over their houses."""
    number = {one.path: place for place, one in enumerate(beats)}
    whose = np.array([number.get(path, -1) for path in houses.paths], dtype=np.int64)[houses.path]
    grouped: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, beat in enumerate(whose.tolist()):
        if beat >= 0:
            grouped[h3.latlng_to_cell(float(houses.lat[at]), float(houses.lon[at]), RESOLUTION), beat].append(at)
    keys = sorted(grouped)
    count = np.array([len(grouped[key]) for key in keys], dtype=np.float64)
    beat = np.array([key[1] for key in keys], dtype=np.int64)
    by_beat = np.bincount(beat, count, len(beats))
    people = np.array([one.population or 0 for one in beats], dtype=np.float64)
    lon = np.array([float(houses.lon[grouped[key]].mean()) for key in keys])
    lat = np.array([float(houses.lat[grouped[key]].mean()) for key in keys])
    residents = people[beat] * count / by_beat[beat]
    cells = tuple(key[0] for key in keys)
    borders = _borders(cells, beat, lon, lat)
    return Units(cells, beat, count, residents, lon, lat, borders, beats)


def _borders(cells: tuple[str, ...], beat: Ints, lon: Floats, lat: Floats) -> Ints:
    """Units of one hexagon or of neighbouring ones touch; ground without houses between two pieces is passed over."""
    at: dict[str, list[int]] = defaultdict(list)
    for unit, cell in enumerate(cells):
        at[cell].append(unit)
    pairs = {
        (min(a, b), max(a, b))
        for cell, here in at.items()
        for near in h3.grid_disk(cell, 1)
        for a in here
        for b in at.get(near, ())
        if a != b
    }
    pairs |= _bridges(len(cells), pairs, beat, *_plane(lon, lat))
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _plane(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Metres about the middle, right enough for "which is nearest"."""
    north = float(np.median(lat)) if lat.size else 0.0
    return (lon - lon.mean()) * 111_320 * float(np.cos(np.radians(north))), (lat - north) * 111_320


def _bridges(n: int, pairs: set[tuple[int, int]], beat: Ints, x: Floats, y: Floats) -> set[tuple[int, int]]:
    """The shortest links that join the pieces of each beat, and then the pieces of the whole: a park is no border."""
    made: set[tuple[int, int]] = set()
    for group in [np.flatnonzero(beat == one) for one in np.unique(beat)]:
        inside = {pair for pair in pairs if beat[pair[0]] == beat[pair[1]]}
        made |= _join(group, inside, x, y)
    return made | _join(np.arange(n), pairs | made, x, y)


def _join(group: Ints, pairs: set[tuple[int, int]], x: Floats, y: Floats) -> set[tuple[int, int]]:
    """The shortest links that make one piece of a group (Kruskal, over neighbours in Delaunay's sense, which hold the
    shortest tree of all)."""
    root = {int(one): int(one) for one in group}

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for a, b in pairs:
        if a in root and b in root:
            root[top(a)] = top(b)
    links = _neighbours(group, x, y)
    order = np.argsort((x[links[:, 0]] - x[links[:, 1]]) ** 2 + (y[links[:, 0]] - y[links[:, 1]]) ** 2, kind="stable")
    made: set[tuple[int, int]] = set()
    for a, b in links[order].tolist():
        if top(a) != top(b):
            root[top(a)] = top(b)
            made.add((min(a, b), max(a, b)))
    return made


def _neighbours(group: Ints, x: Floats, y: Floats) -> Ints:
    """[m, 2] of links among which the shortest tree of the group lies."""
    if group.size > 3:
        points = np.column_stack([x[group], y[group]])
        try:
            corners = Delaunay(points, qhull_options="Qbb Q12 QJ").simplices
        except QhullError:
            corners = np.empty((0, 3), dtype=np.int64)
        if corners.size:
            sides = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]])
            return np.unique(np.sort(group[sides], axis=1), axis=0)
    every = np.array(np.triu_indices(group.size, 1)).T.reshape(-1, 2)
    found: Ints = group[every]
    return found


def spread(units: Units, lon: Floats, lat: Floats, beat: Ints) -> tuple[Floats, int]:
    """([unit] of counts, how many had no place). Records stand at their hexagon, or at the nearest unit of their beat;
    those without a place are spread over the houses of their beat. beat: -1 for a record of no beat, left out."""
    load = np.zeros(len(units.cell))
    known = {key: unit for unit, key in enumerate(zip(units.cell, units.beat.tolist(), strict=True))}
    of_beat = [np.flatnonzero(units.beat == one) for one in range(len(units.beats))]
    lost = 0
    for east, north, own in zip(lon.tolist(), lat.tolist(), beat.tolist(), strict=True):
        if own < 0 or not of_beat[own].size:
            continue
        mine = of_beat[own]
        if not (np.isfinite(east) and np.isfinite(north)):
            load[mine] += units.houses[mine] / units.houses[mine].sum()
            lost += 1
            continue
        unit = known.get((h3.latlng_to_cell(north, east, RESOLUTION), own))
        if unit is None:
            away = (units.lon[mine] - east) ** 2 * np.cos(np.radians(north)) ** 2 + (units.lat[mine] - north) ** 2
            unit = int(mine[int(away.argmin())])
        load[unit] += 1
    return load, lost
