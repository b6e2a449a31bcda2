"""The common ground: what may come in, what goes out, and what numbers look like."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from senim_analysis import AnalysisRefused, checks, multiple, words, work
from senim_analysis.result import plain


def test_degrees_are_refused_with_the_projection_named() -> None:
    with pytest.raises(AnalysisRefused) as refused:
        checks.points([73.0871, 73.1012], [49.8012, 49.8125])
    assert refused.value.code == "degrees" and "EPSG:32643" in refused.value.sentence("kk")


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([73.0871, 0.0, 73.1012], [49.8012, 0.0, 49.8125]),  # a row without a place among them
        ([46.51, 87.31, 71.4304], [51.2001, 47.0312, 51.1282]),  # the whole country
        ([71.43, 71.44, 71.47], [51.13, 51.12, 51.18]),  # rounded to hundredths
        ([49.8012, 49.8125], [73.0871, 73.1012]),  # axes swapped
        ([-75.1652, -75.1713], [39.9526, 39.9612]),
    ],
)
def test_degrees_are_known_however_they_come(x: list[float], y: list[float]) -> None:
    with pytest.raises(AnalysisRefused, match="degrees"):
        checks.points(x, y)


def test_small_metres_are_not_degrees() -> None:
    x, _ = checks.points([10, 20, 40, 15, 30, 30], [10, 10, 10, 20, 20, 30])
    assert x.size == 6
    checks.points([30.5, 31.25, 2.0], [40.1, 40.25, 5.0])


@pytest.mark.parametrize("values", [[1, float("nan")], [[1, 2]], ["a"], [float("inf")]])
def test_what_is_no_list_of_numbers_is_refused(values: list[object]) -> None:
    with pytest.raises(AnalysisRefused):
        checks.numbers(values, "x")


def test_inputs_are_copied() -> None:
    given_ = np.array([3.0, 1.0])
    checks.numbers(given_, "x")[0] = 9
    assert given_.tolist() == [3.0, 1.0]


def test_dates_become_days_since_the_first_midnight() -> None:
    t = np.array(["2026-03-01T12:00", "2026-03-02T00:00"], dtype="datetime64[m]")
    assert checks.days(t).tolist() == [0.5, 1.0]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_adjusted_values_are_never_below_the_raw_and_keep_their_order(p: list[float]) -> None:
    q = multiple.false_discovery(p)
    assert (q >= np.array(p) - 1e-12).all() and (q <= 1).all()
    order = np.argsort(p, kind="stable")
    assert (np.diff(q[order]) >= -1e-12).all()


def test_a_worked_example_of_false_discovery() -> None:
    assert multiple.false_discovery([0.01, 0.04, 0.03, 0.005]).tolist() == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_a_monte_carlo_p_is_never_zero() -> None:
    assert multiple.monte_carlo(0, 99) == 0.01


def test_blocks_do_not_depend_on_workers() -> None:
    assert sum(work.blocks(999)) == 999
    first, second = (np.random.default_rng(work.streams(7, 3)[2]).random() for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("value", "kk", "en"),
    [(12345.0, "12 345", "12 345"), (0.5, "0,5", "0.5"), (-3, "−3", "−3"), (float("nan"), "—", "—")],
)
def test_numbers_are_written_as_the_language_writes_them(value: float, kk: str, en: str) -> None:
    assert (words.written(value, "kk"), words.written(value, "en")) == (kk, en)


def test_plain_data_has_no_nan_and_no_arrays() -> None:
    assert plain({"a": np.array([1.0, np.nan]), "b": np.int64(3)}) == {"a": [1.0, None], "b": 3}
