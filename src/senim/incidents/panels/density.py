"""Kernel density: how thick events lie, smoothed, so that what hexagons cut in two is seen in one piece.

A view and no run behind: an analyst turns the bandwidth and narrows the selection until he understands what he sees,
and every turn must answer at once. Summed on a grid with a kernel that parts into its two axes it takes some
milliseconds for 100 000 events, and differs from `senim_analysis.density`, which sums each event exactly, by less than
three in a hundred at the peak (a test holds that). No test of significance stands here: hot-spot classes do that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from senim.incidents.arrays import DEGREE, Floats, Ints
from senim.incidents.events import Events
from senim.incidents.panels import extent, ground
from senim.incidents.panels.extent import Box

#: Fewer events make no surface.
LEAST = 10
#: Bounds of a bandwidth that suggests itself, metres; whoever sees no points gets no finer one than BLUNT.
FINEST, WIDEST, BLUNT = 50, 2000, 200
#: Cells along the longer side at most; a bandwidth has at least two of them, FINENESS where there is room.
MOST, FINENESS = 240, 5
#: The kernel is cut beyond so many bandwidths: what is lost is a third of a thousandth.
REACH = 4
#: Peaks that are listed, so many bandwidths apart, not under this share of the highest.
PEAKS, APART, FAINT = 12, 2.0, 0.1
#: Where each of the five shades begins, as a share of the highest density: a crowded corner must not pale the rest.
SHADES = (0.02, 0.08, 0.2, 0.4, 0.7)


@dataclass(frozen=True, slots=True)
class Surface:
    """density: [row from the north, column], events per km²; bandwidth, cell: metres; box: what the cells cover;
    drawn: what is shown of the map; n: events summed; wider: whether the bandwidth asked for was too fine for the area;
    peaks: (row, column) of the listed ones, the highest first; stacked: share of the commonest coordinate."""

    density: Floats
    bandwidth: float
    cell: float
    box: Box
    drawn: Box
    n: int
    wider: bool
    peaks: tuple[tuple[int, int], ...]
    stacked: float
    beyond: int

    def middle(self, row: int, column: int) -> tuple[float, float]:
        """(lon, lat) of the middle of a cell."""
        west, south, east, north = self.box
        rows, columns = self.density.shape
        return west + (column + 0.5) * (east - west) / columns, north - (row + 0.5) * (north - south) / rows

    @property
    def shades(self) -> Ints:
        """0 where it is next to nothing, 1 to 5 by shares of the highest."""
        return np.searchsorted(np.array(SHADES) * self.density.max(), self.density, side="right").astype(np.int64)


def suggested(x: Floats, y: Floats) -> float:
    """A bandwidth in metres to begin with: the smaller of the standard distance and its robust kin, times n^(-1/6)
    (Scott 1992), rounded to 50 m."""
    away = np.hypot(x - x.mean(), y - y.mean())
    deviation = float(np.sqrt((away**2).mean() / 2))
    robust = float(np.median(away)) / float(np.sqrt(2 * np.log(2)))
    told = min(deviation, robust or deviation) * x.size ** (-1 / 6)
    return float(min(WIDEST, max(FINEST, round(told / 50) * 50)))


def surface(events: Events, *, bandwidth: float = 0, whole: bool = False, finest: float = FINEST) -> Surface | None:
    """The surface over where most events lie (whole: over all); None for fewer than LEAST. bandwidth 0: suggested.

    Events beyond the drawing count where the kernel reaches in; beyond the selected areas nothing is known, so that
    near their edge the density is too low. That is said, not corrected: dividing by the little that is left of the
    kernel would raise single events at the edge to peaks.
    """
    rows = np.flatnonzero(events.placed)
    if rows.size < LEAST:
        return None
    lon, lat = events.lon[rows], events.lat[rows]
    drawn = extent.all_of(lon, lat) if whole else extent.most_of(lon, lat)
    drawn = extent.joined(drawn, ground.marked(events))
    box = extent.padded(drawn)
    east = DEGREE * float(np.cos(np.radians((box[1] + box[3]) / 2)))
    x, y = (lon - box[0]) * east, (box[3] - lat) * DEGREE
    wide, tall = (box[2] - box[0]) * east, (box[3] - box[1]) * DEGREE
    inside = (lon >= drawn[0]) & (lon <= drawn[2]) & (lat >= drawn[1]) & (lat <= drawn[3])
    asked = max(bandwidth or suggested(x[inside], y[inside]), finest)
    cell = max(asked / FINENESS, max(wide, tall) / MOST)
    reach = max(asked, 2 * cell)
    density = _summed(x, y, reach, cell, (int(np.ceil(tall / cell)), int(np.ceil(wide / cell))))
    rows_, columns = density.shape
    return Surface(
        density,
        reach,
        cell,
        (box[0], box[3] - rows_ * cell / DEGREE, box[0] + columns * cell / east, box[3]),
        drawn,
        int(rows.size),
        reach > asked or bool(bandwidth and asked > bandwidth),
        _peaks(density, APART * reach / cell),
        float(np.unique(events.place[rows], return_counts=True)[1].max()) / rows.size,
        int((~inside).sum()),
    )


def _summed(x: Floats, y: Floats, bandwidth: float, cell: float, shape: tuple[int, int]) -> Floats:
    """Events per km² at the middles of the cells: counts of a grid with a margin, smoothed along each axis."""
    margin = int(np.ceil(REACH * bandwidth / cell)) + 1
    counts = _shared_out(x / cell + margin, y / cell + margin, (shape[0] + 2 * margin, shape[1] + 2 * margin))
    smoothed = _kernel(shape[0], margin, bandwidth / cell) @ counts @ _kernel(shape[1], margin, bandwidth / cell).T
    return np.asarray(smoothed / (2 * np.pi * bandwidth**2) * 1e6)


def _shared_out(across: Floats, down: Floats, shape: tuple[int, int]) -> Floats:
    """Counts of cells from positions in cells; each event is shared among the four whose middles are nearest, by how
    near they are: put into one of them, a place with many events would move by half a cell."""
    rows, columns = shape
    left, top = (np.floor(one - 0.5).astype(np.int64) for one in (across, down))
    right, low = across - 0.5 - left, down - 0.5 - top
    counts = np.zeros(rows * columns)
    for row, column, weight in (
        (top, left, (1 - right) * (1 - low)),
        (top, left + 1, right * (1 - low)),
        (top + 1, left, (1 - right) * low),
        (top + 1, left + 1, right * low),
    ):
        kept = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
        counts += np.bincount(row[kept] * columns + column[kept], weights=weight[kept], minlength=counts.size)
    return counts.reshape(shape)


def _kernel(size: int, margin: int, deviation: float) -> Floats:
    """[cell of the map, cell of the grid with its margin]: the normal curve of their distance, 1 at none."""
    distance = np.arange(size)[:, None] + margin - np.arange(size + 2 * margin)[None, :]
    return np.where(np.abs(distance) <= REACH * deviation, np.exp(-0.5 * (distance / deviation) ** 2), 0.0)


def _peaks(density: Floats, apart: float) -> tuple[tuple[int, int], ...]:
    """Cells that are higher than all around them, the highest first, none too near to one before it."""
    wide = np.pad(density, 1, constant_values=-1.0)
    around = [
        wide[1 + a : wide.shape[0] - 1 + a, 1 + b : wide.shape[1] - 1 + b]
        for a in (-1, 0, 1)
        for b in (-1, 0, 1)
        if (a, b) != (0, 0)
    ]
    tops = np.argwhere((density >= np.max(around, axis=0)) & (density >= FAINT * density.max()))
    found: list[npt.NDArray[np.int64]] = []
    for one in tops[np.argsort(-density[tops[:, 0], tops[:, 1]], kind="stable")]:
        if len(found) < PEAKS and all(float(np.hypot(*(one - other))) >= apart for other in found):
            found.append(one)
    return tuple((int(row), int(column)) for row, column in found)


def runs(shades: Ints) -> Ints:
    """[run, (row, first column, length, shade)]: neighbours of one shade in a row as one piece; blank ones left out."""
    rows, columns = shades.shape
    flat = np.concatenate([shades, np.full((rows, 1), -1)], axis=1).ravel()
    starts = np.flatnonzero(np.concatenate([[True], np.diff(flat) != 0]))
    length = np.diff(np.append(starts, flat.size))
    kept = flat[starts] > 0
    starts, length = starts[kept], length[kept]
    return np.stack([starts // (columns + 1), starts % (columns + 1), length, flat[starts]], axis=1)
