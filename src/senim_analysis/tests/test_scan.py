"""The scan against one that looks at every cylinder, against its own null, and against what was planted."""

from concurrent.futures import ProcessPoolExecutor
from math import log
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from senim_analysis import AnalysisRefused, Cancelled, ScanResult, jit
from senim_analysis import space_time_permutation_scan as scan

SHAPE: dict[str, Any] = {"cell": 100, "radius": 300, "interval": 7}


def town(n: int, seed: int = 0, days: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events in an uneven town: some cells hold many."""
    chance = np.random.default_rng(seed)
    x, y = chance.gamma(2, 300, (2, n))
    return x, y, chance.uniform(0, days, n)


def ratio(count: int, expected: float, total: int) -> float:
    """Kulldorff's log likelihood ratio as it is written."""
    if count <= expected:
        return 0.0
    rest = (total - count) * log((total - count) / (total - expected)) if count < total else 0.0
    return count * log(count / expected) + rest


def every_cylinder(x: Any, y: Any, t: Any, cell: float, radius: float, interval: int, prospective: bool) -> float:
    """The highest ratio of all circles and windows, one by one."""
    column, row = np.floor((x - x.min()) / cell), np.floor((y - y.min()) / cell)
    day = np.floor(t - np.floor(t.min()))
    best = 0.0
    for centre in {*zip(column, row, strict=True)}:
        apart = (column - centre[0]) ** 2 + (row - centre[1]) ** 2
        for square in np.unique(apart[apart <= (radius / cell) ** 2 + 1e-9]):
            inside = apart <= square
            for last in [day.max()] if prospective else np.arange(day.max() + 1):
                for length in range(1, interval + 1):
                    if length > last + 1:
                        continue
                    window = (day <= last) & (day > last - length)
                    expected = inside.sum() * window.sum() / x.size
                    best = max(best, ratio(int((inside & window).sum()), expected, x.size))
    return best


@pytest.mark.parametrize("prospective", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_no_cylinder_is_higher(seed: int, prospective: bool) -> None:
    x, y, t = town(70, seed, days=20)
    result = scan(x, y, t, **SHAPE, prospective=prospective, replications=3, seed=1)
    wanted = every_cylinder(x, y, t, 100, 300, 7, prospective)
    assert result.clusters[0].statistic == pytest.approx(wanted, rel=1e-12)
    first = result.clusters[0]
    assert ratio(first.observed, first.expected, 70) == pytest.approx(wanted, rel=1e-12)


def test_complete_rings_only() -> None:
    """The cells begin at the westernmost and southernmost event. Four neighbours at one distance come in together or not at all: SaTScan adds them one at a time."""
    x = np.array([150, 50, 250, 150, 150, 150, 50.0] + [150.0] * 4)
    y = np.array([150, 150, 150, 50, 250, 150, 150.0] + [950.0] * 4)
    t = np.array([9, 9, 9, 9, 9, 1, 1.0, 2, 3, 4, 5])
    result = scan(x, y, t, cell=100, radius=100, interval=1, replications=0)
    assert (result.clusters[0].observed, result.clusters[0].radius) == (5, 100)
    assert (result.clusters[0].x, result.clusters[0].y) == (200, 200)


def test_what_was_planted_is_found() -> None:
    x, y, t = town(1500, 3, days=120)
    chance = np.random.default_rng(4)
    x, y = np.append(x, 2000 + chance.uniform(-120, 120, 25)), np.append(y, 1500 + chance.uniform(-120, 120, 25))
    t = np.append(t, chance.uniform(114, 120, 25))
    result = scan(x, y, t, **SHAPE, replications=199, seed=1)
    first = result.clusters[0]
    assert np.hypot(first.x - 2000, first.y - 1500) < 200 and first.end == 119 and 112 <= first.start <= 114
    assert first.p_value == 1 / 200 and first.recurrence == pytest.approx(200)
    assert first.observed >= 23 > 5 * first.expected
    assert result.significant() == (first,)
    later = scan(x, y, t, **SHAPE, prospective=False, replications=39, seed=1)
    assert later.clusters[0].recurrence is None and later.clusters[0].p_value == 1 / 40


def test_clusters_do_not_share_cells() -> None:
    result = scan(*town(600, 1), **SHAPE, replications=19, seed=1)
    assert len(result.clusters) > 1
    for place, one in enumerate(result.clusters):
        for other in result.clusters[:place]:
            assert np.hypot(one.x - other.x, one.y - other.y) > max(one.radius, other.radius)
            assert one.statistic <= other.statistic


def test_chance_gives_even_p_values() -> None:
    """Two hundred towns without clusters: 5 % of them cry wolf, half of them show p under one half."""
    p = []
    for seed in range(200):
        result = scan(*town(150, seed), cell=150, radius=450, interval=7, replications=39, seed=seed)
        p.append(result.clusters[0].p_value)
    assert min(p) >= 1 / 40
    for level in (0.05, 0.1, 0.25, 0.5, 0.75):
        assert np.mean(np.array(p) <= level) == pytest.approx(level, abs=4 * (level * (1 - level) / 200) ** 0.5)


@pytest.mark.parametrize("prospective", [True, False])
def test_numba_and_numpy_and_processes_agree(prospective: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    events = town(120, 5, days=45)
    compiled = scan(*events, **SHAPE, prospective=prospective, replications=40, seed=2)
    with ProcessPoolExecutor(2, get_context("fork")) as two:
        assert scan(*events, **SHAPE, prospective=prospective, replications=40, seed=2, executor=two).to_dict() == (
            compiled.to_dict()
        )
    monkeypatch.setattr(jit, "HAVE_NUMBA", False)
    plain = scan(*events, **SHAPE, prospective=prospective, replications=40, seed=2)
    assert plain.maxima == pytest.approx(compiled.maxima, rel=1e-12)
    assert _facts(plain) == _facts(compiled)


def _facts(result: ScanResult) -> list[Any]:
    return [(c.x, c.y, c.radius, c.start, c.end, c.observed, c.p_value) for c in result.clusters]


def test_shift_and_order_change_nothing() -> None:
    x, y, t = town(300, 6)
    first = scan(x, y, t, **SHAPE, replications=40, seed=3)
    mixed = np.random.default_rng(1).permutation(300)
    other = scan(x[mixed], y[mixed], t[mixed], **SHAPE, replications=40, seed=3)
    assert _facts(other) == _facts(first) and other.maxima.tolist() == first.maxima.tolist()
    moved = scan(x + 6e5, y + 5.5e6, t + 2e4, **SHAPE, replications=40, seed=3)
    assert [c.p_value for c in moved.clusters] == [c.p_value for c in first.clusters]
    assert moved.clusters[0].x == pytest.approx(first.clusters[0].x + 6e5)
    assert moved.clusters[0].start == first.clusters[0].start + 2e4


def test_dates_come_back_as_dates() -> None:
    x, y, t = town(200, 2)
    moments = np.datetime64("2026-03-01T00:00", "s") + (t * 86400).astype("timedelta64[s]")
    result = scan(x, y, moments, **SHAPE, replications=9, seed=1)
    assert result.clusters[0].end == moments.max().astype("datetime64[D]")
    assert result.clusters[0].to_dict()["end"] == str(result.clusters[0].end)
    assert str(result.clusters[0].end.astype(object).year) in result.clusters[0].sentence("kk")


def test_many_days_and_wide_counts() -> None:
    """More than 32 days a window, and more events in one cell than 16 bits hold."""
    day = np.repeat(np.arange(100), 800)
    x = np.where(np.arange(day.size) % 9 == 0, 950.0, 50.0)
    x[day >= 60] = np.where(np.arange((day >= 60).sum()) % 8 == 0, 950.0, 50.0)
    result = scan(x, np.zeros(day.size), day, cell=100, radius=100, interval=90, replications=3, seed=1)
    first = result.clusters[0]
    assert (first.x, first.start, first.end, first.observed) == (1000, 60, 99, 4000)


def test_sentences_and_inputs() -> None:
    events = town(200, 2)
    before = [one.tobytes() for one in events]
    result = scan(*events, **SHAPE, replications=9, seed=1)
    assert [one.tobytes() for one in events] == before
    for language, ending in (("kk", "дәлел емес."), ("ru", "человеке."), ("en", "person.")):
        text = result.sentence(language)
        assert text.endswith(ending) and "{" not in text
        assert result.clusters[0].sentence(language).endswith(ending)


@pytest.mark.parametrize(
    ("t", "change", "code"),
    [
        ([1.1, 1.2, 1.3], {}, "one_day"),
        ([1.0, 2, 3], {"cell": 0}, "positive"),
        ([1.0, 2], {}, "lengths"),
        ([1.0, 2, 3], {"cell": 0.01, "radius": 100}, "too_many_pairs"),
    ],
)
def test_what_cannot_be_scanned_is_refused(t: list[float], change: dict[str, Any], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        scan([0, 500, 900], [0, 500, 900], t, **{**SHAPE, **change})
    assert refused.value.code == code


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        scan(*town(100), **SHAPE, seed=1, cancel=lambda: True)
