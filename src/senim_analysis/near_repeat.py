"""The near-repeat table: after one event, how near and for how long is another one likelier than chance would have it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis import checks, grid, moments, multiple, pairs, shuffle
from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.bands import Bands, Table, standard
from senim_analysis.checks import Floats, Ints
from senim_analysis.grid import Metric, Places
from senim_analysis.near_repeat_table import NearRepeatResult, SamePlace
from senim_analysis.result import Note
from senim_analysis.words import Words

#: Under this expected count the tail from two moments is not trusted: the times are dealt out this often instead.
FEW, SHUFFLES = 5.0, 999
#: Pairs times shuffles that such cells may cost when nobody asked for shuffles.
_UNASKED = 4_000_000_000

ROUGH = Words(
    "Кей ұяшықтарда күтілген сан 5-тен аз, ал араластыру тым ұзақ болар еді: олардың p мәні жуық. permutations беріңіз.",
    "В некоторых ячейках ожидается меньше 5, а перемешивание было бы слишком долгим: их p приблизительно. Задайте permutations.",
    "Some cells expect fewer than 5 and shuffling would take too long: their p is rough. Ask for permutations.",
)


def near_repeat(
    x: Any,
    y: Any,
    t: Any,
    *,
    distance_bands: Sequence[float],
    interval_bands: Sequence[float],
    metric: Metric = "euclidean",
    permutations: int = 0,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> NearRepeatResult:
    """Pairs of events by band of distance and band of time, beside what chance gives.

    x, y: [event] metres; t: [event] datetime64 or float days. The bands are rising edges, [a, b); the last may be
    infinite. permutations: how often the times are dealt out anew; without it the p-values come from the exact mean and
    variance, and from 999 shuffles in cells where fewer than 5 pairs are expected. Raises AnalysisRefused.
    Sources: Knox 1964; Johnson et al. 2007; moments: David, Barton 1966 (not checked against the paper).
    """
    raw, (x, y, t) = t, space_time(x, y, t)
    permutations = checks.whole(permutations, "permutations")
    bands = Bands.of(x, y, t, distance_bands, interval_bands, metric)
    found = grid.places(x, y, t, bands.radius)
    grid.walkable(found, metric)
    table = bands.table(pairs.count(found, t, bands.near, bands.soon, metric), found, t)
    dealt = _Dealt(bands, found, t, metric, {"executor": executor, "progress": progress, "cancel": cancel})
    p_value, family, rough = _p_values(table, dealt, permutations, seed)
    return NearRepeatResult(
        method="near-repeat table; " + ("event times permuted" if permutations else "exact moments"),
        n=x.size,
        parameters={
            "distance_bands": bands.distance,
            "interval_bands": bands.interval,
            "metric": metric,
            "permutations": permutations,
            "seed": seed,
        },
        notes=artefacts(x, y, t, raw) + ((Note("rough", ROUGH),) if rough else ()),
        **_fields(table, bands, p_value),
        family_p=family,
    )


def _fields(table: Table, bands: Bands, p_value: Floats) -> dict[str, Any]:
    """What the result shows of the table. p_value: [1 + distance, interval], the same place first."""
    observed, expected = bands.shown(table.observed), bands.shown(table.expected)
    shown = {
        "observed": observed,
        "expected": expected,
        "sd": np.sqrt(bands.shown(table.variance)),
        "ratio": np.divide(observed, expected, out=np.full_like(observed, np.nan), where=expected >= 1),
        "p_value": p_value,
    }
    same = SamePlace(
        method="near-repeat table, same place",
        n=bands.n,
        parameters={"interval_bands": bands.interval},
        **{name: one[0] for name, one in shown.items()},
    )
    return {
        **{name: one[1:] for name, one in shown.items()},
        "z": bands.shown(table.z)[1:],
        "q_value": multiple.false_discovery(p_value[1:]),
        "distance_bands": bands.distance,
        "interval_bands": bands.interval,
        "same_place": same,
        "all_observed": table.observed[1:],
        "all_expected": table.expected[1:],
    }


@dataclass(frozen=True, slots=True)
class _Dealt:
    """The table for the events as they were and for other orders of their times, on the same ticks."""

    bands: Bands
    found: Places
    t: Floats
    metric: Metric
    work: dict[str, Any]

    def tables(self, shuffles: int, seed: int | None) -> tuple[Ints, Ints]:
        """(observed [1 + distance, interval], shuffled [shuffle, 1 + distance, interval])."""
        bands = self.bands
        given = shuffle.ticks(self.t, bands.soon)
        grid.within_budget(self.pairs)
        totals = moments.soon_sums(given.of_event.astype(np.float64), given.limits.astype(np.float64))
        pairs_soon = np.cumsum([total // 2 for total, _ in totals])[:-1]
        own = shuffle.observed(self.found, given, bands.near, self.metric)
        many = shuffle.permuted(self.found, given, bands.near, self.metric, shuffles, seed, **self.work)
        return bands.shown(bands.cells(np.cumsum(own, axis=0), pairs_soon)), bands.shown(
            bands.cells(np.cumsum(many, axis=1), pairs_soon)
        )

    @property
    def pairs(self) -> int:
        """Pairs of events that one shuffle looks at."""
        return shuffle.load(self.found)


def _p_values(table: Table, dealt: _Dealt, permutations: int, seed: int | None) -> tuple[Floats, Floats | None, bool]:
    """(p [1 + distance, interval], p against the largest of the whole table, whether some of them are rough)."""
    shown = dealt.bands.shown
    observed, expected, variance = shown(table.observed), shown(table.expected), shown(table.variance)
    tail = moments.upper_tail(observed, expected, variance)
    few = (expected < FEW) & (observed > 0) & (variance > 0)
    if permutations:
        own, many = dealt.tables(permutations, seed)
        p = multiple.monte_carlo((many >= own).sum(axis=0), permutations)
        return p, _family(own, many, expected, variance), False
    if not few.any() or dealt.pairs * SHUFFLES > _UNASKED:
        return tail, None, bool(few.any())
    own, many = dealt.tables(SHUFFLES, seed or 0)
    p = multiple.monte_carlo((many >= own).sum(axis=0), SHUFFLES)
    return np.where(few, p, tail), None, False


def _family(own: Ints, many: Ints, expected: Floats, variance: Floats) -> Floats:
    """How often the largest z of a whole shuffled table reaches that of the cell (Westfall, Young 1993)."""
    largest = standard(many, expected, variance)[:, 1:].max(axis=(1, 2))
    z = standard(own, expected, variance)[1:]
    p: Floats = multiple.monte_carlo((largest[:, None, None] >= z).sum(axis=0), largest.size)
    return p
