"""Many tests at once: what may still be called a finding."""

from __future__ import annotations

from typing import Any

import numpy as np

from senim_analysis.checks import Floats, numbers


def false_discovery(p_values: Any) -> Floats:
    """Benjamini-Hochberg adjusted p-values (q-values), in the order of the input (Benjamini, Hochberg 1995).

    p_values: any shape, 0 to 1. Of the cells called findings at q, a share of at most q is expected to be chance.
    """
    shape = np.shape(p_values)
    p = numbers(np.ravel(p_values), "p_values")
    order = np.argsort(p)
    ranked = p[order] * p.size / np.arange(1, p.size + 1)
    adjusted = np.minimum.accumulate(ranked[::-1])[::-1]
    out = np.empty_like(p)
    out[order] = np.minimum(adjusted, 1.0)
    return out.reshape(shape)


def monte_carlo(at_least: Any, replications: int) -> Any:
    """The p-value of a Monte Carlo test, never 0: (1 + number as extreme) / (B + 1) (Davison, Hinkley 1997)."""
    return (1.0 + np.asarray(at_least, dtype=np.float64)) / (replications + 1.0)
