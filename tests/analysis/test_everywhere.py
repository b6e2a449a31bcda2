"""The same answers on any machine: without numba, on two processes, on a cluster; in little memory."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tracemalloc
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

import senim_analysis as sa
from tests.analysis import calls
from tests.analysis.test_public import LONG

ROOT = Path(__file__).resolve().parents[2]
#: A process in which numba cannot be imported says what it answers.
WITHOUT = """
import json, sys
sys.modules["numba"] = None
from senim_analysis import jit
from tests.analysis import calls
assert not jit.HAVE_NUMBA
print(json.dumps({name: calls.call(name).to_dict() for name in sorted(calls.CALLS)}))
"""


# --- without numba ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def without() -> dict[str, Any]:
    path = os.pathsep.join([str(ROOT), str(Path(sa.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize("name", sorted(calls.CALLS))
def test_without_numba_the_answer_is_the_same(name: str, without: dict[str, Any]) -> None:
    assert apart(json.loads(json.dumps(calls.call(name).to_dict())), without[name]) == []


def apart(one: Any, other: Any, at: str = "") -> list[str]:
    """Where two plain answers differ by more than the last digits."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [line for key in one for line in apart(one[key], other[key], f"{at}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            line for place, pair in enumerate(zip(one, other, strict=True)) for line in apart(*pair, f"{at}[{place}]")
        ]
    number = isinstance(one, int | float) and isinstance(other, int | float)
    same = one == pytest.approx(other, rel=1e-9, abs=1e-12) if number else one == other
    return [] if same else [f"{at}: {one} and {other}"]


# --- on a cluster -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster() -> Any:
    distributed = pytest.importorskip("distributed", reason="needs Dask: pip install distributed")
    # Asked for its own address, Dask looks for a way out to the network.
    with (
        patch("distributed.comm.inproc.get_ip", return_value="127.0.0.1"),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=False,
            dashboard_address=None,
            protocol="inproc",
        ) as machines,
        distributed.Client(machines) as client,
    ):
        yield client.get_executor()


class Courier(Executor):
    """As Dask's executor does: what is sent and what comes back is pickled, there is no pool to look into, no order."""

    def __init__(self) -> None:
        self.hands, self.sent = ThreadPoolExecutor(2), 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.sent += 1
        parcel = pickle.dumps((fn, args, kwargs))
        return self.hands.submit(self._done, parcel)

    @staticmethod
    def _done(parcel: bytes) -> Any:
        function, args, kwargs = pickle.loads(parcel)
        return pickle.loads(pickle.dumps(function(*args, **kwargs)))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.hands.shutdown(wait, cancel_futures=cancel_futures)


@pytest.mark.parametrize("name", LONG)
def test_any_executor_equals_none(name: str) -> None:
    """What needs no cluster: Dask itself is large, its test runs where it is installed."""
    with Courier() as courier:
        assert calls.call(name, executor=courier).to_dict() == calls.call(name).to_dict()
        assert courier.sent > 0


@pytest.mark.filterwarnings("ignore")
@pytest.mark.loopback
@pytest.mark.parametrize("name", LONG)
def test_a_cluster_equals_one_machine(name: str, cluster: Any) -> None:
    assert calls.call(name, executor=cluster).to_dict() == calls.call(name).to_dict()


# --- in little memory -------------------------------------------------------------------------------------------------

_chance = np.random.default_rng(12)
MANY = 20_000
X, Y, T = (*_chance.uniform(0, 20_000, (2, MANY)), _chance.uniform(0, 365, MANY))
#: A matrix of these events would take 3 200 MB, its half 1 600.
LIGHT: dict[str, dict[str, Any]] = {
    "knox": {"distance": 200.0, "interval": 14.0, "permutations": 64, "seed": 1},
    "jacquez": {"neighbours": 3, "permutations": 32, "seed": 1},
    "near_repeat": {"distance_bands": [0, 200, 500, 1000], "interval_bands": [0, 7, 14], "permutations": 0},
    "near_repeat_chains": {"distance": 200.0, "interval": 14.0, "permutations": 0},
    "alert_zones": {"distance": 200.0, "interval": 14.0},
    "space_time_permutation_scan": {"cell": 500.0, "radius": 1500.0, "interval": 28.0, "replications": 9, "seed": 1},
    "series": {"distance": 200.0, "interval": 14.0, "permutations": 0},
}


@pytest.mark.parametrize("name", LIGHT)
def test_no_matrix_of_all_pairs_is_made(name: str) -> None:
    tracemalloc.start()
    getattr(sa, name)(X, Y, T, **LIGHT[name])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150_000_000


def test_two_thousand_in_one_mall_are_one_place() -> None:
    """Two million pairs without distance are counted from their times, none of them looked at."""
    x, y, t = X.copy(), Y.copy(), T
    x[:2000], y[:2000] = 9000.0, 9000.0
    found = sa.near_repeat(x, y, t, distance_bands=[0, 100, 200], interval_bands=[0, 7, 14])
    assert found.same_place.observed.sum() > 100_000
    assert found.same_place.n == MANY and found.all_observed.sum() == MANY * (MANY - 1) / 2
    late = np.sort(t[:2000])
    soon = (np.searchsorted(late, late + 7, "left") - np.arange(1, 2001)).sum()
    assert found.same_place.observed[0] == soon


def test_more_pairs_than_the_budget_are_refused_in_words() -> None:
    with pytest.raises(sa.AnalysisRefused) as refused:
        sa.near_repeat(X / 10, Y / 10, T, distance_bands=[0, 1500], interval_bands=[0, 14])
    assert 1e8 < refused.value.params["pairs"] < MANY * (MANY - 1) / 2
    assert refused.value.code == "too_many_pairs" and "smaller distance" in refused.value.sentence("en")
