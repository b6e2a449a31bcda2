"""Devices, and what is taken along: whose, how long, how lost; and nothing that is not on the list."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from senim.appeals.models import Appeal
from senim.cabinet.models import Visit
from senim.cabinet.tests import made
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.offline import actions, bundle, selectors
from senim.offline.domain import BATCH, DEVICES
from senim.offline.models import Device
from senim.offline.tests.conftest import item
from senim.staff import testing as staff


def address(name: str, *args: Any) -> str:
    with translation.override("kk"):
        return reverse(f"offline:{name}", args=args)


def test_what_is_taken_along_is_on_the_list_and_nothing_else(world: Any) -> None:
    open_one = made.appeal(text="Мәтіні де құпия")
    Appeal.objects.filter(pk=made.appeal(text="Үйдегі зорлық").pk).update(sensitive=True)
    Appeal.objects.filter(pk=made.appeal(text="Инспектор дөрекі").pk).update(about_unknown=True)
    step = made.visit(world, about=f"appeals:{open_one.number}", next_words="Пәтерге соғу", next_on=now().date())
    made.visit(world, next_words="Жарықты қарау", next_on=now().date())
    found = bundle.build(world.actor("inspector").scope)
    said = json.dumps(found.content, ensure_ascii=False)
    assert [row["key"].partition(":")[0] for row in found.content["day"]["duties"]].count("appeals") == 1
    assert (found.duties, found.left) == (2, 3) and f"visits:{step.pk}" not in said
    for hidden in ("Мәтіні", "зорлық", "дөрекі", "/desk/", "Пәтерге", world.people["inspector"].email):
        assert hidden not in said
    assert all(set(row) == set(bundle.DUTY) for row in found.content["day"]["duties"])
    assert all(set(card) == set(bundle.CARD) for card in found.content["cards"])
    parts = [part for beat in found.content["beat"] for part in beat["parts"]]
    assert all(set(row) == set(bundle.ROW) for part in parts for row in part["rows"])
    assert set(found.content) == {
        "format",
        "owner",
        "language",
        "made_at",
        "not_after",
        "lifetime",
        "lock_minutes",
        "day",
        "beat",
        "cards",
        "form",
    }
    other = json.dumps(bundle.build(world.actor("other").scope).content, ensure_ascii=False)
    assert open_one.number not in other and found.content["owner"] not in other


def test_a_passport_gives_places_and_never_people(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(("title", "kind", "place", "words", "due_on"), "") | {
        "title": "Мектеп",
        "person": "Сынақов",
        "contact": "+7700",
    }
    sections = [
        {"code": code, "title": code, "rows": [row]} for code in ("places", "leaders", "groups", "needs", "tomorrow")
    ]
    monkeypatch.setattr(
        bundle.knowledge, "passport", lambda *_asked: {"sections": sections, "problems": [{"title": "x"}]}
    )
    said = json.dumps(bundle.beats(world.actor("inspector").scope), ensure_ascii=False)
    assert "Мектеп" in said and not {"Сынақов", "+7700", "leaders", "groups", "needs", "tomorrow"} & set(
        said.split('"')
    )


def test_every_role_on_a_foreign_device(world: Any, device: Any) -> None:
    for who in world.people:
        actor = world.actor(who)
        if who not in {"inspector", "head", "department"}:
            with pytest.raises(NotYours):
                actions.mark_lost(actor=actor, device_id=device.pk)
            with pytest.raises(Refused) as error:
                selectors.device(actor.scope, device.key)
            assert error.value.code == "device" and device.pk not in {
                one.pk for part in selectors.devices(actor.scope) for one in part
            }
        if who not in {"inspector", "other", "juvenile"}:
            with pytest.raises(NotYours):
                actions.register(actor=actor, name="x")
    assert [one.pk for one in selectors.devices(world.actor("head").scope)[1]] == [device.pk]
    for wrong in ("", ".", "x.y", device.mark, f"{device.mark}.wrong"):
        with pytest.raises(Refused):
            selectors.device(world.actor("inspector").scope, wrong)
    for number in range(DEVICES - 1):
        actions.register(actor=world.actor("inspector"), name=f"{number}")
    for name in ("", " " * 9, "x" * 61, "one too many"):
        with pytest.raises(Refused):
            actions.register(actor=world.actor("inspector"), name=name)


def test_a_lost_device_opens_nothing_and_says_what_it_held(world: Any, device: Any, client: Client) -> None:
    mark = {"mark": device.mark, "unsent": 7}
    send = {"data": json.dumps(mark), "content_type": "application/json"}
    assert client.post(address("contact"), **send).json() == {"standing": "good"}
    staff.sign_in(client, world.people["head"])
    page = client.get(address("devices")).content.decode()
    assert "Планшет" in page and "7" in page
    answer = client.post(address("lost", device.pk), follow=True).content.decode()
    assert "жазба: 7" in answer
    epoch = world.people["inspector"].epoch
    world.people["inspector"].refresh_from_db()
    assert world.people["inspector"].epoch > epoch, "every session of the person has ended"
    with pytest.raises(Refused) as error:
        selectors.device(world.actor("inspector").scope, device.key)
    assert error.value.code == "lost"
    stranger = Client()
    assert stranger.post(address("contact"), **send).json() == {"standing": "lost"}
    row = Device.objects.get()
    assert row.told_at is not None and row.lost_by_id == world.people["head"].pk and row.unsent == 7
    told = AuditEvent.objects.filter(action__in=("offline.device_lost", "offline.lost_device_told"))
    assert told.count() == 2
    assert stranger.post(address("contact"), data="[", content_type="application/json").status_code == 400
    for odd in ("[]", '{"mark": 1, "unsent": -5}', '{"mark": null, "unsent": true}', '{"mark": "\\ud800"}'):
        assert stranger.post(address("contact"), data=odd, content_type="application/json").json() == {
            "standing": "unknown"
        }


def test_a_sending_as_a_whole(world: Any, device: Any, client: Client) -> None:
    staff.sign_in(client, world.people["inspector"])
    owner = client.get(address("session")).json()["owner"]

    def send(key: str = device.key, **changes: Any) -> Any:
        said = {
            "owner": owner,
            "now": now().isoformat(),
            "items": [item(), item(place="", lon=None, lat=None), item()],
        } | changes
        return client.post(address("items"), {"items": json.dumps(said)}, headers={"X-Senim-Device": key})

    answers = send().json()["answers"]
    assert [one["answer"] for one in answers] == ["kept", "refused", "kept"] and Visit.objects.count() == 2
    assert Device.objects.get().sync_at == now()
    kept = list(Visit.objects.values_list("token", flat=True))
    counts = []
    for n in (1, 11):
        with CaptureQueriesContext(connection) as asked:
            assert {one["answer"] for one in send(items=[item() for _ in range(n)]).json()["answers"]} == {"kept"}
        counts.append(len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert counts[0] <= 16 and counts[1] - counts[0] <= 10 * 6, counts
    Visit.objects.filter(account=world.people["inspector"]).exclude(token__in=kept).delete()
    assert send(items=[item()] * (BATCH + 1)).json()["code"] == "batch"
    assert send(items=[item(words="а" * 4000)] * 70).status_code == 422
    assert send(now="soon").status_code == send(items={}).status_code == 422
    assert send(owner="somebody").status_code == send(key="x.y").status_code == 409
    twice = item()
    assert [one["answer"] for one in send(items=[twice, twice]).json()["answers"]] == ["kept", "known"]
    taken = client.post(address("bundle"), headers={"X-Senim-Device": device.key}).json()
    assert taken["owner"] == owner and taken["lifetime"] <= timedelta(hours=16).total_seconds()
    staff.sign_in(client, world.people["other"])
    assert send().status_code == 409 and Visit.objects.count() == 3, "the queue of one is never sent in another's name"
    strict = Client(enforce_csrf_checks=True)
    staff.sign_in(strict, world.people["inspector"])
    assert strict.post(address("items"), {"items": "{}"}).status_code == 403
    assert Client().get(address("session")).status_code == 302


def test_what_opens_without_anybody(client: Client) -> None:
    page = client.get(address("shell"))
    assert page.status_code == 200 and "script-src 'self'" in page.headers["Content-Security-Policy"]
    worker = client.get(address("worker"))
    assert worker.headers["Service-Worker-Allowed"] == "/kk/day/" and "javascript" in worker.headers["Content-Type"]
    known = json.loads(worker.content.decode().partition("= ")[2].partition(";\n")[0])
    assert all(client.get(one).status_code == 200 for one in known["files"] if "/static/" not in one)
    manifest = client.get(address("manifest")).json()
    assert manifest["start_url"] == address("shell") and {"192x192", "512x512"} <= {
        one["sizes"] for one in manifest["icons"]
    }
    assert client.get(address("icon", 7)).status_code == 404
