"""What is no input is refused or flagged in words that say what to do. (Arrays of all functions: test_public.)"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

import senim_analysis as sa
from tests.analysis import calls

X = np.arange(30) * 100.0
NEAR: dict[str, Any] = {"distance": 250, "interval": 20, "permutations": 9, "seed": 1}
HOURS = np.datetime64("2025-01-01T00:30", "m") + np.arange(30) * np.timedelta64(1500, "m")


@pytest.mark.parametrize(
    ("t", "code", "told"),
    [
        (np.array(["2025-01", "2025-02", "2025-03"] * 10, "datetime64[M]"), "no_days", "count_alarms"),
        (np.array(["2025", "2024", "2023"] * 10, "datetime64[Y]"), "no_days", "count_alarms"),
        (["2025-01-01"] * 30, "not_times", "datetime64"),
        ([datetime(2025, 1, 1, 5, tzinfo=UTC)] * 30, "not_times", "local time"),
        ([datetime(2025, 1, 1, 5, tzinfo=UTC if one % 2 else None) for one in range(30)], "not_times", "local time"),
        ([date(2025, 1, 1)] * 30, "not_times", "datetime64"),
        (None, "not_flat", "list"),
    ],
)
def test_times_that_are_none(t: Any, code: str, told: str) -> None:
    every: tuple[Callable[[], Any], ...] = (
        lambda: sa.knox(X, X, t, **NEAR),
        lambda: sa.near_repeat(X, X, t, distance_bands=[0, 250], interval_bands=[0, 20]),
        lambda: sa.mantel(X, X, t),
        lambda: sa.jacquez(X, X, t, neighbours=2),
        lambda: sa.space_time_permutation_scan(X, X, t, cell=100, radius=300, interval=7, replications=9),
        lambda: sa.near_repeat_chains(X, X, t, distance=250, interval=20),
        lambda: sa.alert_zones(X, X, t, distance=250, interval=20),
        lambda: sa.series(X, X, t, distance=250, interval=20),
    )
    for call in every:
        with pytest.raises(sa.AnalysisRefused) as refused:
            call()
        assert refused.value.code == code and told in refused.value.sentence("en")
        assert len({refused.value.sentence(language) for language in ("kk", "ru", "en")}) == 3


@pytest.mark.parametrize("many", [-3, 9.5, float("nan")])
def test_a_number_of_shuffles_is_a_number_of_shuffles(many: Any) -> None:
    for name, key in (
        ("knox", "permutations"),
        ("near_repeat", "permutations"),
        ("mantel", "permutations"),
        ("jacquez", "permutations"),
        ("near_repeat_chains", "permutations"),
        ("series", "permutations"),
        ("space_time_permutation_scan", "replications"),
    ):
        with pytest.raises(sa.AnalysisRefused):
            calls.call(name, **{key: many})


def test_swapped_axes_are_degrees_all_the_same() -> None:
    with pytest.raises(sa.AnalysisRefused) as refused:
        sa.hot_spots([49.811, 49.823, 49.835], [73.101, 73.113, 73.125])
    assert refused.value.code == "degrees"


@pytest.mark.parametrize(
    "call",
    [
        lambda x: sa.knox(x, x, HOURS, **NEAR),
        lambda x: sa.near_repeat(x, x, HOURS, distance_bands=[0, 250], interval_bands=[0, 20]),
        lambda x: sa.mantel(x, x, HOURS, permutations=9, seed=1),
        lambda x: sa.space_time_permutation_scan(x, x, HOURS, cell=100, radius=300, interval=7, replications=9, seed=1),
        lambda x: sa.near_repeat_chains(x, x, HOURS, distance=250, interval=20, permutations=0),
        lambda x: sa.hot_spots(x, x),
        lambda x: sa.kernel_density(x, x, bandwidth=100, cell=50, extent=(-100, -100, 100, 100)),
    ],
)
def test_all_on_one_point_is_said(call: Callable[[Any], Any]) -> None:
    assert "one_place" in {note.code for note in call(X * 0).notes}


@pytest.mark.parametrize("counts", [(0, 5, 10, 10), (10, 5, 0, 10), (10, 5, 10, 0), (0, 0, 0, 0)])
def test_zero_before_and_an_empty_control_divide_nothing(counts: tuple[int, ...]) -> None:
    with pytest.raises(sa.AnalysisRefused):
        sa.ratio_of_ratios(*counts)


@pytest.mark.parametrize(
    "call",
    [
        lambda: sa.weighted_displacement_difference(10, 5, 0, 0),
        lambda: sa.weighted_displacement_difference(-1, 5, 3, 3),
        lambda: sa.e_test(0, 0),
        lambda: sa.e_test(1, 2, exposure1=0),
        lambda: sa.poisson_interval(-1),
        lambda: sa.shrink([0.1, 0.2], [10, 0]),
        lambda: sa.empirical_bayes_expected(1, 0, overdispersion=0.1),
        lambda: sa.moran([1] * 16, sa.grid_neighbours(4, 4)),
        lambda: sa.getis_ord([1, 2], sa.grid_neighbours(4, 4)),
        lambda: sa.getis_ord(np.arange(16), sa.grid_neighbours(4, 4) * 0.5),
        lambda: sa.repeat_places([]),
        lambda: sa.repeat_places(["a", None, "b"]),
        lambda: sa.synthetic_control(np.ones(30), [], intervention=20),
        lambda: sa.prediction_accuracy_index([1, 2], [0, 0]),
        lambda: sa.kernel_density(X, X, bandwidth=1, cell=0.01, extent=(0, 0, 100_000, 100_000)),
    ],
)
def test_what_has_no_answer_is_refused_in_three_languages(call: Callable[[], Any]) -> None:
    with pytest.raises(sa.AnalysisRefused) as refused:
        call()
    sentences = {refused.value.sentence(language) for language in ("kk", "ru", "en")}
    assert len(sentences) == 3 and not any("{" in one for one in sentences)
