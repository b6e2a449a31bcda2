"""The Jacquez test against published numbers, plain counting, all orders of a few events and ties broken by lot."""

from concurrent.futures import ProcessPoolExecutor
from itertools import permutations
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused, jacquez, jit
from senim_analysis.checks import Floats
from senim_analysis.tests.burkitt import cases, needs_cases


def plainly(x: Any, y: Any, t: Any, k: int) -> int:
    """Neighbours in common by sorting whole matrices; for data without ties."""
    at, t = np.column_stack([x, y]).astype(float), np.asarray(t, dtype=float)
    away, wait = np.linalg.norm(at[:, None] - at, axis=2), np.abs(t[:, None] - t)
    for one in (away, wait):
        np.fill_diagonal(one, np.inf)
    both = zip(np.argsort(away)[:, :k], np.argsort(wait)[:, :k], strict=True)
    return sum(len(set(near) & set(soon)) for near, soon in both)


def drawn(n: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).uniform(0, 1000, (3, n))


@needs_cases
def test_burkitt() -> None:
    """pointpats prints 12, with older scipy 13: whichever of the equally near came first. Shared evenly it is 12 1/3."""
    found = jacquez(*cases(), neighbours=3, permutations=999, seed=1)
    assert found.statistic == pytest.approx(37 / 3) and found.expected == pytest.approx(188 * 9 / 187)
    assert found.p_value > 0.05 and "ties" in {note.code for note in found.notes}


@needs_cases
def test_shared_ties_are_the_mean_over_ties_broken_by_lot() -> None:
    chance, events = np.random.default_rng(2), np.array(cases())
    lots = [
        jacquez(*(events + chance.uniform(-1e-4, 1e-4, events.shape)), neighbours=3, permutations=1).statistic
        for _ in range(200)
    ]
    assert {12.0, 13.0} <= set(lots)
    assert np.mean(lots) == pytest.approx(37 / 3, abs=4 * np.std(lots) / 200**0.5)


def test_ties_by_hand() -> None:
    """The one at 0 has two at 10 m and gives each half a place; soonest after it comes that on the left."""
    found = jacquez([0, 10, -10, 500], [0, 0, 0, 0], [1.25, 9.5, 1.5, 30.25], neighbours=1, permutations=1)
    assert found.statistic == 0.5 + 1 + 1  # the one at 0 with the left, the left with it, the far one with the right
    same = jacquez([5.5] * 5, [7.5] * 5, np.arange(5) + 0.25, neighbours=2, permutations=9, seed=1)
    assert same.statistic == pytest.approx(5 * 2 * 2 / 4) and same.p_value == 1.0


@pytest.mark.parametrize("k", [1, 2, 5])
def test_without_ties_it_is_the_plain_count(k: int) -> None:
    x, y, t = drawn(80)
    found = jacquez(x, y, t, neighbours=k, permutations=1)
    assert found.statistic == plainly(x, y, t, k) and "ties" not in {note.code for note in found.notes}


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_expected_count_and_the_p_value_are_those_of_all_orders(k: int) -> None:
    x, y, t = drawn(6, seed=4)
    y[1], t[1] = y[0], t[0]
    every = [jacquez(x, y, np.array(order), neighbours=k, permutations=1).statistic for order in permutations(t)]
    found = jacquez(x, y, t, neighbours=k, permutations=2000, seed=3)
    assert np.mean(every) == pytest.approx(found.expected)
    assert found.p_value == pytest.approx(np.mean(np.array(every) >= found.statistic - 1e-9), abs=0.05)


def test_shift_turn_units_and_order_change_nothing() -> None:
    x, y, t = np.round(drawn(60) / 50)  # many ties
    before = [one.tobytes() for one in (x, y, t)]
    first = jacquez(x, y, t, neighbours=3, permutations=64, seed=3)
    assert [one.tobytes() for one in (x, y, t)] == before
    mixed = np.random.default_rng(2).permutation(60)
    assert jacquez(x[mixed], y[mixed], t[mixed], neighbours=3, permutations=64, seed=3) == first
    for one in ((x + 5_400_000, y - 50, t + 3), (y, -x, t), (x * 0.3048, y * 0.3048, t / 24)):
        assert jacquez(*one, neighbours=3, permutations=1).statistic == pytest.approx(first.statistic)


def test_processes_agree_with_and_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    x, y, t = drawn(50)
    alone = jacquez(x, y, t, neighbours=2, permutations=70, seed=3)
    with ProcessPoolExecutor(2, get_context("fork")) as two:
        assert jacquez(x, y, t, neighbours=2, permutations=70, seed=3, executor=two) == alone
    monkeypatch.setattr(jit, "HAVE_NUMBA", False)
    assert jacquez(x, y, t, neighbours=2, permutations=70, seed=3) == alone


def test_planted_pairs_are_found() -> None:
    x, y, t = drawn(100)
    x, y, t = np.append(x, x[:40] + 2), np.append(y, y[:40]), np.append(t, t[:40] + 0.5)
    found = jacquez(x, y, t, neighbours=1, permutations=199, seed=1)
    assert found.p_value == 1 / 200 and found.statistic > 10 * found.expected


def test_sentences_and_refusals() -> None:
    x, y, t = drawn(20)
    found = jacquez(x, y, t, neighbours=2, permutations=9, seed=1)
    assert found.sentence("en").startswith("Neighbours among the 2 nearest of an event both in place and in time: ")
    assert "2 көршінің қатарына" in found.sentence("kk") and "ближайших (2)" in found.sentence("ru")
    for wrong in ({"neighbours": 0}, {"neighbours": 1.5}, {"neighbours": 19}, {"neighbours": 2, "permutations": 0}):
        with pytest.raises(AnalysisRefused):
            jacquez(x, y, t, **wrong)
    with pytest.raises(AnalysisRefused) as refused:
        jacquez(np.full(4000, 70_000.5), np.full(4000, 5_000_000.5), np.arange(4000), neighbours=3)
    assert refused.value.code == "too_many_ties" and "one point" in refused.value.sentence("en")
