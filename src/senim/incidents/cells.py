"""Hexagons (H3): the same cells in every file and every year, so that counts can be compared and published safely."""

from __future__ import annotations

from functools import lru_cache

import h3
import numpy as np
import numpy.typing as npt

from senim.incidents.arrays import DEGREE, Floats

Cells = npt.NDArray[np.uint64]
#: Kept for every event (edge about 29 m); every coarser map follows from it.
FINE = 11
#: What an incident's row and every export say (edge about 200 m).
USUAL = 9
_FINEST = 15


def cells_of(lon: Floats, lat: Floats) -> Cells:
    """The fine cell of each point; 0 where there is none. About a microsecond each."""
    out = np.zeros(lon.size, dtype=np.uint64)
    for place in np.flatnonzero(np.isfinite(lon) & np.isfinite(lat)):
        out[place] = h3.str_to_int(h3.latlng_to_cell(float(lat[place]), float(lon[place]), FINE))
    return out


def coarser(cells: Cells, resolution: int) -> Cells:
    """The cells of a coarser resolution that hold these: H3 writes seven in every digit below the resolution."""
    below = np.uint64((1 << (3 * (_FINEST - resolution))) - 1)
    moved = (cells & ~np.uint64(0xF << 52)) | np.uint64(resolution << 52) | below
    return np.where(cells == 0, np.uint64(0), moved)


def name(cell: int) -> str:
    """The usual text of a cell."""
    return h3.int_to_str(int(cell)) if cell else ""


@lru_cache(maxsize=20_000)
def ring(cell: int) -> tuple[tuple[float, float], ...]:
    """Corners (lon, lat) of a cell, not closed; kept, because each redraw of a map asks for the same ones."""
    return tuple((lon, lat) for lat, lon in h3.cell_to_boundary(h3.int_to_str(int(cell))))


def centre(cell: int) -> tuple[float, float]:
    """(lon, lat) of its middle."""
    lat, lon = h3.cell_to_latlng(h3.int_to_str(int(cell)))
    return lon, lat


def around(cell: int) -> list[int]:
    """The cell and its six neighbours."""
    return [h3.str_to_int(one) for one in h3.grid_disk(h3.int_to_str(int(cell)), 1)]


def suited(lon: Floats, lat: Floats) -> int:
    """The resolution that shows these points in some hundred hexagons: 7 for a region, 10 for a quarter."""
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return USUAL
    # Most of the points: far farms must not make the town a single hexagon.
    west, east = np.quantile(lon[known], (0.1, 0.9))
    south, north = np.quantile(lat[known], (0.1, 0.9))
    return suited_to(float(max((east - west) * np.cos(np.radians((south + north) / 2)), north - south)) * DEGREE)


def suited_to(wide: float) -> int:
    """The resolution for an extent of so many metres."""
    for resolution, metres in ((11, 700), (10, 3_000), (9, 12_000), (8, 30_000), (7, 90_000)):
        if wide <= metres:
            return resolution
    return 6
