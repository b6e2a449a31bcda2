"""The desk of an answered appeal shows its rating: only when it is final, only to whom may see it, never by whom."""

import pytest
from django.utils import translation

from senim.quality.tests.test_journey import answer, appeal, link_on, world
from senim.staff import testing as staff

__all__ = ["appeal", "world"]
pytestmark = pytest.mark.django_db
WORDS = "Тез келді, рақмет"


@pytest.fixture
def rated(client, world, appeal):
    """The address of the desk of an appeal that has just been rated."""
    number = answer(world, appeal).number
    client.post(link_on(client, appeal), {"lawful": "5", "respectful": "4", "solved": "yes", "words": WORDS})
    return f"/kk/desk/{number}/"


def shown(client, world, name, address):
    client.cookies.clear()
    staff.sign_in(client, world.people[name])
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_nobody_of_the_house_sees_it_before_it_is_final(client, world, rated, frozen_clock):
    assert all(WORDS not in shown(client, world, name, rated) for name in ("inspector", "head", "prosecutor"))
    frozen_clock.move(hours=24, minutes=1)
    for name, may in (("inspector", True), ("head", True), ("prosecutor", False), ("duty", False)):
        assert (WORDS in shown(client, world, name, rated)) is may, name


@pytest.mark.parametrize(("language", "criterion"), [("kk", "Заңды"), ("ru", "Законн"), ("en", "Lawful")])
def test_it_reads_in_the_language_of_the_reader(client, world, rated, frozen_clock, language, criterion):
    frozen_clock.move(hours=25)
    with translation.override(language):
        page = shown(client, world, "inspector", rated.replace("/kk/", f"/{language}/"))
    assert criterion in page and f'lang="kk">{WORDS}' in page


def test_an_appeal_without_an_answer_asks_nobody(client, world, appeal):
    from senim.appeals.models import Appeal

    number = Appeal.objects.get(pk=appeal.appeal_id).number
    assert shown(client, world, "inspector", f"/kk/desk/{number}/")
