"""Many places at once are answered as one by one, on borders, in holes, outside, and on days with other boundaries."""

import random
from datetime import date

import pytest
from shapely import box

from senim.territory import api
from senim.territory.domain import Level
from senim.territory.tests import make

pytestmark = pytest.mark.django_db


def test_the_answers_are_those_of_one_by_one(django_assert_num_queries):
    district = make.area(Level.DISTRICT)
    make.boundary(district, box(69.99, 49.99, 70.06, 50.06))
    beats = make.grid(district, 5)
    moved = make.area(Level.BEAT, district)
    make.boundary(moved, box(70.05, 50.0, 70.055, 50.01), date(2024, 1, 1), date(2025, 1, 1))
    make.boundary(moved, box(70.05, 50.02, 70.055, 50.03), date(2025, 1, 1))
    chance = random.Random(1)
    places = [(chance.uniform(69.98, 70.07), chance.uniform(49.98, 50.07)) for _ in range(400)]
    # Corners and borders, nowhere at all, and what is no place.
    places += [(70.01, 50.01), (70.02, 50.005), (0.0, 0.0), (float("nan"), 50.0), (200.0, 50.0), (70.052, 50.005)] * 2
    days = [chance.choice([date(2024, 6, 1), date(2025, 6, 1), date(2023, 1, 1)]) for _ in places]
    api.locate(*places[0], days[0])
    single = [api.locate(lon, lat, day).path for (lon, lat), day in zip(places, days, strict=True)]
    with django_assert_num_queries(0):
        found = api.locate_many([one[0] for one in places], [one[1] for one in places], days)
    assert found == single
    assert {beat.path for beat in beats} & set(found) and "" in found


def test_an_empty_territory_answers_nothing():
    assert api.locate_many([70.0], [50.0], [date(2025, 1, 1)]) == [""]
    assert api.locate_many([], [], []) == []
