"""Beginnings of answers: kept by heads, offered to officers at once, never sent unchanged."""

import pytest
from django.urls import reverse

from senim.appeals import presenters
from senim.appeals.actions.answer import Words, answer
from senim.appeals.actions.intake import register
from senim.appeals.domain import Outcome
from senim.appeals.models import Template
from senim.appeals.report import random_secret
from senim.appeals.tests import world as worlds
from senim.kernel.errors import Refused
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor
from senim.staff.api import testing

TEXT = "Сәлеметсіз бе! [Күні] бардым. [Не істелді.] Тағы болса, маған тікелей жазыңыз, телефоным төменде."
SENT = {
    "category": "order.noise_night",
    "outcome": "done",
    "title_kk": "Түнгі шу",
    "title_ru": "Ночной шум",
    "title_en": "Noise",
    "text_kk": TEXT,
    "text_ru": "Здравствуйте! [Дата] был на месте.",
    "text_en": "Hello! [Date].",
}


@pytest.fixture
def head(world, client):
    testing.sign_in(client, world.people["head"])
    return client


@pytest.mark.parametrize("name", ["head", "admin", "inspector", "prosecutor"])
def test_who_may_open_the_pages(world, client, name):
    testing.sign_in(client, world.people[name])
    row = Template.objects.order_by("pk").first()
    for address in (
        reverse("appeals:beginnings"),
        reverse("appeals:add_beginning"),
        reverse("appeals:change_beginning", args=[row.pk]),
    ):
        assert client.get(address).status_code == (200 if name == "head" else 403)


def test_a_new_beginning_is_offered_at_once_and_cannot_be_sent_unchanged(world, head):
    assert head.post(reverse("appeals:add_beginning"), SENT).status_code == 302
    appeal = register(Actor.citizen(), worlds.report(), random_secret())
    assert TEXT in [one["text"] for one in presenters.templates_for(appeal)]
    words = Words(Outcome.EXPLAINED, TEXT)
    with pytest.raises(Refused) as refused:
        answer(actor=world.actor("inspector"), appeal_id=appeal.pk, words=words)
    assert refused.value.code == "template_only"
    assert AuditEvent.objects.filter(action="appeals.template_added").count() == 1


def test_another_wording_keeps_its_code(world, head):
    row = Template.objects.order_by("pk").first()
    count = Template.objects.count()
    shown = head.get(reverse("appeals:change_beginning", args=[row.pk]))
    assert row.text["kk"] in shown.context["form"].initial["text_kk"]
    assert head.post(reverse("appeals:change_beginning", args=[row.pk]), SENT).status_code == 302
    changed = Template.objects.get(pk=row.pk)
    assert (changed.code, changed.text["kk"], Template.objects.count()) == (row.code, TEXT, count)
    assert AuditEvent.objects.get(action="appeals.template_changed").data["code"] == row.code


@pytest.mark.parametrize("name", ["title_kk", "text_ru", "text_en"])
def test_all_three_languages_are_asked_for(head, name):
    answered = head.post(reverse("appeals:add_beginning"), {**SENT, name: ""})
    assert answered.status_code == 422 and name in answered.context["form"].errors


def test_an_unknown_beginning_is_not_there(head):
    assert head.get(reverse("appeals:change_beginning", args=[987654])).status_code == 404
    assert head.post(reverse("appeals:add_beginning"), {**SENT, "category": "no.such"}).status_code == 422


def test_one_for_several_categories_stays_so(head):
    row = Template.objects.get(code="noise")
    rows = head.get(reverse("appeals:beginnings")).context["rows"]
    assert "," in next(one["category"] for one in rows if one["row"] == row)
    sent = {**SENT, "category": row.category}
    assert head.post(reverse("appeals:change_beginning", args=[row.pk]), sent).status_code == 302
    assert Template.objects.get(pk=row.pk).category == "order.noise"
