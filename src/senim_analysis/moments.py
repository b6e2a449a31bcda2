"""Mean and variance of a count of pairs when event times are dealt out anew: exact, no shuffling.

Source: David, Barton 1966 (not checked against the paper); held to all orders of a few events.
"""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from typing import Any

import numpy as np
from scipy import special

from senim_analysis.checks import Floats, Ints
from senim_analysis.pairs import Counted
from senim_analysis.tails import floored


def exact(n: int, near: tuple[int, int], soon: tuple[int, int]) -> tuple[float, float]:
    """Mean and variance of the number of pairs that are in a band of distance and a band of time.

    near, soon: (sum, sum of squares) over the n events of how many others are in the band with it.
    All n! ways to give the times to the places are equally likely. Computed with whole numbers: nothing cancels.
    """
    if n < 2:
        return 0.0, 0.0
    a0, a1 = near
    b0, b1 = soon
    twice = Fraction(a0 * b0, n * (n - 1))
    square = 2 * twice
    if n > 2:
        square += Fraction(4 * (a1 - a0) * (b1 - b0), n * (n - 1) * (n - 2))
    if n > 3:
        apart = (a0 * a0 - 4 * a1 + 2 * a0) * (b0 * b0 - 4 * b1 + 2 * b0)
        square += Fraction(apart, n * (n - 1) * (n - 2) * (n - 3))
    return float(twice / 2), float((square - twice * twice) / 4)


def sums(degree: Ints, weight: Ints) -> tuple[int, int]:
    """(sum, sum of squares) of a degree that `weight` events share each; whole numbers of any size."""
    parts = max(1, degree.size // 10_000)
    total = sum(int(one @ many) for one, many in zip(*_split(degree, weight, parts), strict=True))
    squares = sum(int((one * one) @ many) for one, many in zip(*_split(degree, weight, parts), strict=True))
    return total, squares


def _split(degree: Ints, weight: Ints, parts: int) -> tuple[list[Ints], list[Ints]]:
    return np.array_split(degree, parts), np.array_split(weight, parts)


def near_sums(counted: Counted, sizes: Ints, n: int) -> list[tuple[int, int]]:
    """For each band of distance, and last for all that is beyond: sums over the events."""
    beyond = n - 1 - counted.degree.sum(axis=0)
    return [sums(one, sizes) for one in (*counted.degree, beyond)]


def soon_degrees(t: Floats, soon: Floats) -> Ints:
    """[time limit + 1, event]: how many others fall into each band of time with it; the last row is beyond."""
    ordered = np.sort(t)
    inside = np.zeros((soon.size + 2, t.size), dtype=np.int64)
    for place, limit in enumerate(soon):
        if limit >= 0:
            after = np.searchsorted(ordered, ordered + limit, side="right")
            inside[place + 1] = after - np.searchsorted(ordered, ordered - limit, side="left") - 1
    inside[-1] = t.size - 1
    return np.diff(inside, axis=0)


def soon_sums(t: Floats, soon: Floats) -> list[tuple[int, int]]:
    """For each band of time, and last for all that is beyond: sums over the events."""
    return [(int(one.sum()), int((one * one).sum())) for one in soon_degrees(t, soon)]


def upper_tail(observed: Any, expected: Any, variance: Any) -> Any:
    """P(X >= observed) of counts with these means and variances: the gamma tail from half a count below, never 0."""
    observed, expected, variance = (np.asarray(one, dtype=np.float64) for one in (observed, expected, variance))
    spread = (expected > 0) & (variance > 0)
    shape = np.divide(expected * expected, variance, out=np.ones_like(expected), where=spread)
    scale = np.divide(variance, expected, out=np.ones_like(expected), where=spread)
    tail = special.gammaincc(shape, np.maximum(observed - 0.5, 0) / scale)
    fixed = np.where(observed <= expected + 1e-9, 1.0, 0.0)
    return floored(np.where(observed <= 0, 1.0, np.where(spread, tail, fixed))[()])


def z_score(observed: float, expected: float, variance: float) -> float:
    """Standard deviations above the mean; not a number where chance allows one value only."""
    return (observed - expected) / sqrt(variance) if variance > 0 else float("nan")
