"""Ways on foot over streets: a network made of lines, and the nearest points from many places at once.

Coordinates are WGS84 degrees and not metres of one projection: a country's towns lie in several zones, and a step
between two vertices is so short that the great circle and the street agree to a millimetre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from senim_analysis.checks import Floats, Ints, flat, positive, same_length
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

Bools = npt.NDArray[np.bool_]

#: Mean radius of the earth, metres (IUGG).
EARTH = 6_371_008.8
#: Vertices nearer than this share of a degree (about 0.1 m) are one: lines that meet there are joined.
JOIN = 1e-6
#: Cells of one block of shortest ways: 64 MB.
BLOCK = 8_000_000

NOT_LINES = Words(
    "Көше сызықтары бойлық пен ендіктің жұптары болуы керек (градус): {count} сызық олай емес.",
    "Линии улиц — пары долготы и широты в градусах: не таковы линий: {count}.",
    "Streets are pairs of longitude and latitude in degrees: {count} lines are not.",
)
NOT_DEGREES = Words(
    "Орындар бойлық пен ендік градусымен берілуі керек: {count} орын шектен тыс.",
    "Места задаются долготой и широтой в градусах: вне пределов мест: {count}.",
    "Places are given as longitude and latitude in degrees: {count} are out of range.",
)
FACTOR = Words(
    "Айналма жол коэффициенті 1-ден кем болмайды: {value}.",
    "Коэффициент обхода не меньше 1: {value}.",
    "The factor of a detour is not below 1: {value}.",
)
NO_POINTS = Words(
    "Бірде-бір пункт берілмеген: баратын жер жоқ.",
    "Не дано ни одного пункта: идти некуда.",
    "No point is given: there is nowhere to go.",
)


@dataclass(frozen=True, slots=True)
class Network:
    """Streets as nodes and edges. lon, lat, part: [node]; start, end, metres: [edge], both ways alike.

    part: which connected piece a node belongs to, the largest first.
    """

    lon: Floats
    lat: Floats
    part: Ints
    start: Ints
    end: Ints
    metres: Floats

    @property
    def n(self) -> int:
        return int(self.lon.size)


@dataclass(frozen=True, slots=True)
class Walks:
    """The nearest points of each place: [place, rank], nearest first. point: index, -1 where there are fewer points;
    metres: on foot; street: whether the way goes over streets (else a straight line times the factor)."""

    point: Ints
    metres: Floats
    street: Bools


def metres_between(lon: Any, lat: Any, to_lon: Any, to_lat: Any) -> Floats:
    """Great-circle metres between places in degrees, by the haversine formula; shapes are broadcast."""
    a, b, c, d = (np.radians(np.asarray(one, dtype=np.float64)) for one in (lon, lat, to_lon, to_lat))
    half = np.sin((d - b) / 2) ** 2 + np.cos(b) * np.cos(d) * np.sin((c - a) / 2) ** 2
    found: Floats = 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def walking_network(lines: Sequence[Any], *, step: float = 30.0, least: float = 500.0) -> Network:
    """A network of streets on which people walk both ways.

    lines: arrays [vertex, 2] of longitude and latitude, degrees; lines are joined where they share a vertex and nowhere
    else, so that a bridge crosses without meeting. step: metres; longer stretches get vertices in between, so that a
    house is joined to the street beside it. least: metres; pieces of the network with less street in all are left out.
    Raises AnalysisRefused for what is no line in degrees. Source: own; the graph of a planar street file.
    """
    positive(step, "step")
    drawn = [_line(one) for one in lines]
    wrong = sum(one is None for one in drawn)
    if wrong:
        raise AnalysisRefused("not_lines", NOT_LINES, count=wrong)
    kept = [one for one in drawn if one is not None and len(one) > 1]
    if not kept:
        none, whole = np.empty(0), np.empty(0, dtype=np.int64)
        return Network(none, none, whole, whole, whole, none)
    nodes, start, end = _joined(kept)
    return _without_scraps(*_split(nodes, start, end, step), least)


def _line(values: Any) -> Floats | None:
    line = np.asarray(values, dtype=np.float64)
    if line.ndim != 2 or line.shape[1] != 2 or not np.isfinite(line).all():
        return None
    within: bool = bool((np.abs(line[:, 0]) <= 180).all() and (np.abs(line[:, 1]) <= 90).all())
    return line if within else None


def _joined(lines: list[Floats]) -> tuple[Floats, Ints, Ints]:
    """Nodes [node, 2] and the pairs of nodes between which somebody drew a stretch, each once."""
    every = np.concatenate(lines)
    last = np.cumsum([len(line) for line in lines]) - 1
    grid, number = np.unique(np.round(every / JOIN).astype(np.int64), axis=0, return_inverse=True)
    number = number.reshape(-1)
    inner = np.ones(len(every) - 1, dtype=bool)
    inner[last[:-1]] = False
    pairs = np.sort(np.column_stack((number[:-1], number[1:]))[inner], axis=1)
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    return np.asarray(grid * JOIN, dtype=np.float64), pairs[:, 0], pairs[:, 1]


def _split(nodes: Floats, start: Ints, end: Ints, step: float) -> tuple[Floats, Ints, Ints, Floats]:
    """The same with nodes at most `step` metres apart."""
    (lon, lat), (to_lon, to_lat) = nodes[start].T, nodes[end].T
    length = metres_between(lon, lat, to_lon, to_lat)
    pieces = np.maximum(1, np.ceil(length / step)).astype(np.int64)
    edge = np.repeat(np.arange(start.size), pieces)
    order = np.arange(edge.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = ((order + 1) / pieces[edge])[:, None]
    inside = order + 1 < pieces[edge]
    fresh = (nodes[start[edge]] * (1 - share) + nodes[end[edge]] * share)[inside]
    name = np.where(inside, len(nodes) + np.cumsum(inside) - 1, end[edge])
    before = np.where(order == 0, start[edge], np.roll(name, 1))
    return np.concatenate((nodes, fresh)), before, name, (length / pieces)[edge]


def _without_scraps(nodes: Floats, start: Ints, end: Ints, metres: Floats, least: float) -> Network:
    size = len(nodes)
    graph = sparse.csr_matrix((metres, (start, end)), shape=(size, size))
    number, label = connected_components(graph, directed=False)
    length = np.bincount(label[start], weights=metres, minlength=number)
    rank = np.empty(number, dtype=np.int64)
    rank[np.argsort(-length, kind="stable")] = np.arange(number)
    keep = length[label] >= least
    new = np.cumsum(keep) - 1
    edges = keep[start]
    return Network(
        nodes[keep, 0], nodes[keep, 1], rank[label[keep]], new[start[edges]], new[end[edges]], metres[edges]
    )


def nearest_walks(
    network: Network, lon: Any, lat: Any, point_lon: Any, point_lat: Any, *, factor: float, k: int = 3,
    snap: float = 300.0,
) -> Walks:
    """The k nearest points on foot from each place.

    lon, lat: [place], point_lon, point_lat: [point], degrees. A place is joined by straight lines to the nearest node
    of a street within `snap` metres and to that node's neighbours; where place and point are joined to one piece of the
    network the way goes over its streets, else it is the straight line times `factor` (>= 1). Errors: a way over
    streets is exact on the network but for these lines, which cut a corner by less than the network's step. Raises
    AnalysisRefused for places that are not in degrees, a factor below 1, no points. Source: Dijkstra (1959), Numerische
    Mathematik 1, 269-271.
    """
    x, y = _places(lon, lat)
    px, py = _places(point_lon, point_lat)
    _check(px, factor)
    k = min(k, px.size)
    node, access = _joints(network, x, y, snap)
    point_node, point_access = _joints(network, px, py, snap)
    top, top_metres = _from_nodes(network, point_node, point_access, k)
    found = Walks(np.full((x.size, k), -1), np.full((x.size, k), np.inf), np.zeros((x.size, k), dtype=bool))
    part, point_part = _part(network, node), _part(network, point_node)
    for one in np.unique(part):
        rows = np.flatnonzero(part == one)
        line = _lines(x[rows], y[rows], px, py, (point_part != one) | (one < 0), factor, k)
        ways = _ways(top, top_metres, node[rows], access[rows], k)
        found.point[rows], found.metres[rows], found.street[rows] = _merged(ways, line, k)
    return found


def _check(px: Floats, factor: float) -> None:
    if not px.size:
        raise AnalysisRefused("no_points", NO_POINTS)
    if not factor >= 1:
        raise AnalysisRefused("detour_factor", FACTOR, value=factor)


def _places(lon: Any, lat: Any) -> tuple[Floats, Floats]:
    x, y = flat(lon, "lon"), flat(lat, "lat")
    same_length(lon=x, lat=y)
    wrong = int((~((np.abs(x) <= 180) & (np.abs(y) <= 90))).sum())
    if wrong:
        raise AnalysisRefused("not_degrees", NOT_DEGREES, count=wrong)
    return x, y


def _on_sphere(lon: Floats, lat: Floats) -> Floats:
    a, b = np.radians(lon), np.radians(lat)
    return EARTH * np.column_stack((np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)))


def _part(network: Network, node: Ints) -> Ints:
    """The piece of the network of each place, -1 for none."""
    first = node[:, 0]
    return np.where(first >= 0, network.part[first], -1) if network.n else np.full(len(node), -1)


def neighbours(network: Network) -> Ints:
    """The neighbours of each node, [node, at most so many], filled up with -1."""
    one = np.concatenate((network.start, network.end))
    other = np.concatenate((network.end, network.start))
    order = np.argsort(one, kind="stable")
    one, other = one[order], other[order]
    first = np.searchsorted(one, np.arange(network.n))
    place = np.arange(one.size) - first[one]
    found = np.full((network.n, int(place.max()) + 1), -1)
    found[one, place] = other
    return found


def _joints(network: Network, lon: Floats, lat: Floats, most: float) -> tuple[Ints, Floats]:
    """The nearest node of each place and that node's neighbours, with the metres to each, [place, joint].

    A house between two nodes is joined to both: the way to either side has its true length. -1 and infinite elsewhere.
    """
    if not network.n or not lon.size:
        return np.full((lon.size, 1), -1), np.full((lon.size, 1), np.inf)
    far, node = cKDTree(_on_sphere(network.lon, network.lat)).query(_on_sphere(lon, lat), distance_upper_bound=most)
    near = np.isfinite(far)
    first = np.where(near, node, 0)
    joints = np.column_stack((first, neighbours(network)[first]))
    metres = metres_between(lon[:, None], lat[:, None], network.lon[joints], network.lat[joints])
    there = near[:, None] & (joints >= 0)
    return np.where(there, joints, -1), np.where(there, metres, np.inf)


def _graph(network: Network, node: Ints, access: Floats) -> Any:
    """The network both ways, and behind its nodes one more for each point, with its ways out of the door."""
    point, column = np.nonzero(node >= 0)
    start = np.concatenate((network.start, network.end, network.n + point))
    end = np.concatenate((network.end, network.start, node[point, column]))
    metres = np.concatenate((network.metres, network.metres, np.maximum(access[point, column], 1e-9)))
    size = network.n + len(node)
    return sparse.csr_matrix((metres, (start, end)), shape=(size, size))


def _from_nodes(network: Network, point_node: Ints, point_access: Floats, k: int) -> tuple[Ints, Floats]:
    """The k nearest points over streets from every node."""
    top, metres = np.full((network.n, k), -1), np.full((network.n, k), np.inf)
    joined = np.flatnonzero(point_node[:, 0] >= 0)
    size = max(1, BLOCK // max(1, network.n))
    graph = _graph(network, point_node, point_access) if joined.size else None
    for begin in range(0, joined.size, size):
        some = joined[begin : begin + size]
        ways = dijkstra(graph, indices=network.n + some)[:, : network.n].T
        every = np.concatenate((metres, ways), axis=1)
        name = np.concatenate((top, np.broadcast_to(some, ways.shape)), axis=1)
        best = np.argsort(every, axis=1, kind="stable")[:, :k]
        metres, top = np.take_along_axis(every, best, 1), np.take_along_axis(name, best, 1)
    return np.where(np.isfinite(metres), top, -1), metres


def _ways(top: Ints, top_metres: Floats, node: Ints, access: Floats, k: int) -> tuple[Ints, Floats]:
    """The k nearest points by any joint of each place; a point is named once."""
    if not top.size:
        return np.full((len(node), k), -1), np.full((len(node), k), np.inf)
    size = node.shape[1] * k
    metres = (top_metres[node] + access[:, :, None]).reshape(-1, size)
    point = np.where(np.isfinite(metres), top[node].reshape(-1, size), -1)
    order = np.argsort(metres, axis=1, kind="stable")
    metres, point = np.take_along_axis(metres, order, 1), np.take_along_axis(point, order, 1)
    for one in range(1, size):
        again = (point[:, :one] == point[:, one : one + 1]).any(axis=1)
        metres[again, one] = np.inf
    best = np.argsort(metres, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(point, best, 1), np.take_along_axis(metres, best, 1)


def _lines(
    x: Floats, y: Floats, px: Floats, py: Floats, which: Bools, factor: float, k: int
) -> tuple[Ints, Floats]:
    """The k nearest of some points by straight lines times the factor, [place, k]."""
    point, metres = np.full((x.size, k), -1), np.full((x.size, k), np.inf)
    index = np.flatnonzero(which)
    if index.size and x.size:
        most = min(k, index.size)
        _chord, near = cKDTree(_on_sphere(px[index], py[index])).query(_on_sphere(x, y), k=[*range(1, most + 1)])
        point[:, :most] = index[near]
        metres[:, :most] = factor * metres_between(x[:, None], y[:, None], px[index][near], py[index][near])
    return point, metres


def _merged(
    ways: tuple[Ints, Floats], line: tuple[Ints, Floats], k: int
) -> tuple[Ints, Floats, Bools]:
    metres = np.concatenate((ways[1], line[1]), axis=1)
    best = np.argsort(metres, axis=1, kind="stable")[:, :k]
    found = np.take_along_axis(metres, best, 1)
    point = np.take_along_axis(np.concatenate((ways[0], line[0]), axis=1), best, 1)
    return np.where(np.isfinite(found), point, -1), found, (best < k) & np.isfinite(found)


def ways_from(
    network: Network, lon: Any, lat: Any, point_lon: Any, point_lat: Any, *, factor: float, snap: float = 300.0
) -> Floats:
    """Metres on foot between every place and every point, [place, point]; for choosing among candidates.

    As `nearest_walks`, but all of them: memory is 8 bytes a cell. Raises AnalysisRefused as it does. Source: Dijkstra
    (1959), Numerische Mathematik 1, 269-271.
    """
    x, y = _places(lon, lat)
    px, py = _places(point_lon, point_lat)
    _check(px, factor)
    node, access = _joints(network, x, y, snap)
    point_node, point_access = _joints(network, px, py, snap)
    found = factor * metres_between(x[:, None], y[:, None], px[None, :], py[None, :])
    rows, columns = np.flatnonzero(node[:, 0] >= 0), np.flatnonzero(point_node[:, 0] >= 0)
    size = max(1, BLOCK // max(1, network.n))
    graph = _graph(network, point_node, point_access) if columns.size else None
    for begin in range(0, columns.size, size):
        some = columns[begin : begin + size]
        way = dijkstra(graph, indices=network.n + some)
        ways = np.full((rows.size, some.size), np.inf)
        for joint in range(node.shape[1]):
            ways = np.minimum(ways, way[:, node[rows, joint]].T + access[rows, joint][:, None])
        cells = np.ix_(rows, some)
        found[cells] = np.where(np.isfinite(ways), ways, found[cells])
    return found
