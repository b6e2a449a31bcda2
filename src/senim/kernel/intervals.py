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


POISSON_SOURCE = "Breslow, N. E. and Day, N. E. (1987). Statistical Methods in Cancer Research II, 69 (Byar)."


def poisson(count: int, level: float = 0.95) -> tuple[float, float]:
    """Bounds of the mean behind a count of independent events, by Byar's approximation.

    Within 1 % of the exact (Garwood) ones from a count of five on; the lower bound of 0 is 0. Divide both by what the
    count stands on (residents, years) for a rate. Raises ValueError for a negative count or 0 < level < 1 broken.
    Source: `POISSON_SOURCE`.
    """
    if count < 0 or not 0 < level < 1:
        raise ValueError(f"no interval for {count} at {level}")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    more = count + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    return max(0.0, low), high


def differs(now: int, before: int, now_over: float = 1.0, before_over: float = 1.0, level: float = 0.95) -> bool:
    """Whether two counts over two bases (residents, days) differ by more than chance: the conditional test.

    Given both counts, `now` is binomial with the share of its base; the share lies outside Wilson's interval or not.
    Source: Przyborowski, J. and Wilenski, H. (1940). Biometrika 31, 313-323. Raises ValueError for a base of 0 or less.
    """
    if now_over <= 0 or before_over <= 0:
        raise ValueError("a count stands on more than nothing")
    found = wilson(now, now + before, level)
    share = now_over / (now_over + before_over)
    return found is not None and not found.low <= share <= found.high
