"""Calls and offences of the invented year: they come in whole, and the planted patterns are in them."""

from datetime import timedelta

import pytest

from senim.demo import files as land_files
from senim.demo import incidents
from senim.demo.geography import build
from senim.demo.load import SEED, SINCE
from senim.incidents import api
from senim.incidents.models import Incident
from senim.kernel import clock
from senim.kernel.scoping import SYSTEM, Actor
from senim.territory import api as territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def land(frozen_clock):
    made, kinds = build(SEED), territory.ImportKind
    territory.bring_in(actor=Actor.system("test"), kind=kinds.AREAS, name="a", content=land_files.areas(made),
                       valid_from=SINCE, source="test")


def test_the_year_comes_in_and_again_changes_nothing(land):
    actor, end = Actor.system("test"), clock.now()
    assert incidents.bring_in(SEED, end, 1500, actor) > 2000
    found = api.events(SYSTEM, api.Selection(appeals=False))
    assert found.n == Incident.objects.filter(duplicate_of=None).count()
    told_twice = Incident.objects.exclude(duplicate_of=None).count()
    assert told_twice > 150, "the register and the calls tell of the same events"
    assert all(found.paths), "every event lies in the invented district"
    incidents.bring_in(SEED, end, 1500, actor)
    assert api.events(SYSTEM, api.Selection(appeals=False)).n == found.n


def test_the_planted_burglaries_are_there_and_no_home_is_shown(land):
    end = clock.now()
    incidents.bring_in(SEED, end, 1500, Actor.system("test"))
    first = clock.local(end).date() - timedelta(days=76)
    wave = api.events(SYSTEM, api.Selection(kinds=("burglary",), since=first, until=first + timedelta(days=13)))
    near = (wave.x - wave.x[wave.x.size // 2], wave.y - wave.y[wave.y.size // 2])
    assert ((near[0] ** 2 + near[1] ** 2) ** 0.5 < 600).sum() >= 4
    homes = api.events(SYSTEM, api.Selection(kinds=("domestic",)))
    assert homes.n > 50 and not homes.placed.any()
