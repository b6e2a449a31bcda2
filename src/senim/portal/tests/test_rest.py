"""The REST interface: what it answers to whom, each answer held to its own description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.architecture.house import addresses

from senim.appeals.actions import intake
from senim.appeals.models import Appeal, Event, Identity
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import FIRST, HOLE, SECOND, World, report
from senim.kernel import clock, ids
from senim.kernel.clock import now
from senim.kernel.models import AuditEvent
from senim.kernel.testing import standing
from senim.portal import keyed
from senim.portal.models import Filed
from senim.portal.rest import describe, door
from senim.portal.rest.table import OPERATIONS, TAGS, by_path
from senim.portal.tests.calls import ROOT, WORDS, call, file, held, refused
from senim.portal.tests.outside import key_for
from senim.territory import api as territory
from senim.territory.models import Address, Point, Street, StreetWord
from senim.territory.tests import make

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[World, str]]:
    """The small world with a house, a point of reception, a public and a hidden appeal, and a key."""
    folder = tmp_path_factory.mktemp("rest")
    with standing(django_db_blocker, folder), clock.frozen(TUESDAY), translation.override("kk"):
        world = worlds.build()
        street = Street.objects.create(area=world.areas["first"], name_kk="Абай", name_ru="Абай", key="абай")
        StreetWord.objects.create(street=street, word="абай")
        Address.objects.create(street=street, house="12", house_key="12", lon=FIRST[0], lat=FIRST[1])
        Point.objects.create(
            kind="police_point", name_kk="Тірек", name_ru="Опорный", lon=FIRST[0], lat=FIRST[1], phone="102",
            hours={"mon": [["09:00", "13:00"]]}, area=world.areas["first"],
        )
        make.moved()
        for category in ("order.noise_night", "care.elder"):
            intake.send(token=intake.begin(language="kk"), report=report(category=category))
        yield world, key_for()[1]


@pytest.fixture
def world(place: tuple[World, str], frozen_clock: Any) -> World:
    """Two hours later: what is public has been seen by everyone."""
    frozen_clock.to(TUESDAY + timedelta(hours=2))
    return place[0]


@pytest.fixture
def key(place: tuple[World, str]) -> str:
    return place[1]


# --- the description --------------------------------------------------------------------------------------------------


def test_the_description_is_the_table_and_the_addresses_are_the_table(world: World, client: Client) -> None:
    said = held(call(client, "/openapi.json"), "openapi")
    served = {
        one.route.removeprefix("api/v1").replace("<str:", "{").replace(">", "}")
        for one in addresses() if one.route.startswith("api/v1/") and one.name != "api:nowhere"
    }  # fmt: skip
    assert set(said["paths"]) == served == set(by_path())
    assert {one["operationId"] for path in said["paths"].values() for one in path.values()} == {
        one.name for one in OPERATIONS}
    assert {tag["name"] for tag in said["tags"]} == set(TAGS) == {one.tag for one in OPERATIONS}
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)
    refs = {one.rpartition("/")[2] for one in json.dumps(said).split('"') if one.startswith("#/components/schemas/")}
    assert refs <= set(said["components"]["schemas"])
    secured = {one.name for one in OPERATIONS if one.needs}
    assert secured == {
        one["operationId"] for path in said["paths"].values() for one in path.values() if one["security"] != [{}]}


def test_the_description_speaks_three_languages(world: World, client: Client) -> None:
    told = {}
    for language in ("kk", "ru", "en"):
        answer = call(client, "/openapi.json", Accept_Language=language)
        assert answer["Content-Language"] == language and "Accept-Language" in answer["Vary"]
        told[language] = answer.json()["paths"]["/appeals"]["post"]["summary"]
    assert told == {
        "kk": "Тұрғын үшін өтініш беру", "ru": "Подать обращение за жителя", "en": "File an appeal for a resident"}
    assert describe.document()["components"]["schemas"]["NewAppeal"]["required"] == ["description", "service"]


def test_every_answer_is_what_the_description_says(world: World, key: str, client: Client) -> None:
    """Every operation once, with everything filled that there is."""
    beat, shown = world.areas["first"].code, Appeal.objects.get(category="order.noise_night").number
    number = held(file(client, key), "file", 201)["number"]
    paths = {
        "landing": "/", "openapi": "/openapi.json", "conformance": "/conformance", "services": "/services",
        "service": "/services/officer.rude", "areas": "/areas", "area": f"/areas/{beat}",
        "serving": f"/areas/{beat}/serving", "figures": f"/areas/{beat}/figures", "appeals": "/appeals",
        "appeal": f"/appeals/{number}", "collections": "/collections", "collection": "/collections/points",
        "items": "/collections/beats/items", "item": f"/collections/reports/items/{shown}",
    }
    for name, path in paths.items():
        held(call(client, path, key), name)
    held(call(client, "/locate", body={"words": "Абай 12"}), "locate")
    assert set(paths) | {"file", "locate"} == {one.name for one in OPERATIONS}


# --- what it answers --------------------------------------------------------------------------------------------------


def test_services_and_areas(world: World, client: Client) -> None:
    rows = held(call(client, "/services"), "services")["items"]
    first = next(one for one in rows if one["code"] == "order.noise_night")
    assert (first["name"], first["kind"], first["needs_place"], first["public"]) == ("Түнгі шу", "signal", True, True)
    about = held(call(client, "/services/officer.rude"), "service")
    assert [one["code"] for one in about["about"]] == ["beat_inspector", "head", "unknown"] and not about["public"]
    assert refused(call(client, "/services/nothing"))[:2] == (404, "service.unknown")
    found = held(call(client, f"/areas?level=beat&within={world.areas['district'].code}"), "areas")["items"]
    assert {one["code"] for one in found} == {world.areas["first"].code, world.areas["second"].code}
    assert refused(call(client, "/areas?within=none")) == (422, "within.unknown", [("within", "within.unknown")])
    assert refused(call(client, "/areas/none"))[:2] == (404, "area.unknown")


def test_lists_go_on_by_a_cursor_that_fits_its_question(world: World, client: Client) -> None:
    seen, path, pages = [], "/areas?limit=2", 0
    while path:
        page = held(call(client, path), "areas")
        seen += [one["code"] for one in page["items"]]
        path, pages = (page["next"] or "").partition(ROOT)[2], pages + 1
    every = held(call(client, "/areas"), "areas")["items"]
    assert seen == [one["code"] for one in every] == sorted(seen) and pages == -(-len(seen) // 2)
    cursor = held(call(client, "/areas?limit=2"), "areas")["next"].partition("cursor=")[2]
    assert refused(call(client, f"/areas?level=beat&cursor={cursor}"))[:2] == (422, "cursor.unknown")
    assert refused(call(client, f"/areas?cursor={cursor[:-3]}"))[:2] == (422, "cursor.unknown")


def test_who_serves_and_whose_place_this_is(world: World, client: Client) -> None:
    serving = held(call(client, f"/areas/{world.areas['first'].code}/serving"), "serving")
    assert serving["inspector"]["name"] and serving["beat"]["code"] == world.areas["first"].code
    point = held(call(client, "/locate", body={"point": {"lon": SECOND[0], "lat": SECOND[1]}}), "locate")
    assert point["serving"]["beat"]["code"] == world.areas["second"].code and point["houses"] == []
    hole = held(call(client, "/locate", body={"point": {"lon": HOLE[0], "lat": HOLE[1]}}), "locate")["serving"]
    assert (hole["why"], hole["beat"], hole["inspector"]) == ("hole", None, None) and hole["duty"]["title"]
    (house, *_rest) = held(call(client, "/locate", body={"words": "Абай 12"}), "locate")["houses"]
    assert house["beat"]["code"] == world.areas["first"].code and house["address_id"]
    both = {"words": "Абай", "point": {"lon": 70, "lat": 50}}
    assert refused(call(client, "/locate", body=both))[:2] == (400, "not_as_described")


def test_figures_carry_all_that_a_number_needs_and_hide_few(world: World, client: Client) -> None:
    value = held(call(client, f"/areas/{world.areas['first'].code}/figures"), "figures")
    assert [one["code"] for one in value["figures"]] == ["promise.first_answer", "promise.term", "promise.both"]
    assert all(one["value"] is None and one["definition"] and one["source"] for one in value["figures"])
    rows = [worlds.report() for _ in range(8)]
    for one in rows:
        intake.send(token=intake.begin(language="kk"), report=one)
    Appeal.objects.filter(category="order.noise_night").update(
        promise_due=now() - timedelta(days=2), legal_due=now() - timedelta(days=1),
        first_answer_at=now() - timedelta(days=3), answered_at=now() - timedelta(days=3),
    )
    (first, *_more) = held(call(client, f"/areas/{world.areas['first'].code}/figures"), "figures")["figures"]
    assert first["n"] >= first["least"] and first["low"] < first["value"] == 100 == first["high"]


def test_an_appeal_is_filed_by_the_same_rules_and_followed(world: World, key: str, client: Client) -> None:
    applicant = {"first_name": "Айгүл", "last_name": "Сынақ", "phone": "8 700 123 45 67"}
    sent = file(client, key, answers={"now": "yes"}, applicant=applicant)
    value = held(sent, "file", 201)
    row = Appeal.objects.get(number=value["number"])
    assert (row.channel, row.kind, row.text, row.answers) == ("open311", "signal", WORDS, {"now": "yes"})
    assert row.holder_id == world.posts["inspector"].pk and (row.lon, row.lat) == FIRST
    assert Identity.objects.get(appeal=row).phone == "+77001234567" and Filed.objects.get().appeal_id == row.pk
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {"appeals.registered", "portal.request_filed"}
    assert client.get(value["link"].partition("localhost:8000")[2]).status_code == 200
    whole = held(client.get(sent["Location"].partition("localhost:8000")[2], headers={"X-Api-Key": key}), "appeal")
    assert [one["code"] for one in whole["steps"]] == ["registered", "routed"]
    assert (whole["description"], whole["lon"], whole["status"]) == (WORDS, FIRST[0], "open")
    Event.objects.create(appeal=row, at=now(), type="note", actor_kind="staff", public=False)
    again = held(call(client, f"/appeals/{row.number.lower()}", key), "appeal")
    assert len(again["steps"]) == 2, "inner notes stay inner"
    listed = held(call(client, "/appeals?status=open&service=order.noise_night&reference=a-1", key), "appeals")
    assert [one["number"] for one in listed["items"]] == [row.number]
    assert held(call(client, "/appeals?reference=other", key), "appeals")["items"] == []
    assert held(call(client, "/appeals?since=2026-05-13", key), "appeals")["items"] == []


def test_a_stranger_s_appeal_is_not_there(world: World, key: str, client: Client) -> None:
    number = held(file(client, key_for("Басқа")[1]), "file", 201)["number"]
    shown = Appeal.objects.get(category="order.noise_night", channel="web").number
    nothing = refused(call(client, f"/appeals/{ids.new_number()}", key))
    assert nothing[:2] == (404, "appeal.unknown")
    for other in (number, shown, "nonsense", "%00"):
        assert refused(call(client, f"/appeals/{other}", key)) == nothing
    assert held(call(client, "/appeals", key), "appeals")["items"] == []


def test_danger_to_life_is_told_to_call_and_written_on_request(world: World, key: str, client: Client) -> None:
    told = {"service": "order.fight", "answers": {"injured": "yes"}}
    answer = file(client, key, **told)
    assert refused(answer)[:2] == (422, "danger") and "102" in answer.json()["detail"]
    value = held(file(client, key, emergency_told=True, **told), "file", 201)
    assert Appeal.objects.get(number=value["number"]).holder_id == world.posts["duty"].pk
    assert any("102" in one for one in value["notices"])


# --- layers -----------------------------------------------------------------------------------------------------------


def test_public_reports_tell_no_word_no_point_no_minute(world: World, client: Client) -> None:
    value = held(call(client, "/collections/reports/items"), "items")
    (one,) = value["features"]
    assert one["geometry"]["coordinates"] == list(territory.middle(world.areas["first"].pk) or ())
    assert one["geometry"]["coordinates"] != list(FIRST)
    assert one["properties"]["received_hour"] == "2026-05-12T10:00:00+05:00"
    said = json.dumps(value, ensure_ascii=False)
    assert report().text not in said and "care.elder" not in said
    hidden = Appeal.objects.get(category="care.elder").number
    assert refused(call(client, f"/collections/reports/items/{hidden}"))[:2] == (404, "feature.unknown")
    inside, outside = "69.9,49.9,70.1,50.1", "10,10,11,11"
    assert call(client, f"/collections/reports/items?bbox={inside}").json()["numberReturned"] == 1
    assert call(client, f"/collections/reports/items?bbox={outside}").json()["numberReturned"] == 0
    assert call(client, "/collections/reports/items?datetime=2026-05-13/..").json()["numberReturned"] == 0
    assert call(client, "/collections/reports/items?datetime=../2026-05-12").json()["numberReturned"] == 1
    assert refused(call(client, "/collections/reports/items?bbox=71,50,70,51"))[:2] == (422, "bbox.invalid")
    assert refused(call(client, "/collections/reports/items?datetime=2026-13-40"))[:2] == (422, "datetime.invalid")


def test_a_key_sees_no_more_of_the_layers(world: World, key: str, client: Client) -> None:
    number = held(file(client, key, service="care.elder"), "file", 201)["number"]
    seen = call(client, "/collections/reports/items", key).json()["features"]
    assert number not in [one["id"] for one in seen] and len(seen) == 1
    assert refused(call(client, f"/collections/reports/items/{number}", key))[0] == 404


def test_reports_go_on_page_by_page(world: World, client: Client, frozen_clock: Any) -> None:
    for _ in range(4):
        intake.send(token=intake.begin(language="kk"), report=report())
    frozen_clock.move(hours=1)
    path, seen = "/collections/reports/items?limit=2", []
    while path:
        page = held(call(client, path), "items")
        seen += [one["id"] for one in page["features"]]
        path = next((one["href"] for one in page["links"] if one["rel"] == "next"), "").partition(ROOT)[2]
    newest_first = Appeal.objects.filter(category="order.noise_night").order_by("-received_at", "-pk")
    assert seen == list(newest_first.values_list("number", flat=True)) and len(seen) == 5


def test_beats_and_points_are_layers(world: World, client: Client) -> None:
    beats = held(call(client, "/collections/beats/items?limit=1"), "items")
    assert beats["features"][0]["geometry"]["type"] == "Polygon" and beats["links"][-1]["rel"] == "next"
    point = held(call(client, "/collections/points/items"), "items")["features"][0]
    assert point["properties"]["name"] == "Тірек" and point["geometry"]["coordinates"] == list(FIRST)
    assert refused(call(client, "/collections/none/items"))[:2] == (404, "collection.unknown")
    assert refused(call(client, "/collections/points/items/99"))[:2] == (404, "feature.unknown")


# --- how much it costs ------------------------------------------------------------------------------------------------

COSTS = {
    "/services": 0, "/areas": 0, "/collections/beats/items": 0, "/collections/points/items": 0, "/openapi.json": 0,
    "/collections/reports/items": 2, "/collections/reports/items?bbox=69,49,71,51": 2, "/appeals": 3,
}


def test_lists_cost_the_same_however_long(world: World, key: str, client: Client, frozen_clock: Any) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert call(client, path, key if path == "/appeals" else "").status_code == 200
        return len(queries)

    file(client, key)
    for path in COSTS:
        cost(path)
    short = {path: cost(path) for path in COSTS}
    for n in range(12):
        file(client, key, name=f"n-{n}")
    frozen_clock.move(hours=1)
    assert {path: cost(path) for path in COSTS} == short == COSTS


def test_filing_costs_no_more_than_by_open311(world: World, key: str, client: Client) -> None:
    file(client, key)
    with CaptureQueriesContext(connection) as queries:
        held(file(client, key, name="a-2"), "file", 201)
    assert len(queries) <= 40, len(queries)


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    door.CALLS.forget()
    keyed.SENT.forget()


def test_the_page_for_those_who_join_shows_every_operation(world: World, client: Client) -> None:
    for language, title in (("kk", "Басқа жүйелерге"), ("ru", "Для других систем"), ("en", "For other systems")):
        page = client.get(f"/{language}/systems/").content.decode().replace("<wbr>", "")
        assert title in page and all(f"{one.method} {ROOT}{one.path}" in page for one in OPERATIONS)
