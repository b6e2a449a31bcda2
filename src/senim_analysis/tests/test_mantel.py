"""The Mantel test against published numbers and against all orders of a few events."""

from concurrent.futures import ProcessPoolExecutor
from itertools import permutations
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused, jit, mantel
from senim_analysis.tests.burkitt import cases, needs_cases

RAW: dict[str, Any] = {
    "distance_constant": 0, "distance_power": 1, "interval_constant": 0, "interval_power": 1
}  # fmt: skip


@needs_cases
def test_burkitt() -> None:
    result = mantel(*cases(), permutations=999, seed=1)
    assert result.statistic == pytest.approx(0.048368, abs=5e-7)
    assert 1 / 1000 <= result.p_value <= 0.01
    assert mantel(*cases(), **RAW, permutations=0).statistic == pytest.approx(0.014154, abs=5e-7)


def test_three_events_by_hand() -> None:
    """Distances 3, 4, 5 and waits 1, 3, 2: r = (3 + 12 + 10 - 3 * 4 * 2) / 2 = 0.5."""
    result = mantel([0, 3, 0], [0, 0, 4], [0, 1, 3], **RAW, permutations=0)
    assert (result.statistic, result.total) == (pytest.approx(0.5), pytest.approx(25))


@pytest.mark.parametrize("n", [3, 4, 6])
@pytest.mark.parametrize("power", [-1, 1, -2])
def test_the_spread_is_that_of_all_orders(n: int, power: float) -> None:
    x, y, t = np.random.default_rng(n).uniform(0, 5, (3, n))
    shape: dict[str, Any] = {"distance_power": power, "interval_power": power, "permutations": 0}
    every = [mantel(x, y, np.array(order), **shape).statistic for order in permutations(t)]
    result = mantel(x, y, t, **shape)
    assert np.mean(every) == pytest.approx(0, abs=1e-9)
    assert result.sd == pytest.approx(np.std(every), rel=1e-9)


@pytest.mark.parametrize("power", [-1, 1, -2])
def test_numba_and_numpy_and_processes_agree(power: float, monkeypatch: pytest.MonkeyPatch) -> None:
    x, y, t = np.random.default_rng(1).uniform(0, 50, (3, 60))
    compiled = mantel(x, y, t, distance_power=power, interval_power=power, permutations=70, seed=3)
    with ProcessPoolExecutor(2, get_context("fork")) as two:
        shape: dict[str, Any] = {"distance_power": power, "interval_power": power, "permutations": 70, "seed": 3}
        assert mantel(x, y, t, **shape, executor=two) == compiled
    monkeypatch.setattr(jit, "HAVE_NUMBA", False)
    plain = mantel(x, y, t, distance_power=power, interval_power=power, permutations=70, seed=3)
    assert plain.p_value == compiled.p_value
    assert (plain.statistic, plain.sd) == (pytest.approx(compiled.statistic), pytest.approx(compiled.sd))


def test_shift_turn_and_order_change_nothing() -> None:
    x, y, t = np.random.default_rng(1).uniform(0, 50, (3, 60))
    before = [one.tobytes() for one in (x, y, t)]
    first = mantel(x, y, t, permutations=64, seed=3)
    assert [one.tobytes() for one in (x, y, t)] == before
    mixed = np.random.default_rng(2).permutation(60)
    assert mantel(x[mixed], y[mixed], t[mixed], permutations=64, seed=3) == first
    for one in (mantel(x + 900, y - 50, t + 3, permutations=0), mantel(y, -x, t, permutations=0)):
        assert (one.statistic, one.sd) == (pytest.approx(first.statistic), pytest.approx(first.sd))


def test_chance_gives_even_p_values() -> None:
    p = []
    for seed in range(200):
        x, y, t = np.random.default_rng(seed).uniform(0, 10, (3, 30))
        p.append(mantel(x, y, t, permutations=39, seed=seed).p_value)
        assert mantel(x, y, t, permutations=0).p_value > 0.05
    for level in (0.05, 0.25, 0.5, 0.75):
        assert np.mean(np.array(p) <= level) == pytest.approx(level, abs=4 * (level * (1 - level) / 200) ** 0.5)


def test_what_divides_by_zero_is_refused() -> None:
    with pytest.raises(AnalysisRefused) as refused:
        mantel([1, 1, 500], [1, 1, 500], [1, 2, 3], distance_constant=0)
    assert refused.value.code == "no_constant"
    with pytest.raises(AnalysisRefused) as refused:
        mantel(*np.zeros((3, 20_000)))
    assert refused.value.code == "too_many_pairs"


def test_all_alike_says_nothing() -> None:
    result = mantel([5, 5, 5], [5, 5, 5], [1.5, 2, 9], permutations=9, seed=1)
    assert (result.statistic, result.p_value) == (0, 1) and "all_alike" in [note.code for note in result.notes]
    assert all(result.sentence(language) for language in ("kk", "ru", "en"))
