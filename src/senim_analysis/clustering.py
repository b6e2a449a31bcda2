"""Whether like values stand side by side on the whole map: Moran's I and the general G, with exact moments."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import sparse
from scipy.special import ndtr

from senim_analysis.checks import Floats, enough, numbers, whole
from senim_analysis.choices import one_of
from senim_analysis.errors import AnalysisRefused
from senim_analysis.multiple import monte_carlo
from senim_analysis.neighbours import ALL_EQUAL, ISLANDS, checked, varied, without_self
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import NOT_A_PERSON, Words, probability, written
from senim_analysis.work import Cancel, Progress, blocks, run, streams

Alternative = Literal["greater", "less", "two-sided"]

CLUSTERED = Words(
    "Моран I = {statistic}, кездейсоқ орналасуда {expected} күтіледі ({p}): {verdict}.",
    "I Морана = {statistic}, при случайном размещении ожидается {expected} ({p}): {verdict}.",
    "Moran's I = {statistic}, expected by chance {expected} ({p}): {verdict}.",
)
GENERAL = Words(
    "Жалпы G = {statistic}, кездейсоқ орналасуда {expected} күтіледі ({p}): {verdict}.",
    "Общий G = {statistic}, при случайном размещении ожидается {expected} ({p}): {verdict}.",
    "General G = {statistic}, expected by chance {expected} ({p}): {verdict}.",
)
TOGETHER = Words("ұқсас мәндер қатар тұр", "похожие значения стоят рядом", "like values stand side by side")
SCATTERED = Words(
    "кездейсоқтықтан айырмасы көрінбейді", "отличие от случайности не видно", "no difference from chance is seen"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering(Result):
    """One number for the whole map. `p_value` by permutation where there were any, otherwise `p_analytical`."""

    statistic: float
    expected: float
    sd: float
    z: float
    p_value: float
    p_analytical: float

    def sentence(self, language: str) -> str:
        words = CLUSTERED if self.method.startswith("Moran") else GENERAL
        params = {
            "statistic": written(self.statistic, language, 4),
            "expected": written(self.expected, language, 4),
            "p": probability(self.p_value, language),
            "verdict": TOGETHER if self.p_value < 0.05 and self.z > 0 else SCATTERED,
        }
        return f"{words.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def getis_ord_general(values: Any, neighbours: Any) -> Clustering:
    """Whether high values stand beside high ones on the whole map (Getis, Ord 1992). p: more than by chance.

    Raises AnalysisRefused for negative or equal values, fewer than four places, a matrix that is not binary.
    """
    x = numbers(values, "values")
    near, own = checked(neighbours, x.size)
    enough(x.size, 4)
    if (x < 0).any() or not x.any():
        raise AnalysisRefused("all_equal", ALL_EQUAL)
    varied(x)
    w = without_self(near, own)
    n, s0, s1, s2 = float(x.size), *_weight_sums(w)
    m1, m2, m3, m4 = (float((x**power).sum()) for power in (1, 2, 3, 4))
    statistic = float(x @ (w @ x)) / (m1 * m1 - m2)
    expected = s0 / (n * (n - 1))
    b0 = (n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0**2
    b1 = -((n * n - n) * s1 - 2 * n * s2 + 6 * s0**2)
    b2 = -(2 * n * s1 - (n + 3) * s2 + 6 * s0**2)
    b3 = 4 * (n - 1) * s1 - 2 * (n + 1) * s2 + 8 * s0**2
    top = b0 * m2**2 + b1 * m4 + b2 * m1**2 * m2 + b3 * m1 * m3 + (s1 - s2 + s0**2) * m1**4
    square = top / ((m1 * m1 - m2) ** 2 * n * (n - 1) * (n - 2) * (n - 3))
    sd = float(np.sqrt(max(square - expected**2, 0.0)))
    z = (statistic - expected) / sd if sd else float("nan")
    p = floored(ndtr(-z))
    return Clustering(
        method="Getis-Ord general G",
        n=x.size,
        parameters={"alternative": "greater"},
        statistic=statistic,
        expected=expected,
        sd=sd,
        z=z,
        p_value=p,
        p_analytical=p,
    )


def moran(
    values: Any,
    neighbours: Any,
    *,
    permutations: int = 999,
    seed: int | None = None,
    alternative: Alternative = "greater",
    row_standardised: bool = True,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Clustering:
    """Whether like values stand side by side: Moran's I with the moments of randomisation, and a permutation p-value.

    values: [place]; neighbours: binary sparse [place, place]; with `row_standardised` a place stands against the mean of
    its neighbours, otherwise against their sum. `permutations=0` gives the normal p-value. Cliff, Ord 1981.
    Raises AnalysisRefused for equal values, fewer than four places, a matrix that is not binary.
    """
    x = numbers(values, "values")
    near, own = checked(neighbours, x.size)
    enough(x.size, 4)
    varied(x)
    whole(permutations, "permutations")
    one_of(alternative, "alternative", ("greater", "less", "two-sided"))
    w = without_self(near, own)
    degree = np.asarray(w.sum(1)).ravel()
    if not degree.any():
        raise AnalysisRefused("islands", ISLANDS, count=x.size)
    if row_standardised:
        w = sparse.csr_array(sparse.diags_array(1.0 / np.maximum(degree, 1)) @ w)
    z = x - x.mean()
    scale = x.size / _weight_sums(w)[0] / float(z @ z)
    statistic = scale * float(z @ (w @ z))
    expected, sd = _moran_moments(w, z)
    score = (statistic - expected) / sd
    p_analytical = _tail(score, alternative)
    p = p_analytical
    if permutations:
        tasks = [
            (w, z, scale, count, stream)
            for count, stream in zip(blocks(permutations), streams(seed, len(blocks(permutations))), strict=True)
        ]
        simulated = np.concatenate(list(run(_shuffled, tasks, executor=executor, progress=progress, cancel=cancel)))
        p = _monte_carlo(simulated, statistic, alternative)
    alone = int((degree == 0).sum())
    return Clustering(
        method="Moran's I",
        n=x.size,
        parameters={
            "permutations": permutations,
            "seed": seed,
            "alternative": alternative,
            "row_standardised": row_standardised,
        },
        notes=(Note("islands", ISLANDS, {"count": alone}),) if alone else (),
        statistic=statistic,
        expected=expected,
        sd=sd,
        z=score,
        p_value=p,
        p_analytical=p_analytical,
    )


def _weight_sums(w: sparse.csr_array) -> tuple[float, float, float]:
    """S0, S1, S2 of Cliff and Ord."""
    both = w + w.T
    rows, columns = np.asarray(w.sum(1)).ravel(), np.asarray(w.sum(0)).ravel()
    return float(w.sum()), float((both.data**2).sum()) / 2, float(((rows + columns) ** 2).sum())


def _moran_moments(w: sparse.csr_array, z: Floats) -> tuple[float, float]:
    """Mean and standard deviation when the values are shuffled over the places."""
    n = float(z.size)
    s0, s1, s2 = _weight_sums(w)
    peak = float((z**4).mean() / (z**2).mean() ** 2)
    expected = -1.0 / (n - 1)
    spread = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    spread -= peak * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0**2)
    variance = spread / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2
    return expected, float(np.sqrt(max(variance, 0.0)))


def _shuffled(w: sparse.csr_array, z: Floats, scale: float, count: int, stream: np.random.SeedSequence) -> Floats:
    """Moran's I of `count` shuffles."""
    shuffled = np.random.default_rng(stream).permuted(np.broadcast_to(z, (count, z.size)), axis=1).T
    values: Floats = scale * np.einsum("ij,ij->j", shuffled, w @ shuffled)
    return values


def _monte_carlo(simulated: Floats, statistic: float, alternative: Alternative) -> float:
    near = 1e-12 * max(1.0, abs(statistic))
    above = float(monte_carlo((simulated >= statistic - near).sum(), simulated.size))
    below = float(monte_carlo((simulated <= statistic + near).sum(), simulated.size))
    return {"greater": above, "less": below}.get(alternative, min(1.0, 2 * min(above, below)))


def _tail(z: float, alternative: Alternative) -> float:
    both = {"greater": ndtr(-z), "less": ndtr(z)}
    return float(floored(both.get(alternative, min(1.0, 2 * ndtr(-abs(z))))))
