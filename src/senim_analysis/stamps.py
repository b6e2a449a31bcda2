"""Kernels laid down event by event: each adds its share to the cells that it reaches, at their centres."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from senim_analysis.checks import Floats, Ints
from senim_analysis.jit import HAVE_NUMBA, kernel
from senim_analysis.raster import Grid

#: A Gaussian ends here: what lies beyond is under 0.0004 % of it.
STANDARD_DEVIATIONS = 5.0


def spread(x: Floats, y: Floats, weight: Floats, grid: Grid, bandwidth: float, shape: str) -> Floats:
    """Density per square metre at the centres, [row, column]."""
    # In units of cells, with the first centre at 0.
    across, up = (x - grid.west) / grid.cell - 0.5, (y - grid.south) / grid.cell - 0.5
    h = bandwidth / grid.cell
    out = np.zeros((grid.rows, grid.columns))
    if shape == "quartic":
        (_quartic if HAVE_NUMBA else _quartic_plain)(across, up, weight, h, out)
        return out * (3.0 / np.pi / bandwidth**2)
    (_gaussian if HAVE_NUMBA else _gaussian_plain)(across, up, weight, h, h * STANDARD_DEVIATIONS, out)
    return out / (2.0 * np.pi * bandwidth**2)


@kernel()
def _quartic(x: Floats, y: Floats, weight: Floats, h: float, out: Floats) -> None:
    rows, columns = out.shape
    for i in range(x.size):
        for row in range(max(0, int(np.ceil(y[i] - h))), min(rows - 1, int(np.floor(y[i] + h))) + 1):
            left = 1.0 - ((row - y[i]) / h) ** 2
            for column in range(max(0, int(np.ceil(x[i] - h))), min(columns - 1, int(np.floor(x[i] + h))) + 1):
                share = left - ((column - x[i]) / h) ** 2
                if share > 0.0:
                    out[row, column] += weight[i] * share * share


@kernel()
def _gaussian(x: Floats, y: Floats, weight: Floats, h: float, reach: float, out: Floats) -> None:
    rows, columns = out.shape
    beside, above = np.empty(columns), np.empty(rows)
    for i in range(x.size):
        first, last = max(0, int(np.ceil(x[i] - reach))), min(columns - 1, int(np.floor(x[i] + reach)))
        low, high = max(0, int(np.ceil(y[i] - reach))), min(rows - 1, int(np.floor(y[i] + reach)))
        if first > last or low > high:
            continue
        _bell(first - x[i], h, 1.0, beside[first : last + 1])
        _bell(low - y[i], h, weight[i], above[low : high + 1])
        for row in range(low, high + 1):
            part = above[row]
            for column in range(first, last + 1):
                out[row, column] += part * beside[column]


@kernel()
def _bell(start: float, h: float, top: float, out: Floats) -> None:
    """top * exp(-(start + k)^2 / 2 h^2) for k = 0, 1, ...: each from the one before, by a ratio that itself shrinks evenly.

    Three exponentials for the whole row; where the row is short, one for each (and no ratio can overflow).
    """
    if out.size < 12:
        for place in range(out.size):
            out[place] = top * np.exp(-0.5 * ((start + place) / h) ** 2)
        return
    value = top * np.exp(-0.5 * (start / h) ** 2)
    ratio, shrink = np.exp(-(2.0 * start + 1.0) / (2.0 * h * h)), np.exp(-1.0 / (h * h))
    for place in range(out.size):
        out[place] = value
        value *= ratio
        ratio *= shrink


def _quartic_plain(x: Floats, y: Floats, weight: Floats, h: float, out: Floats) -> None:
    for place, down, right, who in _reached(x, y, h, out.shape):
        share = np.maximum(1.0 - (down / h) ** 2 - (right / h) ** 2, 0.0)
        out += np.bincount(place, weights=weight[who] * share * share, minlength=out.size).reshape(out.shape)


def _gaussian_plain(x: Floats, y: Floats, weight: Floats, h: float, reach: float, out: Floats) -> None:
    for place, down, right, who in _reached(x, y, reach, out.shape):
        share = np.exp(-0.5 * ((down / h) ** 2 + (right / h) ** 2))
        share[(np.abs(down) > reach) | (np.abs(right) > reach)] = 0.0
        out += np.bincount(place, weights=weight[who] * share, minlength=out.size).reshape(out.shape)


def _reached(x: Floats, y: Floats, reach: float, shape: tuple[int, ...]) -> Iterator[tuple[Ints, Floats, Floats, Ints]]:
    """For each step from an event: the cells met, how far up and across their centres are, and the events."""
    rows, columns = shape
    row, column = np.ceil(y - reach).astype(np.int64), np.ceil(x - reach).astype(np.int64)
    steps = int(np.floor(2 * reach)) + 1
    for up in range(steps):
        for right in range(steps):
            who = np.flatnonzero(
                (row + up >= 0) & (row + up < rows) & (column + right >= 0) & (column + right < columns)
            )
            at_row, at_column = row[who] + up, column[who] + right
            yield at_row * columns + at_column, at_row - y[who], at_column - x[who], who
