"""What a count is expected to be from its own past, with season and trend, the past's outbreaks weighed down.

Farrington, Andrews, Beale, Catchpole 1996: a quasi-Poisson line through the same weeks of past years.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats
from scipy.special import ndtr

from senim_analysis.checks import Floats, Ints
from senim_analysis.tails import floored


class Expected(NamedTuple):
    """mean: of the period tested; dispersion: variance over mean; spread: of the 2/3 power of the count; trend: whether used."""

    mean: float
    dispersion: float
    spread: float
    trend: bool

    def score(self, count: float) -> float:
        """How many standard deviations the count lies above, on the scale on which it is nearly symmetric."""
        return float((count ** (2 / 3) - self.mean ** (2 / 3)) / self.spread) if self.spread else 0.0

    def p_value(self, count: float) -> float:
        """P(a count as high): normal on that scale; 1 where nothing was counted."""
        return float(floored(ndtr(-self.score(count)))) if count > 0 else 1.0

    def limit(self, z: float) -> float:
        """The count that lies z standard deviations above."""
        return float(max(0.0, self.mean ** (2 / 3) + z * self.spread) ** 1.5)


def reference(length: int, season: int | None, half: int, years: int) -> Ints:
    """Which past periods are comparable with the last: the same time of the past years, or all where there is no season."""
    last = length - 1
    if season is None:
        return np.arange(last)
    chosen = [last - year * season + shift for year in range(1, years + 1) for shift in range(-half, half + 1)]
    return np.array(sorted(at for at in chosen if 0 <= at < last), dtype=np.int64)


def expect(counts: Floats, at: Ints, when: int, *, years: int) -> Expected:
    """What the period `when` should have, from the counts of the periods `at`."""
    y, t = counts[at], at.astype(float)
    fitted = _reweighted(y, t - when, trend=True)
    # A trend is used where three years show it and it does not run ahead of all that was seen.
    if years < 3 or fitted.p_trend >= 0.05 or fitted.mean > y.max():
        fitted = _reweighted(y, t - when, trend=False)
    mean = max(fitted.mean, 1e-9)
    spread = np.sqrt(4 / 9 * mean ** (1 / 3) * (fitted.dispersion + fitted.variance / mean))
    return Expected(fitted.mean, fitted.dispersion, float(spread), fitted.trend)


class _Line(NamedTuple):
    mean: float
    variance: float
    dispersion: float
    p_trend: float
    trend: bool


def _reweighted(y: Floats, t: Floats, *, trend: bool) -> _Line:
    """Fit, weigh down what lies more than one Anscombe residual above, fit again."""
    design = np.column_stack([np.ones_like(t), t / max(1.0, float(np.abs(t).max()))] if trend else [np.ones_like(t)])
    mu, cover, dispersion, _ = _fit(design, y, np.ones_like(y))
    lever = np.clip(mu * np.einsum("ij,jk,ik->i", design, cover, design), 0, 0.999)
    residual = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu)) / np.sqrt(dispersion * (1 - lever))
    weight = np.where(residual > 1, 1 / np.maximum(residual, 1) ** 2, 1.0)
    weight *= y.size / weight.sum()
    mu, cover, dispersion, slope = _fit(design, y, weight)
    scatter = _scatter(design, y, weight, mu)
    at = np.array([1.0, 0.0]) if trend else np.array([1.0])
    mean = float(np.exp(slope @ at))
    variance = dispersion * float(at @ cover @ at) * mean**2
    p = 1.0
    if trend:
        error = np.sqrt(scatter * cover[1, 1])  # as it is: only limits take a dispersion of 1 at least
        p = float(2 * stats.t.sf(abs(slope[1]) / error, max(1, y.size - 2))) if error > 0 else 1.0
    return _Line(mean, variance, dispersion, p, trend)


def _fit(design: Floats, y: Floats, weight: Floats) -> tuple[Floats, Floats, float, Floats]:
    """Quasi-Poisson by reweighted least squares: fitted values, inverse information, dispersion (at least 1), coefficients."""
    mu = y + 0.5
    slope: Floats = np.zeros(design.shape[1])
    for _ in range(30):
        work = np.log(mu) + (y - mu) / mu
        information = design.T @ (design * (weight * mu)[:, None])
        new = np.asarray(np.linalg.lstsq(information, design.T @ (weight * mu * work), rcond=None)[0], np.float64)
        done = np.abs(new - slope).max() < 1e-9
        slope = new
        mu = np.exp(np.clip(design @ slope, -30, 30))
        if done:
            break
    cover = np.asarray(np.linalg.pinv(design.T @ (design * (weight * mu)[:, None])), np.float64)
    return mu, cover, max(1.0, _scatter(design, y, weight, mu)), slope


def _scatter(design: Floats, y: Floats, weight: Floats, mu: Floats) -> float:
    return float((weight * (y - mu) ** 2 / mu).sum() / max(1, y.size - design.shape[1]))
