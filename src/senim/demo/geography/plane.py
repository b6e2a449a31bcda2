"""A flat sheet of metres laid on the empty steppe, and the way back to longitude and latitude."""

import itertools
import math

from senim.demo.geography.model import Ring

# Betpak-Dala: a clay desert without a town for a hundred kilometres around.
CENTRE_LON, CENTRE_LAT = 69.900, 46.050

_PHI = math.radians(CENTRE_LAT)
# Metres per degree on WGS84 (series of the meridian and parallel arcs); better than 1e-5 over a city.
M_PER_LAT = 111132.92 - 559.82 * math.cos(2 * _PHI) + 1.175 * math.cos(4 * _PHI)
M_PER_LON = 111412.84 * math.cos(_PHI) - 93.5 * math.cos(3 * _PHI) + 0.118 * math.cos(5 * _PHI)

Metres = tuple[float, float]


def to_lonlat(point: Metres) -> tuple[float, float]:
    """Metres east and north of the centre to (lon, lat), to 1e-7 degrees (a centimetre)."""
    x, y = point
    return round(CENTRE_LON + x / M_PER_LON, 7), round(CENTRE_LAT + y / M_PER_LAT, 7)


def to_metres(lon: float, lat: float) -> Metres:
    """The reverse of `to_lonlat`."""
    return (lon - CENTRE_LON) * M_PER_LON, (lat - CENTRE_LAT) * M_PER_LAT


def length(points: list[Metres]) -> float:
    """Length of a broken line, metres."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(points))


def outline(rings: list[list[Metres]]) -> list[list[Metres]]:
    """Outer rings of a union of counter-clockwise polygons that share whole edges.

    An edge that two neighbours walk in opposite directions is inner and cancels; what is left is the border.
    Because nothing is computed, neighbours keep the very same vertices: no slivers, no overlaps.
    """
    edges: dict[Metres, list[Metres]] = {}
    inner = {(b, a) for ring in rings for a, b in _edges(ring)}
    for ring in rings:
        for a, b in _edges(ring):
            if (a, b) not in inner:
                edges.setdefault(a, []).append(b)
    found = []
    while edges:
        found.append(_walk(edges, min(edges)))
    return found


def _edges(ring: list[Metres]) -> list[tuple[Metres, Metres]]:
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def _walk(edges: dict[Metres, list[Metres]], start: Metres) -> list[Metres]:
    ring, at = [start], start
    while True:
        following = edges[at].pop()
        if not edges[at]:
            del edges[at]
        if following == start:
            return ring
        ring.append(following)
        at = following


def closed(ring: list[Metres]) -> Ring:
    """A closed lon/lat ring from an open ring of metres."""
    points = [to_lonlat(point) for point in ring]
    return (*points, points[0])


def share(total: int, weights: list[float]) -> list[int]:
    """Whole numbers in proportion to weights that add up to `total` exactly (largest remainder)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def centroid(ring: list[Metres]) -> Metres:
    """The middle of gravity of an open ring (shoelace formula)."""
    double = [(a[0] * b[1] - b[0] * a[1], a[0] + b[0], a[1] + b[1]) for a, b in _edges(ring)]
    area = 3 * sum(cross for cross, _, _ in double)
    return sum(c * x for c, x, _ in double) / area, sum(c * y for c, _, y in double) / area
