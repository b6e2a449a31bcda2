"""Fifteen mistakes that were found in peers, each as a test that ours does not make it; numbered as they were found."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest

import senim_analysis as sa
from senim_analysis import moments
from senim_analysis.tests.burkitt import cases, needs_cases


def city(n: int = 400, seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events around a few centres, times without any pattern."""
    chance = np.random.default_rng(seed)
    centre = chance.uniform(0, 3000, (6, 2))
    x, y = (centre[chance.integers(0, 6, n)] + chance.normal(0, 150, (n, 2))).T
    return x.copy(), y.copy(), chance.uniform(0, 365, n)


def pairs_sd(found: sa.KnoxResult) -> float:
    """The spread under a shuffle of pairs (hypergeometric), as a peer has it."""
    share = found.near / found.pairs
    return math.sqrt(found.soon * share * (1 - share) * (found.pairs - found.soon) / (found.pairs - 1))


# 1. surveillance::knox shuffles pairs and not events: p = 0.0007 where it is 0.0123.


@needs_cases
def test_01_events_are_shuffled_and_not_pairs() -> None:
    found = sa.knox(*cases(), distance=40, interval=360, permutations=1999, seed=1)
    assert found.sd == pytest.approx(29.3410, abs=5e-5) and pairs_sd(found) == pytest.approx(22.9824, abs=5e-5)
    assert 0.007 < found.p_value < 0.019
    exact = sa.knox(*cases(), distance=40, interval=360, permutations=0).p_value  # two moments know no skewness
    assert 0.006 < exact < 0.02


def test_01_the_spread_is_that_of_shuffled_events() -> None:
    x, y, t = city()
    chance = np.random.default_rng(1)
    asked = {"distance": 1200.0, "interval": 90.0, "permutations": 0}
    many = [sa.knox(x, y, chance.permutation(t), **asked).statistic for _ in range(150)]
    found = sa.knox(x, y, t, **asked)
    assert found.expected == pytest.approx(np.mean(many), abs=4 * found.sd / math.sqrt(150))
    assert found.sd == pytest.approx(np.std(many), rel=0.25) and found.sd > 1.3 * pairs_sd(found)


# 2. pointpats (p_poisson) and surveillance give P(X > x) as P(X >= x): 0.146 where it is 0.222.


def test_02_as_many_counts_as_an_answer() -> None:
    assert float(moments.upper_tail(13, 10.1438161, 10.1438161)) == pytest.approx(0.2223, abs=0.01)


@needs_cases
def test_02_the_published_case() -> None:
    found = sa.knox(*cases(), distance=20, interval=5, permutations=999, seed=1)
    assert found.statistic == 13 and found.p_value == pytest.approx(0.1996, abs=0.05)


@pytest.mark.parametrize("permutations", [0, 99])
def test_02_nothing_observed_is_no_finding(permutations: int) -> None:
    x, t = np.arange(8) * 1000.0, np.arange(8) * 30.0
    found = sa.knox(x, x, t, distance=10, interval=5, permutations=permutations, seed=1)
    assert (found.statistic, found.p_value) == (0, 1.0)


# 3. pointpats.knox shuffles the caller's own times. (All functions: test_public.)


def test_03_the_callers_times_stay_in_their_order() -> None:
    x, y, t = city()
    before = x.copy(), y.copy(), t.copy()
    sa.knox(x, y, t, distance=200, interval=14, permutations=19, seed=1)
    sa.mantel(x, y, t, permutations=9, seed=1)
    assert all((one == other).all() for one, other in zip(before, (x, y, t), strict=True))
    for one in (x, y, t):
        one.setflags(write=False)
    sa.near_repeat(x, y, t, distance_bands=[0, 200], interval_bands=[0, 14], permutations=19, seed=1)


# 4. pointpats.knox folds a one-sided p into the smaller tail without a word.


@pytest.mark.parametrize("permutations", [0, 99])
def test_04_fewer_than_chance_is_not_a_small_p(permutations: int) -> None:
    x = np.repeat(np.arange(30) * 1000.0, 2)
    t = np.tile([0.0, 200.0], 30) + np.linspace(0, 5, 60)  # the two at one place are always half a year apart
    found = sa.knox(x, x, t, distance=10, interval=20, permutations=permutations, seed=1)
    assert found.statistic == 0 and found.expected > 10 and found.p_value > 0.99


# 5. PredictCode's Knox counts without the 1: p can be 0.


def test_05_no_p_is_nought() -> None:
    x, y, t = (np.repeat(np.arange(40) * 1000.0, 3), np.zeros(120), np.repeat(np.arange(40) * 9.0, 3))
    found = sa.knox(x, y, t, distance=10, interval=1, permutations=99, seed=1)
    table = sa.near_repeat(x, y, t, distance_bands=[0, 10, 20], interval_bands=[0, 1, 2], permutations=99, seed=1)
    assert found.p_value == 0.01 == table.p_value.min()
    assert 0 < sa.knox(x, y, t, distance=10, interval=1, permutations=0).p_value < 1e-10


# 6. The Near Repeat Calculator's "a to b" is [a - 1, b), and it rounds distances.


def test_06_a_label_is_the_band_it_names() -> None:
    t = np.array(["2019-01-01", "2019-01-04"], dtype="datetime64[D]")
    found = sa.near_repeat([0, 0], [0, 100], t, distance_bands=[0, 100, 200], interval_bands=[0, 3, 4, 6])
    assert found.observed.tolist() == [[0, 0, 0], [0, 1, 0]]
    assert found.label(1, 1) == ("[100, 200)", "[3, 4)")


def test_06_distances_are_not_rounded() -> None:
    found = sa.near_repeat([0, 0], [0, 99.6], [0, 1], distance_bands=[0, 1, 100, 200], interval_bands=[0, 7])
    assert found.observed.ravel().tolist() == [0, 1, 0]


# 7. NRC and NearRepeat headline "7325 percent" of a cell where 0.17 pairs are expected.


def test_07_no_ratio_where_less_than_one_is_expected() -> None:
    chance = np.random.default_rng(2)
    x, t = np.append(np.arange(40) * 1000.0, [0.0, 1000.0]), np.append(chance.uniform(10, 365, 40), [0.0, 0.0])
    t[:2] = 0.5
    found = sa.near_repeat(x, x, t, distance_bands=[0, 10], interval_bands=[0, 1], permutations=99, seed=1)
    assert found.observed[0, 0] == 2 and found.expected[0, 0] < 0.5 and math.isnan(found.ratio[0, 0])
    assert "times" not in found.sentence("en") and "раза" not in found.sentence("ru")
    assert sa.knox(x, x, t, distance=10, interval=1, permutations=99, seed=1).ratio is None


# 8. sfhotspot's bandwidth sees x alone: mean(a, b) ignores b.


def test_08_a_turned_map_has_the_same_bandwidth() -> None:
    chance = np.random.default_rng(4)
    x, y = chance.normal(0, 900, 500), chance.normal(0, 60, 500)
    assert sa.suggested_bandwidth(x, y) == pytest.approx(sa.suggested_bandwidth(-y, x))


# 9. aoristic's hours depend on the time zone of the machine.


def test_09_the_machines_zone_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """(In processes of their own: the tests of aoristic.)"""
    at = np.array(["2024-02-29T20:15", "2024-03-01T02:00"], dtype="datetime64[m]")
    tables = set()
    try:
        for zone in ("UTC", "Asia/Almaty", "America/New_York"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            tables.add(str(sa.aoristic(at, at + np.timedelta64(300, "m"), timezone="Asia/Almaty").table.tolist()))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert len(tables) == 1 and len(tables.pop()) > 500


# 10. R's cut drops points on the edges, silently.


def test_10_every_point_is_in_a_cell_or_counted_as_outside() -> None:
    x, y = np.array([0.0, 100.0, 200.0, 200.0, 300.0, -1.0]), np.array([0.0, 0.0, 200.0, 100.0, 50.0, 50.0])
    found = sa.grid_counts(x, y, cell=100, extent=(0, 0, 200, 200))
    assert found.counts.sum() == found.inside == 4 and found.outside == 2
    surface = sa.kernel_density(x, y, bandwidth=100, cell=50, extent=(0, 0, 200, 200))
    assert (surface.inside, surface.outside) == (4, 2) and "outside" in {note.code for note in surface.notes}


def test_10_a_table_holds_every_pair() -> None:
    x, y, t = city()
    found = sa.near_repeat(x, y, t, distance_bands=[0, 100, 250], interval_bands=[0, 7, 30])
    assert found.all_observed.sum() == 400 * 399 / 2
    assert found.all_expected.sum() == pytest.approx(400 * 399 / 2)


# 11. SaTScan takes the places of a ring one at a time, so a cluster of "790 m" holds part of that ring.


def test_11_a_ring_is_taken_whole() -> None:
    side = np.arange(9) * 100.0 + 50
    x, y = (one.ravel() for one in np.meshgrid(side, side))
    x, y, t = np.tile(x, 8), np.tile(y, 8), np.repeat(np.arange(8) * 40.0, 81) + np.tile(np.arange(81) * 0.37, 8)
    near = np.hypot(x[:81] - 450, y[:81] - 450) < 101  # the middle and the four beside it
    x, y = np.concatenate([x, np.repeat(x[:81][near], 5)]), np.concatenate([y, np.repeat(y[:81][near], 5)])
    t = np.concatenate([t, 318 + np.arange(25) * 0.01])
    found = sa.space_time_permutation_scan(x, y, t, cell=100, radius=250, interval=14, replications=19, seed=1)
    assert found.clusters and found.clusters[0].radius == pytest.approx(100)
    for one in found.clusters:
        across, up = (100 * np.floor((side - middle) / 100 + 0.5) for side, middle in ((x, one.x), (y, one.y)))
        days = (np.floor(t) >= one.start) & (np.floor(t) <= one.end)
        assert one.observed == ((np.hypot(across, up) <= one.radius + 1e-6) & days).sum()


# 12. esda stumbles over islands, and its first answer waits for a compiler where a formula would do.


def test_12_a_place_without_neighbours_is_named_and_spoils_nothing() -> None:
    from scipy import sparse

    near = sparse.lil_array(sa.grid_neighbours(6, 6))
    near[35, :] = 0
    near[:, 35] = 0
    values = np.random.default_rng(0).poisson(5, 36)
    found = sa.getis_ord(values, near.tocsr(), star=False)
    assert np.isnan(found.z[35]) and np.isfinite(found.z[:35]).all() and not found.hot[35]
    assert "islands" in {note.code for note in found.notes}
    assert np.isfinite(sa.moran(values, near.tocsr(), permutations=19, seed=1).statistic)


def test_12_gi_star_compiles_nothing() -> None:
    import inspect

    from senim_analysis import local

    assert "jit" not in inspect.getsource(local)


# 13. A log-likelihood in float32, without log1p, errs by 0.01 at 100 000 cases.


def test_13_the_log_likelihood_of_a_large_file_is_exact() -> None:
    n = 60_000
    x = np.where(np.arange(n) < 40, 0.0, 5000.0)
    y = np.zeros(n)
    t = np.arange(n) % 300 + 0.5
    t[:40] = 299.5
    found = sa.space_time_permutation_scan(x, y, t, cell=100, radius=100, interval=1, replications=9, seed=1)
    first = found.clusters[0]
    c, e = first.observed, first.expected
    exact = c * math.log(c / e) - (n - c) * math.log1p((c - e) / (n - c))  # (n - e)/(n - c) is near 1
    assert first.statistic == pytest.approx(exact, abs=1e-6)


# 14. The displacement quotient is printed where there is no fall, or no control, to divide by.


@pytest.mark.parametrize(
    ("counts", "reason"),
    [((100, 120, 100, 100, 50, 60), "no_main_effect"), ((100, 50, 0, 10, 50, 60), "empty_control")],
)
def test_14_a_quotient_of_nothing_is_not_interpreted(counts: tuple[int, ...], reason: str) -> None:
    found = sa.weighted_displacement_quotient(*counts)
    assert (found.statistic, found.reason, found.interpretable) == (None, reason, False)
    assert "not interpretable" in found.sentence("en") and "не интерпретируется" in found.sentence("ru")


# 15. Dates without hours, batches of the first of the month, default coordinates, one report twice: false repeats.


def spoiled(how: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x, y, t = city(400)
    moments = np.datetime64("2025-01-01T00:00", "m") + (t * 1440).astype("timedelta64[m]")
    many = np.arange(400) < 120
    if how == "date_only":
        moments = moments.astype("datetime64[D]").astype("datetime64[m]")
    if how == "midnight":
        moments = np.where(many, moments.astype("datetime64[D]").astype("datetime64[m]"), moments)
    if how == "first_of_month":
        moments = np.where(many, moments.astype("datetime64[M]") + np.timedelta64(600, "m"), moments)
    if how == "top_place":
        x, y = np.where(many, 1500.0, x), np.where(many, 1500.0, y)
    if how == "twice":
        x[:60], y[:60], moments[:60] = x[60:120], y[60:120], moments[60:120]
    return x, y, moments


@pytest.mark.parametrize("how", ["date_only", "midnight", "first_of_month", "top_place", "twice"])
def test_15_what_makes_false_repeats_is_said_on_the_result(how: str) -> None:
    x, y, t = spoiled(how)
    for found in (
        sa.knox(x, y, t, distance=150, interval=14, permutations=0),
        sa.near_repeat(x, y, t, distance_bands=[0, 150], interval_bands=[0, 14], seed=1),
    ):
        notes = {note.code: note for note in found.notes}
        assert how in notes and len({notes[how].sentence(language) for language in ("kk", "ru", "en")}) == 3
    clean = sa.knox(*city(400), distance=150, interval=14, permutations=0)
    assert clean.notes == ()
