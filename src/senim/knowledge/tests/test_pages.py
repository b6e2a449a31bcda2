"""The card in a browser without a script, its record, the history, the search, the paper, what residents read."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from senim.appeals.tests.world import STAFF, World
from senim.kernel import clock, ids
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, Role
from senim.knowledge import api
from senim.knowledge.actions import runs, versions
from senim.knowledge.domain import Text
from senim.knowledge.models import Run, Tick
from senim.knowledge.permissions import ACTIONS, OWNERS, RUNNERS
from senim.knowledge.selectors import cards, texts
from senim.knowledge.selectors import runs as reads
from senim.staff import testing as staff


def as_(client: Client, world: World, who: str) -> Client:
    staff.sign_in(client, world.people[who])
    return client


def begun(world: World, who: str = "inspector", code: str = "fire", step: str = "report") -> Run:
    return runs.begin(actor=world.actor(who), token=ids.new_token(), procedure=code, number=1, step=step)


def test_a_card_is_ticked_timed_and_finished_without_a_script(world: World, client: Client) -> None:
    as_(client, world, "inspector")
    page = client.get(reverse("knowledge:card", args=["terror"])).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    first = client.post(reverse("knowledge:begin", args=["terror"]), {**hidden, "step": "report"})
    run = Run.objects.get()
    assert first["Location"] == reverse("knowledge:run", args=[run.pk])
    again = client.post(reverse("knowledge:begin", args=["terror"]), {**hidden, "step": "report"})
    assert again["Location"] == first["Location"] and Tick.objects.count() == 1
    tick = reverse("knowledge:tick", args=[run.pk])
    with clock.frozen(now() + timedelta(minutes=4)):
        client.post(tick, {"step": "cordon", "words": "Сөмке жатыр."})
        assert "Сөмке жатыр." in client.get(first["Location"]).content.decode(), "what was typed stays with a tick"
        refused = client.post(tick, {"step": "access", "words": "900101300123"})
        assert refused.status_code == 422 and "900101300123" in refused.content.decode()
        client.post(tick, {"off": "access"})
        client.post(tick, {"step": "evacuate"})
        client.post(tick, {"off": "evacuate"})
        client.post(tick, {"step": "warn"})  # a step of another card
        shown = client.get(first["Location"]).content.decode()
        assert "2/4" in shown and "10:04" in shown and "осы жазбаның нұсқасында (1) жоқ" in shown
        finish = reverse("knowledge:finish", args=[run.pk])
        refused = client.post(finish, {"place": "Базар", "words": "Сөмке бос шықты."})
        assert refused.status_code == 422 and "Сөмке бос шықты." in refused.content.decode()
        done = client.post(finish, {"place": "Базар", "words": "Сөмке бос шықты.", "why_open": "Қажет болмады"})
    assert done.status_code == 302
    run.refresh_from_db()
    assert run.words == "Сөмке бос шықты."
    assert (run.place, run.why_open, run.ended_at - run.started_at) == ("Базар", "Қажет болмады", timedelta(minutes=4))
    assert Tick.objects.get(step="evacuate").off_at is not None, "what was taken back is kept"
    client.post(tick, {"step": "access"})
    assert not Tick.objects.filter(step="access", off_at=None).exists(), "a finished record does not change"
    assert "Сөмке бос шықты." in client.get(first["Location"]).content.decode()


def test_a_renewed_card_says_so_and_shows_the_new_one(world: World, client: Client) -> None:
    as_(client, world, "inspector")
    sent = {"token": ids.new_token(), "number": "7", "step": "report"}
    response = client.post(reverse("knowledge:begin", args=["fire"]), sent)
    assert response.status_code == 422 and "Рәсім жаңарды" in response.content.decode() and not Run.objects.exists()
    awaits = client.post(reverse("knowledge:begin", args=["force"]), {**sent, "number": "1"})
    assert awaits.status_code == 422 and "әлі бекітілмеген" in awaits.content.decode()


def test_the_list_is_searched_in_any_letters_and_sorted_as_kazakh(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    as_(client, world, "inspector")
    client.get(reverse("knowledge:cards"))
    with django_assert_max_num_queries(4):
        page = client.get(reverse("knowledge:cards")).content.decode()
    names = ["Боран, дауыл", "Жер сілкінісі", "Өрт</a>", "Су тасқыны", "Эпидемия"]
    places = [page.index(name) for name in names]
    assert places == sorted(places) and "мәтіні бекітілмеген" in page
    scope = world.actor("inspector").scope
    for words in ("ӨРТ ОРНЫНА", "орт орнына", "пожар постор", "strangers fire"):
        assert [one.code for one in cards.search(scope, words, "kk")] == ["fire"], words
    assert "Азырақ әріп теріп көріңіз" in client.get(reverse("knowledge:cards"), {"q": "ъъъ"}).content.decode()


def test_a_head_sees_records_of_the_own_area_and_nobody_foreign_ones(
    world: World, client: Client, django_assert_num_queries: Any
) -> None:
    mine, others = begun(world), begun(world, "other", "flood", "warn")
    api.record_run(
        actor=world.actor("duty"), token=ids.new_token(), procedure="storm", version=1, ticks={"report": now()},
        started_at=now() + timedelta(days=1), ended_at=None, sent_at=now() + timedelta(days=1),
    )
    for who, seen in {"inspector": 1, "other": 1, "head": 3, "department": 3, "duty": 1, "juvenile": 0}.items():
        scope = world.actor(who).scope
        with django_assert_num_queries(1):
            assert len(reads.runs(scope)) == seen, who
    with pytest.raises(NotYours):
        reads.run(world.actor("other").scope, mine.pk)
    assert as_(client, world, "other").get(reverse("knowledge:run", args=[mine.pk])).status_code == 404
    assert client.post(reverse("knowledge:tick", args=[mine.pk]), {"step": "access"}).status_code == 404
    as_(client, world, "head")
    assert client.get(reverse("knowledge:run", args=[others.pk])).status_code == 200
    assert client.post(reverse("knowledge:tick", args=[others.pk]), {"step": "rescue"}).status_code == 403
    page = client.get(reverse("knowledge:runs")).content.decode()
    assert page.count("/know/runs/") >= 3 and "ескерту бар" in page
    assert client.get(reverse("knowledge:runs"), {"of": "me"}).content.decode().count("жүріп жатыр") == 0
    as_(client, world, "duty")
    odd = Run.objects.get(offline=True)
    shown = client.get(reverse("knowledge:run", args=[odd.pk])).content.decode()
    assert "Құрылғының сағаты дұрыс емес еді" in shown and "1\N{NO-BREAK SPACE}күн алда" in shown


ACTS: dict[str, Any] = {
    "knowledge.run": lambda actor, made: runs.begin(actor=actor, token=ids.new_token(), procedure="fire", number=1),
    "knowledge.tick": lambda actor, made: runs.tick(actor=actor, run_id=made["run"], step="access", on=True),
    "knowledge.see_runs": lambda actor, made: reads.run(actor.scope, made["run"]),
    "knowledge.read": lambda actor, made: cards.edition(actor.scope, "fire"),
    "knowledge.write": lambda actor, made: versions.draft(actor=actor, procedure="storm"),
    "knowledge.approve": lambda actor, made: versions.approve(
        actor=actor, version_id=made["version"], valid_from=today()
    ),
    "knowledge.end": lambda actor, made: versions.end(
        actor=actor, procedure="flood", number=1, valid_to=today(), why="бұйрық"
    ),
}


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_every_action_is_denied_to_every_role_without_it_and_on_foreign_objects(world: World, action: str) -> None:
    row = versions.draft(actor=world.actor("ministry"), procedure="epidemic")
    foreign = {"run": begun(world, "other").pk, "version": row.pk}
    roles = ACTIONS[action][0]
    own_objects = action in {"knowledge.tick", "knowledge.see_runs"}
    heads = {"head", "department"} if action == "knowledge.see_runs" else set()
    for who, (role, _area, _above) in STAFF.items():
        may = (role in roles and not own_objects and who != "other") or who in heads or (own_objects and who == "other")
        if who == "other" and not own_objects:
            may = role in roles
        try:
            ACTS[action](world.actor(who), foreign)
            denied = False
        except NotYours:
            denied = True
        except Refused:
            denied = False  # a rule of the state, after the right was looked at
        assert denied is not may, f"{who} {action}"
    assert {Role.MINISTRY, Role.ADMIN} == OWNERS and not RUNNERS & OWNERS


def test_residents_read_the_contact_protocol_in_three_languages(client: Client, world: World) -> None:
    for language, said in {"kk": "Өзіңізді таныстырыңыз", "ru": "Представьтесь", "en": "Introduce yourself"}.items():
        assert said in client.get(f"/{language}/know/officer/contact/").content.decode()
    home = client.get("/kk/know/officer/").content.decode()
    assert "Азаматпен сөйлесу тәртібі" in home and "Өрт" not in home
    assert home.count("/kk/know/officer/") >= 2, "the foot of every public page leads here"
    assert client.get("/kk/know/officer/fire/").status_code == 404
    assert client.get("/kk/know/fire/").status_code == 302
    with pytest.raises(NotYours):
        cards.edition(PUBLIC, "fire")
    with pytest.raises(NotYours):
        texts.procedures(PUBLIC)


def test_the_paper_has_boxes_and_the_pocket_card_no_room_for_times(world: World, client: Client) -> None:
    as_(client, world, "inspector")
    sheet = client.get(reverse("knowledge:paper", args=["road-accident"])).content.decode()
    pocket = client.get(reverse("knowledge:paper", args=["road-accident"]), {"size": "pocket"}).content.decode()
    assert sheet.count('class="paper-box"') == pocket.count('class="paper-box"') == 11
    assert 'class="paper-time"' in sheet and 'class="paper-time"' not in pocket
    assert Text.from_json(Run(version=begun(world).version).version.body).ready
