"""What became a complaint about an officer after it was rated is on no page of that officer, nor of anyone under."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.appeals.actions import moves
from senim.appeals.api import complaints_hidden
from senim.quality import api, selectors
from senim.quality.tests.test_journey import answer, appeal, link_on, world
from senim.staff import testing as staff

__all__ = ["appeal", "world"]
pytestmark = pytest.mark.django_db
WORDS = "Өзі дөрекі сөйледі, ақша сұрады"


@pytest.fixture
def rated(client, world, appeal, frozen_clock):
    """An answered appeal whose final rating says what the officer did."""
    answered = answer(world, appeal)
    client.post(link_on(client, appeal), {"lawful": "1", "solved": "no", "words": WORDS})
    frozen_clock.move(hours=25)
    return answered


def on_ratings_page(client, world, name):
    client.cookies.clear()
    staff.sign_in(client, world.people[name])
    page = client.get("/kk/ratings/")
    assert page.status_code == 200
    return WORDS in page.content.decode()


def seen_by(client, world):
    names = ("inspector", "head", "department", "duty", "other")
    return {name for name in names if on_ratings_page(client, world, name)}


def mark(world, appeal, post):
    post_id = world.posts[post].pk if post else None
    moves.mark_about_officer(actor=world.actor("head"), appeal_id=appeal.pk, post_id=post_id, reason="Ақша сұраған")


@pytest.mark.parametrize(
    ("about", "left"), [("inspector", {"head", "department"}), ("head", {"department"}), (None, {"department"})])
def test_the_words_leave_the_officer_and_everybody_under_at_once(client, world, rated, about, left):
    assert seen_by(client, world) == {"inspector", "head", "department"}
    mark(world, rated, about)
    assert seen_by(client, world) == left
    for name in ("inspector", "head", "department"):
        found = api.final_ratings(world.actor(name).scope, "appeal", rated.pk)
        assert bool(found) is (name in left), name


def test_it_costs_one_query_more_and_no_number_grows(world, rated):
    scope = world.actor("inspector").scope
    with CaptureQueriesContext(connection) as asked:
        assert len(selectors.latest(scope)) == 1
    assert len(asked) == 2
    assert complaints_hidden(scope, []) == frozenset()
