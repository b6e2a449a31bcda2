"""A city for the figures of the analysis: addresses in clusters, exact repeats, near repeats, a year of events.

20 x 20 km and 40 000 addresses up to 100 000 events; above that the city grows with its events, so that a street stays
as busy as it was and only the number of streets changes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

SIDE, ADDRESSES, CENTRES, YEAR = 20_000.0, 40_000, 300, 365.0
FULL = 100_000
#: Of a hundred events fifteen follow another one: within this distance, after so many days on average.
OFFSPRING, NEAR, SOON = 0.15, 150.0, 6.0
_CHUNK = 20_000

Floats = NDArray[np.float64]


class Events(NamedTuple):
    """One event a row: metres, metres, days; earliest first."""

    x: Floats
    y: Floats
    t: Floats


def events(n: int, seed: int = 1) -> Events:
    """So many events; the same for the same seed."""
    chance = np.random.default_rng(seed)
    times = max(1.0, n / FULL)
    addresses = _addresses(chance, SIDE * times**0.5, round(ADDRESSES * times), round(CENTRES * times))
    weight = chance.gamma(0.3, 1, len(addresses))
    first = int(n * (1 - OFFSPRING))
    place = chance.choice(len(addresses), first, p=weight / weight.sum())
    moment = chance.uniform(0, YEAR, first)
    parent = chance.integers(0, first, n - first)
    child = _beside(chance, addresses, place[parent])
    later = moment[parent] + chance.exponential(SOON, n - first)
    later = np.where(later >= YEAR, later - YEAR, later)
    where = np.vstack([addresses[place], addresses[child]])
    when = np.concatenate([moment, later])
    order = np.argsort(when, kind="stable")
    return Events(where[order, 0].copy(), where[order, 1].copy(), when[order])


def _addresses(chance: np.random.Generator, side: float, count: int, centres: int) -> Floats:
    """Seven in ten stand around a centre, the others anywhere."""
    middle = chance.uniform(0, side, (centres, 2))
    spread = chance.uniform(250, 600, centres)
    of = chance.integers(0, centres, int(count * 0.7))
    near = middle[of] + chance.normal(size=(of.size, 2)) * spread[of, None]
    anywhere = chance.uniform(0, side, (count - of.size, 2))
    return np.asarray(np.round(np.clip(np.vstack([near, anywhere]), 0, side), 1))


def _beside(chance: np.random.Generator, addresses: Floats, parents: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each parent an address within reach, itself not left out."""
    tree = cKDTree(addresses)
    found = np.empty(parents.size, dtype=np.int64)
    for start in range(0, parents.size, _CHUNK):
        rows = tree.query_ball_point(addresses[parents[start : start + _CHUNK]], NEAR, return_sorted=False)
        for place, row in enumerate(rows, start):
            found[place] = row[chance.integers(len(row))]
    return found
