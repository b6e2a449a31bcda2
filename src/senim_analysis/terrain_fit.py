"""From the survivors of the elastic net to the model that is reported: Poisson or negative binomial, by BIC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve
from scipy.optimize import minimize_scalar
from scipy.special import gammaln

from senim_analysis.checks import Floats

LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Model:
    """Coefficients with the intercept first. size: the negative binomial's (variance m + m^2/size), None: Poisson."""

    columns: tuple[int, ...]
    coefficients: Floats
    errors: Floats
    log_likelihood: float
    size: float | None
    aic: float
    bic: float


def information(log_likelihood: float, parameters: int, cells: int) -> tuple[float, float]:
    """AIC and BIC."""
    return 2 * parameters - 2 * log_likelihood, parameters * float(np.log(cells)) - 2 * log_likelihood


def relative_values(coefficients: Sequence[float]) -> tuple[list[float], float]:
    """Relative risk value of each factor, exp(coefficient), and the largest score: the product of them all."""
    values = [float(np.exp(one)) for one in coefficients]
    return values, float(np.prod(values))


def best_model(design: Floats, counts: Floats, candidates: Sequence[int], factor: Sequence[int]) -> Model:
    """Steps forwards and backwards by BIC among the candidates, in both families; at most one column of a factor.

    factor: the factor that each column of the design speaks of. Only columns that add to the risk are kept.
    """
    return min((_steps(design, counts, candidates, factor, negative) for negative in (False, True)), key=_bic)


def _bic(model: Model) -> float:
    return model.bic


def _steps(design: Floats, counts: Floats, candidates: Sequence[int], factor: Sequence[int], negative: bool) -> Model:
    model = fit(design, counts, (), negative=negative)
    for _ in range(2 * len(candidates) + 1):
        used = {factor[column] for column in model.columns}
        wider = [(*model.columns, one) for one in candidates if factor[one] not in used]
        swapped = [
            tuple(one if factor[old] == factor[one] else old for old in model.columns)
            for one in candidates
            if factor[one] in used and one not in model.columns
        ]
        narrower = [tuple(old for old in model.columns if old != gone) for gone in model.columns]
        rivals = [fit(design, counts, columns, negative=negative) for columns in (*wider, *swapped, *narrower)]
        rivals = [rival for rival in rivals if (rival.coefficients[1:] > 0).all()]
        best = min(rivals, key=_bic, default=model)
        if best.bic >= model.bic - 1e-6:
            break
        model = best
    return model


def fit(design: Floats, counts: Floats, columns: tuple[int, ...], *, negative: bool) -> Model:
    """Maximum likelihood on the unique rows of explanations and count."""
    rows, weight = _unique(design[:, list(columns)], counts)
    explain, seen = np.column_stack([np.ones(len(rows)), rows[:, :-1]]), rows[:, -1]
    size: float | None = None
    if negative:
        found = minimize_scalar(
            lambda log: -_likelihood(explain, seen, weight, float(np.exp(log)))[1], bounds=(-6.0, 8.0), method="bounded"
        )
        size = float(np.exp(found.x))
    beta, log_likelihood, information_ = _likelihood(explain, seen, weight, size)
    aic, bic = information(log_likelihood, beta.size + negative, counts.size)
    errors = np.sqrt(np.diag(np.linalg.pinv(information_)))
    return Model(columns, beta, errors, log_likelihood, size, aic, bic)


def _unique(design: Floats, counts: Floats) -> tuple[Floats, Floats]:
    rows, weight = np.unique(np.column_stack([design, counts]), axis=0, return_counts=True)
    return rows, weight.astype(float)


def _likelihood(explain: Floats, seen: Floats, weight: Floats, size: float | None) -> tuple[Floats, float, Floats]:
    """Coefficients, log-likelihood and information, the size of the negative binomial given."""
    beta = np.zeros(explain.shape[1])
    beta[0] = np.log(max(weight @ seen, 0.5) / weight.sum())
    for _ in range(60):
        mean = np.exp(np.clip(explain @ beta, -LIMIT, LIMIT))
        shrink = 1.0 if size is None else 1 / (1 + mean / size)
        information_ = explain.T @ (explain * (weight * mean * shrink)[:, None])
        step = solve(
            information_ + 1e-12 * np.eye(beta.size), explain.T @ (weight * (seen - mean) * shrink), assume_a="pos"
        )
        beta = beta + step * min(1.0, 3.0 / max(float(np.abs(step).max()), 1e-300))
        if float(np.abs(step).max()) < 1e-9:
            break
    mean = np.exp(np.clip(explain @ beta, -LIMIT, LIMIT))
    each = seen * np.log(mean) - gammaln(seen + 1)
    if size is None:
        each = each - mean
    else:
        each = each + gammaln(seen + size) - gammaln(size) - seen * np.log(size) - (seen + size) * np.log1p(mean / size)
    return beta, float(weight @ each), information_
