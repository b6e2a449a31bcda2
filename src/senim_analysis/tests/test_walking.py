"""Ways on foot: by hand on a grid, against shortest ways found another way, and against every choice."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations

import numpy as np
import pytest

from senim_analysis.errors import AnalysisRefused
from senim_analysis.p_median import p_median
from senim_analysis.walking import Network, metres_between, nearest_walks, walking_network, ways_from

#: A thousandth of a degree of latitude, metres.
NORTH = 111.19508


def grid(size: int = 5, step: float = 0.002) -> list[np.ndarray]:
    """Streets north and west of (71, 0): on the equator a degree is as long both ways."""
    at = [step * i for i in range(size)]
    return [np.array([(71 + x, y) for y in at]) for x in at] + [np.array([(71 + x, y) for x in at]) for y in at]


def shortest(network: Network, begin: int) -> list[float]:
    """Dijkstra with a heap, written for this test."""
    near: dict[int, list[tuple[int, float]]] = {}
    for a, b, metres in zip(network.start, network.end, network.metres, strict=True):
        near.setdefault(int(a), []).append((int(b), float(metres)))
        near.setdefault(int(b), []).append((int(a), float(metres)))
    found, heap = [float("inf")] * network.n, [(0.0, begin)]
    found[begin] = 0.0
    while heap:
        far, node = heappop(heap)
        for other, metres in near.get(node, []):
            if far + metres < found[other]:
                found[other] = far + metres
                heappush(heap, (far + metres, other))
    return found


def test_a_walk_on_a_grid_goes_round_its_corners() -> None:
    network = walking_network(grid(), step=30)
    assert network.metres.max() <= 30 and set(network.part) == {0}
    assert network.metres.sum() == pytest.approx(10 * 8 * NORTH, rel=1e-6)
    walks = nearest_walks(network, [71.008], [0.008], [71.0, 71.008], [0.0, 0.0], factor=1.3, k=2)
    assert walks.point.tolist() == [[1, 0]] and walks.street.all()
    # 8 thousandths north, and 8 more to the west: never the diagonal.
    assert walks.metres[0] == pytest.approx([8 * NORTH, 16 * NORTH], rel=1e-5)


def test_ways_agree_with_another_way_of_finding_them() -> None:
    chance = np.random.default_rng(5)
    lines = [71 + chance.random((6, 2)) * [0.02, 0.02] + [0, -20] for _ in range(12)]
    lines += [np.array([lines[i][2], lines[i + 1][3]]) for i in range(11)]
    network = walking_network(lines, step=40)
    place, point = chance.integers(0, network.n, 20), chance.integers(0, network.n, 6)
    point[0] = place[0]
    ways = ways_from(
        network, network.lon[place], network.lat[place], network.lon[point], network.lat[point], factor=1.3)
    by_hand = np.array([[shortest(network, int(p))[int(q)] for p in point] for q in place])
    assert ways == pytest.approx(by_hand, abs=0.01)
    walks = nearest_walks(
        network, network.lon[place], network.lat[place], network.lon[point], network.lat[point], factor=1.3, k=3)
    assert walks.metres == pytest.approx(np.sort(by_hand, axis=1)[:, :3], abs=0.01)


def test_a_house_between_two_nodes_has_its_true_length_both_ways() -> None:
    """Nodes lie 27.8 metres apart; the house 11 metres from one, its neighbours left and right of it."""
    network = walking_network(grid(), step=30)
    walks = nearest_walks(network, [71.0], [0.0031], [71.0, 71.0], [0.0008, 0.0055], factor=1.3, k=2)
    assert walks.metres[0] == pytest.approx([2.3 * NORTH, 2.4 * NORTH], rel=1e-5) and walks.street.all()
    beside = nearest_walks(network, [71.0002], [0.003], [71.0], [0.003], factor=1.3)  # 22 metres to the door, no more
    assert beside.metres[0, 0] == pytest.approx(0.2 * NORTH, rel=0.02)


def test_where_no_street_goes_the_line_is_stretched() -> None:
    """A place far from any street, another piece of network, a bridge that meets nothing, a scrap of a street."""
    far = [np.add(line, (0.5, 0)) for line in grid()]
    scrap = np.array([(71.2, 0.2), (71.2004, 0.2)])
    network = walking_network([*grid(), *far, scrap])
    assert set(network.part) == {0, 1} and not (abs(network.lon - 71.2) < 0.01).any()
    walks = nearest_walks(network, [71.004, 72.0], [0.004, 0.0], [71.504, 71.0], [0.004, 0.0], factor=1.5, k=2)
    assert walks.street.tolist() == [[True, False], [False, False]]
    assert walks.metres[0, 1] == pytest.approx(1.5 * metres_between(71.004, 0.004, 71.504, 0.004))
    crossing = walking_network([[(71, 0), (71.01, 0)], [(71.005, -0.005), (71.005, 0.005)]], step=10_000)
    assert crossing.n == 4 and set(crossing.part) == {0, 1}
    nothing = nearest_walks(walking_network([]), [71.0], [0.0], [71.0], [0.001], factor=1.3)
    assert nothing.metres[0, 0] == pytest.approx(1.3 * NORTH, rel=1e-5) and not nothing.street.any()


def test_what_is_no_line_or_place_is_refused_in_words() -> None:
    network = walking_network(grid())
    for code, call in {
        "not_lines": lambda: walking_network([[(500_000, 4_800_000), (500_010, 4_800_000)]]),
        "not_degrees": lambda: nearest_walks(network, [500_000], [4_800_000], [71], [0], factor=1.3),
        "detour_factor": lambda: nearest_walks(network, [71], [0], [71], [0], factor=0.9),
        "no_points": lambda: nearest_walks(network, [71], [0], [], [], factor=1.3),
        "not_costs": lambda: p_median([[1.0, -1.0]], 1),
        "not_so_many": lambda: p_median([[1.0, 2.0]], 3),
        "not_weights": lambda: p_median([[1.0, 2.0]], 1, weights=[0.0]),
    }.items():
        with pytest.raises(AnalysisRefused) as refused:
            call()
        assert refused.value.code == code and len({refused.value.sentence(one) for one in ("kk", "ru", "en")}) == 3


def test_the_median_of_a_line_and_of_two_villages() -> None:
    """By hand: on a line the median is a median; two villages take one post each; what stands is built on."""
    line = abs(np.arange(5.0)[:, None] - np.arange(5.0)[None, :])
    assert p_median(line, 1).chosen == (2,) and p_median(line, 1).total == 6
    assert p_median(line, 1, weights=[10, 1, 1, 1, 1]).chosen == (0,)
    villages = np.array([0, 1, 2, 100, 101, 102.0])
    apart = abs(villages[:, None] - villages[None, :])
    found = p_median(apart, 2)
    assert sorted(found.chosen) == [1, 4] and found.total == 4 and found.exact and found.before == np.inf
    further = p_median(apart, 1, already=apart[:, 1])
    assert further.chosen == (4,) and further.before == 302 and further.gain == 298


@pytest.mark.parametrize(("n", "m", "p"), [(30, 25, 4), (40, 24, 5)])
def test_the_search_finds_what_looking_at_every_choice_finds(n: int, m: int, p: int, monkeypatch) -> None:
    chance = np.random.default_rng(n)
    table = np.hypot(*(chance.random((n, 2))[:, None, :] - chance.random((m, 2))[None, :, :]).transpose(2, 0, 1))
    weight = chance.integers(1, 20, n).astype(float)
    best = min(float(weight @ table[:, list(some)].min(axis=1)) for some in combinations(range(m), p))
    monkeypatch.setattr("senim_analysis.p_median.ONE_BY_ONE", 0)
    found = p_median(table, p, weights=weight, seed=1)
    assert not found.exact and found.total == pytest.approx(best)
    assert found == p_median(table, p, weights=weight, seed=1)
