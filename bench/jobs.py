"""python -m bench.jobs JOB EVENTS.npy [once]: one job of the analysis in a process of its own.

Prints one line of JSON: seconds of the first call and of the best of three later ones, memory at most, and what came
out, to be held against a peer's answer.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

BANDS: dict[str, Any] = {"distance_bands": [0, 200, 400, 600, 800, 1000], "interval_bands": [0, 7, 14, 21, 28, 35]}
EXTENT = (0.0, 0.0, 20_000.0, 20_000.0)
Answer = dict[str, Any]
#: What is known before the question is put; the first call makes it, the later ones are measured.
_known: dict[str, Any] = {}


def knox(x: Any, y: Any, t: Any, permutations: int) -> Answer:
    import senim_analysis as sa

    found = sa.knox(x, y, t, distance=200, interval=14, permutations=permutations, seed=1)
    return {"observed": found.statistic, "expected": found.expected, "sd": found.sd, "p": found.p_value}


def near_repeat(x: Any, y: Any, t: Any, permutations: int) -> Answer:
    import senim_analysis as sa

    found = sa.near_repeat(x, y, t, **BANDS, permutations=permutations, seed=1)
    return {"observed": int(np.sum(found.observed)), "expected": float(np.ravel(found.expected)[0])}


def scan(x: Any, y: Any, t: Any, replications: int) -> Answer:
    import senim_analysis as sa

    found = sa.space_time_permutation_scan(
        x, y, t, cell=250, radius=1500, interval=28, replications=replications, seed=1
    )
    first = found.clusters[0]
    return {"observed": first.observed, "statistic": first.statistic, "p": first.p_value}


def mantel(x: Any, y: Any, t: Any, permutations: int) -> Answer:
    import senim_analysis as sa

    found = sa.mantel(x, y, t, permutations=permutations, seed=1)
    return {"statistic": found.statistic, "p": found.p_value}


def gi_star(x: Any, y: Any, _t: Any, _times: int) -> Answer:
    """200 x 200 cells of 100 m, counted before; the time is that of the statistic and its weights, as the peers' is."""
    import senim_analysis as sa

    found = sa.getis_ord(cells(x, y), sa.grid_neighbours(200, 200))
    z = np.asarray(found.z)
    return {"largest": float(z.max()), "first": float(z[0])}


def gi_star_alone(x: Any, y: Any, _t: Any, _times: int) -> Answer:
    """The same where the neighbours are known already: another category, another month of the same grid."""
    import senim_analysis as sa

    if "near" not in _known:
        _known["near"] = sa.grid_neighbours(200, 200)
    found = sa.getis_ord(cells(x, y), _known["near"])
    return {"hot": int(np.sum(found.hot))}


def moran(x: Any, y: Any, _t: Any, permutations: int) -> Answer:
    import senim_analysis as sa

    found = sa.moran(cells(x, y), sa.grid_neighbours(200, 200), permutations=permutations, seed=1)
    return {"statistic": found.statistic, "p": found.p_value}


def density(x: Any, y: Any, _t: Any, _times: int) -> Answer:
    """Gaussian, 300 m, at the centres of 200 x 200 cells; events per square kilometre."""
    import senim_analysis as sa

    found = sa.kernel_density(x, y, bandwidth=300, cell=100, extent=EXTENT, kernel="gaussian")
    return {"largest": float(np.nanmax(np.asarray(found.density)))}


def aoristic(_x: Any, _y: Any, t: Any, _times: int) -> Answer:
    """Intervals of up to two days; as many as there are events."""
    import senim_analysis as sa

    start = np.datetime64("2023-01-01T00:00", "m") + (t * 1440).astype("timedelta64[m]")
    length = np.random.default_rng(1).integers(1, 2880, t.size)
    found = sa.aoristic(start, start + length.astype("timedelta64[m]"), timezone="Asia/Almaty")
    return {"sum": float(np.sum(found.table)), "first": float(found.table[0][0])}


def farrington(_x: Any, _y: Any, t: Any, _times: int) -> Answer:
    """The last of 322 weeks against five years before it; the year of events is stretched over six."""
    import senim_analysis as sa

    weeks = np.bincount((t / 365 * 322).astype(int), minlength=322)
    return {"limit": float(sa.count_alarms(weeks, method="farrington", season=52, years=5, level=0.025).limit)}


def cells(x: Any, y: Any) -> Any:
    """Events in 200 x 200 cells of 100 m, those on the outer edge inside; counted once."""
    if "cells" not in _known:
        side = np.linspace(0, 20_000, 201)
        _known["cells"] = np.histogram2d(y, x, bins=(side, side))[0].ravel()
    return _known["cells"]


JOBS: dict[str, tuple[Callable[..., Answer], int]] = {
    "knox exact": (knox, 0),
    "knox 99": (knox, 99),
    "knox 999": (knox, 999),
    "near repeat exact": (near_repeat, 0),
    "near repeat 999": (near_repeat, 999),
    "scan 999": (scan, 999),
    "mantel 99": (mantel, 99),
    "gi star": (gi_star, 0),
    "gi star, neighbours known": (gi_star_alone, 0),
    "moran 999": (moran, 999),
    "density": (density, 0),
    "farrington": (farrington, 0),
    "aoristic": (aoristic, 0),
}


def main(name: str, file: str, once: bool = False) -> None:
    function, times = JOBS[name]
    x, y, t = np.load(file)
    began = time.perf_counter()
    answer = function(x, y, t, times)
    first, warm = time.perf_counter() - began, []
    for _ in range(0 if once else 3 if first < 60 else 1):
        began, cpu = time.perf_counter(), time.process_time()
        function(x, y, t, times)
        warm.append((time.perf_counter() - began, time.process_time() - cpu))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, cpu = min(warm, default=(first, first))
    print(json.dumps({"first": first, "warm": wall, "cpu": cpu, "memory": memory, "answer": answer}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], once="once" in sys.argv[3:])
