"""Appeals as events for analysts: masked, each area for whoever analyses it, sensitive ones never."""

import pytest

from senim.appeals import api
from senim.appeals.actions import intake
from senim.appeals.tests import world as worlds
from senim.kernel import ids
from senim.kernel.scoping import PUBLIC, SYSTEM, Actor

pytestmark = pytest.mark.django_db


def register(**changes):
    return intake.register(Actor.citizen(), worlds.report(**changes), ids.new_token())


@pytest.fixture
def world():
    return worlds.build()


def test_an_analyst_gets_rounded_places_and_no_words(world, django_assert_num_queries):
    before = api.last_for_analysis(SYSTEM)
    kept = register(lon=70.0051234, lat=50.0056789)
    register(category="home.violence", lon=70.0051, lat=50.0056)
    register(kind="question", category="service.law")
    assert api.last_for_analysis(SYSTEM) > before
    analyst, path = world.actor("analyst").scope, world.areas["district"].path
    with django_assert_num_queries(1):
        rows = api.for_analysis(analyst, (path,))
    assert [(row.number, row.lon, row.lat, row.category) for row in rows] == [
        (kept.number, 70.0051, 50.0057, "order.noise_night")]
    assert rows[0]._fields == ("id", "number", "category", "received_at", "lon", "lat", "area_path")


def test_nobody_gets_more_than_the_own_areas(world):
    register()
    country, district = world.areas["country"].path, world.areas["district"].path
    assert api.for_analysis(world.actor("analyst").scope, (country,)) == []
    assert api.for_analysis(world.actor("inspector").scope, (district,)) == []
    assert api.for_analysis(PUBLIC, (district,)) == []
    assert len(api.for_analysis(world.actor("head").scope, (district,))) == 1
    assert len(api.for_analysis(SYSTEM, ("/",))) == 1
