"""The walk: short, whole, always the same."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from senim.cabinet import route
from senim.reach import api as reach


def test_no_place_no_walk() -> None:
    assert route.order([]) == [] and route.length([]) == 0.0
    assert route.order([(71.0, 51.0)]) == [0]


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert route.metres((71.0, 51.0), (71.0, 52.0)) == pytest.approx(111_195, abs=5)
    assert route.metres((71.0, 51.0), (71.0, 51.0)) == 0.0


def test_places_on_a_street_are_walked_along_it() -> None:
    places = [(71.0 + step / 100, 51.0) for step in (3, 1, 4, 0, 2)]
    assert [places[index][0] for index in route.order(places, (70.99, 51.0))] == sorted(place[0] for place in places)


def test_every_place_is_visited_once_and_the_walk_is_near_the_best() -> None:
    rng, ratios = random.Random(7), []
    for _ in range(20):
        places = [(71 + rng.random() / 50, 51 + rng.random() / 50) for _ in range(7)]
        found = route.order(places, places[0])
        assert sorted(found) == list(range(7))
        best = min(route.length([places[i] for i in way], places[0]) for way in permutations(range(7)))
        ratios.append(route.length([places[i] for i in found], places[0]) / best)
    assert max(ratios) < 1.25 and sum(ratios) / len(ratios) < 1.04


def test_two_opt_leaves_no_stretch_worth_turning() -> None:
    rng = random.Random(3)
    places = [(71 + rng.random() / 10, 51 + rng.random() / 10) for _ in range(40)]
    walked = [places[index] for index in route.order(places)]
    length = route.length(walked)
    for first in range(1, 39):
        for last in range(first + 1, 40):
            turned = [*walked[:first], *reversed(walked[first : last + 1]), *walked[last + 1 :]]
            assert route.length(turned) >= length - 1e-3


def test_the_same_place_twice_is_no_trouble() -> None:
    assert sorted(route.order([(71.0, 51.0)] * 5)) == [0, 1, 2, 3, 4]


def test_where_streets_are_loaded_the_walk_goes_over_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places that are near each other over a river are far on foot: the order follows the streets."""
    start, over, along = (71.0, 51.0), (71.001, 51.0), (71.0, 51.004)
    far = {frozenset((start, over)): 3000.0, frozenset((start, along)): 450.0, frozenset((over, along)): 2600.0}
    monkeypatch.setattr(reach, "has_streets", lambda: True)
    monkeypatch.setattr(reach, "between", lambda stops: [[
        reach.Way(far.get(frozenset((a, b)), 0.0), reach.How.LINE if {a, b} == {over, along} else reach.How.STREET)
        for b in stops] for a in stops])
    found = route.walk([over, along], start)
    assert found == route.Walk([1, 0], 3050.0, 2, 1)
    assert route.walk([over, along]) == route.Walk([0, 1], 2600.0, 1, 0)
    monkeypatch.setattr(reach, "has_streets", lambda: False)
    assert route.walk([over, along], start).order == [0, 1] and route.walk([], start).streets is None
