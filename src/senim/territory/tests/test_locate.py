"""Whose place is this? Every place has one answer, on every day, and the answer says why."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
import shapely
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import box

from senim.kernel import versions
from senim.territory import api
from senim.territory.domain import AreaInfo, Level, Why
from senim.territory.index import DayIndex, Unit
from senim.territory.models import Area
from senim.territory.shapes import area_m2
from senim.territory.snapshot import Day, Snapshot
from senim.territory.tests import make

TODAY = date(2026, 5, 12)


@pytest.fixture
def city(db):
    """A district with nine square beats in its south-west corner; the rest of it is a hole."""
    region = make.area(Level.REGION)
    district = make.area(Level.DISTRICT, region)
    make.boundary(district, box(69.99, 49.99, 70.1, 50.1))
    return region, district, make.grid(district, 3)


def test_a_place_inside_a_beat(city):
    region, district, beats = city
    found = api.locate(70.015, 50.025)
    assert (found.area_id, found.why) == (beats[7].id, Why.INSIDE)
    assert (found.district_id, found.region_id) == (district.id, region.id)
    assert found.path == beats[7].path
    assert found.boundary_id == beats[7].boundaries.get().id
    assert found.version == versions.current("territory")


def test_a_border_belongs_to_one_beat_and_always_the_same(city):
    beats = city[2]
    assert api.locate(70.01, 50.005).area_id == beats[0].id
    assert api.locate(70.01, 50.01).area_id == beats[0].id
    assert api.locate(70.01, 50.005).why is Why.INSIDE


def test_a_hole_is_in_the_district_but_in_no_beat(city):
    district = city[1]
    found = api.locate(70.07, 50.07)
    assert (found.area_id, found.why, found.path) == (None, Why.HOLE, district.path)
    assert found.district_id == district.id


@pytest.mark.parametrize("place", [(10, 10), (float("nan"), 50), (50, float("nan")), (float("inf"), 50), (70, 91),
                                   (-1e300, 1e300), (50.005, 70.005)])
def test_nonsense_is_outside(city, place):
    assert api.locate(*place).why is Why.OUTSIDE


def test_a_crack_thinner_than_three_metres_belongs_to_the_nearer_beat(db):
    region = make.area(Level.REGION)
    make.boundary(region, box(69, 49, 72, 52))
    west, east = make.area(Level.BEAT, region), make.area(Level.BEAT, region)
    make.boundary(west, box(70, 50, 70.01, 50.01))
    make.boundary(east, box(70.01004, 50, 70.02, 50.01))
    assert api.locate(70.01001, 50.005).area_id == west.id
    assert api.locate(70.01003, 50.005).area_id == east.id
    assert api.locate(70.0215, 50.005).why is Why.HOLE


def test_where_beats_overlap_the_smaller_one_answers_and_says_so(db):
    large, small = make.area(Level.BEAT), make.area(Level.BEAT)
    make.boundary(large, box(70, 50, 70.1, 50.1))
    make.boundary(small, box(70.05, 50.05, 70.06, 50.06))
    found = api.locate(70.055, 50.055)
    assert (found.area_id, found.why, found.others) == (small.id, Why.SEVERAL, (large.id,))
    assert api.locate(70.05, 50.055).area_id == large.id, "the border of the small one lies inside the large one"


def test_a_region_where_nobody_serves_is_outside(city):
    other = make.area(Level.REGION)
    make.boundary(other, box(60, 45, 61, 46))
    found = api.locate(60.5, 45.5)
    assert (found.why, found.area_id, found.region_id) == (Why.OUTSIDE, None, other.id)


def test_several_rural_districts_under_one_inspector(db):
    district = make.area(Level.DISTRICT, make.area(Level.REGION))
    villages = [make.area(Level.RURAL_DISTRICT, district) for _ in range(2)]
    for number, village in enumerate(villages):
        make.boundary(village, box(70 + number, 50, 70.5 + number, 50.5))
    beat = make.area(Level.BEAT, district)
    make.member(beat, villages[0])
    make.member(beat, villages[1], end=date(2025, 1, 1))
    assert api.locate(70.2, 50.2, TODAY).area_id == beat.id
    assert api.locate(71.2, 50.2, TODAY).why is Why.HOLE
    assert api.locate(71.2, 50.2, date(2024, 6, 1)).area_id == beat.id
    assert api.locate_area(villages[0].id, TODAY).area_id == beat.id
    assert [info.id for info in api.served_together(beat.id, TODAY)] == [villages[0].id]


def test_a_place_chosen_from_lists(city):
    district, beats = city[1], city[2]
    assert api.locate_area(beats[4].id).area_id == beats[4].id
    assert api.locate_area(district.id).why is Why.HOLE, "nine beats share the district"
    assert api.locate_area(987654).why is Why.OUTSIDE


# --- days -----------------------------------------------------------------------------------------------------------


def test_yesterdays_boundary_answers_for_yesterday(db):
    west, east = make.area(Level.BEAT), make.area(Level.BEAT)
    moved = date(2025, 3, 1)
    old = make.boundary(west, box(70, 50, 70.02, 50.01), end=moved)
    make.boundary(east, box(70.02, 50, 70.03, 50.01), end=moved)
    make.boundary(west, box(70, 50, 70.01, 50.01), start=moved)
    new = make.boundary(east, box(70.01, 50, 70.03, 50.01), start=moved)
    before, after = api.locate(70.015, 50.005, date(2025, 2, 28)), api.locate(70.015, 50.005, moved)
    assert (before.area_id, before.boundary_id) == (west.id, old.id)
    assert (after.area_id, after.boundary_id) == (east.id, new.id)
    assert api.locate(70.015, 50.005, date(2023, 1, 1)).why is Why.OUTSIDE


def test_the_day_is_that_of_kazakhstan(db):
    beat = make.area(Level.BEAT)
    make.boundary(beat, box(70, 50, 71, 51), start=date(2025, 3, 1))
    assert api.locate(70.5, 50.5, datetime(2025, 2, 28, 19, 30, tzinfo=UTC)).area_id == beat.id
    assert api.locate(70.5, 50.5, datetime(2025, 2, 28, 18, 30, tzinfo=UTC)).why is Why.OUTSIDE


def test_a_closed_beat_answers_until_its_last_day(db):
    beat = make.area(Level.BEAT)
    make.boundary(beat, box(70, 50, 71, 51))
    Area.objects.filter(id=beat.id).update(closed_on=date(2025, 6, 1))
    make.moved()
    assert api.locate(70.5, 50.5, date(2025, 5, 31)).area_id == beat.id
    assert api.locate(70.5, 50.5, date(2025, 6, 1)).why is not Why.INSIDE


def test_a_change_is_seen_and_an_unfinished_one_is_not_kept(city):
    beats = city[2]
    assert api.locate(70.005, 50.005).area_id == beats[0].id
    with transaction.atomic():
        beats[0].boundaries.update(valid_to=make.START)
        versions.bump("territory")
        assert api.locate(70.005, 50.005).area_id is None
        transaction.set_rollback(True)
    assert api.locate(70.005, 50.005).area_id == beats[0].id


def test_a_warm_lookup_asks_the_database_nothing(city, django_assert_num_queries, monkeypatch):
    api.locate(70.005, 50.005, TODAY)
    monkeypatch.setattr(versions, "CHECK_EVERY", 60)
    with django_assert_num_queries(0):
        api.locate(70.015, 50.005, TODAY)
        api.ancestors(city[2][0].id)
        api.areas_list(Level.BEAT, city[1].id)
        api.nearest_points(70, 50)
        api.holes()


# --- partitions -----------------------------------------------------------------------------------------------------


def partition(cuts_x: list[int], cuts_y: list[int]) -> tuple[Snapshot, list[shapely.Polygon]]:
    """Rectangles between cuts (thousandths of a degree), without a database."""
    xs, ys = sorted({0, 100, *cuts_x}), sorted({0, 100, *cuts_y})
    shapes = [
        box(70 + a / 1000, 50 + c / 1000, 70 + b / 1000, 50 + d / 1000)
        for a, b in pairwise(xs) for c, d in pairwise(ys)
    ]
    areas = {
        number: AreaInfo(number, str(number), Level.BEAT, f"/{number}/", ("b", "b", "b"), None)
        for number in range(1, len(shapes) + 1)
    }
    snap = Snapshot(1, areas, [], [], [])
    units = [Unit(number, number, area_m2(shape), 6, shape) for number, shape in enumerate(shapes, start=1)]
    snap.put_day(TODAY, Day(DayIndex(units), DayIndex([]), frozenset()))
    return snap, shapes


cuts = st.lists(st.integers(1, 99), max_size=6)
inside = st.integers(0, 100_000)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts, cuts, inside, inside)
def test_every_place_of_a_partition_belongs_to_exactly_one_beat(cuts_x, cuts_y, x, y):
    snap, shapes = partition(cuts_x, cuts_y)
    lon, lat = 70 + x / 1_000_000, 50 + y / 1_000_000
    found = snap.locate(lon, lat, TODAY)
    assert found.why is Why.INSIDE
    assert shapes[found.area_id - 1].distance(shapely.Point(lon, lat)) < 1e-9
    holding = [n for n, shape in enumerate(shapes, start=1) if shape.contains(shapely.Point(lon, lat))]
    assert holding in ([found.area_id], []), "a place in the interior belongs to its own beat"


@settings(max_examples=100, deadline=None)
@given(cuts, cuts, st.integers(0, 10), st.integers(0, 10))
def test_corners_and_borders_have_one_answer_and_keep_it(cuts_x, cuts_y, i, j):
    snap, _shapes = partition(cuts_x, cuts_y)
    xs, ys = sorted({0, 100, *cuts_x}), sorted({0, 100, *cuts_y})
    lon, lat = 70 + xs[i % len(xs)] / 1000, 50 + ys[j % len(ys)] / 1000
    found = snap.locate(lon, lat, TODAY)
    assert (found.why, found.others) == (Why.INSIDE, ())
    assert partition(cuts_x, cuts_y)[0].locate(lon, lat, TODAY).area_id == found.area_id
