"""Concentration: equality that sparse counts can reach is equality, and chance is shown beside."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused
from senim_analysis.concentration import concentration_over_time, repeat_places


def keys(counts: list[int]) -> list[str]:
    return [f"place {place}" for place, count in enumerate(counts) for _ in range(count)]


def test_a_worked_table() -> None:
    ours = repeat_places(keys([6, 2, 1, 1]), places=5)
    assert ours.gini == pytest.approx(0.52) and ours.statistic == pytest.approx(0.52)
    assert (ours.met, ours.places, ours.n, ours.repeat_share) == (4, 5, 10, 0.8)
    assert ours.lorenz.tolist() == [[0, 0], [0.2, 0], [0.6, 0.2], [0.8, 0.4], [1, 1]]
    assert ours.half == pytest.approx(0.2) and ours.keys[0] == "place 0" and ours.counts.tolist() == [6, 2, 1, 1]
    assert ours.top[3] == pytest.approx(0.6) and ours.top[5] == pytest.approx(0.85)


def test_sparse_counts_can_be_equal() -> None:
    """Four events at four of ten places: the plain index says 0.6, but no fairer share is possible."""
    ours = repeat_places(["a", "b", "c", "d"], places=10)
    assert ours.gini == pytest.approx(0.6) and ours.statistic == pytest.approx(0)
    assert repeat_places(["a"] * 4, places=10).statistic == pytest.approx(0.75)


def test_as_many_at_each_is_equality() -> None:
    assert repeat_places(keys([3] * 7)).statistic == pytest.approx(0)
    assert repeat_places([5]).statistic == pytest.approx(0)


def test_chance_is_what_a_simulation_gives() -> None:
    chance = np.random.default_rng(6)
    many = [repeat_places(chance.integers(0, 400, 300), places=400) for _ in range(200)]
    assert many[0].expected == pytest.approx(np.mean([one.statistic for one in many]), abs=0.005)
    assert many[0].top_chance == pytest.approx(np.mean([one.top for one in many], axis=0), abs=0.006)
    assert many[0].repeat_chance == pytest.approx(np.mean([one.repeat_share for one in many]), abs=0.01)


def test_intervals_hold_what_they_promise() -> None:
    chance = np.random.default_rng(7)

    def one(n: int) -> np.ndarray:
        return np.repeat(np.arange(n), chance.poisson(chance.gamma(0.3, 5.0, n)))

    truth = repeat_places(one(200_000), places=200_000)
    held, held_top = [], []
    for _ in range(200):
        ours = repeat_places(one(600), places=600)
        held.append(ours.interval[0] <= truth.statistic <= ours.interval[1])
        held_top.append(ours.top_interval[0][1] <= truth.top[1] <= ours.top_interval[1][1])
    assert np.mean(held) > 0.9 and np.mean(held_top) > 0.88


counts = st.lists(st.integers(1, 9), min_size=1, max_size=25)


@given(counts, st.integers(0, 40), st.randoms())
def test_names_and_order_do_not_matter(many: list[int], more: int, random: object) -> None:
    names = keys(many)
    ours = repeat_places(names, places=len(many) + more)
    random.shuffle(names)
    again = repeat_places(names, places=len(many) + more)
    assert again.statistic == ours.statistic and (again.top == ours.top).all()
    assert -1e-9 <= ours.statistic < 1 and (np.diff(ours.top) >= -1e-12).all() and ours.top[-1] <= 1
    assert ours.lorenz[-1].tolist() == [1, 1] and (np.diff(ours.lorenz[:, 1]) >= 0).all()
    assert repeat_places(np.repeat(np.arange(len(many)), many), places=len(many) + more).statistic == ours.statistic


def test_notes() -> None:
    ours = repeat_places(keys([60, 1, 1, 1]))
    assert {note.code for note in ours.notes} == {"only_met", "one_place"}
    assert {note.code for note in repeat_places([1, 2], places=9).notes} == {"few"}
    assert "5%" in repeat_places(keys([60] + [1] * 99), places=200).sentence("en")


def test_over_time() -> None:
    lasting = np.concatenate([keys([20, 20] + [1] * 38)] * 3)
    when = np.repeat([2023, 2024, 2025], 78)
    ours = concentration_over_time(lasting, when, places=40)
    assert ours.periods.tolist() == [2023, 2024, 2025] and ours.counts.tolist() == [78, 78, 78]
    assert ours.top == pytest.approx([40 / 78] * 3) and ours.kept[1:] == pytest.approx([40 / 78] * 2)
    assert np.isnan(ours.kept[0]) and ours.kept_chance == pytest.approx(0.05)
    assert "51%" in ours.sentence("en") and ours.to_dict()["kept"][0] is None


def test_hot_places_that_move_are_not_kept() -> None:
    names = np.concatenate([np.repeat(np.arange(40) + 40 * year, 3) for year in range(3)])
    ours = concentration_over_time(names, np.repeat([1, 2, 3], 120), places=4000)
    assert ours.kept[1:] == pytest.approx([160 / 3960] * 2) and ours.top == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"keys": []}, "too_few"),
        ({"keys": ["a", None]}, "no_key"),
        ({"keys": ["a", " "]}, "no_key"),
        ({"keys": [1.0, float("nan")]}, "no_key"),
        ({"keys": [["a"]]}, "not_flat"),
        ({"keys": ["a", "b"], "places": 1}, "fewer_places"),
        ({"keys": ["a"], "level": 5}, "share"),
    ],
)
def test_refusals(asked: dict[str, object], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        repeat_places(**asked)
    assert refused.value.code == code and refused.value.sentence("ru")


def test_one_period_is_refused() -> None:
    with pytest.raises(AnalysisRefused):
        concentration_over_time(["a", "b"], [1, 1])
    with pytest.raises(AnalysisRefused):
        concentration_over_time(["a", "b"], [1])
