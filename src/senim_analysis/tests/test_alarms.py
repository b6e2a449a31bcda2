"""Alarms: the chance that is promised, published numbers, planted rises found, and a guard against past outbreaks."""

import numpy as np
import pytest
from scipy import stats

from senim_analysis import AnalysisRefused, naus
from senim_analysis.alarms import count_alarms
from senim_analysis.farrington import expect
from senim_analysis.naus import scan_probability

ALL = ["poisson_z", "cusum", "farrington", "scan"]

# --- Naus ------------------------------------------------------------------------------------------------------------


def test_the_cyclists_of_london() -> None:
    """Aberdein and Spiegelhalter 2013: 208 fortnights, 0.6 deaths in each, six in one."""
    assert scan_probability(208, 1, 0.6, 6) == pytest.approx(0.03902238, abs=1e-6)


def test_the_published_program_stops_one_term_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """`scanw(260, 1, 1, 6)` = 0.48681400 counts 261 windows and leaves out the last term of a sum."""
    assert scan_probability(261, 1, 1, 6) == pytest.approx(0.486904, abs=1e-6)
    full = naus._three

    def short(k: int, mu: float) -> float:
        last = naus._p(k + 1, mu) * naus._p(k - 1, mu) * ((k - 2) * naus._f(k - 3, mu) - mu * naus._f(k - 4, mu))
        return float(full(k, mu) + last)

    monkeypatch.setattr(naus, "_three", short)
    assert scan_probability(261, 1, 1, 6) == pytest.approx(0.48681400, abs=1e-8)
    assert scan_probability(208, 1, 0.6, 6) == pytest.approx(0.03902238, abs=1e-8)


def test_three_windows_by_simulation() -> None:
    chance = np.random.default_rng(0)
    full = 0
    for _ in range(20_000):
        at = np.sort(chance.uniform(0, 3, chance.poisson(4.5)))
        full += bool((at[3:] - at[:-3] <= 1).any())
    assert naus._three(4, 1.5) == pytest.approx(1 - full / 20_000, abs=0.01)


def test_scan_probability_falls_with_the_count_and_rises_with_the_length() -> None:
    falling = [scan_probability(520, 4, 2.0, count) for count in range(8, 60)]
    assert falling[0] > 0.99 and (np.diff(falling) <= 1e-12).all() and falling[-1] < 1e-6
    assert scan_probability(1040, 4, 2.0, 20) > scan_probability(520, 4, 2.0, 20)
    assert scan_probability(52, 1, 0.1, 0) == 1
    assert scan_probability(52, 1, 0.1, 1) == pytest.approx(1 - np.exp(-5.2))


# --- alarms ----------------------------------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("method", ALL)
def test_a_null_file_gives_an_empty_list_at_the_promised_rate(method: str) -> None:
    chance = np.random.default_rng(5)
    alarms = [
        count_alarms(
            chance.poisson(chance.gamma(2, 2, (30, 1)), (30, 60)), method=method, seed=one, replications=199
        ).alarm.any()
        for one in range(40)
    ]
    assert np.mean(alarms) <= 0.15


@pytest.mark.thorough
@pytest.mark.parametrize("method", ["poisson_z", "cusum"])
def test_p_values_are_valid_under_chance(method: str) -> None:
    ours = count_alarms(np.random.default_rng(6).poisson(6, (1500, 40)), method=method, seed=1, replications=199)
    for level in (0.01, 0.05, 0.2):
        assert (ours.p_value <= level).mean() <= level + 2.5 * np.sqrt(level / 1500)
    assert ours.p_value.min() >= 1 / 200 or method == "poisson_z"


@pytest.mark.parametrize("method", ALL)
def test_a_planted_rise_is_found_and_named(method: str) -> None:
    counts = np.random.default_rng(7).poisson(5, (40, 80))
    counts[11, -4:] = [14, 16, 15, 18]
    ours = count_alarms(counts, method=method, seed=3, names=[f"post {one}" for one in range(40)])
    assert np.flatnonzero(ours.alarm).tolist() == [11]
    assert ours.since[11] >= 68 and (ours.observed[11] > ours.limit[11] or method == "cusum")
    assert "post 11" in ours.sentence("kk") and "not evidence about any person" in ours.sentence("en")


def test_a_slow_rise_is_seen_by_the_sum_and_not_by_the_week() -> None:
    counts = np.random.default_rng(8).poisson(6, (20, 72))
    counts[4, -12:] = 11
    assert count_alarms(counts, method="cusum", seed=1).alarm[4]
    assert not count_alarms(counts).alarm[4]


def test_z_is_the_published_one_and_p_is_exact() -> None:
    ours = count_alarms([4, 6, 5, 5, 12])
    assert ours.statistic == pytest.approx(2 * (np.sqrt(12) - np.sqrt(5))) and ours.expected == 5
    assert ours.p_value == pytest.approx(stats.binom.sf(11, 32, 0.2)) == pytest.approx(ours.q_value)
    assert isinstance(ours.alarm, bool) and ours.since == 4
    smallest = next(x for x in range(99) if count_alarms([4, 6, 5, 5, x]).p_value <= 0.05)
    assert smallest == ours.limit + 1


def test_the_last_periods_can_be_taken_together_and_the_past_cut() -> None:
    ours = count_alarms([90, 90, 4, 6, 5, 5, 7, 8], window=2, baseline=4)
    assert (ours.observed, ours.expected) == (15, 10)


def test_no_past_events() -> None:
    ours = count_alarms([[0, 0, 0, 0, 0, 3], [0] * 6])
    assert ours.p_value[0] == pytest.approx(1 / 216) and ours.p_value[1] == 1
    assert ours.notes[0].code == "silent" and "есе" not in ours.sentence("kk")


def test_uneven_pasts_are_noted() -> None:
    counts = np.random.default_rng(9).negative_binomial(1, 0.1, (20, 60))
    ours = count_alarms(counts)
    assert ours.notes[0].code == "uneven"
    assert not count_alarms(counts, method="farrington").notes


def test_season_is_allowed_for() -> None:
    chance, week = np.random.default_rng(10), np.arange(52 * 5 + 1)
    summer = 10 * np.exp(0.8 * np.cos(2 * np.pi * week / 52))
    counts = chance.poisson(summer, (60, week.size))
    seasonal = count_alarms(counts, method="farrington", season=52)
    assert seasonal.alarm.sum() <= 2 and seasonal.expected.mean() == pytest.approx(summer[-1], rel=0.1)
    assert count_alarms(counts).alarm.mean() > 0.5


def test_farrington_on_a_level_past() -> None:
    """An even past: the mean of it, no dispersion beyond chance, and the interval of the 2/3 power."""
    past = expect(np.array([9.0, 11, 10, 10, 9, 11, 10, 10, 0]), np.arange(8), 8, years=1)
    assert past.mean == pytest.approx(10) and past.dispersion == 1 and not past.trend
    spread = np.sqrt(4 / 9 * 10 ** (1 / 3) * (1 + 1 / 8))
    assert past.score(20) == pytest.approx((20 ** (2 / 3) - 10 ** (2 / 3)) / spread)
    assert past.limit(1.6449) == pytest.approx((10 ** (2 / 3) + 1.6449 * spread) ** 1.5)


def test_a_past_outbreak_is_weighed_down() -> None:
    even = np.array([10.0] * 30 + [12])
    burst = even.copy()
    burst[14] = 80
    at = np.arange(30)
    assert expect(burst, at, 30, years=1).mean < 11 < burst[:30].mean()


def test_a_trend_is_followed_where_years_show_it() -> None:
    week = np.arange(4 * 52 + 1)
    rising = np.random.default_rng(11).poisson(20 * np.exp(week / 200)).astype(float)
    at = np.arange(week.size - 1)
    assert expect(rising, at, week.size - 1, years=4).trend
    assert not expect(rising, at, week.size - 1, years=2).trend


def test_the_same_seed_gives_the_same_answer_in_any_order() -> None:
    counts = np.random.default_rng(12).poisson(4, (5, 50))
    one, two = (count_alarms(counts, method="cusum", seed=4) for _ in range(2))
    assert (one.p_value == two.p_value).all()
    order = [3, 1, 4, 0, 2]
    assert (count_alarms(counts[order]).p_value == count_alarms(counts).p_value[order]).all()


def test_as_plain_data() -> None:
    ours = count_alarms(np.ones((2, 9)), method="scan").to_dict()
    assert ours["alarm"] == [False, False] and ours["kind"] == "CountAlarms"


@pytest.mark.parametrize(
    ("counts", "asked", "code"),
    [
        ([1, 2], {}, "too_few"),
        ([1, 2, 3, 4.5], {}, "not_whole"),
        ([1, 2, 3, -4], {}, "negative"),
        ([1, 2, 3, float("nan")], {}, "not_numbers"),
        ([], {}, "not_flat"),
        ([1, 2, 3, 4], {"method": "magic"}, "unknown"),
        ([1, 2, 3, 4], {"window": 0}, "positive"),
        ([1, 2, 3, 4], {"window": 3}, "too_few"),
        ([1, 2, 3, 4], {"level": 5}, "share"),
        ([[1, 2, 3, 4]], {"names": ["a", "b"]}, "lengths"),
    ],
)
def test_refusals(counts: object, asked: dict[str, object], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        count_alarms(counts, **asked)
    assert refused.value.code == code
