"""python -m bench.shuffles [--times N]: what a shuffle of events and a shuffle of pairs find where nothing is.

1 500 events of the bench's city whose times are dealt out by chance, again and again; then the 20 000 events of the
city as they are. The table of docs/explanation/analysis.md.
"""

from __future__ import annotations

import argparse
import math
from typing import Any

import numpy as np
from scipy import stats

from bench.city import events

BANDS = ((500.0, 14.0), (2_000.0, 60.0), (4_000.0, 120.0))
WIDE = (2_000.0, 120.0)
SMALL, LARGE = 1_500, 20_000
HEAD = "| bands | spread of z, events | pairs | p < 0.05, events | pairs | p < 0.001, events | pairs |"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.shuffles", description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    times = parser.parse_args().times
    print(HEAD + "\n" + "|---" * 7 + "|")
    for distance, interval in BANDS:
        own, pairs = nothing(distance, interval, times)
        shares = [f"{np.mean(p < level):.1%}" for level in (0.05, 0.001) for p in (own[1], pairs[1])]
        row = [f"{distance:.0f} m, {interval:.0f} d", f"{own[0].std():.2f}", f"{pairs[0].std():.2f}", *shares]
        print("| " + " | ".join(row) + " |", flush=True)
    (z, _), (of_pairs, _) = both(*events(LARGE), *WIDE)
    print(f"\n{LARGE} events, {WIDE[0]:.0f} m, {WIDE[1]:.0f} d: z = {z:.2f}; by a shuffle of pairs {of_pairs:.2f}")
    return 0


def nothing(distance: float, interval: float, times: int) -> tuple[Any, Any]:
    """(z, p) of each way, [time] each, where the times are dealt out by chance."""
    x, y, t = events(SMALL)
    chance = np.random.default_rng(1)
    found = np.array([both(x, y, chance.permutation(t), distance, interval) for _ in range(times)])
    return found[:, 0].T, found[:, 1].T


def both(x: Any, y: Any, t: Any, distance: float, interval: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """(z, p) when whole events are shuffled, exactly, and when pairs are (hypergeometric)."""
    import senim_analysis as sa

    found = sa.knox(x, y, t, distance=distance, interval=interval, permutations=0)
    share = found.near / found.pairs
    spread = math.sqrt(found.soon * share * (1 - share) * (found.pairs - found.soon) / (found.pairs - 1))
    tail = stats.hypergeom.sf(found.statistic - 1, found.pairs, found.near, found.soon)
    return (found.z, found.p_value), ((found.statistic - found.expected) / spread, float(tail))


if __name__ == "__main__":
    raise SystemExit(main())
