"""From an answer to a rating: the applicant finds the link on the own page, and nobody of the house does."""

import re
from datetime import timedelta

import pytest

from senim.appeals.actions import answer as answers
from senim.appeals.actions import intake
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome
from senim.appeals.report import secret_hash
from senim.appeals.tests import world as worlds
from senim.kernel.clock import today
from senim.quality import api
from senim.quality.models import Rating, RatingToken
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db
TEXT = "Кеше кешке пәтерге барып, иелерімен сөйлестім, ескерту жасадым."


@pytest.fixture
def world(db, frozen_clock):
    return worlds.build()


@pytest.fixture
def appeal(world):
    return intake.send(token=intake.begin(language="kk"), report=worlds.report())


def answer(world, appeal, outcome=Outcome.DONE):
    when = today() + timedelta(days=1) if outcome is Outcome.PLAN else today()
    words = Words(outcome, TEXT, done="Әңгіме жүргізілді", where="Абай көшесі, 1", when=when)
    return answers.answer(actor=world.actor("inspector"), appeal_id=appeal.appeal_id, words=words)


def link_on(client, appeal):
    page = client.get(f"/kk/a/{appeal.secret}/")
    assert page.status_code == 200
    found = re.search(r"/kk/r/[\w-]+/", page.content.decode())
    return found and found[0]


def test_the_applicant_finds_the_link_on_the_own_page_and_rates(client, world, appeal):
    assert link_on(client, appeal) is None
    answer(world, appeal)
    link = link_on(client, appeal)
    row = RatingToken.objects.get()
    assert (row.contact_id, row.area_id, row.post_id, row.on_time) == (
        str(appeal.appeal_id), world.areas["first"].pk, world.posts["inspector"].pk, True)
    thanks = client.post(link, {"lawful": "5", "solved": "yes"})
    assert thanks.url == f"{link}thanks/"
    assert Rating.objects.get().good


def test_an_interim_answer_asks_nobody(client, world, appeal):
    answer(world, appeal, Outcome.PLAN)
    assert not RatingToken.objects.exists()


def test_the_officer_who_answers_never_holds_the_link(client, world, appeal):
    answered = answer(world, appeal)
    staff.sign_in(client, world.people["inspector"])
    desk = client.get(f"/kk/desk/{answered.number}/")
    assert desk.status_code == 200
    assert "/kk/r/" not in desk.content.decode()
    assert client.get(link_on(client, appeal)).status_code == 403, "even with the link in hand"


def test_the_link_leaves_the_page_when_the_rating_is_final(client, world, appeal, frozen_clock):
    answer(world, appeal)
    client.post(link_on(client, appeal), {"lawful": "5"})
    assert link_on(client, appeal), "it can still be corrected"
    frozen_clock.move(hours=24)
    assert link_on(client, appeal) is None
    assert api.final_ratings(world.actor("inspector").scope, "appeal", appeal.appeal_id)[0].said.marks["lawful"] == 5


def test_each_opening_is_rated_apart(client, world, appeal):
    answer(world, appeal)
    first = link_on(client, appeal)
    client.post(first, {"lawful": "1", "solved": "no"})
    answers.ask_reopen(secret_hash=secret_hash(appeal.secret), reason="Шу қайта басталды, ештеңе өзгерген жоқ.")
    answers.decide_reopening(
        actor=world.actor("head"), appeal_id=appeal.appeal_id, accept=True, ground="Дәлел келтірілген, қайта қаралады.")
    answer(world, appeal)
    second = link_on(client, appeal)
    assert second != first
    client.post(second, {"lawful": "5", "solved": "yes"})
    assert sorted(Rating.objects.values_list("lawful", flat=True)) == [1, 5]
