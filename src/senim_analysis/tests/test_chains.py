"""Chains that follow first links and stay places; zones that end when the effect has gone."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused, alert_zones, first_links, near_repeat, near_repeat_chains


def town(n: int = 300, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    return chance.uniform(0, 5000, n), chance.uniform(0, 5000, n), chance.uniform(0, 365, n)


def contagious(seed: int = 2) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Three hundred events, a hundred of which had a follower within 40 m and 5 days."""
    x, y, t = town(300, seed)
    chance = np.random.default_rng(seed + 1)
    near = chance.uniform(-28, 28, (2, 100))
    return (
        np.append(x, x[:100] + near[0]),
        np.append(y, y[:100] + near[1]),
        np.append(t, t[:100] + 1 + 4 * chance.random(100)),
    )


# --- chains ----------------------------------------------------------------------------------------------------------


def test_each_link_is_the_latest_earlier_event_in_reach() -> None:
    """0 and 50 m on days 0 and 2, 90 m on day 4 (both in reach: the later is taken), 95 m a month later."""
    ours = near_repeat_chains([0, 50, 90, 95], [0] * 4, [0.5, 2.5, 4.5, 34.5], distance=100, interval=5, permutations=0)
    assert ours.chains[0].members.tolist() == [0, 1, 2] and ours.links.tolist() == [[0, 1], [1, 2]]
    assert ours.labels.tolist() == [0, 0, 0, -1] and ours.lengths.tolist() == [0, 0, 0, 1] and ours.statistic == 3
    assert (ours.chains[0].start, ours.chains[0].end, ours.chains[0].width) == (0.5, 4.5, 90)


def test_reach_is_closed() -> None:
    touching: dict[str, Any] = {"distance": 100, "interval": 7, "permutations": 0}
    assert near_repeat_chains([0, 100], [0, 0], [1.0, 8.0], **touching).statistic == 2
    assert near_repeat_chains([0, 101], [0, 0], [1.0, 8.0], **touching).statistic == 0
    assert near_repeat_chains([0, 100], [0, 0], [1.0, 8.001], **touching).statistic == 0


def test_every_pair_within_reach_is_in_a_chain_while_there_is_room() -> None:
    """Against all pairs one by one: without caps, whoever has an earlier event in reach is linked, to the latest."""
    x, y, t = contagious()
    ours = near_repeat_chains(x, y, t, distance=150, interval=10, longest=1e9, widest=1e9, permutations=0)
    before = {}
    for late in range(x.size):
        lag = t[late] - t
        reach = np.flatnonzero((lag > 0) & (lag <= 10) & (np.hypot(x - x[late], y - y[late]) <= 150))
        if reach.size:
            before[late] = int(reach[np.argmin(lag[reach])])
    assert {int(late): int(early) for early, late in ours.links} == before
    assert ours.statistic == ours.links.shape[0] + len(ours.chains) == (ours.labels >= 0).sum()


def test_a_dense_quarter_does_not_flow_into_one_giant() -> None:
    chance = np.random.default_rng(3)
    x, y, t = chance.uniform(0, 1500, 1200), chance.uniform(0, 1500, 1200), chance.uniform(0, 120, 1200)
    ours = near_repeat_chains(x, y, t, distance=150, interval=7, permutations=0)
    assert len(ours.chains) > 20
    assert max(one.width for one in ours.chains) <= 600 and max(one.end - one.start for one in ours.chains) <= 28
    free = near_repeat_chains(x, y, t, distance=150, interval=7, permutations=0, longest=1e9, widest=1e9)
    assert free.chains[0].width > 1000 and len(free.chains) < len(ours.chains)


def test_contagion_is_found_and_chance_is_not() -> None:
    found = near_repeat_chains(*contagious(), distance=60, interval=7, permutations=99, seed=1)
    assert found.p_value == 0.01 and found.statistic >= 190 and found.expected < 20
    assert "p = 0.01" in found.sentence("en") and found.notes == ()
    p = [
        near_repeat_chains(*town(150, seed), distance=300, interval=20, permutations=19, seed=seed).p_value
        for seed in range(60)
    ]
    assert min(p) >= 0.05 and np.mean(np.array(p) <= 0.1) <= 0.1 + 3 * (0.09 / 60) ** 0.5


def test_shift_turn_order_and_processes_change_nothing() -> None:
    x, y, t = contagious()
    asked: dict[str, Any] = {"distance": 80, "interval": 7, "permutations": 19, "seed": 4}
    ours = near_repeat_chains(x, y, t, **asked)
    order = np.random.default_rng(5).permutation(x.size)
    mixed = near_repeat_chains(x[order], y[order], t[order], **asked)
    assert (mixed.labels == ours.labels[order]).all() and mixed.statistic == ours.statistic
    for one in (
        near_repeat_chains(x + 6e5, y + 5e6, t + 2e4, **asked),
        near_repeat_chains(-y, x, t, **asked),
    ):
        assert (one.statistic, one.expected, one.p_value) == (ours.statistic, ours.expected, ours.p_value)
    with ProcessPoolExecutor(2, get_context("fork")) as two:
        assert near_repeat_chains(x, y, t, **asked, executor=two).to_dict() == ours.to_dict()


def test_no_chain_is_said_so() -> None:
    ours = near_repeat_chains([0, 900, 1800], [0, 0, 0], [0.5, 9.5, 60.5], distance=100, interval=7, permutations=9)
    assert ours.chains == () and ours.links.shape == (0, 2) and ours.p_value == 1
    assert "no chain" in ours.sentence("en") and "тізбек жоқ" in ours.sentence("kk")


# --- zones -----------------------------------------------------------------------------------------------------------


def test_a_zone_ends_when_its_time_is_over() -> None:
    asked: dict[str, Any] = {"distance": 100, "interval": 7}
    x, y, t = [0, 3000, 6000], [0, 0, 0], [1.0, 5.0, 9.5]
    now = alert_zones(x, y, t, **asked, at=10)
    assert [(one.x, one.end) for one in now.zones] == [(6000, 16.5), (3000, 12)]  # that of day 1 has lapsed
    assert [len(alert_zones(x, y, t, **asked, at=at).zones) for at in (0.5, 1, 7.99, 8, 11.99, 12, 16.49, 16.5)] == [
        0, 1, 2, 1, 2, 1, 1, 0,
    ]  # fmt: skip
    assert now.covers([0, 3099, 3101, 6000], [0, 0, 0, 99]).tolist() == [False, True, False, True]
    assert now.covers([3000, 6000], [0, 0], at=12.0).tolist() == [False, True]
    assert not now.covers([6000], [0], at=16.5).any()


def test_the_end_is_a_moment_where_moments_came() -> None:
    t = np.array(["2026-05-01T22:30", "2026-05-03T04:00"], dtype="datetime64[m]")
    ours = alert_zones([0, 2000], [0, 0], t, distance=200, interval=3, at=np.datetime64("2026-05-04T00:00"))
    assert [one.until for one in ours.zones] == [np.datetime64("2026-05-06T04:00"), np.datetime64("2026-05-04T22:30")]
    assert alert_zones([0, 2000], [0, 0], t, distance=200, interval=3, at="2026-05-05").zones[0].members.tolist() == [1]


def test_events_beside_a_newer_one_share_its_zone_and_zones_stay_small() -> None:
    line = np.arange(40) * 80.0
    ours = alert_zones(line, line * 0, np.arange(40) * 0.1, distance=100, interval=14)
    assert sorted(np.concatenate([one.members for one in ours.zones]).tolist()) == list(range(40))
    assert len(ours.zones) == 20 and max(np.ptp(one.outline[:, 0]) for one in ours.zones) <= 4 * 100
    assert ours.zones[0].members.size == 2 and ours.area == pytest.approx(sum(one.area for one in ours.zones))


def test_reach_comes_from_the_measured_table() -> None:
    x, y, t = contagious()
    table = near_repeat(x, y, t, distance_bands=[0, 50, 200], interval_bands=[0, 7, 30], permutations=99, seed=1)
    ours = alert_zones(x, y, t, table=table)
    assert table.acts == (ours.radius, ours.lasts) == (50, 7)
    assert "not_measured" not in {note.code for note in ours.notes}
    assert "not_measured" in {note.code for note in alert_zones(x, y, t, distance=50, interval=7).notes}


def test_no_effect_no_zone() -> None:
    x, y, t = town(200, 8)
    table = near_repeat(x, y, t, distance_bands=[0, 50, 200], interval_bands=[0, 7, 30], permutations=99, seed=1)
    ours = alert_zones(x, y, t, table=table)
    assert table.acts is None and ours.zones == () and ours.notes[-1].code == "no_effect"
    assert "No zone" in ours.sentence("en") and not ours.covers(x, y).any()


def test_the_future_is_left_out_and_said() -> None:
    ours = alert_zones([0, 900], [0, 0], [1.0, 30.5], distance=100, interval=7, at=2)
    assert len(ours.zones) == 1 and ours.notes[0].params == {"count": 1}


def test_a_zone_needs_a_reach() -> None:
    for asked in ({}, {"distance": 100}, {"interval": 7}):
        with pytest.raises(AnalysisRefused) as refused:
            alert_zones([0, 1], [0, 1], [1.0, 2.0], **asked)
        assert refused.value.code == "no_reach"
    with pytest.raises(AnalysisRefused):
        alert_zones([0, 1], [0, 1], [1.0, 2.0], distance=0, interval=7)


@pytest.mark.parametrize("seed", range(12))
def test_the_compiled_walk_links_as_the_list_of_pairs_does(seed: int) -> None:
    """Ties included: the same moment, the same place, the same distance."""
    chance = np.random.default_rng(seed)
    x, y = np.round(chance.uniform(0, 1000, (2, 300)), -1 if seed % 2 else 2)
    t = np.floor(chance.uniform(0, 60, 300)) if seed % 3 else chance.uniform(0, 60, 300)
    events = first_links.Linkable(x, y, None, 0.5, 100.0, 7.0, (28.0, 400.0))
    walked, listed = first_links.Links(events).roots(t), first_links._roots_plain(events, t)
    assert walked.tolist() == listed.tolist()
    assert np.unique(walked).size < 250
