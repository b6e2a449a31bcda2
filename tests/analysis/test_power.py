"""What was planted is found as often as theory says: neither blind nor seeing things."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import senim_analysis as sa

Chance = np.random.Generator


def share_of(found: list[bool]) -> tuple[float, float]:
    """Share, and four standard errors of it."""
    share = float(np.mean(found))
    return share, 4 * (max(share * (1 - share), 0.04) / len(found)) ** 0.5


def followed(chance: Chance, followers: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three hundred events anywhere; some of them with a follower within 70 m and 7 days."""
    x, y, t = (*chance.uniform(0, 3000, (2, 300)), chance.uniform(0, 365, 300))
    near = chance.uniform(-49, 49, (2, followers))
    first = slice(0, followers)
    return (
        np.append(x, x[first] + near[0]),
        np.append(y, y[first] + near[1]),
        np.append(t, t[first] + chance.uniform(0, 7, followers)),
    )


@pytest.mark.parametrize("followers", [0, 4, 8, 14])
def test_knox_finds_followers(followers: int) -> None:
    """As many pairs as were planted come on top of what chance gives; its spread is known exactly."""
    asked = {"distance": 100.0, "interval": 10.0, "permutations": 0}
    runs = [sa.knox(*followed(np.random.default_rng([3, one]), followers), **asked) for one in range(200)]
    # One-sided at 5 %: the count that chance reaches in at most one of twenty files (gamma with these two moments).
    mean, sd = float(np.mean([one.expected for one in runs])), float(np.mean([one.sd for one in runs]))
    critical = next(k for k in range(200) if stats.gamma.sf(k - 0.5, (mean / sd) ** 2, scale=sd**2 / mean) <= 0.05)
    theory = float(stats.poisson.sf(critical - 1 - followers, mean))
    share, error = share_of([one.p_value <= 0.05 for one in runs])
    assert share == pytest.approx(theory, abs=error + 0.06)


@pytest.mark.parametrize("times", [1.0, 1.5, 2.0, 3.0])
def test_an_alarm_sees_a_rise(times: float) -> None:
    """One week against a year of weeks: given all events, those of the last week are binomial."""
    weeks, mean = 52, 9.0
    found, theory = [], []
    for one in range(300):
        chance = np.random.default_rng([5, one])
        past = chance.poisson(mean, weeks)
        ours = sa.count_alarms(np.append(past, chance.poisson(times * mean)), method="poisson_z")
        found.append(bool(ours.alarm))
        theory.append(float(stats.poisson.sf(ours.limit, times * mean)))
    share, error = share_of(found)
    assert share == pytest.approx(np.mean(theory), abs=error)


@pytest.mark.parametrize(("effect", "power"), [(1.0, None), (0.6, 0.9)])
def test_before_and_after_has_the_power_it_promises(effect: float, power: float | None) -> None:
    """`power_before_after` against 600 simulated measures."""
    base, beside = 150.0, 300.0
    told = sa.power_before_after(base, beside, reduction=1 - effect).statistic if power else 0.05
    chance = np.random.default_rng(9)
    found = []
    for _ in range(600):
        counts = chance.poisson([base, base * effect, beside, beside])
        found.append(sa.ratio_of_ratios(*(int(one) for one in counts)).p_value <= 0.05)
    share, error = share_of(found)
    assert share == pytest.approx(told, abs=error)


def test_the_scan_finds_what_is_far_beyond_chance_and_where_it_is() -> None:
    """A surplus whose likelihood ratio lies above that of nineteen files in twenty is found in nearly each."""
    found, hit = [], []
    for one in range(25):
        chance = np.random.default_rng([8, one])
        x, y, t = (*chance.uniform(0, 4000, (2, 400)), chance.uniform(0, 200, 400))
        x, y = np.append(x, chance.uniform(1000, 1200, 15)), np.append(y, chance.uniform(2000, 2200, 15))
        t = np.append(t, chance.uniform(193, 200, 15))
        ours = sa.space_time_permutation_scan(x, y, t, cell=200, radius=600, interval=14, replications=39, seed=one)
        first = ours.clusters[0] if ours.clusters else None
        found.append(first is not None and first.p_value <= 0.05)
        hit.append(first is not None and np.hypot(first.x - 1100, first.y - 2100) <= first.radius + 300)
    assert np.mean(found) >= 0.9 and np.mean(hit) >= 0.9
