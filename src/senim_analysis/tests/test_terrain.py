"""Risk terrain: the published arithmetic, planted factors, and no factor out of nothing. Journeys."""

import math
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused
from senim_analysis.elastic import group, path
from senim_analysis.journeys import journeys
from senim_analysis.terrain import risk_terrain
from senim_analysis.terrain_fit import fit, information, relative_values


def test_arithmetic_of_the_leeds_report() -> None:
    values, largest = relative_values([3.0617, 2.1578])
    assert values == pytest.approx([21.3638, 8.6521], abs=5e-4)
    assert largest == pytest.approx(184.8, abs=0.06)
    # 9 199 cells; intercept, two factors and the negative binomial's sigma.
    aic, bic = information(4 - 18_296.17 / 2, 4, 9199)
    assert (aic, bic) == pytest.approx((18_296.17, 18_324.68), abs=0.01)


def _town(seed: int, *, strong: float = 2.0) -> tuple[Any, Any, dict[str, tuple[Any, Any]], Any]:
    """4 km x 4 km: events gather within 250 m of bars, schools do not matter."""
    chance = np.random.default_rng(seed)
    places = {name: tuple(chance.uniform(0, 4000, (2, 25))) for name in ("bars", "schools", "stops")}
    x, y = chance.uniform(0, 4000, (2, 6000))
    bars = np.column_stack(places["bars"])
    near = np.hypot(x[:, None] - bars[:, 0], y[:, None] - bars[:, 1]).min(axis=1) <= 250
    kept = chance.random(6000) < np.where(near, 1.0, math.exp(-strong)) * 0.5
    return x[kept], y[kept], places, chance.uniform(0, 365, int(kept.sum()))


def test_the_planted_factor_comes_back_and_no_other() -> None:
    x, y, places, t = _town(1)
    result = risk_terrain(x, y, places, t=t, cell=125)
    assert [one.name for one in result.factors] == ["bars"]
    found = result.factors[0]
    assert (found.how, found.distance) == ("near", 250.0)
    assert found.interval[0] < 2.0 + 0.15 and found.interval[1] > 2.0 - 0.35
    assert result.hit_rate is not None and result.hit_rate_counts is not None
    assert "bars" in result.sentence("kk") and result.largest_score == pytest.approx(found.relative_value)
    assert result.counts.sum() == result.n


def test_random_events_have_no_factor() -> None:
    empty = 0
    for seed in range(6):
        chance = np.random.default_rng(100 + seed)
        x, y = chance.uniform(0, 4000, (2, 1500))
        places = {name: tuple(chance.uniform(0, 4000, (2, 20))) for name in "abcd"}
        result = risk_terrain(x, y, places, extent=(0, 0, 4000, 4000))
        empty += not result.factors
        assert "no_baseline" in {note.code for note in result.notes}
    assert empty >= 5


def test_the_same_seed_gives_the_same_answer_and_inputs_stay() -> None:
    x, y, places, _ = _town(2)
    before = x.copy()
    one, other = risk_terrain(x, y, places, seed=4), risk_terrain(x, y, places, seed=4)
    assert one.to_dict() == other.to_dict() and (x == before).all()


def test_the_penalty_ends_at_maximum_likelihood() -> None:
    chance = np.random.default_rng(3)
    design = (chance.random((3000, 3)) < 0.4).astype(float)
    counts = chance.poisson(np.exp(-1 + design @ [1.0, 0.5, 0.8])).astype(float)
    shrunk = path(group(design, counts), np.array([10.0, 0.1, 1e-9]))
    assert (shrunk[0, 1:] == 0).all()
    assert shrunk[2].tolist() == pytest.approx(
        fit(design, counts, (0, 1, 2), negative=False).coefficients.tolist(), abs=1e-4
    )


def test_negative_binomial_finds_its_size() -> None:
    chance = np.random.default_rng(5)
    design = (chance.random((20_000, 1)) < 0.5).astype(float)
    counts = chance.poisson(np.exp(0.3 + 0.7 * design[:, 0]) * chance.gamma(0.8, 1 / 0.8, 20_000)).astype(float)
    model = fit(design, counts, (0,), negative=True)
    assert model.size == pytest.approx(0.8, abs=0.04) and model.coefficients.tolist() == pytest.approx(
        [0.3, 0.7], abs=0.05
    )
    assert model.bic < fit(design, counts, (0,), negative=False).bic


@pytest.mark.parametrize(
    "given",
    [
        {"places": {}},
        {"places": {"bars": ([73.0871, 73.1012], [49.8012, 49.8125])}},
        {"cell": 0.0},
        {"cell": 0.5, "places": {"bars": ([0.0, 9e5], [0.0, 9e5])}},
        {"x": [1.0] * 5, "y": [2.0] * 5},
    ],
)
def test_bad_terrain_is_refused(given: dict[str, Any]) -> None:
    chance = np.random.default_rng(1)
    whole = {"x": chance.uniform(0, 900, 50), "y": chance.uniform(0, 900, 50), "places": {"a": ([1.0], [1.0])}, **given}
    with pytest.raises(AnalysisRefused):
        risk_terrain(whole.pop("x"), whole.pop("y"), whole.pop("places"), **whole)


def test_a_place_met_once_is_too_rare() -> None:
    chance = np.random.default_rng(1)
    x, y = chance.uniform(0, 4000, (2, 300))
    result = risk_terrain(x, y, {"far": ([2000.0], [2000.0])}, distances=[1.0])
    assert "rare" in {note.code for note in result.notes} and "None of the given" in result.sentence("en")


# --- journeys --------------------------------------------------------------------------------------------------------


def test_distances_and_bands() -> None:
    x = np.array([0, 100, 300, 600, 900, 1500, 2500, 4000, 7000, 30_000, 0.0])
    result = journeys(np.zeros(11), np.zeros(11), x, np.zeros(11))
    assert result.statistic == 900 and result.n == 11 and result.within_1_km == pytest.approx(6 / 11)
    assert result.counts.tolist() == [3, 1, 2, 1, 2, 1, 0, 1] and result.counts.sum() == 11
    assert result.same_place == pytest.approx(2 / 11) and "Ended where they began: 18%" in result.sentence("en")
    assert result.interval[0] < 900 < result.interval[1]


def test_the_interval_of_the_median_covers_it() -> None:
    chance, held = np.random.default_rng(7), 0
    for _ in range(400):
        far = chance.exponential(1000, 41)
        result = journeys(np.zeros(41), np.zeros(41), far, np.zeros(41))
        held += result.interval[0] < 1000 * math.log(2) < result.interval[1]
    assert held >= 372


def test_laws_of_decay_are_told_apart() -> None:
    chance, zero = np.random.default_rng(8), np.zeros(500)
    assert journeys(zero, zero, chance.exponential(900, 500), zero).decay == "exponential"
    found = journeys(zero, zero, chance.lognormal(7, 1.3, 500), zero)
    assert found.decay == "lognormal" and found.decay_parameters["sigma"] == pytest.approx(1.3, abs=0.1)


def test_city_blocks_are_longer() -> None:
    chance = np.random.default_rng(8)
    x, y = chance.uniform(0, 5000, (2, 50))
    assert journeys(x * 0, y * 0, x, y, metric="manhattan").statistic > journeys(x * 0, y * 0, x, y).statistic


def test_few_journeys_could_point_at_a_person() -> None:
    with pytest.raises(AnalysisRefused) as refused:
        journeys(range(5), range(5), range(5), range(5))
    assert refused.value.code == "too_few_journeys"
    with pytest.raises(AnalysisRefused, match="unknown_metric"):
        journeys(range(20), range(20), range(20), range(20), metric="road")
