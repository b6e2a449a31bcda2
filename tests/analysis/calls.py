"""One honest call of every public function, on data made here: what the general rules of the library are tried on."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np

import senim_analysis as sa

_chance = np.random.default_rng(20260512)
N = 160
#: Half of the events near three corners, half anywhere in two kilometres; a year.
X = np.round(np.concatenate([_chance.normal(900, 60, N // 2), _chance.uniform(0, 2000, N // 2)]), 1)
Y = np.round(np.concatenate([_chance.normal(700, 60, N // 2), _chance.uniform(0, 2000, N // 2)]), 1)
T = _chance.uniform(0, 365, N)
MOMENTS = np.datetime64("2025-03-01T00:00", "m") + (T * 1440).astype("timedelta64[m]")
COUNTS = _chance.poisson(6, 100)
WEEKS = _chance.poisson(20, 60)
SHORT: dict[str, Any] = {"seed": 5}
KEYS = np.array([f"house {k}" for k in _chance.zipf(1.8, 300) % 90])
BEFORE_AFTER = {"treated_before": 207, "treated_after": 110, "control_before": 308, "control_after": 318}
FORECAST = {"predicted": COUNTS + 0.5, "observed": _chance.poisson(COUNTS + 0.5), "last_year": COUNTS}
SHOPS = {"shop": (_chance.normal(900, 60, 12), _chance.normal(700, 60, 12)), "stop": (X[:9] + 300, Y[:9] + 300)}
RULE = sa.BlackSpotRule(
    name="test", window=200, any_kind=5, legal_reference="made for a test", valid_from=date(2020, 1, 1)
)
SURFACE = sa.kernel_density(X, Y, bandwidth=250.0, cell=100.0, extent=(0, 0, 2000, 2000))

#: Name -> arguments. Arrays by place are those that the rules below spoil.
CALLS: dict[str, dict[str, Any]] = {
    "knox": {"x": X, "y": Y, "t": T, "distance": 150.0, "interval": 14.0, "permutations": 49, **SHORT},
    "near_repeat": {
        "x": X,
        "y": Y,
        "t": T,
        "distance_bands": [0, 1, 100, 200],
        "interval_bands": [0, 7, 14],
        "permutations": 49,
        **SHORT,
    },
    "near_repeat_chains": {"x": X, "y": Y, "t": T, "distance": 150.0, "interval": 14.0, "permutations": 19, **SHORT},
    "alert_zones": {"x": X, "y": Y, "t": T, "distance": 150.0, "interval": 14.0},
    "jacquez": {"x": X, "y": Y, "t": T, "neighbours": 3, "permutations": 49, **SHORT},
    "mantel": {"x": X, "y": Y, "t": T, "permutations": 19, **SHORT},
    "space_time_permutation_scan": {
        "x": X,
        "y": Y,
        "t": T,
        "cell": 200.0,
        "radius": 600.0,
        "interval": 28.0,
        "replications": 19,
        **SHORT,
    },
    "repeat_places": {"keys": KEYS},
    "risk_terrain": {"x": X, "y": Y, "places": SHOPS, "cell": 200.0, "seed": 5},
    "journeys": {"from_x": X, "from_y": Y, "to_x": X[::-1].copy(), "to_y": Y[::-1].copy()},
    "count_alarms": {"counts": WEEKS, "method": "poisson_z"},
    "concentration_over_time": {"keys": KEYS, "periods": np.arange(300) // 100},
    "grid_counts": {"x": X, "y": Y, "cell": 100.0, "extent": (0, 0, 2000, 2000)},
    "getis_ord_general": {"values": COUNTS, "neighbours": sa.grid_neighbours(10, 10)},
    "hot_spots": {"x": X, "y": Y, "radius": 150.0},
    "hot_spot_classes": {"counts": _chance.poisson(6, (8, 100)), "neighbours": sa.grid_neighbours(10, 10)},
    "prediction_accuracy_index": FORECAST,
    "prediction_efficiency_index": FORECAST,
    "hit_rate": FORECAST,
    "calibration": FORECAST,
    "prospective_hot_spot": {"x": X, "y": Y, "t": T, "cell": 200.0, "extent": (0, 0, 2000, 2000)},
    "self_exciting": {"places": np.arange(N) % 9, "t": T},
    "exact_evenness": {"counts": np.array([3, 0, 1, 0, 0, 2, 0])},
    "feedback_loop": {"true_share": 0.55, "steps": 200, "runs": 20, **SHORT},
    "series": {"x": X, "y": Y, "t": T, "distance": 150.0, "interval": 14.0, "permutations": 19, **SHORT},
    "text_clusters": {
        "texts": ["a window was broken", "the window is broken", "broken windows again"] * 3,
        "language": "en",
    },
    "find_problems": {"x": X, "y": Y, "at": MOMENTS, "category": ["theft"] * N},
    "getis_ord": {"values": COUNTS, "neighbours": sa.grid_neighbours(10, 10)},
    "moran": {"values": COUNTS, "neighbours": sa.grid_neighbours(10, 10), "permutations": 49, **SHORT},
    "dual_density": {"first": SURFACE, "second": SURFACE, "form": "difference"},
    "kernel_density": {"x": X, "y": Y, "bandwidth": 250.0, "cell": 100.0, "extent": (0, 0, 2000, 2000)},
    "aoristic": {"start": MOMENTS, "end": MOMENTS + np.timedelta64(90, "m"), "timezone": "Asia/Almaty"},
    "weighted_displacement_difference": BEFORE_AFTER,
    "weighted_displacement_quotient": {
        **BEFORE_AFTER,
        "displacement_treated_before": 178,
        "displacement_treated_after": 157,
    },
    "ratio_of_ratios": BEFORE_AFTER,
    "difference_in_differences": {"treated": WEEKS, "control": WEEKS[::-1].copy(), "intervention": 40},
    "interrupted_time_series": {"counts": WEEKS, "intervention": 40},
    "synthetic_control": {
        "treated": WEEKS,
        "donors": [_chance.poisson(20, 60) for _ in range(6)],
        "intervention": 40,
    },
    "power_before_after": {"treated_before": 207, "control_before": 308, "reduction": 0.3},
    "smallest_effect": {"treated_before": 207, "control_before": 308},
    "black_spots": {"x": X, "y": Y, "t": T, "rule": RULE},
    "e_test": {"k1": 20, "k2": 10},
    "empirical_bayes_expected": {"observed": COUNTS, "predicted": COUNTS * 0.5 + 2.5, "overdispersion": 0.4},
    "funnel_limits": {"target": 0.074, "sizes": np.array([50, 100, 400])},
    "poisson_interval": {"count": 7},
    "shrink": {"rates": COUNTS / 50, "exposures": np.full(COUNTS.size, 50.0)},
}


def call(name: str, **changed: Any) -> Any:
    """The function with its honest arguments, some of them changed."""
    function: Callable[..., Any] = getattr(sa, name)
    arguments = {**CALLS[name], **changed}
    by_place = [
        key for key, one in inspect.signature(function).parameters.items() if one.kind is one.POSITIONAL_OR_KEYWORD
    ]
    first = [arguments.pop(key) for key in by_place if key in arguments]
    return function(*first, **arguments)


def arrays(name: str) -> Mapping[str, Any]:
    """The arguments that are lists of numbers or moments."""
    return {key: one for key, one in CALLS[name].items() if isinstance(one, np.ndarray) and one.dtype.kind in "fiM"}
