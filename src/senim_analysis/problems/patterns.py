"""Problems that are no fixed place: kinds whose events others follow near and soon, kinds that rose of late."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import binom
from scipy.stats import t as student

from senim_analysis.checks import Floats, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.near_repeat import near_repeat
from senim_analysis.problems.chance import step_up
from senim_analysis.tails import floored

#: How near and how soon a next event must be to be called a near repeat.
DISTANCE, DAYS = 200.0, 7.0
LEAST = 50
#: A rise is looked for in this many days, against so many times as many before them.
RECENT, BEFORE, LEAST_BEFORE = 28, 6, 3
#: The largest kind that is looked at whole; of a larger one the newest events are taken.
MOST_EVENTS = 60_000


class Pattern(NamedTuple):
    """kind, area (number of its label, -1: everywhere), observed, expected, p, q; events: those that take part."""

    kind: int
    area: int
    observed: float
    expected: float
    p: float
    q: float
    events: Ints


def near_repeats(
    x: Floats,
    y: Floats,
    at: npt.NDArray[np.datetime64],
    kind: Ints,
    usual: Ints,
    kinds: int,
    tell: Callable[[float], None],
) -> list[Pattern]:
    """Kinds with more pairs near and soon than the exact permutation null gives; q over the kinds."""
    found = []
    for one in range(kinds):
        tell(one / kinds)
        rows = usual[(kind[usual] == one) & ~np.isnat(at[usual])]
        rows = rows[np.argsort(at[rows], kind="stable")][-MOST_EVENTS:]
        if rows.size < LEAST:
            continue
        try:
            table = near_repeat(
                x[rows],
                y[rows],
                at[rows].astype("datetime64[D]"),
                distance_bands=[0, DISTANCE],
                interval_bands=[0, DAYS],
                seed=0,
            )
        except AnalysisRefused:  # more pairs than can be looked at: this kind has no answer of this sort
            continue
        observed, expected = float(table.observed[0, 0]), float(table.expected[0, 0])
        found.append(Pattern(one, -1, observed, expected, float(table.p_value[0, 0]), 1.0, rows))
    return _judged(found)


def rises(at: npt.NDArray[np.datetime64], kind: Ints, kinds: int, area: Ints | None, areas: int) -> list[Pattern]:
    """Kinds, everywhere and in each area, with more events in the last four weeks than the weeks before let expect.

    q over all of them. Where a kind rose in an area and everywhere, both are given.
    """
    known = np.flatnonzero(~np.isnat(at))
    if not known.size:
        return []
    day = at[known].astype("datetime64[D]")
    ago = ((day.max() - day) / np.timedelta64(1, "D")).astype(np.int64) // RECENT
    periods = min(int(ago.max()), BEFORE + 1)  # the earliest period may not be whole
    if periods < LEAST_BEFORE + 1:
        return []
    known, ago = known[ago < periods], ago[ago < periods]
    series = _series(kind[known], None if area is None else area[known], kinds, areas)
    found = []
    for one, where, rows in series:
        row = np.bincount(periods - 1 - ago[rows], minlength=periods).astype(np.float64)
        if row.sum() >= LEAST:
            found.append(_rise(one, where, row, known[rows][ago[rows] == 0]))
    return _judged(found)


def _series(kind: Ints, area: Ints | None, kinds: int, areas: int) -> Iterator[tuple[int, int, Ints]]:
    """(kind, area or -1, its events) of every series with enough of them."""
    for one in range(kinds):
        rows = np.flatnonzero(kind == one)
        yield one, -1, rows
        if area is not None:
            yield from ((one, where, rows[area[rows] == where]) for where in range(areas))


def _rise(one: int, where: int, row: Floats, events: Ints) -> Pattern:
    """The last period against those before: exact if they scatter as chance does, else by how they do."""
    past = row[:-1]
    expected = float(past.mean())
    # Given the total, the last of k equal periods is binomial with share 1/k.
    p = float(binom.sf(row[-1] - 1, row.sum(), 1 / row.size))
    return Pattern(one, where, float(row[-1]), expected, floored(max(p, _uneven(row))), 1.0, events)


def _uneven(row: Floats) -> float:
    """The same test with the scatter that the periods before show: a course that always jumps does not rise."""
    past = row[:-1]
    mean = float(past.mean())
    if mean <= 0:
        return 1.0
    scatter = max(1.0, float(past.var(ddof=1)) / mean)
    z = (row[-1] - mean) / np.sqrt(scatter * mean * (1 + 1 / past.size))
    return float(student.sf(z, past.size - 1)) if scatter > 1 else 0.0


def _judged(found: list[Pattern]) -> list[Pattern]:
    """With q-values over the kinds, only those above what is expected."""
    q = step_up(np.array([one.p for one in found]), len(found))
    return [one._replace(q=float(value)) for one, value in zip(found, q, strict=True) if one.observed > one.expected]
