"""Do few events favour some days of the week? Exactly, by all the ways in which so few could have fallen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb
from typing import Any

import numpy as np
from scipy import special

from senim_analysis.checks import Floats, Ints, enough, positive, same_length
from senim_analysis.funnel import whole_numbers
from senim_analysis.multiple import monte_carlo
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import NOT_A_PERSON, Words, probability

#: So many ways are listed one by one; beyond, events are dealt out at random.
WAYS = 500_000
_AT_ONCE = 10_000

UNEVEN = Words(
    "{n} оқиға {classes} топқа тең түссе, осындай не одан да тең емес бөлініс {p} ықтималдықпен шығады; ең көбі — {most} ({place}-топ).",
    "Если бы {n} событий падали на {classes} групп поровну, такое или более неровное деление вышло бы с вероятностью {p}; "
    "больше всего — {most} (группа {place}).",
    "If {n} events fell evenly on {classes} groups, a division as uneven or more so would come with {p}; "
    "the most are {most} (group {place}).",
)
DEALT = Words(
    "Барлық бөліністі санап шығу тым ұзақ: ықтималдық {replications} кездейсоқ бөліністен алынды.",
    "Перебрать все деления было бы слишком долго: вероятность взята из {replications} случайных.",
    "Listing every division would take too long: the probability is from {replications} random ones.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenness(Result):
    """`statistic`: G = 2 sum x ln(x / expected); expected: [group]; p_value: P(G as high or higher), exact where the
    ways in which the events could fall are few enough to be listed; ways: how many there are.
    """

    statistic: float
    expected: Floats
    p_value: float
    ways: int
    counts: Ints

    def sentence(self, language: str) -> str:
        most = int((self.counts / self.expected).argmax())
        params = {
            "n": self.n,
            "classes": self.counts.size,
            "p": probability(self.p_value, language),
            "most": int(self.counts[most]),
            "place": most + 1,
        }
        return f"{UNEVEN.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def exact_evenness(counts: Any, *, shares: Any = None, replications: int = 9999, seed: int | None = 0) -> Evenness:
    """Whether few events fall unevenly on groups: days of the week, months, shifts. Exact, where a chi-square is not.

    counts: [group], whole; shares: [group], what even would be (all alike if None; they need not add up to 1).
    Beyond half a million ways to fall, `replications` random ones tell the p-value. Raises AnalysisRefused.
    Source: exact multinomial test of the likelihood ratio (Wheeler 2016 for days of the week).
    """
    seen = whole_numbers(counts, "counts").astype(np.int64)
    enough(seen.size, 2)
    enough(int(seen.sum()), 1)
    part = np.ones(seen.size) if shares is None else np.array([positive(one, "shares") for one in np.ravel(shares)])
    same_length(counts=seen, shares=part)
    part = part / part.sum()
    n = int(seen.sum())
    ways = comb(n + seen.size - 1, seen.size - 1)
    statistic = float(_g(seen[None], n * part)[0])
    if ways <= WAYS:
        p = sum(_chance(block, part)[_g(block, n * part) >= statistic - 1e-9].sum() for block in _falls(n, seen.size))
        p_value = floored(min(1.0, float(p)))
    else:
        dealt = np.random.default_rng(seed).multinomial(n, part, size=replications)
        p_value = float(monte_carlo((_g(dealt, n * part) >= statistic - 1e-9).sum(), replications))
    return Evenness(
        method="exact multinomial test of evenness (likelihood ratio)",
        n=n,
        parameters={"shares": part, "replications": None if ways <= WAYS else replications, "seed": seed},
        notes=() if ways <= WAYS else (Note("dealt", DEALT, {"replications": replications}),),
        statistic=statistic,
        expected=n * part,
        p_value=p_value,
        ways=ways,
        counts=seen,
    )


def _g(table: Ints, expected: Floats) -> Floats:
    g: Floats = 2 * special.xlogy(table, table / expected).sum(axis=1)
    return g


def _chance(table: Ints, part: Floats) -> Floats:
    """Multinomial probability of each row."""
    n = int(table[0].sum())
    logs = special.gammaln(n + 1) - special.gammaln(table + 1).sum(axis=1) + special.xlogy(table, part).sum(axis=1)
    p: Floats = np.exp(logs)
    return p


def _falls(n: int, groups: int) -> Iterator[Ints]:
    """All ways in which n events fall on the groups, [way, group], in pieces: where the bars stand among the events."""
    bars = combinations(range(n + groups - 1), groups - 1)
    while part := list(islice(bars, _AT_ONCE)):
        at = np.array(part, dtype=np.int64)
        edges = np.column_stack([np.full(len(at), -1), at, np.full(len(at), n + groups - 1)])
        yield np.diff(edges, axis=1) - 1
