"""The chance that somewhere in a long series a short window holds so many events (Naus 1982)."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import gammaln, pdtr

from senim_analysis.checks import positive, whole

#: What rounding alone can do to a probability near 1, for each window.
LOST = 16 * float(np.finfo(np.float64).eps)


def scan_probability(periods: float, window: float, mean: float, count: int) -> float:
    """P(some window of `window` periods among `periods` has at least `count` events), with `mean` events a period.

    Naus's approximation for Poisson events, good to the third digit where it is small. At least two windows must fit;
    a shorter series counts as two. Raises AnalysisRefused for sizes that are not positive.
    Source: Naus 1982.
    """
    for name, value in (("periods", periods), ("window", window)):
        positive(value, name)
    k = whole(count, "count")
    mu = positive(mean, "mean") * window
    if k <= 1:
        return 1.0 if k == 0 else float(-np.expm1(-mean * periods))
    fits = max(periods / window, 2.0)
    q2, q3 = _two(k, mu), _three(k, mu)
    if q2 <= 0 or q3 <= 0:
        return 1.0
    # The formula takes nearly 1 from 1: below what that leaves, nothing smaller may be claimed.
    return float(np.clip(-np.expm1(np.log(q2) + (fits - 2) * np.log(q3 / q2)), LOST * fits, 1.0))


def _p(k: Any, mu: float) -> Any:
    """P(X = k) of a Poisson count; 0 below 0."""
    at = np.maximum(k, 0)
    return np.where(np.asarray(k) >= 0, np.exp(at * np.log(mu) - mu - gammaln(at + 1)), 0.0)


def _f(k: Any, mu: float) -> Any:
    """P(X <= k) of a Poisson count; 0 below 0."""
    return np.where(np.asarray(k) >= 0, pdtr(np.maximum(k, 0), mu), 0.0)


def _two(k: int, mu: float) -> float:
    """The chance that no window is full in a stretch of two windows."""
    spread = (k - 1) * _p(k - 2, mu) + (k - 1 - mu) * _f(k - 3, mu)
    return float(_f(k - 1, mu) ** 2 - _p(k, mu) * spread)


def _three(k: int, mu: float) -> float:
    """The chance that no window is full in a stretch of three windows."""
    p = _p(k, mu)
    first = 2 * p * _f(k - 1, mu) * ((k - 1) * _f(k - 2, mu) - mu * _f(k - 3, mu))
    second = (k - 1) * (k - 2) * _f(k - 3, mu) - 2 * (k - 2) * mu * _f(k - 4, mu) + mu * mu * _f(k - 5, mu)
    # Both sums go up to k - 1. A peer's stops one short in the second, and is off in the fourth digit of the answer.
    r = np.arange(1, k)
    third = _p(2 * k - r, mu) * _f(r - 1, mu) ** 2
    fourth = _p(2 * k - r, mu) * _p(r, mu) * ((r - 1) * _f(r - 2, mu) - mu * _f(r - 3, mu))
    return float(_f(k - 1, mu) ** 3 - first + 0.5 * p * p * second + (third - fourth).sum())
