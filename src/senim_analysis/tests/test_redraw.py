"""Redrawing beats: against every division of tiny grounds, pieces kept, seed kept, odd inputs refused."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest

from senim_analysis.errors import AnalysisRefused, Cancelled
from senim_analysis.redraw import Redraw, pieces, redraw


def grid(wide: int, high: int) -> list[tuple[int, int]]:
    """The borders of a chess board."""
    at = {(x, y): y * wide + x for x in range(wide) for y in range(high)}
    beside = [((x, y), (x + 1, y)) for x, y in at] + [((x, y), (x, y + 1)) for x, y in at]
    return [(at[a], at[b]) for a, b in beside if b in at]


def cost(load: Any, people: Any, begin: Any, beat: Any, price: float) -> float:
    sums = np.bincount(beat, load, int(max(begin)) + 1)
    mean = sum(load) / len(sums)
    return float(((sums / mean - 1) ** 2).mean() + price * people[beat != begin].sum() / people.sum())


def best_of_all(load: Any, people: Any, begin: Any, borders: Any, price: float) -> float:
    """Every division with no beat emptied and none in more pieces than it had."""
    beats, had = int(max(begin)) + 1, pieces(begin, borders)
    found = np.inf
    for one in product(range(beats), repeat=len(load)):
        beat = np.array(one)
        if len(set(one)) == beats and all(a <= b for a, b in zip(pieces(beat, borders), had, strict=True)):
            found = min(found, cost(load, people, begin, beat, price))
    return float(found)


@pytest.mark.parametrize(("wide", "high", "beats"), [(4, 2, 2), (3, 3, 2), (4, 2, 3), (7, 1, 3)])
@pytest.mark.parametrize("price", [0.0, 0.3])
def test_it_finds_the_best_of_all_divisions_of_tiny_grounds(wide: int, high: int, beats: int, price: float) -> None:
    rng = np.random.default_rng(wide * 100 + high * 10 + beats)
    n, borders = wide * high, grid(wide, high)
    load, people = rng.integers(1, 20, n).astype(float), rng.integers(1, 50, n).astype(float)
    begin = np.minimum(np.arange(n) % wide * beats // wide, beats - 1)
    found = redraw(load, people, begin, borders, price=price, seed=3, restarts=16)
    assert found.cost_after == pytest.approx(best_of_all(load, people, begin, borders, price))
    assert found.cost_after == pytest.approx(cost(load, people, begin, found.beat, price))
    assert found.moved_residents == people[found.beat != begin].sum()


def test_a_larger_town_becomes_more_even_and_stays_in_one_piece() -> None:
    rng = np.random.default_rng(5)
    borders = grid(14, 14)
    load = rng.gamma(2, 10, 196)
    begin = (np.arange(196) % 14 // 5) + 3 * (np.arange(196) // 14 // 7)
    found = redraw(load, load * 3, begin, borders, price=0.05, seed=1, restarts=2)
    assert pieces(found.beat, borders) == [1] * 6
    assert found.deviation_after < 0.3 * found.deviation_before
    assert found.load_after.sum() == pytest.approx(load.sum())
    assert 0 < found.moved_residents < load.sum() * 3
    again = redraw(load, load * 3, begin, borders, price=0.05, seed=1, restarts=2)
    assert (again.beat == found.beat).all(), "the same seed gives the same answer"
    dear = redraw(load, load * 3, begin, borders, price=50, seed=1, restarts=2)
    assert dear.moved_residents == 0 and not dear.moved, "where every move is too dear nothing moves"
    for language, words in (("kk", "инспекторы ауысады"), ("ru", "инспектор сменится"), ("en", "another inspector")):
        assert words in found.sentence(language) and dear.sentence(language) != found.sentence(language)
    assert found.to_dict()["parameters"]["seed"] == 1


def test_pieces_that_lie_apart_are_told_and_never_become_more() -> None:
    borders = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    begin = np.array([0, 0, 1, 1, 0, 0])
    found = redraw([1, 1, 9, 9, 1, 1], [5] * 6, begin, borders, price=0, seed=0, restarts=2)
    assert isinstance(found, Redraw) and "apart" in {note.code for note in found.notes}
    assert all(a <= b for a, b in zip(pieces(found.beat, borders), pieces(begin, borders), strict=True))
    alone = redraw([1, 9], [1, 1], [0, 1], np.empty((0, 2)), seed=0)
    assert not alone.moved, "nobody touches anybody"


@pytest.mark.parametrize(
    ("load", "people", "beat", "borders", "code"),
    [
        ([1, 2], [1, 1], [0, 0], [(0, 1)], "one_beat"),
        ([0, 0], [1, 1], [0, 1], [(0, 1)], "no_load"),
        ([1, -2], [1, 1], [0, 1], [(0, 1)], "negative"),
        ([1, 2], [1, 1], [0, 2], [(0, 1)], "bad_beats"),
        ([1, 2], [1, 1], [0, 1], [(0, 2)], "bad_borders"),
    ],
)
def test_odd_inputs_are_refused_in_words(load: Any, people: Any, beat: Any, borders: Any, code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        redraw(load, people, beat, borders)
    assert refused.value.code == code and refused.value.sentence("kk")


def test_it_tells_how_far_it_is_and_stops_when_asked() -> None:
    told: list[float] = []
    load = np.arange(1, 37, dtype=float)
    redraw(load, load, np.arange(36) % 6 // 3, grid(6, 6), progress=told.append)
    assert told == sorted(told) and all(0 <= one <= 1 for one in told)
    with pytest.raises(Cancelled):
        redraw(load, load, np.arange(36) % 6 // 3, grid(6, 6), cancel=lambda: True)
