"""The table a risk terrain model is fitted to: cells, and what of each kind of place is near or dense there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from senim_analysis.checks import Floats, Ints, days, points, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

MOST_CELLS = 400_000

NO_PLACES = Words(
    "Орындардың бірде-бір түрі берілмеген.",
    "Не дано ни одного вида мест.",
    "No kind of place is given.",
)
TOO_MANY_CELLS = Words(
    "Ұяшық тым көп: {cells}. Ұяшықты үлкейтіңіз.",
    "Слишком много ячеек: {cells}. Возьмите ячейку крупнее.",
    "Too many cells: {cells}. Take a larger cell.",
)


class Column(NamedTuple):
    """One way in which a factor may matter."""

    name: str
    how: str
    distance: float


def features_of(places: Mapping[str, tuple[Any, Any]]) -> dict[str, Floats]:
    if not places:
        raise AnalysisRefused("no_places", NO_PLACES)
    return {str(name): np.column_stack(points(*at)) for name, at in places.items()}


def turns_of(t: Any, size: int, split: float) -> tuple[Any, Any]:
    """Events to learn from and events to be judged by; all and none where there are no times."""
    if t is None:
        return np.ones(size, dtype=bool), None
    moments = days(t)
    same_length(x=np.empty(size), t=moments)
    early = moments <= np.quantile(moments, split)
    return early, ~early


def cells_of(x: Floats, y: Floats, features: dict[str, Floats], cell: float, extent: Any, far: float) -> Floats:
    """Centres [cell, 2] of the cells of the study area."""
    far = max(far, cell)  # a cell with an event is always inside
    every = np.vstack([np.column_stack([x, y]), *features.values()])
    box = (*every.min(axis=0), *every.max(axis=0)) if extent is None else tuple(float(edge) for edge in extent)
    wide, high = (max(1, int(np.floor((box[2 + axis] - box[axis]) / cell)) + 1) for axis in (0, 1))
    if wide * high > MOST_CELLS:
        raise AnalysisRefused("too_many_cells", TOO_MANY_CELLS, cells=wide * high)
    grid = np.meshgrid(box[0] + (np.arange(wide) + 0.5) * cell, box[1] + (np.arange(high) + 0.5) * cell)
    centres: Floats = np.column_stack([axis.ravel() for axis in grid])
    if extent is not None:
        return centres
    apart, _ = cKDTree(every).query(centres, distance_upper_bound=far)
    inside: Floats = centres[np.isfinite(apart)]
    return inside


def counted(centres: Floats, cell: float, x: Floats, y: Floats) -> Floats:
    """Events per cell; each belongs to the cell whose centre is nearest in both directions."""
    apart, place = cKDTree(centres).query(np.column_stack([x, y]), p=np.inf)
    return np.bincount(place[apart <= cell * 0.5000001], minlength=len(centres)).astype(np.float64)


def candidates_of(centres: Floats, features: dict[str, Floats], reach: Sequence[float]) -> tuple[list[Column], Floats]:
    """Every kind of place in every guise: [cell, column] of 0 and 1."""
    columns: list[Column] = []
    design: list[Floats] = []
    for name, at in features.items():
        tree = cKDTree(at)
        nearest, _ = tree.query(centres)
        for distance in reach:
            columns.append(Column(name, "near", float(distance)))
            design.append(nearest <= distance)
            many = tree.query_ball_point(centres, distance, return_length=True).astype(np.float64)
            columns.append(Column(name, "dense", float(distance)))
            design.append(many > max(1.0, many.mean() + 2 * many.std()))
    return columns, np.column_stack(design).astype(np.float64)


def folds_of(centres: Floats, side: float, folds: int, seed: int | None) -> Ints:
    """Neighbouring cells go together, otherwise a model would be tried on what it has nearly seen."""
    place = np.zeros(len(centres), dtype=np.int64)
    while int(place.max()) + 1 < min(2, len(centres)):  # a small town has blocks as well, smaller ones
        block = np.floor((centres - centres.min(axis=0)) / side).astype(np.int64)
        place = np.unique(block, axis=0, return_inverse=True)[1].ravel()
        side /= 2
    count = int(place.max()) + 1
    deal = np.random.default_rng(seed).permutation(count) % max(2, min(folds, count))
    dealt: Ints = deal[place]
    return dealt
