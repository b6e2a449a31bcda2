"""Open311 GeoReport v2: the examples of the specification in both formats, and what is seen by whom."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from senim.appeals.models import Appeal, Event, Identity
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import FIRST
from senim.kernel.models import AuditEvent
from senim.kernel.scoping import Actor
from senim.portal.actions import KeyValues, hand_out_key
from senim.portal.models import ApiKey, Filed
from senim.portal.open311 import door

pytestmark = pytest.mark.django_db
V2 = "/open311/v2"


@pytest.fixture
def world(db: None, frozen_clock: object) -> worlds.World:
    door.READS.forget()
    door.SENT.forget()
    return worlds.build()


def key_for(name: str = "Қосымша", per_hour: int = 100) -> tuple[ApiKey, str]:
    return hand_out_key(actor=Actor.system("test"), values=KeyValues(name, "app@example.kz", per_hour))


@pytest.fixture
def key(world: worlds.World) -> str:
    return key_for()[1]


def sent(**changes: Any) -> dict[str, Any]:
    values = {
        "service_code": "order.noise_night", "description": "Түнде қатты музыка", "lat": FIRST[1], "long": FIRST[0],
        "attribute[now]": "yes",
    }
    return {name: value for name, value in {**values, **changes}.items() if value is not None}


def file(client: Client, key: str, form: str = "json", headers: Any = None, **changes: Any) -> Any:
    return client.post(f"{V2}/requests.{form}", {"api_key": key, **sent(**changes)}, headers=headers or {})


def number_of(response: Any) -> str:
    assert response.status_code == 200, response.content.decode()
    return response.json()[0]["service_request_id"]


def test_services_in_both_formats(world: worlds.World, client: Client) -> None:
    rows = client.get(f"{V2}/services.json", {"jurisdiction_id": "any.example"}).json()
    tree = ElementTree.fromstring(client.get(f"{V2}/services.xml").content)
    assert tree.tag == "services" and len(tree) == len(rows) > 40
    first = tree.find("service")
    assert first.findtext("service_code") == rows[0]["service_code"] == "order.noise_night"
    assert first.findtext("metadata") == "true" and rows[0]["metadata"] is True
    assert rows[0]["service_name"] == "Түнгі шу"
    assert "102" in rows[0]["description"]


def test_filing_is_an_appeal_like_any_other(world: worlds.World, key: str, client: Client) -> None:
    answer = file(client, key, first_name="Айгүл", last_name="Сынақ", email="a@example.kz", phone="8 700 123 45 67")
    appeal = Appeal.objects.get(number=number_of(answer))
    assert (appeal.channel, appeal.category, appeal.kind) == ("open311", "order.noise_night", "signal")
    assert appeal.holder_id == world.posts["inspector"].pk
    assert appeal.answers == {"now": "yes"}
    identity = Identity.objects.get(appeal=appeal)
    assert (identity.name, identity.phone) == ("Айгүл Сынақ", "+77001234567")
    assert [one.type for one in Event.objects.filter(appeal=appeal)] == ["registered", "routed"]
    told = set(AuditEvent.objects.values_list("action", flat=True))
    assert told >= {"appeals.registered", "portal.request_filed", "portal.key_handed_out"}
    assert Filed.objects.get().appeal_id == appeal.pk
    assert "/kk/a/" in json.dumps(answer.json())


def test_without_a_key_no_words_and_the_beats_middle(world: worlds.World, key: str, client: Client) -> None:
    number = number_of(file(client, key, address_string="Абай 1, 3-кіреберіс"))
    own = client.get(f"{V2}/requests/{number}.json", {"api_key": key}).json()[0]
    masked = client.get(f"{V2}/requests/{number}.json").json()[0]
    assert own["description"] == "Түнде қатты музыка" and (own["lat"], own["long"]) == (FIRST[1], FIRST[0])
    assert masked["description"] is None and (masked["lat"], masked["long"]) != (FIRST[1], FIRST[0])
    assert "Абай" not in json.dumps(masked, ensure_ascii=False)
    assert masked["expected_datetime"]
