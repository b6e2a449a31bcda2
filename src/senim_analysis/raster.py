"""A grid of square cells, and how many events fall into each: none lost on an edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.ndimage import distance_transform_edt

from senim_analysis.checks import Floats, Ints, counts, numbers, points, positive, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note, Result
from senim_analysis.words import Words

#: Cells of one grid: 25 million are 200 MB.
MOST_CELLS = 25_000_000

EXTENT = Words(
    "Аумақ төрт сан болуы керек: батыс, оңтүстік, шығыс, солтүстік (метр), өсу ретімен.",
    "Охват — четыре числа: запад, юг, восток, север (метры), по возрастанию.",
    "The extent is four numbers: west, south, east, north (metres), rising.",
)
TOO_MANY_CELLS = Words(
    "Ұяшық тым көп: {cells}, шегі {most}. Ірірек ұяшық алыңыз.",
    "Слишком много ячеек: {cells}, предел {most}. Возьмите ячейки крупнее.",
    "Too many cells: {cells}, the limit is {most}. Take larger cells.",
)
MASK = Words(
    "Маска тормен бірдей болуы керек: {rows} × {columns}.",
    "Маска должна совпадать с сеткой: {rows} × {columns}.",
    "The mask must be as large as the grid: {rows} × {columns}.",
)
OUTSIDE = Words(
    "{n} оқиғаның ішінде тордан тыс қалғаны: {outside}.",
    "{outside} из {n} событий лежат вне сетки.",
    "{outside} of {n} events lie outside the grid.",
)
COUNTED = Words(
    "{n} оқиғаның ішінде {cells} ұяшыққа түскені: {inside}, тордан тыс қалғаны: {outside}.",
    "Из {n} событий в ячейках ({cells}): {inside}, вне сетки: {outside}.",
    "{inside} of {n} events in {cells} cells, {outside} outside the grid.",
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells from a south-western corner; rows go north. A point on the outer edge belongs to the last cell."""

    west: float
    south: float
    cell: float
    rows: int
    columns: int

    @classmethod
    def over(cls, extent: Sequence[float], cell: float) -> Grid:
        """The grid of whole cells over (west, south, east, north). Raises AnalysisRefused for another order or size."""
        sides = numbers(extent, "extent")
        size = positive(cell, "cell")
        if sides.size != 4 or sides[2] <= sides[0] or sides[3] <= sides[1]:
            raise AnalysisRefused("extent", EXTENT)
        west, south, east, north = sides.tolist()
        columns, rows = (max(1, int(np.ceil(long / size - 1e-9))) for long in (east - west, north - south))
        if rows * columns > MOST_CELLS:
            raise AnalysisRefused("too_many_cells", TOO_MANY_CELLS, cells=rows * columns, most=MOST_CELLS)
        return cls(west, south, size, rows, columns)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.west + self.columns * self.cell, self.south + self.rows * self.cell

    @property
    def x(self) -> Floats:
        """Centres of the columns."""
        centres: Floats = self.west + (np.arange(self.columns, dtype=np.float64) + 0.5) * self.cell
        return centres

    @property
    def y(self) -> Floats:
        """Centres of the rows."""
        centres: Floats = self.south + (np.arange(self.rows, dtype=np.float64) + 0.5) * self.cell
        return centres

    def holds(self, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        """Which points lie in the grid, its edges among them."""
        west, south, east, north = self.extent
        inside: npt.NDArray[np.bool_] = (x >= west) & (x <= east) & (y >= south) & (y <= north)
        return inside

    def places(self, x: Floats, y: Floats) -> Ints:
        """The cell of each point, row * columns + column; -1 outside."""
        inside = self.holds(x, y)
        place = np.full(x.size, -1, dtype=np.int64)
        column = np.minimum(((x[inside] - self.west) / self.cell).astype(np.int64), self.columns - 1)
        row = np.minimum(((y[inside] - self.south) / self.cell).astype(np.int64), self.rows - 1)
        place[inside] = row * self.columns + column
        return place

    def mask(self, mask: Any) -> npt.NDArray[np.bool_]:
        """A study area as a boolean grid; all of it where there is none."""
        if mask is None:
            return np.ones((self.rows, self.columns), dtype=bool)
        area = np.array(mask, dtype=bool)
        if area.shape != (self.rows, self.columns) or not area.any():
            raise AnalysisRefused("mask", MASK, rows=self.rows, columns=self.columns)
        return area

    def near_edge(self, area: npt.NDArray[np.bool_], reach: float) -> npt.NDArray[np.bool_]:
        """Cells of the area whose centre lies within `reach` of what is not the area."""
        framed = np.pad(area, 1)
        away = (distance_transform_edt(framed)[1:-1, 1:-1] - 0.5) * self.cell
        near: npt.NDArray[np.bool_] = area & (away < reach)
        return near


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCounts(Result):
    """`counts`: [row, column], events or their weights, rows from the south. inside + outside = n, always."""

    counts: Floats
    x: Floats
    y: Floats
    extent: tuple[float, float, float, float]
    inside: int
    outside: int

    def sentence(self, language: str) -> str:
        cells = int(np.count_nonzero(self.counts))
        return COUNTED.fill(language, {"n": self.n, "inside": self.inside, "outside": self.outside, "cells": cells})


def grid_counts(x: Any, y: Any, *, cell: float, extent: Sequence[float], weights: Any = None) -> GridCounts:
    """Events in square cells. x, y: metres; extent: (west, south, east, north), widened to whole cells.

    A point on an inner edge belongs to the cell east or north of it, one on the outer edge to the last cell.
    `.counts.ravel()` goes with `grid_neighbours(*counts.shape)`. Raises AnalysisRefused for degrees.
    Source: plain counting.
    """
    across, up = points(x, y)
    weight = np.ones(across.size) if weights is None else counts(weights, "weights")
    same_length(x=across, weights=weight)
    grid = Grid.over(extent, cell)
    place = grid.places(across, up)
    inside = place >= 0
    total = np.bincount(place[inside], weights=weight[inside], minlength=grid.rows * grid.columns).astype(np.float64)
    return GridCounts(
        method="counts on a grid",
        n=across.size,
        parameters={"cell": cell, "extent": list(extent)},
        notes=tuple(outside_note(across, up, grid)),
        counts=total.reshape(grid.rows, grid.columns),
        x=grid.x,
        y=grid.y,
        extent=grid.extent,
        inside=int(inside.sum()),
        outside=int((~inside).sum()),
    )


def outside_note(x: Floats, y: Floats, grid: Grid) -> list[Note]:
    """Says how many events the grid does not hold, if any."""
    outside = int((~grid.holds(x, y)).sum())
    return [Note("outside", OUTSIDE, {"n": int(x.size), "outside": outside})] if outside else []
