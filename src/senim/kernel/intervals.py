"""Intervals for shares. Pure arithmetic; nothing heavier than the standard library."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

SOURCE = "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212."


@dataclass(frozen=True, slots=True)
class Interval:
    """A share (0-1) with its bounds, the number it stands on, and the level that the bounds hold at."""

    share: float
    low: float
    high: float
    n: int
    level: float


def wilson(k: int, n: int, level: float = 0.95) -> Interval | None:
    """Wilson's score interval for k of n; None for n = 0: nothing is known, and 0 % would be a lie.

    Raises ValueError unless 0 <= k <= n and 0 < level < 1. Source: `SOURCE`.
    """
    if not 0 <= k <= n or not 0 < level < 1:
        raise ValueError(f"no interval for {k} of {n} at {level}")
    if n == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = k / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if k == 0 else max(0.0, centre - half)
    high = 1.0 if k == n else min(1.0, centre + half)
    return Interval(share, low, high, n, level)


def frechet(n: int, a: int, b: int) -> tuple[int, int]:
    """Fewest and most items that can have both properties when a of n have one and b the other: Frechet's bounds."""
    if not (0 <= a <= n and 0 <= b <= n):
        raise ValueError(f"{a} and {b} do not fit into {n}")
    return max(0, a + b - n), min(a, b)
