"""Black spots by the letter of a rule, and Hauer's worked numbers."""

import itertools
import math
from datetime import date
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused
from senim_analysis.bayes import empirical_bayes_expected
from senim_analysis.road_rules import RUSSIA_IN_SETTLEMENTS, BlackSpotRule, as_rule
from senim_analysis.roads import black_spots
from senim_analysis.windows import Need, take

RULE = BlackSpotRule(
    name="test", window=200, any_kind=5, same_kind=3, legal_reference="test", valid_from=date(2020, 1, 1), mark="own"
)
#: Hauer 2002: mu = 0.0224 * 4000^0.564 per km and year, phi = 2.05 per km, 1.8 km.
YEARLY = 0.0224 * 4000**0.564 * 1.8
K = 1 / (2.05 * 1.8)


def codes(result: Any) -> set[str]:
    return {note.code for note in result.notes}


# --- Hauer -----------------------------------------------------------------------------------------------------------


def test_one_year_of_hauer() -> None:
    result = empirical_bayes_expected(12, YEARLY, overdispersion=K)
    assert result.weight == pytest.approx(0.4598, abs=5e-5)
    assert (result.expected, result.sd) == pytest.approx((8.476, 2.140), abs=5e-4)
    assert (result.expected / 1.8, result.sd / 1.8) == pytest.approx((4.71, 1.19), abs=5e-3)


def test_three_years_of_hauer() -> None:
    result = empirical_bayes_expected([12 + 7 + 8], [3 * YEARLY], overdispersion=K)
    assert result.weight[0] == pytest.approx(0.2210, abs=5e-5)
    assert result.expected[0] == pytest.approx(23.908, abs=5e-4)
    assert (result.expected[0] / 3, result.sd[0] / 3) == pytest.approx((7.97, 1.44), abs=5e-3)
    assert (result.expected[0] / 5.4, result.sd[0] / 5.4) == pytest.approx((4.43, 0.80), abs=5e-3)


def test_many_sites_speak_of_those_that_are_above_their_like() -> None:
    result = empirical_bayes_expected([30, 4, 5], [5.0, 5.0, 5.0], overdispersion=0.3)
    assert result.interval[0][0] > 5 and "Of 3 sites, 1 stand above" in result.sentence("en")
    assert np.argsort(result.statistic).tolist() == [1, 2, 0]
    none = empirical_bayes_expected([4, 5], [5.0, 5.0], overdispersion=0.3)
    assert none.sentence("en") == "Of 2 sites none stands out among its like."


def test_the_posterior_covers_the_truth() -> None:
    chance = np.random.default_rng(2)
    truth = chance.gamma(1 / 0.4, 6 * 0.4, 4000)
    result = empirical_bayes_expected(chance.poisson(truth), np.full(4000, 6.0), overdispersion=0.4)
    assert ((truth > result.interval[0]) & (truth < result.interval[1])).mean() == pytest.approx(0.95, abs=0.012)
    assert ((truth - result.expected) ** 2).mean() == pytest.approx((result.sd**2).mean(), rel=0.06)


def test_without_overdispersion_the_prediction_is_all() -> None:
    result = empirical_bayes_expected(12, 4.0, overdispersion=0)
    assert (result.expected, result.weight) == (4.0, 1.0)


@pytest.mark.parametrize(
    ("observed", "predicted", "k"), [(-1, 4, 0.2), (math.nan, 4, 0.2), (3, 0, 0.2), ([1, 2], [1], 0.2), (3, 4, -1)]
)
def test_bad_sites_are_refused(observed: Any, predicted: Any, k: float) -> None:
    with pytest.raises(AnalysisRefused):
        empirical_bayes_expected(observed, predicted, overdispersion=k)


# --- windows ---------------------------------------------------------------------------------------------------------


def _fullest(x: Any, y: Any, radius: float) -> int:
    """The most points that a disc holds, over every disc with two points on its edge or one in its centre."""
    centres = list(zip(x, y, strict=True))
    for i, j in itertools.combinations(range(x.size), 2):
        gap = math.hypot(x[j] - x[i], y[j] - y[i])
        if 0 < gap <= 2 * radius:
            mx, my, off = (x[i] + x[j]) / 2, (y[i] + y[j]) / 2, math.sqrt(radius**2 - gap**2 / 4)
            ux, uy = -(y[j] - y[i]) / gap, (x[j] - x[i]) / gap
            centres += [(mx + off * ux, my + off * uy), (mx - off * ux, my - off * uy)]
    return max(int((np.hypot(x - cx, y - cy) <= radius * (1 + 1e-7)).sum()) for cx, cy in centres)


@pytest.mark.parametrize("seed", range(6))
def test_the_first_window_is_the_fullest_disc(seed: int) -> None:
    chance = np.random.default_rng(seed)
    x, y = chance.uniform(0, 600, (2, 40))
    found = take(x, y, np.zeros(40, dtype=np.int64), Need(2, None), 200.0)
    assert found[0].members.size == _fullest(x, y, 100.0)
    taken = np.concatenate([one.members for one in found])
    assert np.unique(taken).size == taken.size
    assert all(_fullest(x[one.members], y[one.members], 100.0) == one.members.size for one in found)
    assert [one.fullness for one in found] == sorted((one.fullness for one in found), reverse=True)


def test_a_window_is_not_longer_than_the_rule() -> None:
    x = np.array([0.0, 50, 100, 150, 200.0])
    t = np.arange(5.0)
    assert black_spots(x, x * 0, t, rule=RULE).statistic == 1
    assert black_spots(x * 1.01, x * 0, t, rule=RULE).statistic == 0


# --- the rule --------------------------------------------------------------------------------------------------------


def test_three_of_one_kind_are_enough_and_two_and_two_are_not() -> None:
    x, y, t = [0, 40, 80, 5000, 5040, 5080, 5120], [0] * 7, [1, 2, 3, 4, 5, 6, 7]
    result = black_spots(x, y, t, rule=RULE, kinds=["turn", "turn", "turn", "rear", "rear", "side", "side"])
    assert result.statistic == 1 and result.spots[0].kind == "turn" and result.spots[0].count == 3
    assert result.spots[0].members == (0, 1, 2)
    assert "no_kinds" in codes(black_spots(x, y, t, rule=RULE))


def test_crashes_without_harm_are_left_out() -> None:
    x, y, t = np.arange(5.0), np.zeros(5), np.arange(5.0)
    assert black_spots(x, y, t, rule=RULE, casualties=[1, 1, 1, 1, 0]).statistic == 0
    assert black_spots(x, y, t, rule=RULE, casualties=[1, 1, 1, 1, 2]).statistic == 1
    assert "no_casualties" in codes(black_spots(x, y, t, rule=RULE))


def test_the_reporting_period_and_the_one_before() -> None:
    t = [0, 10, 100, 200, 300, 400, 500, 600, 650, 700, 720, 729]
    result = black_spots(np.arange(12.0), np.zeros(12), t, rule=RULE)
    assert result.n == 7 and result.spots[0].count == 7 and result.spots[0].previous == 5
    assert black_spots(np.arange(12.0), np.zeros(12), t, rule=RULE, until=300).n == 5


def test_along_a_road_the_other_road_does_not_count() -> None:
    metres = [0, 50, 100, 150, 200, 10, 20]
    roads = ["A", "A", "A", "A", "B", "B", "B"]
    assert black_spots(metres, [0] * 7, range(7), rule=RULE, roads=roads).statistic == 0
    assert black_spots(metres, [0] * 7, range(7), rule=RULE, roads=["A"] * 7).spots[0].count == 7


def test_rotation_and_translation_change_nothing() -> None:
    chance = np.random.default_rng(9)
    x, y = chance.uniform(0, 3000, (2, 300))
    t, angle = chance.uniform(0, 365, 300), 0.7
    one = black_spots(x, y, t, rule=RULE)
    turned = black_spots(
        5e5 + x * math.cos(angle) - y * math.sin(angle), 5.5e6 + x * math.sin(angle) + y * math.cos(angle), t, rule=RULE
    )
    assert [spot.count for spot in one.spots] == [spot.count for spot in turned.spots] and one.statistic > 0


def test_ten_thousand_on_one_point_are_one_spot() -> None:
    result = black_spots(np.full(10_000, 7.0), np.full(10_000, 9.0), np.linspace(0, 300, 10_000), rule=RULE)
    assert result.statistic == 1 and result.spots[0].count == 10_000 and result.spots[0].radius == 0


def test_a_rule_not_in_force_and_a_break_are_said() -> None:
    day = np.datetime64("2019-05-01") + np.arange(5)
    assert "rule_not_in_force" in codes(black_spots(range(5), [0] * 5, day, rule=RULE))
    later = np.datetime64("2024-12-01") + np.arange(5)
    assert "crash_counting_2024" in codes(black_spots(range(5), [0] * 5, later, rule=RULE))


def test_a_rule_from_a_table() -> None:
    law = as_rule({**RUSSIA_IN_SETTLEMENTS.to_dict(), "valid_from": "2016-01-01"})
    assert law == RUSSIA_IN_SETTLEMENTS and "unverified_rule" in codes(black_spots([0], [0], [0], rule=law))
    for odd in ({"name": "x"}, {**RULE.to_dict(), "radius": 3}, {**RULE.to_dict(), "valid_from": "soon"}):
        with pytest.raises(AnalysisRefused):
            as_rule(odd)
    with pytest.raises(AnalysisRefused, match="odd_rule"):
        BlackSpotRule(name="x", window=0, any_kind=5, legal_reference="x", valid_from=date(2020, 1, 1))


@pytest.mark.parametrize(
    ("x", "y"), [([73.0871, 73.1012], [49.8012, 49.8125]), ([1.0, math.nan], [1, 2]), ([], []), ([1], [1, 2])]
)
def test_bad_points_are_refused(x: list[float], y: list[float]) -> None:
    with pytest.raises(AnalysisRefused):
        black_spots(x, y, range(len(x)), rule=RULE)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_sentences_name_the_law(language: str) -> None:
    result = black_spots(range(5), [0] * 5, range(5), rule=RULE)
    assert "test" in result.sentence(language) and all("{" not in one for one in result.cautions(language))
    assert result.to_dict()["spots"][0]["count"] == 5
    assert black_spots([0], [0], [0], rule=RULE).sentence(language)
    assert empirical_bayes_expected(3, 2.0, overdispersion=0.2).sentence(language)


def test_random_crashes_give_hardly_any_spot() -> None:
    chance = np.random.default_rng(6)
    x, y = chance.uniform(0, 20_000, (2, 1500))
    assert black_spots(x, y, chance.uniform(0, 365, 1500), rule=RULE).statistic <= 1
