"""Open311 GeoReport v2: what the specification asks for, in both formats."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from senim.appeals.models import Appeal, Event, Identity
from senim.appeals.tests.world import FIRST, World
from senim.kernel import ids
from senim.kernel.clock import now
from senim.kernel.models import AuditEvent
from senim.portal.models import Filed
from senim.portal.open311.formats import render
from senim.portal.tests.outside import V2, WORDS, file, listed, number_of, told

pytestmark = pytest.mark.django_db
#: What the specification names in a service request.
PARTS = {
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime", "address",
    "address_id", "zipcode", "lat", "long", "media_url",
}


def tree_of(response: Any) -> ElementTree.Element:
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


# --- discovery, services, definitions ---------------------------------------------------------------------------------


def test_discovery_names_the_endpoint_and_its_formats(client: Client) -> None:
    plain = client.get("/open311/discovery.json").json()
    (endpoint,) = plain["endpoints"]
    assert endpoint["url"].endswith("/open311/v2/") and set(endpoint["formats"]) == {"text/xml", "application/json"}
    tree = tree_of(client.get("/open311/discovery.xml"))
    assert tree.tag == "discovery" and tree.findtext("endpoints/endpoint/url") == endpoint["url"]
    assert [one.text for one in tree.findall("endpoints/endpoint/formats/format")] == endpoint["formats"]
    assert client.get(f"{V2}/discovery.json").json() == plain


def test_services_in_both_formats(client: Client) -> None:
    rows = client.get(f"{V2}/services.json", {"jurisdiction_id": "any.example"}).json()
    tree = tree_of(client.get(f"{V2}/services.xml"))
    assert tree.tag == "services" and len(tree) == len(rows) > 40
    first = tree.find("service")
    assert first is not None
    assert first.findtext("service_code") == rows[0]["service_code"] == "order.noise_night"
    assert first.findtext("metadata") == "true" and rows[0]["metadata"] is True
    assert rows[0]["service_name"] == "Түнгі шу" and rows[0]["type"] == "realtime"
    assert all("102" in row["description"] for row in rows)


@pytest.mark.parametrize(
    ("asked", "said"), [("ru-RU,ru;q=0.9", "Шум ночью"), ("en", "Noise at night"), ("de", "Түнгі шу")]
)
def test_names_come_in_the_language_that_is_asked_for(client: Client, asked: str, said: str) -> None:
    response = client.get(f"{V2}/services.json", headers={"Accept-Language": asked})
    assert response.json()[0]["service_name"] == said


def test_a_definition_holds_the_typed_questions(client: Client) -> None:
    plain = client.get(f"{V2}/services/property.livestock.json").json()
    assert plain["service_code"] == "property.livestock"
    assert [(one["code"], one["datatype"]) for one in plain["attributes"]] == [("count", "number"), ("value", "number")]
    tree = tree_of(client.get(f"{V2}/services/order.noise_night.xml"))
    assert tree.tag == "service_definition"
    values = tree.findall("attributes/attribute/values/value")
    assert values[0].findtext("key") == "yes" and values[0].findtext("name") == "Иә"
    about = client.get(f"{V2}/services/officer.rude.json").json()["attributes"][-1]
    assert [one["key"] for one in about["values"]] == ["beat_inspector", "head", "unknown"]


def test_an_unknown_service_is_404(client: Client) -> None:
    tree = tree_of(client.get(f"{V2}/services/nothing.xml"))
    assert (tree.tag, tree.findtext("error/code"), tree.findtext("error/reason")) == (
        "errors", "404", "service_code.unknown")


# --- filing -----------------------------------------------------------------------------------------------------------


def test_a_request_is_an_appeal_like_any_other(world: World, key: str, client: Client) -> None:
    answer = file(
        client, key, first_name="Айгүл", last_name="Сынақ", email="a@example.kz", phone="8 700 123 45 67",
        device_id="x", account_id="y", **{"attribute[now]": "yes"},
    )
    appeal = Appeal.objects.get(number=number_of(answer))
    assert (appeal.channel, appeal.category, appeal.kind) == ("open311", "order.noise_night", "signal")
    assert appeal.holder_id == world.posts["inspector"].pk
    assert appeal.answers == {"now": "yes"} and appeal.text == WORDS
    identity = Identity.objects.get(appeal=appeal)
    assert (identity.name, identity.phone, identity.safe_way) == ("Айгүл Сынақ", "+77001234567", "email")
    assert [one.type for one in Event.objects.filter(appeal=appeal)] == ["registered", "routed"]
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {"appeals.registered", "portal.request_filed"}
    assert Filed.objects.get().appeal_id == appeal.pk


def test_the_answer_has_the_number_and_the_residents_link(world: World, key: str, client: Client) -> None:
    (row,) = file(client, key).json()
    assert set(row) == {"service_request_id", "service_notice", "account_id"} and row["account_id"] is None
    assert ids.parse_number(row["service_request_id"]) == row["service_request_id"]
    path = row["service_notice"].rpartition("http://localhost:8000")[2]
    assert client.get(path).status_code == 200
    tree = tree_of(file(client, key, "xml", description="Тағы да"))
    assert tree.tag == "service_requests" and ids.parse_number(tree.findtext("request/service_request_id") or "")


def test_the_key_may_come_in_a_header(world: World, key: str, client: Client) -> None:
    response = client.post(f"{V2}/requests.json", told(), headers={"X-Api-Key": key})
    assert number_of(response)


def test_a_complaint_goes_above_the_officer(world: World, key: str, client: Client) -> None:
    answer = file(client, key, service_code="officer.rude", **{"attribute[about]": "beat_inspector"})
    appeal = Appeal.objects.get(number=number_of(answer))
    assert appeal.kind == "complaint" and appeal.about_post_id == world.posts["inspector"].pk
    assert appeal.holder_id == world.posts["head"].pk


def test_a_sensitive_request_sends_no_letter_unasked(world: World, key: str, client: Client) -> None:
    number_of(file(client, key, service_code="home.bullying", first_name="Ана", email="a@example.kz"))
    assert Identity.objects.get().safe_way == "link"


def test_danger_to_life_is_told_to_call_and_written_on_request(world: World, key: str, client: Client) -> None:
    asked = {"service_code": "order.fight", "attribute[injured]": "yes"}
    response = file(client, key, **asked)
    assert response.status_code == 400 and response.json()[0]["reason"] == "danger"
    assert "102" in response.json()[0]["description"] and "112" in response.json()[0]["description"]
    assert not Appeal.objects.exists()
    again = file(client, key, emergency_told="true", **asked)
    appeal = Appeal.objects.get(number=number_of(again))
    assert appeal.danger and appeal.holder_id == world.posts["duty"].pk
    assert "102" in again.json()[0]["service_notice"]


def test_pictures_are_neither_fetched_nor_lost_in_silence(world: World, key: str, client: Client) -> None:
    notice = file(client, key, media_url="http://169.254.169.254/latest/").json()[0]["service_notice"]
    assert "сурет" in notice.lower()


def test_an_address_of_the_register_and_words_find_the_beat(world: World, key: str, client: Client) -> None:
    from senim.territory.models import Address, Street
    from senim.territory.tests import make

    street = Street.objects.create(area=world.areas["first"], name_kk="Абай", name_ru="Абай", key="абай")
    house = Address.objects.create(street=street, house="1", house_key="1", lon=FIRST[0], lat=FIRST[1])
    make.moved()
    number = number_of(file(client, key, lat=None, long=None, address_id=house.pk))
    appeal = Appeal.objects.get(number=number)
    assert (appeal.lon, appeal.lat) == FIRST and appeal.place.startswith("Абай, 1")
    unknown = file(client, key, lat=None, long=None, address_id=10**9)
    assert unknown.json()[0]["reason"] == "address_id.unknown"
    words = number_of(file(client, key, lat=None, long=None, address_string="базардың қасында"))
    assert Appeal.objects.get(number=words).place == "базардың қасында"


# --- reading ----------------------------------------------------------------------------------------------------------


def test_a_request_has_every_part_of_the_specification(
    world: World, key: str, client: Client, frozen_clock: Any
) -> None:
    number = number_of(file(client, key))
    frozen_clock.move(hours=1)
    (row,) = client.get(f"{V2}/requests/{number}.json").json()
    assert set(row) == PARTS
    assert row["requested_datetime"] == "2026-05-12T10:00:00+05:00"
    assert row["expected_datetime"] == "2026-05-15T10:00:00+05:00"
    tree = tree_of(client.get(f"{V2}/requests/{number}.xml"))
    request = tree.find("request")
    assert tree.tag == "service_requests" and request is not None
    assert {one.tag for one in request} == PARTS and request.findtext("status") == "open"
    assert client.get(f"{V2}/requests/{ids.new_number()}.json").status_code == 404
    assert client.get(f"{V2}/requests/nonsense.json").status_code == 404


def test_pages_follow_each_other(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    numbers = [number_of(file(client, key, description=f"№ {n}")) for n in range(5)]
    frozen_clock.move(hours=1)
    pages = [listed(client, page_size=2, page=page) for page in (1, 2, 3, 4)]
    assert [len(one) for one in pages] == [2, 2, 1, 0]
    assert [number for page in pages for number in page] == numbers[::-1]


def test_lists_are_narrowed(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    first = number_of(file(client, key))
    frozen_clock.move(days=1)
    second = number_of(file(client, key, service_code="place.light"))
    frozen_clock.move(hours=1)
    closed = Appeal.objects.get(number=first)
    closed.state = "answered"
    closed.save()
    assert listed(client) == [second, first]
    assert listed(client, service_code="place.light") == [second]
    assert listed(client, service_code="place.light,order.noise_night") == [second, first]
    assert listed(client, status="closed") == [first]
    assert listed(client, status="open") == [second]
    assert listed(client, status="open,closed") == [second, first]
    assert listed(client, service_request_id=f"{first.lower()},nonsense", status="open") == [first]
    assert listed(client, service_request_id="nonsense") == []


def test_days_have_zones(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    number = number_of(file(client, key))  # 05:00 UTC, 10:00 in Kazakhstan
    frozen_clock.move(hours=1)
    assert listed(client, start_date="2026-05-12T05:00:00Z") == [number]
    assert listed(client, start_date="2026-05-12T10:00:00+05:00") == [number]
    assert listed(client, start_date="2026-05-12T10:00:00 05:00") == [number], "a plus that nobody escaped"
    assert listed(client, start_date="2026-05-12T10:00:00Z", end_date="2026-05-13T00:00:00Z") == []
    assert listed(client, start_date="2026-05-12", end_date="2026-05-12") == [number]
    assert listed(client, end_date="2026-05-11") == []
    frozen_clock.move(days=91)
    assert listed(client) == [], "the last ninety days"
    assert listed(client, start_date=(now() - timedelta(days=92)).isoformat()) == [number]


def test_a_lost_reply_is_found_by_its_name(world: World, key: str, client: Client) -> None:
    number = number_of(file(client, key, client_reference="eotinish-17"))
    (row,) = client.get(f"{V2}/tokens/eotinish-17.json", {"api_key": key}).json()
    assert row == {"service_request_id": number, "token": "eotinish-17"}
    assert client.get(f"{V2}/tokens/other.json", {"api_key": key}).status_code == 404


def test_xml_holds_what_anybody_writes() -> None:
    text = render("xml", "services", [{"name": "<b>&\"' \x00\x1b\ud800 ]]> қ 😀"}])
    assert ElementTree.fromstring(text.encode())[0].findtext("name") == "<b>&\"' \ufffd\ufffd\ufffd ]]> қ 😀"


def test_what_people_write_comes_back_as_text(world: World, key: str, client: Client) -> None:
    words = "<script>alert(1)</script> ' OR 1=1; DROP TABLE appeals_appeal; -- ]]> &amp; <!ENTITY x SYSTEM 'file:///'>"
    number = number_of(file(client, key, description=words, address_string="<i>Абай</i>"))
    asked = {"api_key": key}
    assert client.get(f"{V2}/requests/{number}.json", asked).json()[0]["description"] == words
    tree = tree_of(client.get(f"{V2}/requests/{number}.xml", asked))
    assert tree.findtext("request/description") == words
    assert json.loads(client.get(f"{V2}/requests.json", asked).content)[0]["address"] == "<i>Абай</i>"
