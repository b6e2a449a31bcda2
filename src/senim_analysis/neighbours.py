"""Who borders whom: a binary sparse matrix, and what is asked of one."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from senim_analysis.checks import Floats, enough, positive, whole
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

NOT_NEIGHBOURS = Words(
    "Көршілер матрицасы {n} × {n} болуы, тек 0 мен 1 тұруы керек. Тор үшін: grid_neighbours(rows, columns).",
    "Матрица соседей должна быть {n} × {n} и состоять из 0 и 1. Для сетки: grid_neighbours(rows, columns).",
    "The matrix of neighbours must be {n} × {n} and hold only 0 and 1. For a grid: grid_neighbours(rows, columns).",
)
ALL_EQUAL = Words(
    "Барлық мән бірдей: салыстыратын ештеңе жоқ.",
    "Все значения одинаковы: сравнивать нечего.",
    "All values are the same: there is nothing to compare.",
)
ISLANDS = Words(
    "{count} орынның көршісі жоқ: олар туралы ештеңе айтылмайды.",
    "У {count} мест нет соседей: о них ничего не сказано.",
    "{count} places have no neighbours: nothing is said about them.",
)


def grid_neighbours(rows: int, columns: int, reach: int = 1) -> sparse.csr_array:
    """Who borders whom on a grid: binary CSR [cell, cell], cell = row * columns + column, itself not counted.

    reach: how many cells away still count, in both directions (1: the eight around). Raises AnalysisRefused
    for sizes under 1.
    Source: Cliff, Ord 1981.
    """
    for name, size in (("rows", rows), ("columns", columns), ("reach", reach)):
        positive(whole(size, name), name)
    steps = [
        (down, right)
        for down in range(-reach, reach + 1)
        for right in range(-reach, reach + 1)
        if (down, right) != (0, 0)
    ]
    # Four bytes for what fits into them: half the memory to go through, and scipy need not make them smaller.
    kind = np.int32 if rows * columns * len(steps) < 2**31 else np.int64
    down, right = np.array(steps, dtype=kind).T
    row, column = np.divmod(np.arange(rows * columns, dtype=kind), kind(columns))
    to_row, to_column = row[:, None] + down, column[:, None] + right
    there = (to_row >= 0) & (to_row < rows) & (to_column >= 0) & (to_column < columns)
    indices = (to_row * kind(columns) + to_column)[there]
    indptr = np.concatenate([[0], np.cumsum(there.sum(1))]).astype(kind)
    return sparse.csr_array((np.ones(indices.size), indices, indptr), shape=(rows * columns, rows * columns))


def checked(neighbours: Any, n: int) -> tuple[sparse.csr_array, Floats]:
    """The matrix as float CSR, a copy if it must be tidied, and its diagonal. Raises AnalysisRefused unless it is n × n and binary."""
    if not sparse.issparse(neighbours) or neighbours.shape != (n, n):
        raise AnalysisRefused("not_neighbours", NOT_NEIGHBOURS, n=n)
    near = sparse.csr_array(neighbours, dtype=np.float64)
    if not near.has_canonical_format:
        near = near.copy()
        near.sum_duplicates()
    if not ((near.data == 1) | (near.data == 0)).all():
        raise AnalysisRefused("not_neighbours", NOT_NEIGHBOURS, n=n)
    return near, np.asarray(near.diagonal(), dtype=np.float64)


def without_self(near: sparse.csr_array, own: Floats) -> sparse.csr_array:
    return sparse.csr_array(near - sparse.diags_array(own)) if own.any() else near


def varied(x: Floats) -> None:
    enough(x.size, 3)
    if np.ptp(x) == 0:
        raise AnalysisRefused("all_equal", ALL_EQUAL)
