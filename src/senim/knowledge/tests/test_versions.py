"""A text changes by two people: written, sent, approved by another, in force from a day; runs keep their version."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from senim.appeals.tests.world import World
from senim.kernel import ids
from senim.kernel.clock import frozen, now, today
from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.knowledge import api, memory, shipped
from senim.knowledge.actions import runs, versions
from senim.knowledge.domain import State, Text
from senim.knowledge.models import Run, Version
from senim.knowledge.presenters.texts import compare
from senim.staff import testing as staff


@pytest.fixture
def second(world: World) -> Any:
    """Another officer of the ministry."""
    return staff.actor_for(*staff.make_officer(Role.MINISTRY, area_ids=(world.areas["country"].pk,)))


def changed(row: Version, **words: str) -> Text:
    """The text with its first step said otherwise."""
    body = Text.from_json(row.body).to_json()
    body["steps"][0] |= {"kk": "Кезекшіге 102 арқылы баяндаңыз.", **words}
    return Text.from_json({**body, "basis": "ІІМ бұйрығы, 01.12.2026, № 1", "standing": "owner"})


def written(world: World, code: str = "fire") -> Version:
    owner = world.actor("ministry")
    row = versions.draft(actor=owner, procedure=code)
    return versions.keep(actor=owner, version_id=row.pk, text=changed(row), public=False, edits=0)


def code_of(act: Any, **values: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(**values)
    assert str(refused.value).strip()
    return refused.value.code


def test_a_second_person_approves_and_a_run_keeps_its_version(world: World, second: Any) -> None:
    owner, inspector = world.actor("ministry"), world.actor("inspector")
    old = runs.begin(actor=inspector, token=ids.new_token(), procedure="fire", number=1, step="report")
    row = written(world)
    assert code_of(versions.draft, actor=second, procedure="fire") == "one_open"
    assert code_of(versions.approve, actor=second, version_id=row.pk, valid_from=today()) == "not_draft"
    versions.send(actor=owner, version_id=row.pk)
    assert code_of(versions.approve, actor=owner, version_id=row.pk, valid_from=today()) == "second_person"
    assert code_of(versions.give_back, actor=second, version_id=row.pk, why=" ") == "why_back"
    versions.give_back(actor=second, version_id=row.pk, why="Нөмірді тексеріңіз")
    versions.send(actor=owner, version_id=row.pk)
    yesterday = today() - timedelta(days=1)
    assert code_of(versions.approve, actor=second, version_id=row.pk, valid_from=yesterday) == "past_day"
    versions.approve(actor=second, version_id=row.pk, valid_from=today() + timedelta(days=1))
    assert memory.on("fire", today()).number == 1, "approved for tomorrow"
    with frozen(now() + timedelta(days=1)):
        one = memory.on("fire", today())
        assert (one.number, one.text.steps[0].text.kk) == (2, "Кезекшіге 102 арқылы баяндаңыз.")
        assert one.text.steps[0].source == "" or one.text.steps[0].source.startswith("002")
        begun = code_of(runs.begin, actor=inspector, token=ids.new_token(), procedure="fire", number=1)
        assert begun == "renewed"
        runs.tick(actor=inspector, run_id=old.pk, step="evacuate", on=True)
        assert Run.objects.get(pk=old.pk).version.number == 1
        told = api.record_run(
            actor=inspector, token=ids.new_token(), procedure="fire", version=1, ticks={}, started_at=now(),
            ended_at=None,
        )
        assert told.marks == ("old_version",)


def test_two_who_write_at_once_are_told_of_each_other(world: World, second: Any) -> None:
    row = written(world)
    late = {"actor": second, "version_id": row.pk, "text": changed(row, ru="Доложите по 102."), "public": True}
    assert code_of(versions.keep, **late, edits=0) == "changed"
    row.refresh_from_db()
    assert row.body["steps"][0]["ru"] == "Доложите в дежурную часть." and not row.is_public
    versions.keep(**late, edits=1)
    row.refresh_from_db()
    assert row.is_public and sorted(row.authors) == sorted([world.people["ministry"].pk, second.account_id])
    versions.send(actor=second, version_id=row.pk)
    assert code_of(versions.approve, actor=second, version_id=row.pk, valid_from=today()) == "second_person"
    assert code_of(versions.keep, **late, edits=2) == "not_draft"


def test_what_a_release_changes_waits_beside_the_owner_s_text(
    world: World, second: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, row = world.actor("ministry"), written(world, "plans")
    versions.send(actor=owner, version_id=row.pk)
    versions.approve(actor=second, version_id=row.pk, valid_from=today())
    old = next(one for one in shipped.procedures() if one.code == "plans")
    newer = replace(old, text=changed(row, ru="Из новой поставки."))
    monkeypatch.setattr(shipped, "procedures", lambda: (newer,))
    assert shipped.load() == 1 and memory.on("plans", today()).number == 2, "it waits and counts for nobody"
    proposed = Version.objects.get(procedure=row.procedure, state=State.WAITING)
    versions.give_back(actor=owner, version_id=proposed.pk, why="Өзіміз жазамыз")
    mended = changed(proposed, en="In our own words.")
    versions.keep(actor=owner, version_id=proposed.pk, text=mended, public=False, edits=0)
    versions.send(actor=owner, version_id=proposed.pk)
    versions.approve(actor=second, version_id=proposed.pk, valid_from=today())
    assert shipped.load() == 0, "a release is laid once, whatever became of it"


def test_only_what_is_whole_is_sent(world: World) -> None:
    owner = world.actor("ministry")
    row = versions.draft(actor=owner, procedure="storm")
    assert code_of(versions.send, actor=owner, version_id=row.pk) == "no_basis"
    gap = changed(row, en="")
    versions.keep(actor=owner, version_id=row.pk, text=gap, public=False, edits=0)
    assert code_of(versions.send, actor=owner, version_id=row.pk) == "not_whole"
    empty = versions.draft(actor=owner, procedure="force")
    assert code_of(versions.send, actor=owner, version_id=empty.pk) == "no_steps"


def test_what_has_ended_is_read_and_not_begun(world: World) -> None:
    owner, inspector = world.actor("ministry"), world.actor("inspector")
    end = {"actor": owner, "procedure": "escort", "number": 1, "valid_to": today()}
    assert code_of(versions.end, **end, why="") == "end_why"
    versions.end(**end, why="бұйрық 2026 жылы жойылды")
    runs.begin(actor=inspector, token=ids.new_token(), procedure="escort", number=1)
    with frozen(now() + timedelta(days=1)):
        with pytest.raises(Refused, match="жойылды"):
            runs.begin(actor=inspector, token=ids.new_token(), procedure="escort", number=1)
        card = next(one for one in api.cards(inspector.scope) if one.procedure == "escort")
        assert not card.runnable and card.ended_why
        told = api.record_run(
            actor=inspector, token=ids.new_token(), procedure="escort", version=1, ticks={}, started_at=now(),
            ended_at=None,
        )
        assert told.marks == ("law_ended",)


def test_versions_stand_side_by_side(world: World) -> None:
    row = versions.draft(actor=world.actor("ministry"), procedure="earthquake")
    old = Text.from_json(row.body)
    body = old.to_json()
    body["steps"] = [body["steps"][2], {**body["steps"][0], "ru": "Найдите опасные места."}]
    rows = compare(old, Text.from_json(body))
    assert [(one["label"], one["kind"]) for one in rows[2:]] == [
        ("1-қадам", "moved"), ("2-қадам", "changed"), ("2-қадам", "removed"),
    ]
    assert rows[3]["now"] == [("ru", "Найдите опасные места.")]


def form_of(row: Version, **changes: Any) -> dict[str, Any]:
    """The form of a draft as a browser sends it."""
    text = Text.from_json(row.body)
    data = {f"title_{one}": text.title.in_(one) for one in ("kk", "ru", "en")}
    data |= {f"when_{one}": text.when.in_(one) for one in ("kk", "ru", "en")}
    data |= {"basis": "ІІМ бұйрығы № 1", "edits": row.edits, "step-TOTAL_FORMS": 5, "step-INITIAL_FORMS": 3}
    for place, step in enumerate(text.steps):
        data |= {f"step-{place}-{key}": value for key, value in {"id": step.id, "order": place + 1}.items()}
        data |= {f"step-{place}-{one}": step.text.in_(one) for one in ("kk", "ru", "en")}
    return {**data, **changes}


def test_the_owner_writes_in_a_browser_and_loses_nothing(world: World, client: Client) -> None:
    staff.sign_in(client, world.people["ministry"])
    response = client.post(reverse("knowledge:draft", args=["earthquake"]))
    row = Version.objects.get(state=State.DRAFT)
    edit = reverse("knowledge:edit", args=[row.pk])
    assert response["Location"] == edit and client.get(edit).status_code == 200
    new = {"kk": "Газды жабыңыз.", "ru": "Перекройте газ.", "en": "Shut the gas.", "order": 1}
    new = {f"step-3-{name}": value for name, value in new.items()}
    assert client.post(edit, form_of(row, **new, **{"step-1-kk": ""})).status_code == 302
    row.refresh_from_db()
    steps = [(one["id"], one["source"]) for one in row.body["steps"]]
    assert steps[0][0] == "places" and steps[1][0].startswith("own-") and steps[2][0] == "aid"
    assert steps[0][1].startswith("002_") and steps[1][1] == "", "a step of one's own cites no source"
    stale = client.post(edit, form_of(row, edits=0, **{"step-0-kk": "Менің сөзім."}))
    page = stale.content.decode()
    assert stale.status_code == 422 and "Менің сөзім." in page and "Қазіргі нұсқасы" in page
    shown = client.get(reverse("knowledge:version", args=[row.pk])).content.decode()
    assert "Газды жабыңыз." in shown and "алып тасталған қадам" in shown
    sent = client.post(reverse("knowledge:send", args=[row.pk]))
    assert sent.status_code == 302 and Version.objects.get(pk=row.pk).state == State.WAITING
    assert client.get(edit).status_code == 404
    mine = client.get(reverse("knowledge:version", args=[row.pk])).content.decode()
    assert "Оны сіз жаздыңыз" in mine
    refused = client.post(reverse("knowledge:approve", args=[row.pk]), {"valid_from": today().isoformat()})
    assert refused.status_code == 422 and "екінші адам керек" in refused.content.decode()
