"""Rates: exact intervals, funnels that never fall below zero, and small places drawn to the mean."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from senim_analysis import AnalysisRefused
from senim_analysis.rates import funnel_limits, poisson_interval, shrink

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "oracle_pysal" / "stl"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data/oracle_pysal")

# --- intervals of counts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0, 3.688879), (1, 0.025318, 5.571643), (3, 0.618672, 8.767273), (10, 4.795389, 18.390356)],
)
def test_exact_intervals_of_the_tables(count: int, low: float, high: float) -> None:
    assert poisson_interval(count).interval == pytest.approx((low, high), abs=1e-6)


def test_exposure_scales_and_many_are_arrays() -> None:
    one = poisson_interval(12, exposure=48_000)
    assert one.statistic == pytest.approx(12 / 48_000)
    many = poisson_interval([12, 0], exposure=[48_000, 10], level=0.9)
    assert many.interval[0][1] == 0 and many.interval[1][1] == pytest.approx(-np.log(0.05) / 10)
    assert poisson_interval([4, 9], exposure=2).statistic.tolist() == [2, 4.5]


@given(st.integers(0, 400), st.sampled_from([0.8, 0.95, 0.998]))
def test_both_tails_are_what_was_promised(count: int, level: float) -> None:
    low, high = poisson_interval(count, level=level).interval
    assert stats.poisson.cdf(count, high) == pytest.approx((1 - level) / 2, rel=1e-6)
    assert count == 0 or stats.poisson.sf(count - 1, low) == pytest.approx((1 - level) / 2, rel=1e-6)


def test_an_interval_in_words() -> None:
    assert poisson_interval(3).sentence("ru") == "3 событий; уровень 3, интервал 95\N{NO-BREAK SPACE}%: 0,62–8,77."
    assert len(poisson_interval([3, 4]).sentence("kk")) > 60
    assert poisson_interval(3).to_dict()["interval"][0] == pytest.approx(0.618672, abs=1e-6)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"count": 2.5}, "not_whole"),
        ({"count": -1}, "negative"),
        ({"count": 1, "exposure": 0}, "positive"),
        ({"count": [1, 2], "exposure": [1, 2, 3]}, "lengths"),
        ({"count": 1, "level": 95}, "share"),
        ({"count": float("nan")}, "not_numbers"),
        ({"count": []}, "too_few"),
    ],
)
def test_intervals_refused(asked: dict[str, object], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        poisson_interval(**asked)
    assert refused.value.code == code


# --- funnels ---------------------------------------------------------------------------------------------------------


def test_textbook_limits() -> None:
    ours = funnel_limits(0.074, [50, 100, 400])
    assert (
        pytest.approx(np.array([[0.14, 14.66], [2.27, 12.53], [4.83, 9.97]]), abs=0.006)
        == 100 * np.array(ours.normal).T
    )
    far = funnel_limits(0.074, [50, 100, 400], level=0.998)
    assert (
        pytest.approx(np.array([[-4.04, 18.84], [-0.69, 15.49], [3.36, 11.44]]), abs=0.006)
        == 100 * np.array(far.normal).T
    )


def test_exact_limits_stay_between_zero_and_one() -> None:
    low, high = funnel_limits(0.074, [1, 5, 50, 100, 400], level=0.998).interval
    assert (low >= 0).all() and (high <= 1).all()
    assert low[2] * 50 == stats.binom.ppf(0.001, 50, 0.074) and high[2] * 50 == stats.binom.ppf(0.999, 50, 0.074)


@given(st.floats(0.01, 0.99), st.integers(1, 3000), st.sampled_from([0.9, 0.95, 0.998]))
def test_no_more_leave_the_funnel_than_promised(target: float, size: int, level: float) -> None:
    low, high = (float(one[0]) * size for one in funnel_limits(target, [size], level=level).interval)
    outside = stats.binom.cdf(low - 0.5, size, target) + stats.binom.sf(high + 0.5, size, target)
    assert outside <= 1 - level + 1e-9


def test_places_that_differ_by_chance_alone_are_within() -> None:
    chance = np.random.default_rng(2)
    sizes = chance.integers(20, 800, 400)
    ours = funnel_limits(0.1, sizes, observed=chance.binomial(sizes, 0.1))
    assert ours.overdispersion < 1.25
    assert (ours.above | ours.below).mean() < 0.05 and (ours.q_value < 0.05).sum() <= 1


def test_a_place_that_stands_out_is_named_and_its_neighbours_are_not() -> None:
    sizes = np.full(40, 300)
    observed = np.random.default_rng(3).binomial(sizes, 0.1)
    observed[7] = 75
    ours = funnel_limits(0.1, sizes, observed=observed, level=0.998)
    assert np.flatnonzero(ours.above).tolist() == [7] and ours.q_value[7] < 1e-6
    assert "40 мест 1 выше" in ours.sentence("ru") and "99.8%" in ours.sentence("en")


def test_overdispersion_widens_and_is_said() -> None:
    chance = np.random.default_rng(4)
    sizes = chance.integers(200, 900, 300)
    observed = chance.binomial(sizes, chance.beta(20, 180, 300))
    ours = funnel_limits(0.1, sizes, observed=observed)
    assert 2 < ours.overdispersion < 6 and ours.notes[0].code == "overdispersed"
    naive = funnel_limits(0.1, sizes, observed=observed, overdispersion=1.0)
    assert (naive.above | naive.below).mean() > 0.2
    assert (ours.above | ours.below).mean() < 0.07
    assert (ours.interval[1] >= naive.interval[1]).all() and (ours.interval[0] >= 0).all()


def test_the_widened_law_has_the_promised_variance() -> None:
    low, high = funnel_limits(0.3, [500], overdispersion=4.0, level=0.6827).interval
    assert (high - low)[0] / 2 == pytest.approx(2 * np.sqrt(0.3 * 0.7 / 500), rel=0.05)


def test_too_small_to_say() -> None:
    ours = funnel_limits(0.074, [1, 300], observed=[1, 30])
    assert not ours.judged[0] and not ours.above[0] and ours.notes[0].code == "small"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"target": 7.4}, "share"),
        ({"sizes": [0, 5]}, "positive"),
        ({"sizes": [2.5]}, "not_whole"),
        ({"observed": [3]}, "lengths"),
        ({"observed": [3, 900]}, "above_size"),
        ({"overdispersion": -1}, "positive"),
        ({"sizes": []}, "too_few"),
    ],
)
def test_funnels_refused(asked: dict[str, object], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        funnel_limits(**{"target": 0.074, "sizes": [50, 100], **asked})
    assert refused.value.code == code


# --- shrinking -------------------------------------------------------------------------------------------------------


@needs_data
def test_st_louis_as_published() -> None:
    with (DATA / "stl_hom.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    homicides, people = (np.array([float(row[name]) for row in rows]) for name in ("HC7984", "PO7984"))
    ours = shrink(homicides / people, people)
    assert ours.statistic[:4] * 1e5 == pytest.approx([2.36718950, 4.54539167, 4.78114019, 2.76907146], abs=1e-7)


def test_small_places_move_and_large_ones_stay() -> None:
    ours = shrink([0.0, 0.30, 0.10, 0.30, 0.05], [5, 10, 5000, 5000, 5000])
    assert ours.weight[1] < 0.9 and ours.weight[3] > 0.99
    assert abs(ours.statistic[3] - 0.30) < 0.002 < abs(ours.statistic[1] - 0.30)
    assert (ours.interval[0] < ours.statistic).all() and (ours.statistic < ours.interval[1]).all()


def test_pure_chance_is_said_to_be_chance() -> None:
    ours = shrink([0.1, 0.1, 0.1, 0.1], [100, 50, 70, 10])
    assert ours.notes[0].code == "all_chance" and (ours.statistic == ours.expected).all()
    assert "выделяются: 0" in ours.sentence("ru")


def test_shrunk_rates_are_nearer_to_the_truth() -> None:
    chance = np.random.default_rng(5)
    truth, over = chance.gamma(4, 0.01, 400), chance.integers(20, 2000, 400)
    seen = chance.poisson(truth * over) / over
    ours = shrink(seen, over)
    assert ((ours.statistic - truth) ** 2).mean() < 0.75 * ((seen - truth) ** 2).mean()
    covered = (ours.interval[0] <= truth) & (truth <= ours.interval[1])
    assert 0.92 < covered.mean() < 0.98


def test_units_do_not_matter() -> None:
    rates, over = np.array([0.1, 0.3, 0.2, 0.9]), np.array([50.0, 20, 90, 300])
    assert shrink(rates / 1000, over * 1000).statistic * 1000 == pytest.approx(shrink(rates, over).statistic)


@pytest.mark.parametrize(
    ("rates", "exposures", "code"),
    [
        ([1, 2], [1, 1], "too_few"),
        ([1, 2, 3], [1, 0, 1], "positive"),
        ([0, 0, 0], [1, 1, 1], "positive"),
        ([1, 2, -3], [1, 1, 1], "negative"),
        ([1, 2, 3], [1, 1], "lengths"),
    ],
)
def test_shrinking_refused(rates: list[float], exposures: list[float], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        shrink(rates, exposures)
    assert refused.value.code == code
