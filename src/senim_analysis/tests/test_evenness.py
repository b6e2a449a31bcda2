"""Few events over the days of the week, exactly."""

import numpy as np
import pytest
from scipy import stats

from senim_analysis import AnalysisRefused, exact_evenness


@pytest.mark.parametrize(
    ("counts", "g"), [([3, 0, 0, 0, 0, 0, 0], 11.68), ([2, 1, 0, 0, 0, 0, 0], 7.86), ([1, 1, 1, 0, 0, 0, 0], 5.08)]
)
def test_three_events_on_days_of_the_week(counts: list[int], g: float) -> None:
    """The published statistics, and probabilities by hand: 7 of 343 ways on one day, 126 on two, 210 on three."""
    found = exact_evenness(counts)
    assert found.statistic == pytest.approx(g, abs=0.005) and found.ways == 84
    assert found.p_value == pytest.approx({3: 7, 2: 133, 1: 343}[max(counts)] / 343)


def test_two_groups_are_the_binomial_test() -> None:
    for k in range(11):
        assert exact_evenness([k, 10 - k]).p_value == pytest.approx(stats.binomtest(k, 10).pvalue)


def test_all_probabilities_add_up_and_order_does_not_matter() -> None:
    assert exact_evenness([1, 1, 1, 1], shares=[4, 3, 2, 1]).n == 4
    even = exact_evenness([2, 2, 2])
    assert (even.statistic, even.p_value) == (pytest.approx(0), pytest.approx(1))
    one, other = exact_evenness([4, 0, 1], shares=[0.5, 0.3, 0.2]), exact_evenness([1, 4, 0], shares=[2, 5, 3])
    assert (one.statistic, one.p_value) == pytest.approx((other.statistic, other.p_value))


def test_many_events_are_dealt_out_and_that_is_said() -> None:
    found = exact_evenness([40, 20, 18, 22, 19, 21, 20], seed=1)
    assert found.notes[0].code == "dealt" and found.p_value == pytest.approx(
        stats.power_divergence([40, 20, 18, 22, 19, 21, 20], lambda_="log-likelihood").pvalue, abs=0.01
    )


def test_under_chance_small_p_values_are_rare() -> None:
    chance = np.random.default_rng(1)
    p = np.array([exact_evenness(chance.multinomial(6, np.full(7, 1 / 7))).p_value for _ in range(300)])
    assert all((p <= level).mean() <= level + 3 * (level * (1 - level) / 300) ** 0.5 for level in (0.05, 0.1, 0.5))


@pytest.mark.parametrize("counts", [[0, 0, 0], [3], [1.5, 2], [-1, 2]])
def test_refusals(counts: list[float]) -> None:
    with pytest.raises(AnalysisRefused):
        exact_evenness(counts)
