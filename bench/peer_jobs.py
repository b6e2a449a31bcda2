"""PEER_PYTHON bench/peer_jobs.py JOB EVENTS.npy: one job of a peer, in the peer's own environment.

Stands alone: nothing of ours is imported. Prints the same line of JSON as bench/jobs.py.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

Answer = dict[str, Any]
Job = Callable[[Any, Any, Any, int], Answer]
KILOMETRE = 1e6  # square metres


def pointpats_knox(x: Any, y: Any, t: Any, times: int) -> Answer:
    from pointpats import Knox

    found = Knox(np.c_[x, y], t[:, None], delta=200, tau=14, permutations=times)
    return {"observed": float(found.statistic_), "expected": float(found.expected[0, 0]), "p": float(found.p_sim)}


def pointpats_old_knox(x: Any, y: Any, t: Any, times: int) -> Answer:
    from pointpats import knox

    found = knox(np.c_[x, y], t[:, None].copy(), delta=200, tau=14, permutations=times)
    return {"observed": float(found["stat"]), "p": float(found["pvalue"][0])}


def pointpats_mantel(x: Any, y: Any, t: Any, times: int) -> Answer:
    from pointpats import mantel

    found = mantel(np.c_[x, y], t[:, None].copy(), permutations=times, scon=1.0, spow=-1.0, tcon=1.0, tpow=-1.0)
    return {"statistic": float(found["stat"]), "p": float(found["pvalue"])}


def esda_gi_star(x: Any, y: Any, _t: Any, times: int) -> Answer:
    from esda import G_Local
    from libpysal.weights import lat2W

    found = G_Local(cells(x, y), lat2W(200, 200, rook=False), transform="B", permutations=times, star=True)
    return {"largest": float(found.Zs.max()), "first": float(found.Zs[0])}


def esda_moran(x: Any, y: Any, _t: Any, times: int) -> Answer:
    from esda import Moran
    from libpysal.weights import lat2W

    found = Moran(cells(x, y), lat2W(200, 200, rook=False), transformation="r", permutations=times)
    return {"statistic": float(found.I), "p": float(found.p_sim)}


def scikit_density(x: Any, y: Any, _t: Any, _times: int) -> Answer:
    from sklearn.neighbors import KernelDensity

    found = KernelDensity(bandwidth=300, kernel="gaussian", rtol=1e-4).fit(np.c_[x, y])
    return {"largest": float(np.exp(found.score_samples(centres())).max() * x.size * KILOMETRE)}


def scipy_density(x: Any, y: Any, _t: Any, _times: int) -> Answer:
    """gaussian_kde shapes its kernel like the cloud of points; here it is made round, 300 m, like the others'."""
    from scipy.stats import gaussian_kde

    class Round(gaussian_kde):
        def _compute_covariance(self) -> None:
            self.factor, self.covariance, self.cho_cov = 1.0, np.eye(2) * 300.0**2, np.eye(2) * 300.0
            self.log_det = 2 * np.log(np.diag(self.cho_cov * np.sqrt(2 * np.pi))).sum()

    return {"largest": float(Round(np.array([x, y]))(centres().T).max() * x.size * KILOMETRE)}


def statsmodels_density(x: Any, y: Any, _t: Any, _times: int) -> Answer:
    from statsmodels.nonparametric.kernel_density import KDEMultivariate

    found = KDEMultivariate([x, y], var_type="cc", bw=[300, 300])
    return {"largest": float(found.pdf(centres()).max() * x.size * KILOMETRE)}


def crimepy_aoristic(_x: Any, _y: Any, t: Any, _times: int) -> Answer:
    import pandas as pd
    from crimepy.aoristic import agg_weekhour

    start = np.datetime64("2023-01-01T00:00", "m") + (t * 1440).astype("timedelta64[m]")
    length = np.random.default_rng(1).integers(1, 2880, t.size).astype("timedelta64[m]")
    found = agg_weekhour(pd.DataFrame({"begin": start, "end": start + length}), "begin", "end")
    return {"sum": float(found["weight"].sum()), "first": float(found["weight"][0])}


def cells(x: Any, y: Any) -> Any:
    """Events in 200 x 200 cells of 100 m, those on the outer edge inside."""
    side = np.linspace(0, 20_000, 201)
    return np.histogram2d(y, x, bins=(side, side))[0].ravel()


def centres() -> Any:
    """[cell, 2]: the middle of each."""
    middle = np.arange(50.0, 20_000.0, 100.0)
    return np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)


JOBS: dict[str, tuple[Job, int]] = {
    "pointpats Knox 99": (pointpats_knox, 99),
    "pointpats Knox 999": (pointpats_knox, 999),
    "pointpats knox (deprecated) 99": (pointpats_old_knox, 99),
    "pointpats mantel 99": (pointpats_mantel, 99),
    "esda G_Local": (esda_gi_star, 0),
    "esda G_Local 999": (esda_gi_star, 999),
    "esda Moran 999": (esda_moran, 999),
    "scikit-learn KernelDensity": (scikit_density, 0),
    "scipy gaussian_kde": (scipy_density, 0),
    "statsmodels KDEMultivariate": (statsmodels_density, 0),
    "crimepy agg_weekhour": (crimepy_aoristic, 0),
}


def main(name: str, file: str) -> None:
    warnings.simplefilter("ignore")
    function, times = JOBS[name]
    x, y, t = np.load(file)
    began, cpu = time.perf_counter(), time.process_time()
    answer = function(x, y, t, times)
    first, warm = time.perf_counter() - began, [(time.perf_counter() - began, time.process_time() - cpu)]
    if first < 20:  # the second call is without imports and compilation
        began, cpu = time.perf_counter(), time.process_time()
        function(x, y, t, times)
        warm.append((time.perf_counter() - began, time.process_time() - cpu))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, cpu = min(warm)
    print(json.dumps({"first": first, "warm": wall, "cpu": cpu, "memory": memory, "answer": answer}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
