"""What a map draws: the box where most of the events lie, so that far farms do not make the town a dot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from senim.incidents.arrays import DEGREE, Floats

#: West, south, east, north, in degrees.
Box = tuple[float, float, float, float]
Mask = npt.NDArray[np.bool_]
SHARE = 0.9
#: Squares of so many degrees are weighed instead of single events: about 550 m.
_GRAIN = 0.005
#: Of the events that may stay outside, the share that one step leaves.
_STEP = 0.1


def all_of(lon: Floats, lat: Floats) -> Box:
    """The box of every point; an empty one in the Gulf of Guinea where there is none."""
    if not lon.size:
        return (0.0, 0.0, 0.0, 0.0)
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())


def most_of(lon: Floats, lat: Floats, share: float = SHARE) -> Box:
    """A small box that holds at least `share` of the points: the side is moved in, again and again, that saves most."""
    if not lon.size:
        return all_of(lon, lat)
    x, y, weight = _squares(lon, lat)
    narrow = float(np.cos(np.radians(np.median(lat))))
    kept, spare = np.ones(x.size, dtype=bool), int(lon.size * (1 - share))
    step = max(1, int(spare * _STEP))
    while spare > 0:
        cuts = [_cut(axis * sign, weight, kept, min(step, spare)) for axis in (x * narrow, y) for sign in (1, -1)]
        cut = max(cuts, key=lambda one: one[0])
        if cut[0] <= 0:
            # The outermost column of every side holds more than a step: a longer one, until there is none.
            if step >= spare:
                break
            step *= 2
            continue
        kept &= ~cut[1]
        spare -= int(weight[cut[1]].sum())
    return _box_of(lon, lat, x[kept], y[kept])


def _squares(lon: Floats, lat: Floats) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """(middles in degrees, how many points) of the squares that hold any."""
    pairs = np.stack([np.round(lon / _GRAIN), np.round(lat / _GRAIN)], axis=1).astype(np.int64)
    # One number a square: sorting numbers is ten times as quick as sorting pairs.
    keys, count = np.unique((pairs[:, 0] + 100_000) * 1_000_000 + pairs[:, 1] + 100_000, return_counts=True)
    x, y = keys // 1_000_000 - 100_000, keys % 1_000_000 - 100_000
    return x * _GRAIN, y * _GRAIN, count


def _cut(axis: Floats, weight: npt.NDArray[np.int64], kept: Mask, most: int) -> tuple[float, Mask]:
    """(share of the length saved for each point left out, what is left out) at the low end of an axis."""
    rows = np.flatnonzero(kept)
    order = rows[np.argsort(axis[rows], kind="stable")]
    along, sums = axis[order], np.cumsum(weight[order])
    # The new edge is the first square that would take more than may be left out; its whole column stays.
    edge = along[min(int(np.searchsorted(sums, most, side="right")), order.size - 1)]
    out = kept & (axis < edge)
    length = float(along[-1] - along[0])
    lost = int(weight[out].sum())
    return (float(edge - along[0]) / length / lost if lost and length else 0.0), out


def _box_of(lon: Floats, lat: Floats, x: Floats, y: Floats) -> Box:
    """The box of the points in the squares that stayed."""
    half = _GRAIN / 2
    inside = (lon >= x.min() - half) & (lon <= x.max() + half) & (lat >= y.min() - half) & (lat <= y.max() + half)
    return all_of(lon[inside], lat[inside])


def metres(box: Box) -> float:
    """The longer side."""
    narrow = float(np.cos(np.radians((box[1] + box[3]) / 2)))
    return max((box[2] - box[0]) * narrow, box[3] - box[1]) * DEGREE


def padded(box: Sequence[float]) -> Box:
    """A little around a box; a single point gets a kilometre."""
    west, south, east, north = box
    pad = max(east - west, north - south, 0.01) * 0.08
    return west - pad, south - pad, east + pad, north + pad


def meets(box: Box, ring: Sequence[Sequence[float]]) -> bool:
    """Whether any corner of a ring lies in a box."""
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in ring)


def box_of(ring: Sequence[Sequence[float]]) -> Box:
    """The box of a ring of (lon, lat)."""
    return (
        min(point[0] for point in ring),
        min(point[1] for point in ring),
        max(point[0] for point in ring),
        max(point[1] for point in ring),
    )


def joined(box: Sequence[float], ring: Sequence[Sequence[float]]) -> Box:
    """The box with a ring in it; the box itself where the ring has no corner."""
    west, south, east, north = box
    if not ring:
        return west, south, east, north
    own = box_of(ring)
    return min(west, own[0]), min(south, own[1]), max(east, own[2]), max(north, own[3])
