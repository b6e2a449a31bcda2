"""Where nothing is, p-values are uniform or lean to the safe side: a short look, and a long one (soak)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import senim_analysis as sa

Chance = np.random.Generator
Drawn = Callable[[Chance], float]
NEAR = sa.grid_neighbours(8, 8)


def nothing(chance: Chance, n: int = 90) -> tuple[Any, Any, Any]:
    """Events that cluster in space and follow a season, while neither knows of the other."""
    centre = chance.uniform(0, 2000, (5, 2))
    x, y = (centre[chance.integers(0, 5, n)] + chance.normal(0, 120, (n, 2))).T
    return x.copy(), y.copy(), np.sort(365 * chance.beta(2, 2, n))[chance.permutation(n)]


def knox(chance: Chance) -> float:
    return sa.knox(*nothing(chance), distance=150, interval=21, permutations=99, seed=_seed(chance)).p_value


def knox_exact(chance: Chance) -> float:
    return sa.knox(*nothing(chance), distance=150, interval=21, permutations=0).p_value


def jacquez(chance: Chance) -> float:
    return sa.jacquez(*nothing(chance), neighbours=3, permutations=99, seed=_seed(chance)).p_value


def near_repeat(chance: Chance) -> float:
    """The smallest of a table, against the smallest of each shuffled table: one question for the whole table."""
    found = sa.near_repeat(
        *nothing(chance),
        distance_bands=[0, 100, 200, 300],
        interval_bands=[0, 14, 28],
        permutations=99,
        seed=_seed(chance),
    )
    return float(np.min(found.family_p))


def scan(chance: Chance) -> float:
    found = sa.space_time_permutation_scan(
        *nothing(chance), cell=200, radius=500, interval=40, replications=39, seed=_seed(chance)
    )
    return min((one.p_value for one in found.clusters), default=1.0)


def moran(chance: Chance) -> float:
    return sa.moran(chance.poisson(3, 64), NEAR, permutations=99, seed=_seed(chance)).p_value


def e_test(chance: Chance) -> float:
    return sa.e_test(int(chance.poisson(15)), int(chance.poisson(15)) + 1).p_value


def alarms(method: str) -> Drawn:
    """Of the last week of a quiet series."""

    def draw(chance: Chance) -> float:
        weeks = chance.poisson(12, 200 if method == "farrington" else 60)
        more = {"season": 52, "years": 3} if method == "farrington" else {}
        return float(sa.count_alarms(weeks, method=method, replications=99, seed=_seed(chance), **more).p_value)

    return draw


def _seed(chance: Chance) -> int:
    return int(chance.integers(2**31))


#: Of which method so many data sets are drawn: in the short look, in the long one.
TRIED: dict[str, tuple[Drawn, int, int]] = {
    "knox": (knox, 150, 3000),
    "knox_exact": (knox_exact, 200, 5000),
    "jacquez": (jacquez, 150, 3000),
    "near_repeat": (near_repeat, 100, 2000),
    "scan": (scan, 60, 1000),
    "moran": (moran, 150, 3000),
    "e_test": (e_test, 300, 10_000),
    "alarms, Poisson z": (alarms("poisson_z"), 300, 5000),
    "alarms, CUSUM": (alarms("cusum"), 100, 2000),
    "alarms, Farrington": (alarms("farrington"), 100, 2000),
    "alarms, scan": (alarms("scan"), 200, 5000),
}


def too_often(p: Any, level: float, sigmas: float) -> bool:
    """More p-values at or under the level than chance allows, so many standard deviations off."""
    share, n = float(np.mean(np.asarray(p) <= level)), len(p)
    return share > level + sigmas * (level * (1 - level) / n) ** 0.5


@pytest.mark.thorough
@pytest.mark.parametrize("name", TRIED)
def test_nothing_is_found_where_nothing_is(name: str) -> None:
    draw, times, _ = TRIED[name]
    p = [draw(np.random.default_rng([7, place])) for place in range(times)]
    assert [level for level in (0.05, 0.1, 0.25, 0.5) if too_often(p, level, 3)] == []
    assert np.mean(p) > 0.4, "p-values of nothing crowd at nought"


@pytest.mark.thorough
@pytest.mark.soak
@pytest.mark.parametrize("name", TRIED)
def test_nothing_is_found_in_many_files_of_nothing(name: str) -> None:
    draw, _, times = TRIED[name]
    p = [draw(np.random.default_rng([11, place])) for place in range(times)]
    levels = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75)
    # The exact moments know no skewness: in the tail they may be a little bold, and are held to that.
    slack = {0.01: 0.01, 0.05: 0.015} if name == "knox_exact" else {}
    assert [level for level in levels if too_often(p, level + slack.get(level, 0.0), 3)] == []
