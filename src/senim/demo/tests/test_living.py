"""The last days are played by the real actions: everybody who signs in finds something to do."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test.utils import override_settings

from senim.appeals.models import Appeal, Body, Event, Referral, Reopening, Transfer
from senim.demo import load as loading
from senim.demo.living import SCENES, links
from senim.demo.living.bodies import AGENCIES
from senim.demo.living.pictures import PICTURES, photo
from senim.demo.living.play import TOTAL, VERBS
from senim.demo.models import Step
from senim.demo.people import staff
from senim.kernel.testing import standing
from senim.staff.models import Account, Post

pytestmark = pytest.mark.django_db


def silent(step, done, total):
    pass


@pytest.fixture(scope="module")
def played_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The district and its people without the year: everybody here only reads."""
    folder = tmp_path_factory.mktemp("living")
    with standing(django_db_blocker, folder), override_settings(DEMO=True):
        loading.load(silent, only=("land", "people", "living"))
        yield Step.objects.get(name="living")


@pytest.fixture
def played(played_once, settings):
    settings.DEMO = True
    return played_once


def test_a_step_of_a_scene_is_a_verb_and_goes_forward():
    for scene in SCENES:
        moments = [scene.received, *((days, clock) for _verb, days, clock, *_ in scene.steps)]
        assert moments == sorted(moments, key=lambda one: (-one[0], one[1])), scene.key
        assert {step[0] for step in scene.steps} <= VERBS.keys()
        assert moments[-1][0] >= 1, "every step lies before the last day, whatever its hour"
    assert len({scene.key for scene in SCENES}) == len(SCENES)


def test_everything_is_there(played):
    assert played.done == TOTAL
    assert Body.objects.filter(active=True).count() == len(AGENCIES)
    assert Appeal.objects.filter(invented=True).count() == len(SCENES)
    assert set(Referral.objects.values_list("state", flat=True)) == {"offered", "accepted", "answered"}
    offered = set(Transfer.objects.filter(state="offered").values_list("to_post__code", flat=True))
    assert offered == {"UPI-ARQ-07", "JUV-ARQ"}
    assert Reopening.objects.filter(decided_at=None).count() == 3
    handed = Appeal.objects.filter(state="handed", holder__code="DUTY-ARQ")
    assert sorted(bool(reference) for reference in handed.values_list("crime_reference", flat=True)) == [False, True]
    assert Appeal.objects.filter(state="asked").count() == 3
    assert Appeal.objects.filter(pauses__ended_at=None, pauses__isnull=False).count() == 1
    assert Appeal.objects.filter(extension__isnull=False).count() == 1
    assert Appeal.objects.filter(files__isnull=False).distinct().count() == 3
    complaint = Appeal.objects.get(to_council=True)
    assert complaint.holder.code == "HEAD-ARQ" and complaint.about_post.code == "UPI-ARQ-15"


def test_every_step_lies_at_its_own_moment(played):
    times = list(Event.objects.order_by("appeal_id", "pk").values_list("appeal_id", "at"))
    assert times == sorted(times)
    assert all(at < played.end for _appeal, at in times)
    assert max(at for _appeal, at in times) > played.end - timedelta(days=3)


def test_who_signs_in_finds_something_to_do(played, client):
    from django.urls import reverse

    from senim.staff.api import testing

    seen = {}
    for name, address in (
        ("inspector", "appeals:queue"), ("juvenile", "appeals:queue"), ("duty", "appeals:queue"),
        ("head", "appeals:reopenings"), ("council", "appeals:area"), ("admin", "appeals:bodies"),
    ):
        testing.sign_in(client, Account.objects.get(email__startswith=f"{name}@"))
        seen[name] = client.get(reverse(address)).content.decode()
    assert 'name="accept"' in seen["inspector"] and 'name="accept"' in seen["juvenile"]
    numbers = Appeal.objects.values_list("number", flat=True)
    assert sum(number in seen["head"] for number in numbers) == 3
    complaint = Appeal.objects.get(to_council=True).number
    assert complaint in seen["council"] and complaint not in seen["inspector"]
    assert "@demo.senim.example" in seen["admin"]


def test_the_printed_pages_open_and_the_answered_one_can_be_rated(played, client):
    pages = {state: client.get(urlsplit(address).path) for state, address in links(played)}
    assert all(page.status_code == 200 for page in pages.values())
    assert pages["answered"].context["rating_url"]
    assert pages["open"].context["is_open"]
    assert loading.applicant_links() == links(played)


def test_pictures_say_that_they_are_invented_and_differ():
    assert len({photo(name).read() for name in PICTURES}) == len(PICTURES)


def test_the_posts_of_the_scenes_are_there(played):
    codes = set(Post.objects.values_list("code", flat=True))
    assert {step[3] for scene in SCENES for step in scene.steps if step[0] == "transfer"} <= codes
    assert {chair.code for chair in staff().chairs} == codes
