"""Outlines of groups of places: the hull of circles around them, as a ring that a map can draw."""

from __future__ import annotations

import numpy as np
from scipy.spatial import ConvexHull

from senim_analysis.checks import Floats

#: Corners of a circle: its area is short by 2.6 %, its edge by 2 % of the radius.
CORNERS = 16


def outline(places: Floats, margin: float) -> Floats:
    """[k, 2]: a closed ring, counter-clockwise, the convex hull of circles of `margin` around the places [place, 2]."""
    turn = np.arange(CORNERS) * (2 * np.pi / CORNERS)
    circle = margin * np.column_stack([np.cos(turn), np.sin(turn)])
    around = (places[:, None, :] + circle).reshape(-1, 2)
    # Taken from the middle: coordinates of a projection are large, and the hull is of their differences.
    middle = around.mean(0)
    corners = ConvexHull(around - middle).vertices
    ring: Floats = around[np.append(corners, corners[0])]
    return ring


def area_of(ring: Floats) -> float:
    """Square metres within a closed ring."""
    x, y = (ring - ring[0]).T
    return float(abs(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2)
