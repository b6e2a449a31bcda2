"""The near-repeat table: bands as they are named, exact moments, sums that add up, followers found, nothing invented."""

from concurrent.futures import ProcessPoolExecutor
from itertools import permutations
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused, jit, near_repeat
from senim_analysis.tests.burkitt import cases, needs_cases

BANDS: dict[str, Any] = {"distance_bands": [0, 50, 100, 200], "interval_bands": [0, 2, 4, 8]}


def town(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events at few addresses, on whole hours."""
    chance = np.random.default_rng(seed)
    x, y = chance.integers(0, 40, (2, n)) * 25.0
    return x, y, chance.integers(0, 24 * 60, n) / 24


def test_two_events_fall_where_the_bands_say() -> None:
    """The Near Repeat Calculator puts 100 m and 3 days into "101 to 200 m, 4 to 6 days"."""
    dates = np.array(["2019-01-01", "2019-01-04"], dtype="datetime64[D]")
    result = near_repeat([0, 0], [0, 100], dates, distance_bands=[0, 100, 200], interval_bands=[0, 1, 2, 3, 4, 5, 6])
    assert result.observed[1, 3] == 1 and result.observed.sum() == 1
    assert result.label(1, 3) == ("[100, 200)", "[3, 4)")


@needs_cases
def test_burkitt_bands_are_differences_of_the_closed_table() -> None:
    """Days are whole: [0, 31) is 30 and less. E 4.6900 and sd 2.1315 for 5 km and 30 days, from section 5.1."""
    x, y, t = cases()
    result = near_repeat(x, y, t, distance_bands=[0, 5.0000001], interval_bands=[0, 31])
    assert (result.observed[0, 0], result.all_observed.sum()) == (7, 17578)
    assert (result.expected[0, 0], result.sd[0, 0]) == pytest.approx((4.6900, 2.1315), abs=6e-5)
    assert result.p_value[0, 0] == pytest.approx(0.1906, abs=0.05)


@pytest.mark.parametrize(("n", "metric"), [(2, "euclidean"), (3, "euclidean"), (5, "manhattan")])
def test_every_cell_has_the_moments_of_all_orders(n: int, metric: Any) -> None:
    x, y, t = np.random.default_rng(n).integers(0, 4, (3, n)).astype(float)
    bands: dict[str, Any] = {"distance_bands": [0, 1, 2, 9], "interval_bands": [0, 1, 3], "metric": metric}
    result = near_repeat(x, y, t, **bands)
    tables = [near_repeat(x, y, t[list(order)], **bands).observed for order in permutations(range(n))]
    assert result.expected == pytest.approx(np.mean(tables, axis=0), rel=1e-12, abs=1e-12)
    assert result.sd**2 == pytest.approx(np.var(tables, axis=0), rel=1e-9, abs=1e-12)


def plain_table(x: Any, y: Any, t: Any, far: Any, late: Any, metric: str) -> np.ndarray:
    """Every pair, one by one."""
    table = np.zeros((len(far) - 1, len(late) - 1))
    for i in range(len(x)):
        for j in range(i):
            across, up, wait = abs(x[i] - x[j]), abs(y[i] - y[j]), abs(t[i] - t[j])
            apart = across + up if metric == "manhattan" else (across**2 + up**2) ** 0.5
            row, column = np.searchsorted(far, apart, "right") - 1, np.searchsorted(late, wait, "right") - 1
            if 0 <= row < table.shape[0] and 0 <= column < table.shape[1]:
                table[row, column] += 1
    return table


@settings(deadline=None, max_examples=60)
@given(
    events=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 9)), min_size=2, max_size=30),
    far=st.lists(st.integers(0, 20), min_size=2, max_size=5, unique=True).map(sorted),
    late=st.lists(st.integers(0, 12), min_size=2, max_size=4, unique=True).map(sorted),
    metric=st.sampled_from(["euclidean", "manhattan"]),
)
def test_counts_are_those_of_every_pair(events: Any, far: Any, late: Any, metric: Any) -> None:
    x, y, t = np.array(events, dtype=float).T
    result = near_repeat(x, y, t, distance_bands=far, interval_bands=late, metric=metric)
    assert result.observed.tolist() == plain_table(x, y, t, far, late, metric).tolist()
    n = len(x)
    assert result.all_observed.sum() == n * (n - 1) / 2
    assert result.all_expected.sum() == pytest.approx(n * (n - 1) / 2)
    assert result.all_expected.sum(axis=0) == pytest.approx(result.all_observed.sum(axis=0))
    assert result.all_expected.sum(axis=1) == pytest.approx(result.all_observed.sum(axis=1))


def test_the_last_band_may_be_endless() -> None:
    x, y, t = town(60)
    result = near_repeat(x, y, t, distance_bands=[0, 100, np.inf], interval_bands=[0, 7, np.inf])
    assert result.observed.sum() == 60 * 59 / 2 and result.all_observed[-1].sum() == 0
    assert result.sd[0, 0] == pytest.approx(result.sd[1, 1])


def test_the_same_place_stands_by_itself() -> None:
    x, y, t = [0, 0, 30, 900], [0, 0, 0, 0], [0.5, 1.25, 1.5, 8]
    result = near_repeat(x, y, t, **BANDS)
    assert result.same_place.observed.tolist() == [1, 0, 0]
    assert result.observed[0, 0] == 3
    assert result.same_place.expected[0] == pytest.approx(1 * 3 / 6)


def test_shift_turn_unit_and_order_change_nothing() -> None:
    x, y, t = town(200)
    far = [0, 60, 110, 210]
    first = near_repeat(x, y, t, distance_bands=far, interval_bands=[0, 3, 9], permutations=64, seed=3)
    mixed = np.random.default_rng(1).permutation(200)
    for one in (
        near_repeat(x + 6e5, y + 5.5e6, t + 2e4, distance_bands=far, interval_bands=[0, 3, 9], permutations=64, seed=3),
        near_repeat(
            x / 1000, y / 1000, t * 24, distance_bands=np.array(far) / 1000, interval_bands=[0, 72, 216],
            permutations=64, seed=3,
        ),
        near_repeat(x[mixed], y[mixed], t[mixed], distance_bands=far, interval_bands=[0, 3, 9], permutations=64, seed=3),
    ):  # fmt: skip
        assert one.observed.tolist() == first.observed.tolist()
        assert one.sd == pytest.approx(first.sd, rel=1e-12)
        assert one.p_value.tolist() == first.p_value.tolist()
    turned = near_repeat(x * 0.6 - y * 0.8, x * 0.8 + y * 0.6, t, distance_bands=far, interval_bands=[0, 3, 9])
    assert turned.observed.tolist() == first.observed.tolist()


@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
@pytest.mark.parametrize("kind", ["hours", "days", "any"])
def test_numba_and_numpy_and_processes_agree(kind: str, metric: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    x, y, t = town(150)
    t = {"hours": t, "days": np.floor(t), "any": t + np.random.default_rng(1).uniform(0, 0.01, 150)}[kind]
    x[:20], y[:20] = 500, 500
    compiled = near_repeat(x, y, t, **BANDS, metric=metric, permutations=70, seed=4).to_dict()
    if kind == "days":
        with ProcessPoolExecutor(2, get_context("fork")) as two:
            assert (
                near_repeat(x, y, t, **BANDS, metric=metric, permutations=70, seed=4, executor=two).to_dict()
                == compiled
            )
    monkeypatch.setattr(jit, "HAVE_NUMBA", False)
    assert near_repeat(x, y, t, **BANDS, metric=metric, permutations=70, seed=4).to_dict() == compiled


def test_the_shuffles_have_the_exact_mean_and_spread() -> None:
    x, y, t = town(120)
    from senim_analysis import grid, shuffle
    from senim_analysis.bands import Bands

    bands = Bands.of(x, y, t, **{name[:8]: edges for name, edges in BANDS.items()}, metric="euclidean")
    found = grid.places(x, y, t, bands.radius)
    many = shuffle.permuted(found, shuffle.ticks(t, bands.soon), bands.near, "euclidean", 4000, 1)
    cells = np.diff(np.cumsum(many, axis=1)[:, bands.row], axis=1)
    result = near_repeat(x, y, t, **BANDS)
    assert np.diff(cells, axis=2).mean(axis=0) == pytest.approx(result.expected, abs=5 * (result.sd / 4000**0.5).max())
    assert np.diff(cells, axis=2).std(axis=0) == pytest.approx(result.sd, rel=0.06)


def test_large_files_are_dealt_in_16_bits_and_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from senim_analysis import shuffle

    chance = np.random.default_rng(4)
    x, y, t = (*chance.uniform(0, 9000, (2, 2500)), chance.uniform(0, 365, 2500))
    x, y, t = np.append(x, x[:40]), np.append(y, y[:40] + 30), np.append(t, t[:40] + 2)
    bands: dict[str, Any] = {"distance_bands": [0, 100, 200], "interval_bands": [0, 7, 14, 28]}
    fine = near_repeat(x, y, t, **bands, permutations=199, seed=1)
    monkeypatch.setattr(shuffle, "_LARGE", 1000)
    assert shuffle.ticks(t, np.array([7.0])).of_event.dtype == np.uint16
    assert shuffle.ticks(t, np.array([0.5])).of_event.dtype == np.uint32  # too coarse for so short a band
    short = near_repeat(x, y, t, **bands, permutations=199, seed=1)
    assert short.observed.tolist() == fine.observed.tolist() and short.sd.tolist() == fine.sd.tolist()
    assert short.p_value == pytest.approx(fine.p_value, abs=0.06) and short.p_value[0, 0] == 1 / 200


def test_few_expected_pairs_are_shuffled_even_unasked() -> None:
    """Two moments of a count that is nearly always 0 say little: 999 shuffles, so never under 1/1000, never 0."""
    chance = np.random.default_rng(2)
    x, y, t = [*chance.uniform(0, 5000, (2, 60)), chance.uniform(0, 300, 60)]
    x, y, t = np.append(x, x[:6]), np.append(y, y[:6]), np.append(t, t[:6] + 0.5)
    result = near_repeat(x, y, t, **BANDS)
    assert result.expected[0, 0] < 1 and result.observed[0, 0] >= 6
    assert result.p_value[0, 0] == 1 / 1000 and np.isnan(result.ratio[0, 0])
    assert "times" not in result.sentence("en") and "раза" not in result.sentence("ru")
    assert near_repeat(x, y, t, **BANDS).p_value.tolist() == result.p_value.tolist()


def test_followers_are_found_where_and_as_long_as_they_were_planted() -> None:
    chance = np.random.default_rng(8)
    x, y, t = chance.uniform(0, 4000, 1500), chance.uniform(0, 4000, 1500), chance.uniform(0, 365, 1500)
    x, y = np.append(x, x[:300] + chance.uniform(-30, 30, 300)), np.append(y, y[:300] + chance.uniform(-30, 30, 300))
    t = np.append(t, t[:300] + chance.uniform(0, 4, 300))
    result = near_repeat(x, y, t, **BANDS, permutations=199, seed=1)
    assert result.acts == (50, 4) and result.family_p is not None and result.family_p[0, 0] == 1 / 200
    assert (result.p_value[2] > 0.01).all() and result.ratio[0, 0] > 2
    assert "50 м" in result.sentence("kk") and "4 тәулікке" in result.sentence("kk")
    assert not any("{" in result.sentence(language) for language in ("kk", "ru", "en"))


def test_chance_gives_valid_p_values() -> None:
    """Two hundred towns without contagion: a cell is called at 5 % in about 5 % of them, the table at most so."""
    called, family = [], []
    for seed in range(200):
        chance = np.random.default_rng(seed)
        x, y, t = chance.uniform(0, 1000, 150), chance.uniform(0, 1000, 150), chance.uniform(0, 100, 150)
        result = near_repeat(
            x, y, t, distance_bands=[0, 100, 200], interval_bands=[0, 7, 14], permutations=39, seed=seed
        )
        assert result.p_value.min() >= 1 / 40 and result.family_p is not None
        called.append(result.p_value <= 0.05)
        family.append(result.family_p.min() <= 0.05)
    assert np.mean(called) == pytest.approx(0.05, abs=0.025)
    assert np.mean(family) == pytest.approx(0.05, abs=4 * (0.05 * 0.95 / 200) ** 0.5)


def test_nothing_is_said_where_nothing_is() -> None:
    x, y, t = (np.random.default_rng(5).uniform(0, 3000, 300) for _ in range(3))
    result = near_repeat(x, np.flip(y), np.random.default_rng(6).permutation(t), **BANDS, permutations=99, seed=1)
    assert result.acts is None and "No band" in result.sentence("en")


def test_inputs_are_left_as_they_were() -> None:
    events = town(100)
    before = [one.tobytes() for one in events]
    near_repeat(*events, **BANDS, permutations=32, seed=1)
    assert [one.tobytes() for one in events] == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"distance_bands": [0, 5, 5]}, "bands"),
        ({"interval_bands": [7]}, "bands"),
        ({"interval_bands": [-1, 7]}, "bands"),
        ({"metric": "mile"}, "unknown_metric"),
    ],
)
def test_bands_that_are_none_are_refused(change: dict[str, Any], code: str) -> None:
    with pytest.raises(AnalysisRefused) as refused:
        near_repeat(*town(20), **{**BANDS, **change})
    assert refused.value.code == code


def test_too_many_pairs_are_refused_before_they_are_counted() -> None:
    x = np.arange(60_000) % 300 * 1.0
    with pytest.raises(AnalysisRefused) as refused:
        near_repeat(x, np.arange(60_000) // 300 * 1.0, x, distance_bands=[0, 250], interval_bands=[0, 7])
    assert refused.value.code == "too_many_pairs" and "100 000 000" in refused.value.sentence("ru")
