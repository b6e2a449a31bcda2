"""The Knox test against published numbers, against all orders of a few events, and against its own null."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import permutations
from multiprocessing import get_context

import numpy as np
import pytest

from senim_analysis import AnalysisRefused, Cancelled, jit, knox
from senim_analysis.tests.burkitt import cases, needs_cases

#: distance, interval; pairs in both, near, soon; exact mean, sd, z; Monte Carlo p of 19 999 shuffles.
BURKITT = [
    (20, 5, 13, 3429, 52, 10.1438, 2.8979, 0.9856, 0.1996),
    (5, 30, 7, 360, 229, 4.6900, 2.1315, 1.0837, 0.1906),
    (2.5, 30, 3, 107, 229, 1.3940, 1.1697, 1.3730, 0.1651),
    (10, 60, 40, 1162, 436, 28.8219, 5.2050, 2.1476, 0.0252),
    (20, 180, 308, 3429, 1338, 261.0082, 15.3618, 3.0590, 0.0034),
    (40, 360, 1231, 8245, 2467, 1157.1518, 29.3410, 2.5169, 0.0123),
]


@needs_cases
@pytest.mark.parametrize(("distance", "interval", "both", "near", "soon", "mean", "sd", "z", "p"), BURKITT)
def test_burkitt(
    distance: float, interval: float, both: int, near: int, soon: int, mean: float, sd: float, z: float, p: float
) -> None:
    result = knox(*cases(), distance=distance, interval=interval, permutations=0)
    assert (result.statistic, result.near, result.soon, result.pairs) == (both, near, soon, 17578)
    assert (result.expected, result.sd, result.z) == pytest.approx((mean, sd, z), abs=6e-5)
    assert result.p_value == pytest.approx(p, rel=0.5)


@needs_cases
@pytest.mark.parametrize(
    ("distance", "interval", "p", "wrong"), [(20, 180, 0.0034, 0.00052), (40, 360, 0.0123, 0.00071)]
)
def test_events_are_dealt_out_not_pairs(distance: float, interval: float, p: float, wrong: float) -> None:
    """surveillance::knox shuffles pairs: its p-values are up to seventeen times too small."""
    result = knox(*cases(), distance=distance, interval=interval, permutations=3999, seed=1)
    assert result.p_value == pytest.approx(p, abs=4 * (p / 4000) ** 0.5)
    assert result.p_value > 2 * wrong


@needs_cases
def test_as_many_counts_as_an_answer() -> None:
    """P(X >= x), not P(X > x) as pointpats and surveillance have it."""
    result = knox(*cases(), distance=20, interval=5, permutations=3999, seed=2)
    assert result.p_value == pytest.approx(0.1996, abs=0.025) and result.p_value > 0.17


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6, 7])
def test_moments_are_those_of_all_orders(n: int) -> None:
    x, y, t = np.random.default_rng(n).integers(0, 4, (3, n)).astype(float)
    near = np.triu(np.hypot(x[:, None] - x, y[:, None] - y) <= 1.5, 1)
    counts = [(near & (np.abs(mixed[:, None] - mixed) <= 1)).sum() for mixed in map(np.array, permutations(t))]
    result = knox(x, y, t, distance=1.5, interval=1, permutations=0)
    assert result.statistic == counts[0]
    assert result.expected == pytest.approx(np.mean(counts), rel=1e-12)
    assert result.sd**2 == pytest.approx(np.var(counts), rel=1e-12, abs=1e-12)


def test_a_case_by_hand() -> None:
    """Four events on a line, 0, 1, 2 and 9 m, on days 0, 1, 5 and 6: near 2 pairs, soon 2 pairs, both 1, mean 2/3."""
    result = knox([0, 1, 2, 9], [0, 0, 0, 0], [0, 1, 5, 6], distance=1, interval=1, permutations=0)
    assert (result.statistic, result.near, result.soon) == (1, 2, 2)
    assert result.expected == pytest.approx(2 / 3)
    assert result.observed_table.tolist() == [[1, 1], [1, 3]] and result.expected_table.sum() == pytest.approx(6)


def city(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events at few addresses: many share a place, and whole hours share a moment."""
    chance = np.random.default_rng(seed)
    x, y = chance.integers(0, 40, (2, n)) * 25.0
    return x, y, chance.integers(0, 24 * 60, n) / 24


def test_inputs_are_left_as_they_were() -> None:
    """pointpats shuffles the caller's own times."""
    given = city(200)
    before = [hash(one.tobytes()) for one in given]
    knox(*given, distance=100, interval=5, permutations=64, seed=1)
    assert [hash(one.tobytes()) for one in given] == before


def test_shift_turn_unit_and_order_change_nothing() -> None:
    x, y, t = city(300)
    first = knox(x, y, t, distance=110, interval=5, permutations=99, seed=3)
    mixed = np.random.default_rng(1).permutation(300)
    for one in (
        knox(x + 6e5, y + 5.5e6, t + 20_000, distance=110, interval=5, permutations=99, seed=3),
        knox(x * 0.6 - y * 0.8, x * 0.8 + y * 0.6, t, distance=110, interval=5, permutations=0),
        knox(x * 1000, y * 1000, t * 24, distance=110_000, interval=120, permutations=99, seed=3),
        knox(x[mixed], y[mixed], t[mixed], distance=110, interval=5, permutations=99, seed=3),
    ):
        assert (one.statistic, one.near, one.soon) == (first.statistic, first.near, first.soon)
        assert one.sd == pytest.approx(first.sd, rel=1e-12)
        assert one.p_value == first.p_value or one.permutations == 0


def test_edges_are_closed_whatever_the_machine_rounds() -> None:
    result = knox([0.1, 0.4, 50], [0, 0, 0], [0.1, 0.4, 9], distance=0.3, interval=0.3, permutations=0)
    assert result.statistic == 1


@pytest.mark.parametrize("t", [city(400)[2], np.floor(city(400)[2]), np.random.default_rng(5).uniform(0, 60, 400)])
def test_numba_and_numpy_agree(t: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    x, y, _ = city(400)
    x[:80], y[:80] = 500, 500
    compiled = knox(x, y, t, distance=60, interval=3, permutations=40, seed=4)
    monkeypatch.setattr(jit, "HAVE_NUMBA", False)
    assert knox(x, y, t, distance=60, interval=3, permutations=40, seed=4) == compiled


def test_any_number_of_workers_gives_one_answer() -> None:
    given = city(300)
    alone = knox(*given, distance=100, interval=5, permutations=100, seed=9)
    with (
        ThreadPoolExecutor(1) as one,
        ThreadPoolExecutor(2) as two,
        ProcessPoolExecutor(2, get_context("fork")) as others,
    ):
        for hands in (one, two, others):
            assert knox(*given, distance=100, interval=5, permutations=100, seed=9, executor=hands) == alone


def test_chance_gives_even_p_values() -> None:
    """300 towns without any contagion: each p-value from 0 to 1 is as likely as any other."""
    simulated, exact = [], []
    for seed in range(300):
        chance = np.random.default_rng(seed)
        x, y, t = chance.uniform(0, 1000, 120), chance.uniform(0, 1000, 120), chance.uniform(0, 100, 120)
        exact.append(knox(x, y, t, distance=120, interval=12, permutations=0).p_value)
        simulated.append(knox(x, y, t, distance=120, interval=12, permutations=39, seed=seed).p_value)
    assert min(simulated) >= 1 / 40
    for p in (np.array(simulated), np.array(exact)):
        for level in (0.05, 0.1, 0.25, 0.5, 0.75):
            assert (p <= level).mean() == pytest.approx(level, abs=4 * (level * (1 - level) / 300) ** 0.5)


def test_followers_are_found() -> None:
    chance = np.random.default_rng(8)
    x, y, t = chance.uniform(0, 10_000, 400), chance.uniform(0, 10_000, 400), chance.uniform(0, 365, 400)
    x, y = np.append(x, x[:40] + 30), np.append(y, y[:40])
    result = knox(x, y, np.append(t, t[:40] + 3), distance=100, interval=7, permutations=199, seed=1)
    assert result.p_value == 1 / 200 and result.statistic >= 40


def test_ten_thousand_at_the_police_station_cost_nothing_and_are_named() -> None:
    chance = np.random.default_rng(1)
    x, y = (
        np.append(np.zeros(10_000), chance.uniform(0, 5000, 500)),
        np.append(np.zeros(10_000), chance.uniform(0, 5000, 500)),
    )
    result = knox(x, y, chance.uniform(0, 365, x.size), distance=200, interval=14, permutations=0)
    assert result.near >= 10_000 * 9_999 // 2
    assert {note.code for note in result.notes} == {"top_place", "giants"}


def test_dates_without_hours_are_named() -> None:
    days = np.datetime64("2026-01-01") + np.arange(30)
    result = knox(np.arange(30) * 100.0, np.zeros(30), days, distance=250, interval=2, permutations=0)
    assert [note.code for note in result.notes] == ["date_only"] and "сағат" in result.cautions("kk")[0]


def test_all_on_one_point_says_nothing() -> None:
    result = knox([5, 5, 5], [5, 5, 5], [0.5, 1.5, 9], distance=10, interval=2, permutations=9, seed=1)
    assert result.p_value == 1 and [note.code for note in result.notes] == ["one_place"]


@pytest.mark.parametrize(
    ("x", "t", "code"),
    [([], [], "too_few"), ([5], [1], "too_few"), ([1, 2], [1], "lengths"), ([1, float("nan")], [1, 2], "not_numbers")],
)
def test_what_gives_no_answer_is_refused(x: list[float], t: list[float], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        knox(x, x, t, distance=1, interval=1)
    assert refused.value.code == code and refused.value.sentence("kk")


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        knox(*city(200), distance=100, interval=5, seed=1, cancel=lambda: True)


def test_progress_ends_at_one() -> None:
    seen: list[float] = []
    knox(*city(200), distance=100, interval=5, permutations=100, seed=1, progress=seen.append)
    assert seen == sorted(seen) and seen[-1] == 1


def test_a_ratio_is_told_only_where_chance_gives_a_pair() -> None:
    rare = knox([0, 1, 500, 900], [0, 0, 0, 0], [0, 1, 50, 90], distance=10, interval=2, permutations=0)
    assert rare.ratio is None and "times" not in rare.sentence("en") and "есе" not in rare.sentence("kk")
    common = knox(*city(300), distance=300, interval=20, permutations=0)
    assert common.ratio is not None and "times" in common.sentence("en")
    for language in ("kk", "ru", "en"):
        assert "{" not in common.sentence(language)
