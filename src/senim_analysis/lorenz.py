"""Unevenness of counts: the curve, the index, and what both are when every event falls anywhere alike."""

from __future__ import annotations

import numpy as np
from scipy import stats

from senim_analysis.checks import Floats, Ints


def gini_index(counted: Ints) -> tuple[float, float]:
    """The Gini index of counts in rising order and its standard error by linearisation (Langel, Tille 2013)."""
    n, total = counted.size, float(counted.sum())
    rank = np.arange(1, n + 1)
    gini = float(2 * (rank * counted).sum() / (n * total) - (n + 1) / n)
    if n < 2:
        return gini, 0.0
    below = np.cumsum(counted)
    score = 2 * (rank * counted - below) + total - n * counted * 1.0 - gini * (total + n * counted)
    # Places with equal counts are exchangeable: their ranks are their mean rank, so is their score.
    _, where, many = np.unique(counted, return_inverse=True, return_counts=True)
    score = (np.bincount(where, weights=score) / many)[where]
    return gini, float(np.sqrt(((score - score.mean()) ** 2).sum() * n / (n - 1)) / (n * total))


def adjusted_gini(counted: Ints) -> tuple[float, float]:
    """The index for sparse counts (Bernasco, Steenbeek 2017), counts in any order, and its standard error."""
    gini, spread = gini_index(np.sort(counted))
    factor = max(counted.size / max(1, int(counted.sum())), 1.0)
    return factor * (gini - 1) + 1, factor * spread


def top_shares(counted: Ints, shares: Floats) -> tuple[Floats, Floats]:
    """Share of the events at the worst share of places, counts in rising order, and its standard error (linearised)."""
    n, mean = counted.size, float(counted.mean())
    top, error = np.empty(shares.size), np.empty(shares.size)
    for place, part in enumerate(shares):
        edge = counted[max(0, n - int(np.ceil(part * n - 1e-9)))]
        over = np.maximum(counted - edge, 0).astype(float)
        top[place] = (over.mean() + part * edge) / mean
        score = (over - top[place] * counted) / mean
        error[place] = score.std() / np.sqrt(max(1, n - 1))
    return np.minimum(top, 1.0), error


def lorenz_curve(counted: Ints) -> Floats:
    """[k, 2]: one point for each different count, from (0, 0) to (1, 1)."""
    values, many = np.unique(counted, return_counts=True)
    curve = np.column_stack([np.cumsum(many) / counted.size, np.cumsum(values * many) / counted.sum()])
    return np.vstack([[0.0, 0.0], curve])


def half_of_it(counted: Ints) -> float:
    """The smallest share of places that has half of the events."""
    gone = np.cumsum(counted[::-1])
    return float((np.searchsorted(gone, gone[-1] / 2) + 1) / counted.size)


def _dealt(n: int, places: int) -> tuple[Ints, Floats]:
    """How many places have 0, 1, 2 ... events when each of n falls anywhere alike, as shares of places."""
    most = int(stats.binom.isf(1e-15, n, 1 / places)) + 2
    values = np.arange(min(n, most) + 1)
    part: Floats = stats.binom.pmf(values, n, 1 / places)
    return values, part / part.sum()


def chance_top(n: int, places: int, shares: Floats) -> Floats:
    """The share of events at the worst shares of places, when each event falls anywhere alike."""
    values, part = _dealt(n, places)
    events = (values * part)[::-1] / (values * part).sum()
    of_places = np.concatenate([[0.0], np.cumsum(part[::-1])])
    chance: Floats = np.interp(shares, of_places, np.concatenate([[0.0], np.cumsum(events)]))
    return chance


def chance_gini(n: int, places: int) -> float:
    """The index for sparse counts when each event falls anywhere alike."""
    values, part = _dealt(n, places)
    events = np.concatenate([[0.0], np.cumsum(values * part) / (values * part).sum()])
    gini = 1 - float((part * (events[1:] + events[:-1])).sum())
    return max(places / n, 1.0) * (gini - 1) + 1
