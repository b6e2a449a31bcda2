"""Which places stand, with their neighbours, above the rest: Getis-Ord in closed form, with false-discovery control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc, gammaincc, ndtr

from senim_analysis.checks import Floats, numbers
from senim_analysis.clustering import getis_ord_general, moran
from senim_analysis.multiple import false_discovery
from senim_analysis.neighbours import ISLANDS, checked, grid_neighbours, varied
from senim_analysis.result import Note, Result
from senim_analysis.tails import floored
from senim_analysis.words import NOT_A_PERSON, Percent, Words

__all__ = ["LocalSums", "getis_ord", "getis_ord_general", "grid_neighbours", "moran"]

#: Neighbourhoods of so many sizes (and signs) are taken together when tails are reckoned.
MOST_SIZES = 32

THIN = Words(
    "Әр орын мен көршілерінде орта есеппен {mean} оқиға ғана бар: қалыпты жуықтау әлсіз, ірірек ұяшық алыңыз.",
    "На место с соседями приходится в среднем лишь {mean} события: "
    "нормальное приближение слабо, возьмите ячейки крупнее.",
    "A place and its neighbours hold only {mean} events on average: the normal tail is rough, take larger cells.",
)
FOUND = Words(
    "{n} орынның ішінде көршілерімен бірге күтілгеннен жоғарысы: {hot}, төмені: {cold} (жалған табыстың үлесі ≤ {level}).",
    "Из {n} мест {hot} вместе с соседями выше ожидаемого, {cold} ниже (доля ложных находок ≤ {level}).",
    "Of {n} places {hot} stand with their neighbours above what is expected and {cold} below "
    "(false findings at most {level}).",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSums(Result):
    """Getis-Ord at every place. Arrays [place]; a place without neighbours has nan and is never a finding.

    statistic: the sum over the neighbourhood; expected, sd: its moments when the values are laid out at random;
    z; p_value: two-sided, from the exact skewness; p_normal: the normal tail of z; q_value: Benjamini-Hochberg; effect: neighbourhood mean less the
    mean, in standard deviations.
    """

    statistic: Floats
    expected: Floats
    sd: Floats
    z: Floats
    p_value: Floats
    p_normal: Floats
    q_value: Floats
    effect: Floats
    hot: npt.NDArray[np.bool_]
    cold: npt.NDArray[np.bool_]

    def sentence(self, language: str) -> str:
        params = {
            "n": self.n,
            "hot": int(self.hot.sum()),
            "cold": int(self.cold.sum()),
            "level": Percent(self.parameters["level"]),
        }
        return f"{FOUND.fill(language, params)} {NOT_A_PERSON.fill(language)}"


def getis_ord(values: Any, neighbours: Any, *, star: bool = True, level: float = 0.05) -> LocalSums:
    """Which places stand with their neighbours above (or below) the rest: Gi* (star) or Gi, closed form, with FDR.

    values: [place], counts or rates; neighbours: binary sparse [place, place]. With `star` a place counts among its own
    neighbours. Raises AnalysisRefused for equal values and for a matrix that is not binary.
    Counts lean to the right, and so do sums of a few of them: a normal tail finds something in most maps of pure chance.
    The p-value therefore takes the exact third moment too (a Pearson III tail); z is the published one.
    Getis, Ord 1992; Ord, Getis 1995; Benjamini, Hochberg 1995; Caldas de Castro, Singer 2006.
    """
    x = numbers(values, "values")
    near, own = checked(neighbours, x.size)
    varied(x)
    add = (1.0 - own) if star else -own
    deviation = x - x.mean()
    size = np.asarray(near.sum(1)).ravel() + add
    total = near @ deviation + add * deviation
    effect, sd, shift = _moments(deviation, size, total, star=star)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where((sd > 0) & (size > 0), (total - shift) / sd, np.nan)
    p, p_normal, q = _two_sided(z, _skew(deviation, size, sd, star=star))
    return LocalSums(
        method="Getis-Ord Gi*" if star else "Getis-Ord Gi",
        n=x.size,
        parameters={"star": star, "level": level, "alternative": "two-sided"},
        notes=_local_notes(x, size),
        statistic=total + size * x.mean(),
        expected=shift + size * x.mean(),
        sd=sd,
        z=z,
        p_value=p,
        p_normal=p_normal,
        q_value=q,
        effect=effect,
        hot=(q <= level) & (z > 0),
        cold=(q <= level) & (z < 0),
    )


def _moments(deviation: Floats, size: Floats, total: Floats, *, star: bool) -> tuple[Floats, Floats, Floats]:
    """Effect, sd, expected value of a sum of deviations over `size` places; without `star` among the other places."""
    n = float(deviation.size)
    if star:
        mean, variance, others = np.zeros_like(size), np.full_like(size, (deviation * deviation).sum() / n), n
    else:
        others = n - 1
        mean = -deviation / others
        variance = ((deviation * deviation).sum() - deviation**2) / others - mean**2
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = np.where(size > 0, (total / size - mean) / np.sqrt(variance), np.nan)
        sd = np.sqrt(np.maximum(variance * (others * size - size**2) / (others - 1), 0.0))
    return effect, sd, mean * size


def _skew(deviation: Floats, size: Floats, sd: Floats, *, star: bool) -> Floats:
    """Skewness of a sum of `size` values drawn without putting back; without `star` from the other places."""
    n = float(deviation.size)
    cubes = float((deviation * deviation * deviation).sum())
    if star:
        third = np.full_like(size, cubes / n)
    else:
        n -= 1
        mean, squares = -deviation / n, float((deviation * deviation).sum()) - deviation**2
        third = (cubes - deviation * deviation * deviation) / n - 3 * mean * squares / n + 2 * mean * mean * mean
    with np.errstate(divide="ignore", invalid="ignore"):
        skew: Floats = size * third * (n - size) * (n - 2 * size) / ((n - 1) * max(n - 2, 1.0)) / (sd * sd * sd)
    return skew


def _two_sided(z: Floats, skew: Floats) -> tuple[Floats, Floats, Floats]:
    """p, normal p and q; what cannot be judged stays nan and is not counted among the tests."""
    known = np.isfinite(z)
    normal = floored(2 * ndtr(-np.abs(z)))
    p, q = normal.copy(), np.full(z.size, np.nan)
    p[known] = floored(np.minimum(1.0, 2 * _tails(np.abs(z[known]), np.sign(z[known]) * skew[known])))
    if known.any():
        q[known] = false_discovery(p[known])
    return p, normal, q


def _tails(z: Floats, skew: Floats) -> Floats:
    """The same as `_tail`, each different z of neighbourhoods of one size reckoned once: sums of counts repeat."""
    kinds = np.unique(skew[:1000])
    held = [np.flatnonzero(skew == one) for one in kinds] if kinds.size <= MOST_SIZES else []
    if sum(one.size for one in held) < z.size:
        return _tail(z, skew)
    out = np.empty_like(z)
    for one, where in zip(kinds, held, strict=True):
        different, back = np.unique(np.round(z[where], 12), return_inverse=True)
        out[where] = _tail(different, np.full(different.size, one))[back]
    return out


def _tail(z: Floats, skew: Floats) -> Floats:
    """P(Z >= z), z not negative, of a standard Pearson III variable: a shifted gamma, normal where the skewness is nil."""
    tail: Floats = ndtr(-z)
    for side, area in ((skew > 1e-3, gammaincc), (skew < -1e-3, gammainc)):
        shape = 4.0 / skew[side] ** 2
        tail[side] = area(shape, np.maximum(shape + 2 * z[side] / skew[side], 0.0))
    return tail


def _local_notes(x: Floats, size: Floats) -> tuple[Note, ...]:
    notes = []
    alone = int((size == 0).sum())
    if alone:
        notes.append(Note("islands", ISLANDS, {"count": alone}))
    counted = (x >= 0).all() and (x == np.floor(x)).all()
    mean = float(x.mean() * size.mean())
    if counted and mean < 5:
        notes.append(Note("thin", THIN, {"mean": round(mean, 1)}))
    return tuple(notes)
