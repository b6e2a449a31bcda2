"""Appeals for research: answered ones of the own area, as few facts as will do, no words and no places."""

from datetime import timedelta

import pytest

from senim.appeals import api
from senim.appeals.actions import intake
from senim.appeals.domain import Outcome
from senim.appeals.models import Appeal
from senim.appeals.past import PastAnswer, PastAppeal, import_past
from senim.appeals.tests import world as worlds
from senim.kernel import ids
from senim.kernel.clock import now
from senim.kernel.scoping import PUBLIC, SYSTEM, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(frozen_clock):
    return worlds.build()


def answered(days_ago=40, hours=30, outcome=Outcome.DONE, **changes):
    """An appeal that came so many days ago and was answered so many hours later."""
    at = now() - timedelta(days=days_ago)
    answer = PastAnswer(outcome, at + timedelta(hours=hours), "Сынақов Үшбұрышқа ескерту жасалды.", "Әңгіме", "Аула")
    past = PastAppeal(worlds.report(received_at=at, **changes), answers=(answer,))
    return next(iter(import_past([past], actor=Actor.system()))).appeal_id


def asked(world, scope=SYSTEM, area="district", days=400):
    return api.for_research(scope, world.areas[area].path, now() - timedelta(days=days), now())


def test_an_answered_appeal_is_six_facts_and_no_word(world, django_assert_num_queries):
    pk = answered(text="Көршім Сынақов Әлібек 12-пәтерде", place="Абай көшесі, 1")
    with django_assert_num_queries(1):
        rows = asked(world, world.actor("analyst").scope)
    row = Appeal.objects.get(pk=pk)
    assert rows == [(row.received_at, world.areas["first"].path, "order.noise_night", "web", "done", True)]
    assert rows[0]._fields == ("received_at", "area_path", "category", "channel", "outcome", "in_term")


def test_what_is_open_sensitive_or_about_an_officer_stays_inside(world):
    answered(category="home.violence")
    intake.register(Actor.citizen(), worlds.report(), ids.new_token())
    assert asked(world) == []
    plain, about, unknown, twice = (answered(days_ago=days) for days in (40, 41, 42, 43))
    Appeal.objects.filter(pk=about).update(about_post=world.posts["inspector"])
    Appeal.objects.filter(pk=unknown).update(about_unknown=True)
    Appeal.objects.filter(pk=twice).update(duplicate_of=plain)
    assert [row.received_at for row in asked(world)] == [Appeal.objects.get(pk=plain).received_at]


def test_the_period_holds_its_first_moment_and_not_its_last(world):
    at = Appeal.objects.get(pk=answered()).received_at
    path, step = world.areas["district"].path, timedelta(microseconds=1)
    for since, until, found in ((at, at + step, 1), (at - step, at, 0), (at + step, now(), 0)):
        assert len(api.for_research(SYSTEM, path, since, until)) == found


def test_in_term_is_judged_by_the_legal_day(world):
    late = answered(days_ago=60, hours=30 * 24)
    on_time = answered(days_ago=59)
    told = {row.received_at: row.in_term for row in asked(world)}
    assert told[Appeal.objects.get(pk=late).received_at] is False
    assert told[Appeal.objects.get(pk=on_time).received_at] is True


def test_only_the_analyst_of_the_area_and_the_house_get_rows(world):
    answered()
    assert len(asked(world, world.actor("analyst").scope)) == len(asked(world)) == 1
    assert len(asked(world, world.actor("analyst").scope, "first")) == 1
    assert asked(world, world.actor("analyst").scope, "region") == []
    assert asked(world, world.actor("analyst").scope, "second") == []
    for name in worlds.STAFF:
        if name != "analyst":
            assert asked(world, world.actor(name).scope) == [], name
    assert asked(world, PUBLIC) == []
