"""Answers known from elsewhere: published numbers, and what R (surveillance 1.20.3, spdep) and statsmodels 0.15 give.

The inputs are made by a formula, so that anyone can put them to the same question. More of them stand beside each
method, in the tests of the library.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

import senim_analysis as sa
from senim_analysis.farrington import expect, reference
from senim_analysis.grid import places
from senim_analysis.moments import soon_degrees
from senim_analysis.pairs import count
from senim_analysis.tests.burkitt import cases, needs_cases


def sequence(n: int) -> np.ndarray:
    """0 to 12, without order."""
    i = np.arange(n)
    return (7 * i * i + 3 * i) % 13


# --- Burkitt's lymphoma, West Nile: what peers print beside the count -------------------------------------------------


@needs_cases
def test_the_tables_of_pointpats() -> None:
    found = sa.knox(*cases(), distance=20, interval=5, permutations=0)
    assert found.observed_table.tolist() == [[13, 3416], [39, 14110]]
    assert found.expected_table == pytest.approx(
        np.array([[10.1438161, 3418.85618], [41.8561839, 14107.1438]]), rel=5e-8
    )


@needs_cases
@pytest.mark.parametrize(
    ("distance", "interval", "above", "at_least", "sd_of_pairs", "p_of_pairs"),
    [
        (20, 5, 0.146246, 0.222267, 2.8533, 0.20112),
        (5, 30, 0.103053, 0.194029, 2.1294, 0.19098),
        (2.5, 30, 0.053046, 0.165044, 1.1694, 0.16362),
        (10, 60, 0.018852, 0.027974, 5.1235, 0.02231),
        (20, 180, 0.002074, 0.002492, 13.9324, 0.00052),
        (40, 360, 0.015092, 0.016223, 22.9824, 0.00071),
    ],
)
def test_poisson_and_pair_shuffles_follow_from_our_counts(
    distance: float, interval: float, above: float, at_least: float, sd_of_pairs: float, p_of_pairs: float
) -> None:
    """Our counts and expectation give the numbers that surveillance and pointpats print, and that we do not."""
    found = sa.knox(*cases(), distance=distance, interval=interval, permutations=0)
    law = stats.poisson(found.expected)
    assert (law.sf(found.statistic), law.sf(found.statistic - 1)) == pytest.approx((above, at_least), abs=6e-7)
    pairs = stats.hypergeom(found.pairs, found.near, found.soon)
    assert (pairs.std(), pairs.sf(found.statistic - 1)) == pytest.approx((sd_of_pairs, p_of_pairs), abs=6e-5)
    assert found.sd > sd_of_pairs


@needs_cases
def test_bakers_expectation_is_the_sum_of_products_of_degrees() -> None:
    """The modified Knox test (Baker 2004): half the sum of products over n - 1 is 10.18984; 13 less that is 2.81016."""
    x, y, t = cases()
    found, near, soon = places(x, y, t, 20.0), np.array([20.0 + 1e-9]), np.array([5.0 + 1e-9])
    close = np.empty(x.size)
    close[found.order] = np.repeat(count(found, t, near, soon, "euclidean").degree[0], found.sizes)
    late = np.empty(x.size)
    late[np.argsort(t, kind="stable")] = soon_degrees(t, soon)[0]
    baker = float(close @ late) / 2 / (x.size - 1)
    assert (baker, 13 - baker) == pytest.approx((10.18984, 2.81016043), abs=5e-6)


# --- counts over time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("week", "years", "limit", "mean"),
    [
        (290, 3, 13.318783, 7.127116),
        (290, 4, 12.920829, 6.922384),
        (290, 5, 12.523054, 6.683156),
        (300, 3, 15.157459, 5.787599),
        (300, 4, 13.212250, 5.310547),
        (300, 5, 12.071668, 4.967106),
        (313, 3, 14.632836, 8.308120),
        (313, 4, 14.347351, 8.062249),
        (313, 5, 14.072506, 7.769123),
    ],
)
def test_farrington_is_that_of_surveillance(week: int, years: int, limit: float, mean: float) -> None:
    """algo.farrington: w = 3, reweighted, trend where it is significant, 2/3 power, upper 5 %; a past outbreak."""
    i = np.arange(1, 314)
    weekly = np.maximum(0, np.floor(3 * np.sin(2 * np.pi * i / 52) + 0.01 * i + (7 * i * i + 3 * i) % 13))
    weekly[139:142] = 30
    past = expect(weekly[:week], reference(week, 52, 3, years), week - 1, years=years)
    assert not past.trend and past.mean == pytest.approx(mean, rel=1e-5)
    assert past.limit(stats.norm.ppf(0.95)) == pytest.approx(limit, rel=1e-5)
    ours = sa.count_alarms(weekly[:week], method="farrington", season=52, years=years)
    assert (ours.limit, ours.expected) == pytest.approx((limit, mean), rel=1e-5)


# --- maps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row_standardised", "statistic", "variance", "z"),
    [(True, -0.144102228, 0.00459333948, -1.89200685), (False, -0.135877874, 0.00427043614, -1.83638067)],
)
def test_moran_is_that_of_spdep(row_standardised: bool, statistic: float, variance: float, z: float) -> None:
    ours = sa.moran(sequence(64), sa.grid_neighbours(8, 8), permutations=0, row_standardised=row_standardised)
    assert (ours.statistic, ours.sd**2, ours.z) == pytest.approx((statistic, variance, z), rel=1e-7)
    assert ours.expected == -1 / 63 and ours.p_value == pytest.approx(stats.norm.sf(z))


@pytest.mark.parametrize(
    ("star", "z"),
    [
        (True, [-0.165536509, -0.389500001, 0.0736414192, -0.438646714, 0.275894182]),
        (False, [0.79152521, -0.910783568, -0.201506032, -0.548725762, -0.160194418]),
    ],
)
def test_getis_ord_is_that_of_spdep(star: bool, z: list[float]) -> None:
    ours = sa.getis_ord(sequence(64), sa.grid_neighbours(8, 8), star=star)
    assert ours.z[[0, 1, 9, 29, 63]] == pytest.approx(z, rel=1e-7)


def test_general_g_is_that_of_spdep() -> None:
    ours = sa.getis_ord_general(sequence(64), sa.grid_neighbours(8, 8))
    assert (ours.statistic, ours.sd**2, ours.z) == pytest.approx((0.0993063362, 2.08468825e-05, -1.06449896), rel=1e-7)


def test_a_chessboard_is_as_scattered_as_can_be() -> None:
    """Only the four beside count: every neighbour differs, I = -1."""
    board = np.indices((6, 6)).sum(0).ravel() % 2
    near = sa.grid_neighbours(6, 6).tocoo()
    beside = np.abs(near.row // 6 - near.col // 6) + np.abs(near.row % 6 - near.col % 6) == 1
    four = type(near)((near.data[beside], (near.row[beside], near.col[beside])), shape=near.shape).tocsr()
    assert sa.moran(board, four, permutations=0).statistic == pytest.approx(-1)


# --- rates and their comparison ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k1", "exposure1", "k2", "exposure2", "p"),
    [
        (60, 51477.5, 30, 54308.7, 0.000643144612489779),  # Gu, Ng, Tang, Schucany 2008, statsmodels' etest-wald
        (41, 28010, 15, 19017, 0.02904335854726319),  # breast cancer (Rothman, Greenland)
        (10, 2, 12, 3, 0.6278017159478964),
        (7, 100, 2, 50, 0.48107650708819355),
        (100, 1, 70, 1, 0.021366519436407334),
        (0, 1, 5, 1, 0.01975605229088316),
    ],
)
def test_e_test_is_that_of_statsmodels(k1: int, exposure1: float, k2: int, exposure2: float, p: float) -> None:
    assert sa.e_test(k1, k2, exposure1=exposure1, exposure2=exposure2).p_value == pytest.approx(p, rel=1e-8)


@pytest.mark.parametrize(
    ("k", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (100, 81.364, 121.627)],
)
def test_garwoods_table(k: int, low: float, high: float) -> None:
    """Garwood 1936, as printed since in every table of exact limits."""
    assert sa.poisson_interval(k).interval == pytest.approx((low, high), abs=6e-4)


def test_shrinkage_is_that_of_marshall_in_spdep() -> None:
    events = np.array([10, 10, 10, 10, 10, 1, 3, 4, 2, 5.0])
    people = np.array([100, 15, 12, 14, 16, 50, 60, 20, 30, 70.0])
    assert sa.shrink(events / people, people).statistic == pytest.approx(
        [0.102336407, 0.571000872, 0.681088265, 0.603517287, 0.541809179,
         0.0298354461, 0.0566075533, 0.19515799, 0.0774126342, 0.0761007139], rel=1e-8
    )  # fmt: skip


# --- before and after -------------------------------------------------------------------------------------------------

WEEKS = np.where(np.arange(60) >= 40, -8, 0) + 20 + sequence(60)
BESIDE = 25 + (5 * np.arange(60) ** 2 + np.arange(60)) % 11


def test_segmented_regression_is_that_of_statsmodels() -> None:
    """Poisson GLM: constant, step, trend; and with a change of the trend."""
    step = sa.interrupted_time_series(WEEKS, intervention=40)
    assert np.log(step.level_change) == pytest.approx(-0.2958548656, abs=1e-9)
    assert step.sd == pytest.approx(0.09870980074, rel=1e-7)
    both = sa.interrupted_time_series(WEEKS, intervention=40, slope=True)
    assert (np.log(both.level_change), np.log(both.slope_change)) == pytest.approx(
        (-0.2674193149, -0.004099149668), abs=1e-9
    )


def test_difference_in_differences_is_the_two_way_model_of_statsmodels() -> None:
    ours = sa.difference_in_differences(WEEKS, BESIDE, intervention=40)
    assert np.log(ours.statistic) == pytest.approx(-0.33345584837, abs=1e-9)
    assert ours.sd >= 0.07827006647 * (1 - 1e-9)  # its errors also allow for what the weeks have in common


def test_a_synthetic_control_finds_the_mixture() -> None:
    donors = np.random.default_rng(0).poisson(50, (6, 40)).astype(float)
    treated = 0.5 * donors[0] + 0.3 * donors[1] + 0.2 * donors[2]
    treated[30:] -= 10
    ours = sa.synthetic_control(treated, donors, intervention=30, index=False)
    assert ours.weights == pytest.approx([0.5, 0.3, 0.2, 0, 0, 0], abs=1e-6)
    assert ours.expected[30:] - treated[30:] == pytest.approx(np.full(10, 10.0)) and ours.p_value == 1 / 7


@pytest.mark.parametrize(("each", "prevented"), [(100, 33), (20, 15)])
def test_the_rule_of_thumb_of_the_difference(each: int, prevented: int) -> None:
    """Wheeler: with 100 events in each of the four, some 30 prevented are weak evidence (p < 0.1); with 20, some 15."""
    found = sa.weighted_displacement_difference(each, each - prevented, each, each)
    assert 0.02 < found.p_value / 2 < 0.1
    assert sa.weighted_displacement_difference(each, each - prevented // 2, each, each).p_value / 2 > 0.1


# --- concentration ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "places_", "gini", "adjusted"),
    [
        ([1] * 10, 100, 0.9, 0.0),  # ten events, no two at one place: as even as ten events can be
        ([10], 100, 0.99, 0.9),
        ([1, 2, 3, 4], 4, 0.25, 0.25),
        ([5, 5], 2, 0.0, 0.0),
        ([10, 8, 2], 10, 0.78, 0.78),  # as Steenbeek's own code in R gives them
        ([5, 2, 1], 10, 0.8, 0.75),
    ],
)
def test_the_index_for_sparse_counts(counts: list[int], places_: int, gini: float, adjusted: float) -> None:
    """Bernasco, Steenbeek 2017: G' = max(places / events, 1) (G - 1) + 1."""
    keys = np.repeat(np.arange(len(counts)), counts)
    found = sa.repeat_places(keys, places=places_)
    assert (found.gini, found.statistic) == pytest.approx((gini, adjusted), abs=1e-12)


# --- feedback ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "naive", "fair", "low", "high"),
    [(0.5, 0.484, 0.5, 0.489, 0.511), (0.55, 0.756, 0.55, 0.540, 0.562), (0.6, 0.917, 0.6, 0.590, 0.612)],
)
def test_a_loop_that_feeds_on_itself(share: float, naive: float, fair: float, low: float, high: float) -> None:
    """400 urns of 20 000 draws; both simulations have errors of their own."""
    found = sa.feedback_loop(share, steps=20_000, runs=400, seed=3)
    assert found.statistic == pytest.approx(naive, abs=0.06) and found.corrected == pytest.approx(fair, abs=0.002)
    assert found.corrected_interval == pytest.approx((low, high), abs=0.004)


# --- surfaces ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kernel", ["quartic", "gaussian"])
def test_a_surface_holds_every_event(kernel: Any) -> None:
    at = np.array([1000.0, 1500, 1200]), np.array([1000.0, 1200, 900])
    found = sa.kernel_density(*at, bandwidth=300, cell=20, extent=(-1000, -1000, 4000, 4000), kernel=kernel)
    assert found.density.sum() * 0.02**2 == pytest.approx(3, rel=1e-4)
    assert len(set(found.density.shape)) == 1
