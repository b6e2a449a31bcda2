"""The studied area as square cells: where things happen at all, and what an even spread over it would give."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.ndimage import binary_closing

from senim_analysis.checks import Floats, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

#: Sides that people can picture, metres.
SIDES = (200.0, 250.0, 300.0, 400.0, 500.0, 750.0, 1000.0, 1500.0, 2000.0, 3000.0, 5000.0)
MOST = 4_000_000
#: A cell with a side below this part of the spacing of the events holds one of them or none.
FINEST = 20.0
TOO_FINE = Words(
    "{n} оқиғаға {side} м ұяшық тым ұсақ. Кемінде {least} м алыңыз.",
    "Для {n} событий ячейка {side} м слишком мелка. Возьмите не меньше {least} м.",
    "Cells of {side} m are too fine for {n} events. Take {least} m or more.",
)


@dataclass(frozen=True, slots=True)
class Cells:
    """side: metres; left, bottom: of the grid; of_event: flat number of the cell of each event; inside: [rows, columns]."""

    side: float
    left: float
    bottom: float
    of_event: Ints
    inside: npt.NDArray[np.bool_]

    @property
    def area(self) -> int:
        """Cells of the studied area."""
        return int(self.inside.sum())

    def centre(self, cell: int) -> tuple[float, float]:
        row, column = divmod(cell, self.inside.shape[1])
        return self.left + (column + 0.5) * self.side, self.bottom + (row + 0.5) * self.side


def lay(x: Floats, y: Floats, side: float | None = None) -> Cells:
    """Cells over the events. Without a side it is the smallest picture-able one that is not finer than the events lie.

    The studied area is the cells with events and the gaps between them that the events' own spacing explains
    (a morphological closing), so that a lake or the land beyond the town does not dilute what an even spread gives.
    """
    wide, high = max(float(np.ptp(x)), 1.0), max(float(np.ptp(y)), 1.0)
    spacing = float(np.sqrt(wide * high / x.size))
    if side is not None and side < spacing / FINEST:
        raise AnalysisRefused("too_fine", TOO_FINE, side=side, n=x.size, least=math.ceil(spacing / FINEST))
    if side is None:
        side = next((one for one in SIDES if one >= spacing), SIDES[-1])
    while (wide / side + 1) * (high / side + 1) > MOST:
        side *= 2
    columns, rows = int(wide // side) + 1, int(high // side) + 1
    across = np.minimum(((x - x.min()) // side).astype(np.int64), columns - 1)
    up = np.minimum(((y - y.min()) // side).astype(np.int64), rows - 1)
    met = np.zeros((rows, columns), dtype=bool)
    met[up, across] = True
    return Cells(side, float(x.min()), float(y.min()), up * columns + across, _closed(met, spacing / side))


def _closed(met: npt.NDArray[np.bool_], spacing: float) -> npt.NDArray[np.bool_]:
    reach = int(np.ceil(2 * spacing)) + 1
    offset = np.arange(-reach, reach + 1)
    disc = offset[:, None] ** 2 + offset[None, :] ** 2 <= reach**2
    # Room all around: an erosion at the border of the array would eat the border.
    closed = binary_closing(np.pad(met, reach), structure=disc)[reach:-reach, reach:-reach]
    inside: npt.NDArray[np.bool_] = closed | met
    return inside
