"""The Knox test: are more pairs of events close in both space and time than places and seasons alone would give?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from senim_analysis import checks, grid, moments, multiple, pairs, shuffle, words
from senim_analysis.artefacts import artefacts, space_time
from senim_analysis.checks import Floats
from senim_analysis.result import Result
from senim_analysis.words import Words

FINDING = Words(
    "{distance} м және {interval} тәулік ішінде болған оқиға жұбы: {observed}. Кездейсоқтықтан күтілгені: {expected}{ratio}; {p}. {person}",
    "Пар событий не дальше {distance} м и {interval} сут друг от друга: {observed}. Случайно ожидалось {expected}{ratio}; {p}. {person}",
    "Pairs of events within {distance} m and {interval} days of each other: {observed}. Chance alone would give {expected}{ratio}; {p}. {person}",
)

TIMES = Words(" ({ratio} есе)", " ({ratio} раза)", " ({ratio} times)")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnoxResult(Result):
    """`statistic`: pairs close in both; `near`, `soon`: pairs close in space, in time; `pairs`: all of them.

    `expected`, `sd`: exact under the random order of times. `p_value`: P(as many or more), one-sided.
    """

    statistic: int
    expected: float
    sd: float
    z: float
    p_value: float
    near: int
    soon: int
    pairs: int
    permutations: int

    @property
    def ratio(self) -> float | None:
        """Observed to expected; None where less than one pair is expected: such a ratio says nothing."""
        return self.statistic / self.expected if self.expected >= 1 else None

    @property
    def observed_table(self) -> Floats:
        """[near or not, soon or not] pairs."""
        return _table(self.statistic, self.near, self.soon, self.pairs)

    @property
    def expected_table(self) -> Floats:
        """[near or not, soon or not] pairs that chance gives."""
        return _table(self.expected, self.near, self.soon, self.pairs)

    def sentence(self, language: str) -> str:
        return FINDING.fill(
            language,
            {
                "distance": self.parameters["distance"],
                "interval": self.parameters["interval"],
                "observed": self.statistic,
                "expected": self.expected,
                "ratio": times(self.ratio, language),
                "p": words.probability(self.p_value, language),
                "person": words.NOT_A_PERSON,
            },
        )


def times(ratio: float | None, language: str) -> str:
    """ " (1.3 times)", or nothing where the ratio says nothing."""
    return "" if ratio is None else TIMES.fill(language, {"ratio": ratio})


def _table(both: float, near: int, soon: int, total: int) -> Floats:
    return np.array([[both, near - both], [soon - both, total - near - soon + both]], dtype=np.float64)


def knox(
    x: Any,
    y: Any,
    t: Any,
    *,
    distance: float,
    interval: float,
    permutations: int = 999,
    seed: int | None = None,
    executor: Executor | None = None,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> KnoxResult:
    """Count pairs of events within `distance` metres and `interval` days (both closed) and say what chance gives.

    x, y: [event] metres; t: [event] datetime64 or float days. permutations: how often the times are dealt out anew
    among the events; 0 takes the p-value from the exact mean and variance. Raises AnalysisRefused for degrees, fewer
    than two events, values that are not numbers, too many pairs. Source: Knox 1964; moments: David,
    Barton 1966 (not checked against the paper).
    """
    raw, (x, y, t) = t, space_time(x, y, t)
    permutations = checks.whole(permutations, "permutations")
    asked = {"distance": distance, "interval": interval, "permutations": permutations, "seed": seed}
    near = grid.limits(np.array([checks.positive(distance, "distance")]), grid.slack(x, y), closed=True)
    soon = grid.limits(np.array([checks.counts([interval], "interval")[0]]), grid.slack(t), closed=True)
    found = grid.places(x, y, t, distance)
    grid.walkable(found)
    counted = pairs.count(found, t, near, soon, "euclidean")
    close, time = moments.near_sums(counted, found.sizes, x.size)[0], moments.soon_sums(t, soon)[0]
    expected, variance = moments.exact(x.size, close, time)
    observed = int(counted.table[0, 0])
    p_value = float(moments.upper_tail(observed, expected, variance))
    if permutations:
        grid.within_budget(shuffle.load(found))
        given = shuffle.ticks(t, soon)
        at_least = shuffle.observed(found, given, near, "euclidean")
        many = shuffle.permuted(
            found, given, near, "euclidean", permutations, seed, executor=executor, progress=progress, cancel=cancel
        )
        p_value = float(multiple.monte_carlo((many[:, 0, 0] >= at_least[0, 0]).sum(), permutations))
    return KnoxResult(
        method="Knox; exact moments" if not permutations else "Knox; event times permuted",
        n=x.size,
        parameters=asked,
        notes=artefacts(x, y, t, raw),
        statistic=observed,
        expected=expected,
        sd=variance**0.5,
        z=moments.z_score(observed, expected, variance),
        p_value=p_value,
        near=close[0] // 2,
        soon=time[0] // 2,
        pairs=x.size * (x.size - 1) // 2,
        permutations=permutations,
    )
