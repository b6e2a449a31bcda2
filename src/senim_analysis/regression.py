"""Counts against what may explain them: Poisson and binomial models by reweighted least squares, honest errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit, gammaln

from senim_analysis.checks import Floats
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

ROUNDS = 100
TOLERANCE = 1e-10
#: Series longer than this are taken to be long: what fitting takes from their residuals is little.
LONG = 160
#: Beyond this a linear predictor says "never" or "always".
LIMIT = 30.0

TANGLED = Words(
    "Модельдің түсіндірмелері бірін-бірі қайталайды, бөліп бағалау мүмкін емес. Біреуін алып тастаңыз немесе кезеңді ұзартыңыз.",
    "Объясняющие величины повторяют друг друга, раздельно их не оценить. Уберите одну или возьмите период длиннее.",
    "The explanations repeat one another and cannot be told apart. Leave one out, or take a longer period.",
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model. covariance: of the coefficients, dispersion 1. dispersion: Pearson's, at least 1.

    fitted, variance: of each observation, the variance with dispersion 1.
    """

    coefficients: Floats
    covariance: Floats
    fitted: Floats
    variance: Floats
    log_likelihood: float
    dispersion: float
    converged: bool


def poisson(design: Floats, counts: Floats, offset: Floats | None = None) -> Fit:
    """Log-linear Poisson model. design: [n, k]; offset: log of the exposure. Raises AnalysisRefused where tangled."""
    base = np.zeros(counts.size) if offset is None else offset

    def working(beta: Floats) -> tuple[Floats, Floats, Floats]:
        mean = np.exp(np.clip(design @ beta + base, -LIMIT, LIMIT))
        return mean, mean, counts - mean

    start = np.zeros(design.shape[1])
    start[0] = np.log(max(counts.sum(), 0.5) / np.exp(base).sum())
    beta, covariance, converged = _reweighted(design, working, start)
    mean = working(beta)[0]
    log_likelihood = float((counts * np.log(mean) - mean - gammaln(counts + 1)).sum())
    return Fit(beta, covariance, mean, mean, log_likelihood, _dispersion(counts - mean, mean, design), converged)


def binomial(design: Floats, successes: Floats, trials: Floats) -> Fit:
    """Logistic model of counts out of trials. `fitted` are expected successes."""

    def working(beta: Floats) -> tuple[Floats, Floats, Floats]:
        share = expit(np.clip(design @ beta, -LIMIT, LIMIT))
        return trials * share, trials * share * (1 - share), successes - trials * share

    beta, covariance, converged = _reweighted(design, working, np.zeros(design.shape[1]))
    mean, variance, residual = working(beta)
    share = np.clip(mean / np.maximum(trials, 1e-300), 1e-12, 1 - 1e-12)
    log_likelihood = float((successes * np.log(share) + (trials - successes) * np.log1p(-share)).sum())
    return Fit(beta, covariance, mean, variance, log_likelihood, _dispersion(residual, variance, design), converged)


def _reweighted(design: Floats, working: Any, beta: Floats) -> tuple[Floats, Floats, bool]:
    """Newton steps with the expected information. working: beta -> (mean, weight, residual)."""
    for _ in range(ROUNDS):
        _, weight, residual = working(beta)
        step = cho_solve(_information(design, weight), design.T @ residual)
        largest = float(np.abs(step).max())
        beta = beta + step * min(1.0, 5.0 / max(largest, 1e-300))
        if largest < TOLERANCE * (1 + float(np.abs(beta).max())):
            break
    else:
        return beta, _inverse(design, working(beta)[1]), False
    return beta, _inverse(design, working(beta)[1]), True


def _information(design: Floats, weight: Floats) -> Any:
    """The factor of X'WX; refused where it is singular after scaling."""
    information = design.T @ (design * weight[:, None])
    scale = np.sqrt(np.diag(information))
    if (scale <= 0).any() or np.linalg.cond(information / np.outer(scale, scale)) > 1e12:
        raise AnalysisRefused("tangled", TANGLED)
    return cho_factor(information)


def _inverse(design: Floats, weight: Floats) -> Floats:
    inverse: Floats = cho_solve(_information(design, weight), np.eye(design.shape[1]))
    return inverse


def _dispersion(residual: Floats, variance: Floats, design: Floats) -> float:
    """Pearson's chi-square over its degrees of freedom, never below 1: less scatter than chance is chance."""
    used = variance > 1e-9
    free = int(used.sum()) - design.shape[1]
    return 1.0 if free < 1 else max(1.0, float((residual[used] ** 2 / variance[used]).sum() / free))


def robust(design: Floats, residual: Floats, covariance: Floats, *, lags: int | None = None) -> Floats:
    """Newey-West covariance of the coefficients of a series: right under autocorrelation and odd scatter.

    residual: observed less expected, in order of time. lags: how far neighbours may resemble one another; by default
    the usual 4 (n/100)^(2/9), at least 1. Scaled by n/(n-k) for short series.
    """
    n, k = design.shape
    reach = max(1, int(4 * (n / 100) ** (2 / 9))) if lags is None else lags
    score = design * residual[:, None]
    middle = score.T @ score
    for lag in range(1, min(reach, n - 1) + 1):
        cross = score[lag:].T @ score[:-lag]
        middle += (1 - lag / (reach + 1)) * (cross + cross.T)
    out: Floats = covariance @ middle @ covariance * n / max(1, n - k)
    return out


def careful(design: Floats, residual: Floats, fit: Fit, *, lags: int | None = None) -> Floats:
    """The widest of quasi-likelihood, Newey-West and first-order autoregressive errors, coefficient by coefficient.

    In short series Newey-West errors are too small, and in autocorrelated ones the quasi-likelihood's are.
    """
    quasi = fit.covariance * fit.dispersion
    rivals = (robust(design, residual, fit.covariance, lags=lags), _autoregressive(design, residual, fit))
    widest = np.maximum.reduce([np.ones(len(quasi)), *(np.diag(one) / np.diag(quasi) for one in rivals)])
    wider: Floats = quasi * np.sqrt(np.outer(widest, widest))
    return wider


def _autoregressive(design: Floats, residual: Floats, fit: Fit) -> Floats:
    """Errors if the standardised residuals follow one another with their own first autocorrelation."""
    root = np.sqrt(np.maximum(fit.variance, 1e-300))
    scaled = design * root[:, None]
    alike = _likeness(*_latent(echo(design, residual, fit), fit.dispersion), root.size)
    # The fit follows the waves of the series, so its residuals are smaller than the waves were.
    left = root.size - float(((scaled @ fit.covariance) * (alike @ scaled)).sum())
    dispersion = max(fit.dispersion, float(((residual / root) ** 2).sum()) / max(1.0, left))
    out: Floats = fit.covariance @ (scaled.T @ alike @ scaled) @ fit.covariance * dispersion
    return out


def echo(design: Floats, residual: Floats, fit: Fit) -> float:
    """First autocorrelation of the standardised errors, freed of what fitting takes away; 0 to 0.9.

    Residuals are M e, M = I - H: for each autocorrelation of e that of M e is known, and the one that gives what is
    seen is taken. Long series need no such care.
    """
    root = np.sqrt(np.maximum(fit.variance, 1e-300))
    standard, scaled = residual / root, design * root[:, None]
    raw = float(standard[1:] @ standard[:-1]) / max(float(standard @ standard), 1e-300)
    if root.size > LONG:
        return float(np.clip(raw, 0.0, 0.9))
    left = np.eye(root.size) - scaled @ fit.covariance @ scaled.T
    steps = np.arange(10) / 10
    seen = [_first(left @ _likeness(step, 1.0, root.size) @ left.T) for step in steps]
    return float(np.interp(raw, np.maximum.accumulate(seen), steps))


def _latent(seen: float, dispersion: float) -> tuple[float, float]:
    """The autocorrelation of what stands behind the counts, and its part of their scatter.

    Poisson chance has no memory: it weakens the first autocorrelation, but what is behind fades as slowly as before.
    """
    part = 1 - 1 / dispersion
    return (min(0.9, seen / part), part) if part > seen else (seen, 1.0)


def _likeness(correlation: float, part: float, size: int) -> Floats:
    """Correlations of a first-order autoregressive series that makes up `part` of the scatter."""
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    alike: Floats = part * np.power(correlation, apart)
    np.fill_diagonal(alike, 1.0)
    return alike


def _first(covariance: Floats) -> float:
    return float(np.diag(covariance, 1).sum() / max(float(np.trace(covariance)), 1e-300))


def harmonics(count: int, season: int, waves: int) -> Floats:
    """Sine and cosine columns of a season of `season` periods, as many waves as it can hold."""
    turn = 2 * np.pi * np.arange(count)[:, None] * np.arange(1, min(waves, season // 2) + 1) / season
    columns = np.hstack([np.cos(turn), np.sin(turn)])
    kept: Floats = columns[:, np.abs(columns).max(axis=0) > 1e-9]
    return kept
