"""What is left once chance has had its say: tails, false discovery over everything that was tried, honest intervals."""

from __future__ import annotations

import numpy as np
from scipy.special import pdtrc
from scipy.stats import chi2

from senim_analysis.checks import Floats
from senim_analysis.tails import floored


def poisson_tail(count: Floats, expected: Floats) -> Floats:
    """P(X >= count), never 0."""
    tail: Floats = floored(np.where(count > 0, pdtrc(np.maximum(count - 1, 0), expected), 1.0))
    return tail


def step_up(p: Floats, tried: int) -> Floats:
    """Benjamini-Hochberg q-values of the smallest p-values among `tried` tests, the others being 1."""
    order = np.argsort(p, kind="stable")
    ranked = p[order] * tried / np.arange(1, p.size + 1)
    out = np.empty_like(p)
    out[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0) if p.size else ranked
    return out


def chosen_interval(count: float, expected: float, chosen: int, tried: int) -> tuple[float, float] | None:
    """Ratio of a Poisson count to what is expected, 95 % over those chosen among all tried (Benjamini, Yekutieli 2005).

    An interval of a place that was picked because it is high must be wider than one of a place named beforehand.
    None where less than one event is expected.
    """
    if expected < 1:
        return None
    tail = 0.05 * max(1, chosen) / max(tried, 1) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    high = float(chi2.isf(tail, 2 * count + 2)) / 2
    return low / expected, high / expected
