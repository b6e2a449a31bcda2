"""Would the plan see an effect at all? The closed form, without the heavy library: a page asks it while one types.

The same normal approximation as `senim_analysis.power_before_after`; a test holds the two together.
"""

from __future__ import annotations

import math
from statistics import NormalDist

#: A total fall has no logarithm.
LARGEST = 0.999
NORMAL = NormalDist()


def power(before: float, beside: float, *, reduction: float, periods: float = 1.0, level: float = 0.95) -> float | None:
    """The chance (0..1) that a relative fall of `reduction` shows. None where a count is zero.

    before, beside: events of the area and of its comparison in the period before. periods: length of the time after,
    in lengths of the time before.
    """
    if before <= 0 or beside <= 0:
        return None
    kept = 1 - min(reduction, LARGEST)
    variance = 1 / before + 1 / (before * periods * kept) + 1 / beside + 1 / (beside * periods)
    shift = -math.log(kept) / math.sqrt(variance)
    edge = NORMAL.inv_cdf(0.5 + level / 2)
    return 1 - NORMAL.cdf(edge - shift) + NORMAL.cdf(-edge - shift)


def smallest(before: float, beside: float, *, periods: float = 1.0, least_power: float = 0.8) -> int | None:
    """The smallest fall in whole per cent that would show with this power; None where none below 95 does."""
    for percent in range(1, 95):
        found = power(before, beside, reduction=percent / 100, periods=periods)
        if found is not None and found >= least_power:
            return percent
    return None
