"""Kept filters: one click, shared in the unit alone, never a searched word; what is gone says so."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from senim.ease import lists, selectors
from senim.ease.actions import filters as acts
from senim.ease.domain import MOST_FILTERS
from senim.ease.models import Filter
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db
QUEUE = "appeals.queue"


def keep(world: Any, who: str = "inspector", name: str = "Шу", **changes: Any) -> Filter:
    given = changes.pop("given", {"category": "order.noise_night", "due": "late"})
    return acts.keep(actor=world.actor(who), code=changes.pop("code", QUEUE), given=given, name=name, **changes)


def refusal(call: Any) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_kept_opened_renamed_removed_and_never_a_searched_word(world: Any, sign_in: Any) -> None:
    page, asked = sign_in("inspector"), "category=order.noise_night&q=Серіков+900101300123"
    listed = page.get(f"/kk/desk/?{asked}").content.decode()
    assert "/kk/ease/filters/new/appeals.queue/?category=order.noise_night" in listed
    assert "іздеген сөздеріңіз сақталмайды" in listed
    way = f"/kk/ease/filters/new/appeals.queue/?{asked}"
    assert "ешқашан сақталмайды" in page.get(way).content.decode()
    assert page.post(way, {"name": ""}).status_code == 422
    sent = page.post(way, {"name": "  Түнгі   шу "})
    assert sent.status_code == 302 and sent["Location"] == "/kk/desk/?category=order.noise_night"
    row = Filter.objects.get()
    assert (row.name, row.chosen, row.unit_id) == ("Түнгі шу", {"category": "order.noise_night"}, None)
    logged = AuditEvent.objects.filter(action="ease.keep_filter").latest("pk")
    assert "Серіков" not in f"{row.chosen}{logged.data}" and "900101300123" not in f"{row.chosen}{logged.data}"
    shown = page.get("/kk/desk/").content.decode()
    assert '<a class="chip" href="/kk/desk/?category=order.noise_night"' in shown, "one click"
    assert page.post(f"/kk/ease/filters/{row.pk}/", {"name": "Шу"}).status_code == 302
    assert "Шу" in page.get("/kk/ease/").content.decode()
    assert page.post(f"/kk/ease/filters/{row.pk}/remove/").status_code == 302
    assert not Filter.objects.exists()


def test_each_bad_input_is_a_sentence(world: Any) -> None:
    assert refusal(lambda: keep(world, given={"q": "Серіков"})) == "no_filter"
    assert refusal(lambda: keep(world, given={"category": "no.such"})) == "gone"
    assert refusal(lambda: keep(world, name=" ")) == "name"
    assert refusal(lambda: keep(world, name="ЖСН 900101300123")) == "personal"
    keep(world)
    assert refusal(lambda: keep(world, name="ШУ")) == "taken", "whatever its case"
    for number in range(MOST_FILTERS - 1):
        keep(world, name=f"№ {number}")
    assert refusal(lambda: keep(world, name="Тағы")) == "many"


def test_shared_in_the_unit_changed_by_owner_and_head_unseen_elsewhere(world: Any) -> None:
    own, shared = keep(world, name="Менікі"), keep(world, name="Бәріне", shared=True)
    stranger = staff.actor_for(*staff.make_officer())

    def seen(who: Any) -> set[int]:
        return {row.pk for row in selectors.filters(who.scope, QUEUE)}

    assert seen(world.actor("inspector")) == {own.pk, shared.pk}
    assert seen(world.actor("other")) == seen(world.actor("head")) == {shared.pk}
    assert seen(stranger) == set()
    for who in (world.actor("other"), stranger):
        for act in (lambda who=who: acts.rename(actor=who, filter_id=shared.pk, name="x", shared=True),
                    lambda who=who: acts.remove(actor=who, filter_id=shared.pk)):
            with pytest.raises(NotYours):
                act()
    with pytest.raises(NotYours):
        acts.remove(actor=world.actor("head"), filter_id=own.pk)
    acts.rename(actor=world.actor("head"), filter_id=shared.pk, name="Бөлімше", shared=True)
    acts.remove(actor=world.actor("head"), filter_id=shared.pk)
    for code in ("appeals.queue", "nothing.here"):
        with pytest.raises(NotYours):
            keep(world, who="ministry", code=code)


def test_a_value_that_is_gone_says_so(world: Any, sign_in: Any) -> None:
    row = keep(world)
    Filter.objects.filter(pk=row.pk).update(chosen={"category": "was.here", "due": "late"})
    page = sign_in("inspector")
    listed = page.get("/kk/desk/").content.decode()
    assert f'href="/kk/ease/filters/{row.pk}/"' in listed and "сәйкес емес" in listed
    told = page.get(f"/kk/ease/filters/{row.pk}/").content.decode()
    assert "Санат" in told and 'href="/kk/desk/?due=late"' in told
    warned = page.get("/kk/desk/?category=was.here").content.decode()
    assert "Бұл мән енді жоқ: Санат" in warned


def test_the_bar_of_a_list_costs_one_query(world: Any, sign_in: Any) -> None:
    page, counts = sign_in("inspector"), []
    page.get("/kk/desk/")
    for number in range(3):
        with CaptureQueriesContext(connection) as asked:
            page.get("/kk/desk/")
        counts.append(len(asked))
        keep(world, name=f"№ {number}", shared=number == 1)
    assert len(set(counts)) == 1
    sql = [query["sql"] for query in asked if "ease_filter" in query["sql"]]
    assert len(sql) == 1


def test_every_list_is_whole(world: Any) -> None:
    """Each list opens, counts and shows its columns in every language; personal columns are for those who may."""
    assert {one.code for one in lists.everything()} >= {
        "appeals.queue", "appeals.area", "cabinet.visits", "problems.list", "partnership.decisions",
        "partnership.meetings", "documents.papers"}
    scope = world.actor("inspector").scope
    for one in lists.everything():
        assert one.rows(scope, lists.read(one, {}, scope)).count() >= 0
        for name, options in one.known(scope).items():
            for value in list(options)[:3]:
                asked = lists.read(one, {name: value}, scope)
                assert asked.chosen == {name: value}
                list(one.rows(scope, asked)[:2])
