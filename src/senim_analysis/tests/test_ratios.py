"""The relative change beside a control, and the E-test, against the published numbers."""

import itertools
import math
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from senim_analysis import AnalysisRefused
from senim_analysis.breaks import Study
from senim_analysis.ratios import e_test, ratio_of_ratios


def test_ratio_of_the_paper_counts() -> None:
    result = ratio_of_ratios(207, 110, 308, 318)
    assert result.statistic == pytest.approx(0.5147, abs=5e-5)
    assert result.interval == pytest.approx((0.3892, 0.6806), abs=1e-4)
    assert result.z == pytest.approx(-4.660, abs=5e-4)
    assert result.verdict == "fall" and result.prevented == pytest.approx(103.72, abs=5e-3)
    assert "a relative fall of 49%" in result.sentence("en")


def test_what_multiplies_both_alike_cancels_out() -> None:
    assert ratio_of_ratios(100, 120, 100, 120).statistic == 1
    assert ratio_of_ratios(207, 220, 308, 636).statistic == pytest.approx(ratio_of_ratios(207, 110, 308, 318).statistic)


def test_small_counts_get_the_exact_interval_too() -> None:
    result = ratio_of_ratios(12, 3, 15, 14)
    assert result.exact_interval is not None and result.exact_interval[0] < result.statistic < result.exact_interval[1]
    assert result.verdict == "unclear" and {"noise", "few"} <= {note.code for note in result.notes}


def test_none_after_is_nought_with_an_exact_upper_bound() -> None:
    result = ratio_of_ratios(20, 0, 30, 30)
    assert (result.statistic, result.verdict) == (0.0, "fall")
    assert result.interval[0] == 0 and 0 < result.interval[1] < 0.4 and result.p_value < 0.001
    assert result.to_dict()["z"] is None and "0.00 times" in result.sentence("en")


@pytest.mark.parametrize("place", [0, 2, 3])
def test_a_zero_that_is_divided_by_is_refused(place: int) -> None:
    counts: list[float] = [20, 10, 20, 20]
    counts[place] = 0
    with pytest.raises(AnalysisRefused) as refused:
        ratio_of_ratios(*counts)
    assert refused.value.code == "divided_by_zero" and "weighted_displacement_difference" in str(refused.value)


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf, "ten"])
def test_what_is_no_count_is_refused(bad: Any) -> None:
    with pytest.raises(AnalysisRefused):
        ratio_of_ratios(20, bad, 20, 20)
    with pytest.raises(AnalysisRefused):
        e_test(20, bad)


@pytest.mark.parametrize(
    ("k1", "k2", "n1", "n2", "p", "to"),
    [
        (3, 0, 1, 1, 0.08838, 5e-6),
        (6, 2, 1, 1, 0.17487, 5e-6),
        (20, 10, 1, 1, 0.06883, 5e-6),
        (20, 20, 1, 1, 1.0, 1e-12),
        (20, 10, 4, 2, 1.0, 1e-12),
    ],
)
def test_published_e_tests(k1: int, k2: int, n1: float, n2: float, p: float, to: float) -> None:
    assert e_test(k1, k2, exposure1=n1, exposure2=n2).p_value == pytest.approx(p, abs=to)


def test_two_zeros_are_refused() -> None:
    with pytest.raises(AnalysisRefused, match="no_events"):
        e_test(0, 0)


def _long_way(k1: int, k2: int, n1: float, n2: float) -> float:
    """The double sum as the source writes it."""

    def far(x: int, y: int) -> float:
        return 0.0 if x + y == 0 else abs(x / n1 - y / n2) / math.sqrt(x / n1**2 + y / n2**2)

    rate, seen = (k1 + k2) / (n1 + n2), far(k1, k2)
    return sum(
        float(poisson.pmf(x, rate * n1) * poisson.pmf(y, rate * n2))
        for x, y in itertools.product(range(60), range(60))
        if far(x, y) >= seen - 1e-12
    )


@settings(max_examples=12)
@given(st.integers(0, 12), st.integers(0, 12), st.sampled_from([1.0, 0.5, 2.0]))
def test_the_one_sum_equals_the_double_sum(k1: int, k2: int, exposure: float) -> None:
    if k1 + k2:
        expected = _long_way(k1, k2, exposure, 1.0)
        assert e_test(k1, k2, exposure1=exposure).p_value == pytest.approx(expected, rel=1e-9)


@given(st.integers(0, 10**12), st.integers(1, 10**12))
@settings(max_examples=30)
def test_any_counts_give_a_probability_and_order_does_not_matter(k1: int, k2: int) -> None:
    one, other = e_test(k1, k2), e_test(k2, k1)
    assert 0 < one.p_value <= 1 and one.log_p == pytest.approx(other.log_p, rel=1e-6, abs=1e-9)


def test_large_counts_do_not_run_out_of_memory() -> None:
    """R's and crimepy's double sums stop near 4 000 (peers' own warning)."""
    assert e_test(4000, 4000).p_value == 1
    assert e_test(4000, 3800).p_value == pytest.approx(0.02356, abs=2e-4)
    far = e_test(100_000, 1_000)
    assert far.log_p < -50_000 and far.p_value > 0 and "p < 0.0001" in far.sentence("en")


def test_the_e_test_has_no_control_to_share_a_break() -> None:
    study = Study(
        before=(date(2023, 1, 1), date(2023, 6, 30)), after=(date(2025, 1, 1), date(2025, 6, 30)), subject="crashes"
    )
    with pytest.raises(AnalysisRefused, match="series_break"):
        e_test(500, 900, study=study)


def test_e_test_p_values_are_valid_under_the_null() -> None:
    chance = np.random.default_rng(3)
    drawn = chance.poisson(8, (1500, 2))
    p = [e_test(int(a), int(b)).p_value for a, b in drawn if a + b]
    assert (np.array(p) <= 0.05).mean() < 0.065
