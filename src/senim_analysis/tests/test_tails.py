"""However far out a finding lies, its p-value is a positive number: no closed form may underflow to 0."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import senim_analysis as sa
from senim_analysis import moments, tails

NEAR = sa.grid_neighbours(40, 40)
CHANCE = np.random.default_rng(4)
#: Six thousand events in a hundred bursts, each in its own corner and day.
CORNER = np.repeat(np.arange(100), 60)
X, Y = 1000.0 * (CORNER % 10) + CHANCE.uniform(0, 9, CORNER.size), 1000.0 * (CORNER // 10) + 1.0
T = 50.0 * CORNER
PEAK = np.where(np.arange(1600) < 40, 1e6, 0.0)
QUIET = [*[5] * 59, 10**6]
FAR: dict[str, Callable[[], Any]] = {
    "knox": lambda: sa.knox(X, Y, T, distance=20, interval=1, permutations=0),
    "near_repeat": lambda: sa.near_repeat(X, Y, T, distance_bands=[0, 20, 500], interval_bands=[0, 1, 60]),
    "moran": lambda: sa.moran(PEAK, NEAR, permutations=0),
    "getis_ord_general": lambda: sa.getis_ord_general(PEAK, NEAR),
    "getis_ord": lambda: sa.getis_ord(PEAK, NEAR),
    "poisson_z": lambda: sa.count_alarms(QUIET, method="poisson_z"),
    "farrington": lambda: sa.count_alarms([*[5, 6] * 100, 10**7], method="farrington", season=52, years=3),
    "scan": lambda: sa.count_alarms(QUIET, method="scan"),
    "funnel_limits": lambda: sa.funnel_limits(
        0.01, np.array([10**6, 100]), observed=np.array([10**6, 1]), overdispersion=1.0
    ),
    "calibration": lambda: sa.calibration(np.ones(50), np.full(50, 1000)),
    "evenness": lambda: sa.exact_evenness([50_000, 0]),
    "e_test": lambda: sa.e_test(10**6, 10),
    "wdd": lambda: sa.weighted_displacement_difference(10**8, 0, 10**8, 10**8),
    "ratio": lambda: sa.ratio_of_ratios(10**6, 200, 10**6, 10**6),
    "none after": lambda: sa.ratio_of_ratios(3000, 0, 3000, 3000),
    "difference_in_differences": lambda: sa.difference_in_differences(
        treated=[*[10**7, 10**7 + 1] * 600, *[9, 10] * 600], control=[10**7] * 2400, intervention=1200
    ),
    "interrupted": lambda: sa.interrupted_time_series([*[10**7, 10**7 + 1] * 600, *[9, 10] * 600], intervention=1200),
    "find_problems": lambda: sa.find_problems(
        np.concatenate([CHANCE.uniform(0, 9000, 500), np.full(9000, 4000.0)]),
        np.concatenate([CHANCE.uniform(0, 9000, 500), np.full(9000, 4000.0)]),
    ),
}


def told(plain: Any, name: str = "") -> Iterator[float]:
    """Every probability in a result, however deep."""
    if isinstance(plain, dict):
        for key, one in plain.items():
            yield from told(one, key)
    elif isinstance(plain, list):
        for one in plain:
            yield from told(one, name)
    elif isinstance(plain, float | int) and name in {"p_value", "p_normal", "p_analytical", "q_value", "change_p"}:
        yield plain


@pytest.mark.parametrize("name", FAR)
def test_a_p_value_is_never_nought(name: str) -> None:
    found = list(told(FAR[name]().to_dict()))
    assert found and min(found) > 0 and max(found) <= 1


@settings(deadline=None, max_examples=200)
@given(st.floats(0, 1e9), st.floats(1e-6, 1e9), st.floats(1e-6, 1e12))
def test_the_tail_of_a_count_stays_a_probability(observed: float, expected: float, variance: float) -> None:
    assert 0 < moments.upper_tail(observed, expected, variance) <= 1


def test_the_floor_keeps_the_shape_and_what_is_unknown() -> None:
    assert tails.floored(0.0) == tails.LEAST and tails.floored(0.5) == 0.5 and np.isnan(tails.floored(np.nan))
    assert tails.floored(np.array([0.0, 0.2, np.nan])).tolist()[:2] == [tails.LEAST, 0.2]


def test_the_window_that_nobody_expects_has_no_p_value_below_what_the_formula_can_tell() -> None:
    assert 0 < sa.scan_probability(60, 1, 5.0, 10**6) < 1e-10
