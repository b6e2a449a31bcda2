"""Poisson regression with an elastic net: many candidate explanations, few survivors, chosen by cross-validation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from senim_analysis.checks import Floats, Ints
from senim_analysis.jit import kernel

#: Share of the penalty that makes coefficients vanish; the rest only shrinks them.
MIX = 0.5
STEPS = 24
#: The path ends where the penalty is this share of the one that leaves nothing.
LAST = 0.002
LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Groups:
    """Cells with the same explanations, taken together: sums are all that a Poisson model needs."""

    design: Floats
    counts: Floats
    cells: Floats


@dataclass(frozen=True, slots=True)
class Path:
    """Coefficients [step, column] and the share of deviance explained in folds that were left out."""

    penalties: Floats
    coefficients: Floats
    explained: Floats
    chosen: int


def group(design: Floats, counts: Floats) -> Groups:
    """Unique rows of a binary design with their sums."""
    rows, place = np.unique(design, axis=0, return_inverse=True)
    place = place.ravel()
    sums = np.bincount(place, counts, len(rows)).astype(np.float64)
    return Groups(rows, sums, np.bincount(place, minlength=len(rows)).astype(np.float64))


def chosen_by_folds(design: Floats, counts: Floats, folds: Ints) -> Path:
    """The path on all cells, and the penalty one standard error from the best by left-out deviance.

    design: [cells, columns] of 0 and 1; folds: number of the fold of each cell. Coefficients are never negative: a
    place feature either adds to the risk or is left out.
    """
    whole = group(design, counts)
    penalties = _penalties(whole)
    coefficients = path(whole, penalties)[:, 1:]
    lost = np.array([_left_out(design, counts, folds == fold, penalties) for fold in np.unique(folds)])
    mean, error = lost.mean(axis=0), lost.std(axis=0, ddof=1) / np.sqrt(len(lost))
    best = int(np.argmax(mean))
    chosen = int(np.argmax(mean >= mean[best] - error[best]))
    return Path(penalties, coefficients, mean, chosen)


def _left_out(design: Floats, counts: Floats, out: Floats, penalties: Floats) -> Floats:
    """Share of the deviance of the left-out cells that each step explains, against their mean in the others."""
    held = ~out.astype(bool)
    test = group(design[out.astype(bool)], counts[out.astype(bool)])
    nothing = _deviance(test, np.full(test.counts.size, counts[held].mean()))
    fitted = path(group(design[held], counts[held]), penalties)
    means = np.exp(np.clip(fitted[:, 0][:, None] + fitted[:, 1:] @ test.design.T, -LIMIT, LIMIT))
    return np.array([1 - _deviance(test, mean) / nothing if nothing > 0 else 0.0 for mean in means])


def _deviance(test: Groups, mean: Floats) -> float:
    """Twice the loss of log-likelihood, up to what does not depend on the model: of the grouped counts."""
    expected = np.maximum(mean * test.cells, 1e-300)
    ratio = np.where(test.counts > 0, test.counts / expected, 1.0)
    return float(2 * (test.counts * np.log(ratio) - (test.counts - expected)).sum())


def _penalties(whole: Groups) -> Floats:
    """From the penalty that leaves nothing down to a small share of it."""
    scale = _scale(whole)
    residual = whole.counts - whole.cells * whole.counts.sum() / whole.cells.sum()
    largest = float(np.max(whole.design.T @ residual / scale, initial=1e-9)) / float(whole.cells.sum()) / MIX
    steps: Floats = max(largest, 1e-9) * np.geomspace(1.0, LAST, STEPS)
    return steps


def _scale(whole: Groups) -> Floats:
    """Standard deviations of the columns over cells, so that the penalty does not favour wide features."""
    share = whole.cells @ whole.design / whole.cells.sum()
    spread: Floats = np.sqrt(np.maximum(share * (1 - share), 1e-12))
    return spread


def path(whole: Groups, penalties: Floats) -> Floats:
    """Coefficients [step, 1 + columns], the intercept first; each step starts from the one before."""
    scale = _scale(whole)
    design = np.column_stack([np.ones(whole.counts.size), whole.design / scale])
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(max(whole.counts.sum(), 0.5) / whole.cells.sum())
    out = []
    for penalty in penalties:
        beta = _fit(design, whole, beta, float(penalty))
        out.append(np.concatenate([beta[:1], beta[1:] / scale]))
    return np.array(out)


def _fit(design: Floats, whole: Groups, beta: Floats, penalty: float) -> Floats:
    """Newton steps; within each, coordinate descent on the quadratic that stands for the likelihood."""
    size = float(whole.cells.sum())
    for _ in range(30):
        mean = whole.cells * np.exp(np.clip(design @ beta, -LIMIT, LIMIT))
        curvature = design.T @ (design * mean[:, None]) / size
        slope = design.T @ (whole.counts - mean) / size
        step = _descend(curvature, slope + curvature @ beta, beta.copy(), penalty * MIX, penalty * (1 - MIX))
        moved = float(np.abs(step - beta).max())
        beta = beta + (step - beta) * min(1.0, 3.0 / max(moved, 1e-300))
        if moved < 1e-6:
            break
    return beta


@kernel()
def _descend(curvature: Floats, target: Floats, beta: Floats, lasso: float, ridge: float) -> Floats:
    """min b'Ab/2 - c'b + lasso |b| + ridge b^2 / 2, b >= 0 but for the intercept, which is free."""
    for _ in range(200):
        moved = 0.0
        for place in range(beta.size):
            old = beta[place]
            pull = target[place] - np.dot(curvature[place], beta) + curvature[place, place] * old
            if place == 0:
                new = pull / max(curvature[0, 0], 1e-300)
            else:
                new = max(0.0, pull - lasso) / (curvature[place, place] + ridge)
            beta[place] = new
            moved = max(moved, abs(new - old))
        if moved < 1e-8:
            break
    return beta
