"""Forecasts of places: published indices, last year as the measure, yardsticks that find what was planted, the loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused
from senim_analysis.calibration import calibration
from senim_analysis.feedback import feedback_loop
from senim_analysis.forecast import hit_rate, prediction_accuracy_index, prediction_efficiency_index
from senim_analysis.yardsticks import prospective_hot_spot, self_exciting

# --- indices ---------------------------------------------------------------------------------------------------------


def test_the_toy_of_three_cells() -> None:
    accuracy = prediction_accuracy_index([3, 2, 1], [6, 3, 0])
    assert accuracy.statistic == pytest.approx([2, 1.5, 1])
    assert accuracy.predicted_over_observed == pytest.approx([3 / 6, 5 / 9, 6 / 9])
    assert prediction_efficiency_index([3, 2, 1], [6, 3, 0]).statistic == pytest.approx([1, 1, 1])


def test_ties_are_broken_against_the_forecast() -> None:
    ours = prediction_accuracy_index([1, 1, 1, 0], [0, 5, 1, 4])
    assert ours.order.tolist() == [0, 2, 1, 3] and ours.statistic == pytest.approx([0, 0.2, 0.8, 1])
    assert {note.code for note in ours.notes} == {"no_baseline", "tied"}


def test_unequal_areas_rank_by_density() -> None:
    ours = prediction_accuracy_index([4, 3], [6, 4], area=[8, 2])
    assert ours.order.tolist() == [1, 0] and ours.statistic[0] == pytest.approx(0.4 / 0.2)
    assert prediction_efficiency_index([4, 3], [6, 4], area=[8, 2]).statistic == pytest.approx([1, 1])


cells = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=30)


@given(cells)
def test_no_map_is_better_than_the_best(cells_: list[tuple[int, int]]) -> None:
    predicted, observed = np.array(cells_, dtype=float).T
    if not observed.any():
        observed[0] = 1
    ours = prediction_efficiency_index(predicted, observed)
    assert (ours.statistic <= 1 + 1e-9).all() and ours.statistic[-1] == pytest.approx(1)
    assert prediction_accuracy_index(predicted, observed).statistic[-1] == pytest.approx(1)
    best = prediction_accuracy_index(observed, observed).statistic
    assert (prediction_accuracy_index(predicted, observed).statistic <= best + 1e-9).all()


def test_last_year_stands_beside() -> None:
    last_year, observed = [5, 4, 1, 0], [4, 4, 1, 1]
    ours = prediction_accuracy_index([1, 2, 3, 4], observed, last_year=last_year, coverage=0.25)
    assert ours.last_year is not None and ours.last_year[0] == pytest.approx(1.6) and ours.statistic[0] < 1
    assert "last year's map: 1.60" in ours.sentence("en") and not ours.notes


# --- hit rate --------------------------------------------------------------------------------------------------------


def test_hit_rate_takes_ties_in_part() -> None:
    ours = hit_rate([2, 1, 1, 1, 1], [4, 1, 1, 2, 2], coverage=0.4)
    assert ours.statistic == pytest.approx((4 + 6 / 4) / 10)
    assert ours.interval[0] < ours.statistic < ours.interval[1]


def test_a_forecast_that_is_last_year_gains_nothing() -> None:
    chance = np.random.default_rng(1)
    rate = chance.gamma(0.3, 4, 400)
    last_year, observed = chance.poisson(rate), chance.poisson(rate)
    ours = hit_rate(last_year, observed, last_year=last_year)
    assert ours.gain == 0 and ours.notes[0].code == "no_better"
    knows = hit_rate(rate, observed, last_year=chance.permutation(last_year))
    assert knows.gain_interval is not None and knows.gain_interval[0] > 0 and not knows.notes


def test_the_gain_has_an_honest_interval() -> None:
    chance = np.random.default_rng(2)
    rate, other = chance.gamma(0.3, 4, 300), chance.gamma(0.3, 4, 300)
    true = hit_rate(rate, rate * 1e6, coverage=0.1, last_year=np.round(other * 1e6)).gain
    held = []
    for _ in range(200):
        gain = hit_rate(rate, chance.poisson(rate), coverage=0.1, last_year=np.round(other * 1e6)).gain_interval
        held.append(gain[0] <= true <= gain[1])
    assert np.mean(held) > 0.9


# --- calibration -----------------------------------------------------------------------------------------------------


def test_a_calibrated_forecast_fits() -> None:
    chance = np.random.default_rng(3)
    rate = chance.gamma(0.5, 4, 2000)
    ours = calibration(rate, chance.poisson(rate), last_year=chance.poisson(rate))
    assert ours.fits.sum() >= 8 and 0.95 < ours.statistic < 1.05 and ours.p_value > 0.01
    assert ours.skill > 0.02 and not ours.notes
    assert ours.expected.sum() == pytest.approx(rate.sum()) and ours.cells.sum() == 2000
    assert (np.diff(ours.expected / ours.cells) > 0).all()


def test_an_overconfident_forecast_does_not() -> None:
    chance = np.random.default_rng(4)
    rate = chance.gamma(0.5, 4, 2000)
    ours = calibration(rate**2, chance.poisson(rate) * 1.0 * (rate**2 > 0), last_year=chance.poisson(rate))
    assert ours.fits.sum() <= 3 and ours.skill < 0 and ours.notes[0].code == "no_better"
    assert "0.5" in calibration([10, 10], [5, 5]).sentence("en")


def test_what_was_forecast_as_impossible_happened() -> None:
    with pytest.raises(AnalysisRefused) as refused:
        calibration([0, 5], [1, 5])
    assert refused.value.code == "impossible"


# --- yardsticks ------------------------------------------------------------------------------------------------------


def test_weights_of_the_prospective_hot_spot() -> None:
    ours = prospective_hot_spot(
        [25, 475, 25], [25, 25, 25], [100.0, 100.0, 84.0], cell=50, extent=(0, 0, 500, 50), at=100.0
    )
    row = ours.risk[0]
    assert row[0] == pytest.approx(1 + 1 / 3) and row[2] == pytest.approx(1 / 3 + 1 / 9 + 1 / 8)
    assert (
        row[9] == pytest.approx(1)
        and prospective_hot_spot([25], [25], [0.0], cell=50, extent=(0, 0, 500, 50)).risk[0, 8] == 0
    )


def test_later_events_do_not_enter() -> None:
    ours = prospective_hot_spot([25, 75], [25, 25], [10.0, 20.0], cell=50, extent=(0, 0, 100, 50), at=15.0)
    assert ours.n == 1 and ours.risk.argmax() == 0 and ours.notes[0].code == "future"
    with pytest.raises(AnalysisRefused):
        prospective_hot_spot([25], [25], [10.0], cell=50, extent=(0, 0, 100, 50), at=150.0)


def simulated(seed: int, theta: float, omega: float, places: int, span: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    where, when = [], []
    for place, mu in enumerate(chance.gamma(1.5, 0.03, places)):
        waiting = list(chance.uniform(0, span, chance.poisson(mu * span)))
        while waiting:
            at = waiting.pop()
            where.append(place)
            when.append(at)
            later = at + chance.exponential(1 / omega, chance.poisson(theta))
            waiting += [one for one in later if one < span]
    return np.array(where), np.array(when)


def test_the_parameters_are_recovered() -> None:
    ours = [self_exciting(*simulated(seed, 0.4, 0.2, 150, 365.0), end=365.0) for seed in range(3)]
    assert np.mean([one.theta for one in ours]) == pytest.approx(0.4, abs=0.04)
    assert np.mean([one.omega for one in ours]) == pytest.approx(0.2, rel=0.15)


def test_without_contagion_there_is_none() -> None:
    where, when = simulated(9, 0.0, 1.0, 150, 365.0)
    ours = self_exciting(where, when, end=365.0)
    assert ours.theta < 0.06
    ahead = ours.expected(30.0)
    assert ahead.sum() == pytest.approx(where.size / 365 * 30, rel=0.1) and ours.places.size == ahead.size


def test_order_units_and_dates_do_not_matter() -> None:
    where, when = simulated(4, 0.4, 0.2, 40, 200.0)
    ours = self_exciting(where, when, end=200.0)
    order = np.random.default_rng(0).permutation(when.size)
    again = self_exciting([f"p{one:03d}" for one in where[order]], when[order], end=200.0)
    assert again.theta == pytest.approx(ours.theta, rel=1e-6) and again.background == pytest.approx(ours.background)
    weeks = self_exciting(where, when / 7, end=200.0 / 7)
    assert weeks.omega == pytest.approx(7 * ours.omega, rel=1e-2) and weeks.theta == pytest.approx(ours.theta, rel=1e-2)
    assert "0," in ours.sentence("ru") and ours.to_dict()["notes"][0]["code"] == "yardstick"
    with pytest.raises(AnalysisRefused):
        self_exciting(where, when, end=5.0)


# --- the loop --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "naive", "low", "high", "fair_low", "fair_high"),
    [(0.5, 0.5, 0.06, 0.94, 0.489, 0.511), (0.6, 0.92, 0.70, 1.0, 0.589, 0.612)],
)
def test_a_map_that_learns_from_its_own_finds_runs_away(
    share: float, naive: float, low: float, high: float, fair_low: float, fair_high: float
) -> None:
    ours = feedback_loop(share, seed=3)
    assert ours.statistic == pytest.approx(naive, abs=0.05)
    assert ours.interval == pytest.approx((low, high), abs=0.09)
    assert ours.corrected == pytest.approx(share, abs=0.003)
    assert ours.corrected_interval == pytest.approx((fair_low, fair_high), abs=0.004)


def test_the_loop_in_words_and_again() -> None:
    one, two = (feedback_loop(0.55, steps=300, runs=50, seed=8) for _ in range(2))
    assert one.to_dict() == two.to_dict() and "55%" in one.sentence("en")
    with pytest.raises(AnalysisRefused):
        feedback_loop(55)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"observed": [0, 0]}, "nothing_happened"),
        ({"observed": [1, -1]}, "negative"),
        ({"predicted": [1, 2, 3]}, "lengths"),
        ({"area": [1, 0]}, "positive"),
        ({"coverage": 5}, "share"),
        ({"last_year": [1]}, "lengths"),
        ({"predicted": [1], "observed": [1]}, "too_few"),
        ({"predicted": [1, np.nan]}, "not_numbers"),
    ],
)
def test_refusals(asked: dict[str, object], code: str) -> None:
    for ask in (prediction_accuracy_index, prediction_efficiency_index, hit_rate):
        with pytest.raises(AnalysisRefused) as refused:
            ask(**{"predicted": [1, 2], "observed": [1, 2], **asked})
        assert refused.value.code == code
