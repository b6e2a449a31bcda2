"""Where to put p facilities so that people walk least in all: the p-median problem."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import Floats, flat
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

Grid = npt.NDArray[np.float64]

#: So many choices are looked at one by one; more are searched.
ONE_BY_ONE = 20_000

NOT_COSTS = Words(
    "Шығындар кестесі [тұрғын орны, үміткер орын] пішінді, теріс емес сандардан тұруы керек.",
    "Таблица затрат — [место жителей, место-кандидат], из неотрицательных чисел.",
    "The costs are a table [demand, candidate] of numbers that are not negative.",
)
NOT_SO_MANY = Words(
    "{p} орын сұралды, ал үміткер {m}: 1 мен {m} аралығында болуы керек.",
    "Запрошено мест: {p}, кандидатов: {m}; нужно от 1 до {m}.",
    "{p} places are asked for and there are {m} candidates: it must be 1 to {m}.",
)
NOT_WEIGHTS = Words(
    "Салмақ әр тұрғын орнына біреуден, теріс емес және бәрі нөл емес болуы керек.",
    "Вес нужен для каждого места жителей, не отрицательный и не все нули.",
    "There is one weight for each place of demand, not negative and not all zero.",
)


@dataclass(frozen=True, slots=True)
class PMedian:
    """chosen: candidates, in the order in which each helps most. before, total: weighted cost without and with them
    (before is infinite where nothing stands yet). exact: every choice was looked at, so there is none better."""

    chosen: tuple[int, ...]
    before: float
    total: float
    exact: bool

    @property
    def gain(self) -> float:
        return self.before - self.total


def p_median(
    cost: Any, p: int, *, weights: Any = None, already: Any = None, seed: int = 0, restarts: int = 4
) -> PMedian:
    """The p candidates that together lower the weighted cost most.

    cost: [demand, candidate], minutes or metres; weights: [demand], residents (one each without it); already: [demand],
    the cost to what stands now. Up to 20 000 choices are looked at one by one; more are searched by greedy addition and
    vertex substitution from it and from `restarts` random beginnings: no single exchange makes the answer better, and
    the same seed gives the same answer. Raises AnalysisRefused for odd tables. Sources: Hakimi (1964), Oper. Res. 12,
    450-459; Teitz, Bart (1968), Oper. Res. 16, 955-961.
    """
    table = np.array(cost, dtype=np.float64)
    if table.ndim != 2 or not table.size or not np.isfinite(table).all() or (table < 0).any():
        raise AnalysisRefused("not_costs", NOT_COSTS)
    n, m = table.shape
    if not 1 <= p <= m:
        raise AnalysisRefused("not_so_many", NOT_SO_MANY, p=p, m=m)
    weight = np.ones(n) if weights is None else flat(weights, "weights")
    if weight.size != n or (weight < 0).any() or not weight.sum() > 0:
        raise AnalysisRefused("not_weights", NOT_WEIGHTS)
    base = np.full(n, np.inf) if already is None else flat_costs(already, n)
    before = float(weight @ base) if np.isfinite(base).all() else float("inf")
    exact = comb(m, p) <= ONE_BY_ONE
    best = _every(table, weight, base, p) if exact else _search(table, weight, base, p, seed, restarts)
    ordered = _ordered(table, weight, base, best)
    return PMedian(tuple(ordered), before, _total(table, weight, base, ordered), exact)


def flat_costs(values: Any, n: int) -> Floats:
    """What stands now may be out of reach of some: infinite is allowed here."""
    found = np.array(values, dtype=np.float64)
    if found.shape != (n,) or np.isnan(found).any() or (found < 0).any():
        raise AnalysisRefused("not_costs", NOT_COSTS)
    return found


def _total(table: Grid, weight: Floats, base: Floats, chosen: Any) -> float:
    return float(weight @ np.minimum(base, table[:, list(chosen)].min(axis=1)))


def _every(table: Grid, weight: Floats, base: Floats, p: int) -> list[int]:
    return list(min(combinations(range(table.shape[1]), p), key=lambda some: _total(table, weight, base, some)))


def _search(table: Grid, weight: Floats, base: Floats, p: int, seed: int, restarts: int) -> list[int]:
    chance = np.random.default_rng(seed)
    begins = [_greedy(table, weight, base, p)]
    begins += [chance.choice(table.shape[1], p, replace=False).tolist() for _ in range(restarts)]
    found = [_exchanged(table, weight, base, begin) for begin in begins]
    return min(found, key=lambda some: _total(table, weight, base, some))


def _greedy(table: Grid, weight: Floats, base: Floats, p: int) -> list[int]:
    chosen: list[int] = []
    for _ in range(p):
        totals = weight @ np.minimum(base[:, None], table)
        totals[chosen] = np.inf
        chosen.append(int(np.argmin(totals)))
        base = np.minimum(base, table[:, chosen[-1]])
    return chosen


def _exchanged(table: Grid, weight: Floats, base: Floats, chosen: list[int]) -> list[int]:
    """Exchange one for one, the best exchange of each place in turn, until none helps."""
    chosen, now, better = list(chosen), _total(table, weight, base, chosen), True
    while better:
        better = False
        for place in range(len(chosen)):
            others = [*chosen[:place], *chosen[place + 1 :]]
            rest = np.minimum(base, table[:, others].min(axis=1)) if others else base
            totals = weight @ np.minimum(rest[:, None], table)
            totals[others] = np.inf
            into = int(np.argmin(totals))
            if totals[into] < now * (1 - 1e-12):
                chosen[place], now, better = into, float(totals[into]), True
    return chosen


def _ordered(table: Grid, weight: Floats, base: Floats, chosen: list[int]) -> list[int]:
    """The chosen ones, what helps most first: if money is there for one, it is that one."""
    left, found = list(chosen), []
    while left:
        found.append(min(left, key=lambda one: (_total(table, weight, base, [one]), one)))
        left.remove(found[-1])
        base = np.minimum(base, table[:, found[-1]])
    return found
