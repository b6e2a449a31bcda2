"""Keys and their rights, limits, names of the sender's own, and everything that is refused, as problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from senim.appeals.models import Appeal
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import World
from senim.kernel import clock
from senim.kernel.errors import Refused
from senim.kernel.testing import standing
from senim.portal import actions, keyed
from senim.portal.domain import Right
from senim.portal.models import Filed
from senim.portal.rest import checking, door
from senim.portal.rest.table import OPERATIONS, shapes_of
from senim.portal.tests import outside
from senim.portal.tests.calls import ROOT, appeal, call, file, held, refused
from senim.portal.tests.outside import V2, key_for
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def stood(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[World, str]]:
    folder = tmp_path_factory.mktemp("door")
    with standing(django_db_blocker, folder), clock.frozen(TUESDAY), translation.override("kk"):
        yield worlds.build(), key_for()[1]


@pytest.fixture
def world(stood: tuple[World, str], frozen_clock: Any) -> World:
    door.CALLS.forget()
    keyed.SENT.forget()
    return stood[0]


@pytest.fixture
def key(stood: tuple[World, str]) -> str:
    return stood[1]


def limited(*rights: Right, name: str = "Аз құқықты") -> str:
    values = actions.KeyValues(name, "app@example.kz", 100, rights)
    return actions.hand_out_key(actor=worlds.Actor.system("test"), values=values)[1]


# --- keys -------------------------------------------------------------------------------------------------------------


def test_what_needs_a_key_opens_to_a_good_key_alone(world: World, key: str, client: Client) -> None:
    for wrong in ("", "forged", key[:-1], "a" * 5000):
        for one in OPERATIONS:
            if not one.needs:
                continue
            path = one.path.replace("{number}", "7K3M-42QX-9")
            answer = call(client, path, wrong, appeal() if one.method == "POST" else None, Idempotency_Key="a")
            assert refused(answer)[:2] == (401, "key.unknown" if wrong else "key.missing")
            assert answer["WWW-Authenticate"].startswith("Bearer")
    assert call(client, "/services", "forged").status_code == 401, "a wrong key is told, not overlooked"
    assert call(client, "/appeals", Authorization=f"Bearer {key}").status_code == 200
    assert call(client, f"/appeals?api_key={key}").status_code == 401, "logs keep addresses: no key is read from one"
    assert not Appeal.objects.exists()


def test_a_key_opens_no_more_than_its_rights_by_either_door(world: World, key: str, client: Client) -> None:
    files, follows = limited(Right.FILE), limited(Right.FOLLOW, name="Көретін")
    number = held(file(client, files), "file", 201)["number"]
    assert refused(call(client, "/appeals", files))[:2] == (403, "key.right")
    assert refused(call(client, f"/appeals/{number}", files))[:2] == (403, "key.right")
    assert refused(file(client, follows))[:2] == (403, "key.right")
    assert held(call(client, "/appeals", follows), "appeals")["items"] == []
    assert outside.refused(outside.file(client, follows)) == (403, ["key_right"])
    assert outside.refused(client.get(f"{V2}/tokens/a-1.json", {"api_key": files})) == (403, ["key_right"])
    mine = client.get(f"{V2}/requests.json", {"api_key": files, "mine": "true"})
    assert outside.refused(mine) == (403, ["key_right"])
    assert outside.listed(client, api_key=files) == [], "its own it sees as a stranger: not before the hour is over"
    with pytest.raises(Refused):
        limited(name="Құқықсыз")


def test_the_administrator_chooses_rights(world: World, client: Client) -> None:
    staff.sign_in(client, world.people["admin"])
    form = {"name": "eGov", "contact": "a@example.kz", "per_hour": "5"}
    assert client.post("/kk/keeping/keys/add/", form).status_code == 422, "none chosen"
    assert client.post("/kk/keeping/keys/add/", {**form, "rights": ["all"]}).status_code == 422
    assert client.post("/kk/keeping/keys/add/", {**form, "rights": ["file"]}).status_code == 200
    page = client.get("/kk/keeping/keys/").content.decode()
    assert actions.ApiKey.objects.get(name="eGov").rights == ["file"]
    assert "Тұрғындар үшін өтініш жіберу" in page


def test_staff_who_are_signed_in_see_no_more_by_it(world: World, key: str, client: Client) -> None:
    held(file(client, key), "file", 201)
    staff.sign_in(client, world.people["admin"])
    assert refused(call(client, "/appeals"))[:2] == (401, "key.missing")


# --- how often, and once ----------------------------------------------------------------------------------------------


def test_a_key_sends_no_more_than_its_limit_by_both_doors_together(
    world: World, client: Client, frozen_clock: Any
) -> None:
    _row, key = key_for("Аз", per_hour=2)
    assert file(client, key, name="1").status_code == 201
    assert outside.file(client, key).status_code == 200
    stopped = file(client, key, name="2")
    assert refused(stopped)[:2] == (429, "too_many") and int(stopped["Retry-After"]) > 0
    assert outside.file(client, key).status_code == 429
    assert file(client, key, name="1").status_code == 201, "a repetition is not counted"
    frozen_clock.move(hours=1)
    assert file(client, key, name="2").status_code == 201


def test_floods_and_guesses_are_stopped(world: World, key: str, client: Client, monkeypatch: Any) -> None:
    codes = [call(client, "/appeals", f"guess-{n}").status_code for n in range(62)]
    assert codes[0] == 401 and codes[-1] == 429
    assert call(Client(REMOTE_ADDR="10.9.8.7"), "/appeals", key).status_code == 200
    monkeypatch.setattr(door.CALLS, "most", 3)
    other = Client(REMOTE_ADDR="10.1.1.1")
    answers = [call(other, "/services") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429] and refused(answers[-1])[1] == "too_many"
    assert refused(call(other, "/nowhere"))[0] == 429


def test_the_same_name_twice_is_one_appeal(world: World, key: str, client: Client) -> None:
    first = file(client, key)
    again = file(client, key, language="ru")
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert first.json()["number"] == again.json()["number"] and Appeal.objects.count() == Filed.objects.count() == 1
    taken = file(client, key, description="Мүлде басқа")
    assert refused(taken)[:2] == (409, "idempotency_key.taken")
    assert file(client, key_for("Басқа")[1]).json()["number"] != first.json()["number"]
    for name in ("", "  ", "a" * 201, "атау"):
        assert refused(file(client, key, name=name))[:2] == (400, "idempotency_key.required")


def test_what_has_not_changed_is_not_sent_again(world: World, key: str, client: Client) -> None:
    first = call(client, "/areas")
    same = call(client, "/areas", If_None_Match=first["ETag"])
    assert (same.status_code, same.content) == (304, b"") and same["ETag"] == first["ETag"]
    assert call(client, "/areas", If_None_Match=first["ETag"], Accept_Language="ru").status_code == 200
    assert first["Cache-Control"] == "no-cache, public" and first["Access-Control-Allow-Origin"] == "*"
    own = call(client, "/appeals", key)
    assert "private" in own["Cache-Control"] and "Access-Control-Allow-Origin" not in own
    assert "X-Api-Key" in own["Vary"] and "no-store" in file(client, key)["Cache-Control"]
    head = client.head(f"{ROOT}/areas")
    assert head.status_code == 200 and head["ETag"] == first["ETag"]


# --- bad input --------------------------------------------------------------------------------------------------------

POINT = {"point": {"lon": 70.005, "lat": 50.005}}
BAD: dict[str, tuple[dict[str, Any], int, tuple[str, str]]] = {
    "no service": ({"service": None}, 400, ("/service", "required")),
    "unknown service": ({"service": "order.nothing"}, 400, ("/service", "not_one_of")),
    "a number for words": ({"description": 5}, 400, ("/description", "wrong_type")),
    "no words": ({"description": ""}, 400, ("/description", "too_short")),
    "blank words": ({"description": "  \n "}, 422, ("/description", "required")),
    "too many words": ({"description": "ә" * 10_001}, 400, ("/description", "too_long")),
    "a hidden character": ({"description": "a\x00b"}, 422, ("", "")),
    "half a character": ({"description": "a\ud800b"}, 400, ("/description", "not_text")),
    "no place": ({"place": None}, 422, ("/place/words", "required")),
    "half a place": ({"place": {"point": {"lon": 70}}}, 400, ("/place/point/lat", "required")),
    "off the earth": ({"place": {"point": {"lon": 70, "lat": 91}}}, 400, ("/place/point/lat", "too_large")),
    "a word for a number": ({"place": {"point": {"lon": "70", "lat": 50}}}, 400, ("/place/point/lon", "wrong_type")),
    "no such house": ({"place": {"address_id": 10**9}}, 422, ("/place/address_id", "unknown")),
    "too large a house": ({"place": {"address_id": 2**63}}, 400, ("/place/address_id", "too_large")),
    "no e-mail": ({"applicant": {"email": "a@"}}, 422, ("/applicant/email", "invalid")),
    "no phone": ({"applicant": {"phone": "call me"}}, 422, ("/applicant/phone", "invalid")),
    "an unknown part": ({"colour": "red"}, 400, ("/colour", "unknown")),
    "a part with strokes": ({"a/b~c": 1}, 400, ("/a~1b~0c", "unknown")),
    "an unknown question": ({"answers": {"colour": "red"}}, 422, ("/answers", "unknown")),
    "an unknown option": ({"answers": {"now": "<script>"}}, 422, ("/answers/now", "invalid_choice")),
    "a list for an object": ({"answers": []}, 400, ("/answers", "wrong_type")),
    "a name too long": ({"answers": {"a" * 41: "x"}}, 400, ("/answers", "wrong_name")),
    "yes in words": ({"emergency_told": "yes"}, 400, ("/emergency_told", "wrong_type")),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_told_by_a_place_a_word_and_a_sentence(
    world: World, key: str, client: Client, case: str
) -> None:
    changes, status, fault = BAD[case]
    body = json.dumps(appeal(**changes))  # as bytes a client sends: half a character goes escaped
    headers = {"X-Api-Key": key, "Idempotency-Key": "a"}
    answer = client.post(f"{ROOT}/appeals", body, content_type="application/json", headers=headers)
    found, _code, faults = refused(answer)
    assert found == status and (fault in faults or fault == ("", "")), answer.content.decode()
    assert not Appeal.objects.exists()


def test_everything_wrong_is_told_at_once_in_the_language_asked_for(world: World, key: str, client: Client) -> None:
    answer = file(client, key, language="ru", description="", service="x", place={"point": {}})
    _status, _code, faults = refused(answer)
    assert {at for at, _word in faults} == {"/description", "/service", "/place/point/lat", "/place/point/lon"}
    assert answer.json()["title"] == "Запрос не соответствует описанию" and answer["Content-Language"] == "ru"


BODIES = [
    (b'{"a": 1', "application/json", 400, "unreadable"),
    (b"\xff\xfe", "application/json", 400, "unreadable"),
    (b'{"words": "a", "words": "b"}', "application/json", 400, "unreadable"),
    (b'{"words": NaN}', "application/json", 400, "unreadable"),
    (b"[" * 100_000, "application/json", 400, "unreadable"),
    (b"9" * 5000, "application/json", 400, "unreadable"),
    (b"null", "application/json", 400, "not_as_described"),
    (b"[]", "application/json", 400, "not_as_described"),
    (b'{"point": {"lon": 1e999, "lat": 0}}', "application/json", 400, "not_as_described"),
    (b" ", "application/json", 400, "unreadable"), (b"", "application/json", 415, "json_only"),
    (b"words=a", "application/x-www-form-urlencoded", 415, "json_only"),
    (b"<a/>", "text/xml", 415, "json_only"),
    (b"--x\r\n", "multipart/form-data", 415, "json_only"),
    (b'"' + b"a" * 300_000 + b'"', "application/json", 413, "too_large"),
]


@pytest.mark.parametrize(("body", "kind", "status", "code"), BODIES, ids=lambda one: str(one)[:24])
def test_only_json_that_says_one_thing_is_read(
    world: World, client: Client, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = client.generic("POST", f"{ROOT}/locate", body, kind)
    assert refused(answer)[:2] == (status, code)


QUESTIONS = [
    ("/areas?limit=0", 400, ("limit", "too_small")), ("/areas?limit=1001", 400, ("limit", "too_large")),
    ("/areas?limit=x", 400, ("limit", "wrong_type")), ("/areas?limit=²", 400, ("limit", "wrong_type")),
    ("/areas?limit=", 400, ("limit", "wrong_type")), ("/areas?limit=1&limit=2", 400, ("limit", "twice")),
    ("/areas?levels=beat", 400, ("levels", "unknown")), ("/areas?level=street", 400, ("level", "not_one_of")),
    ("/appeals?status=asleep", 400, ("status", "not_one_of")),
    ("/appeals?since=yesterday", 400, ("since", "wrong_form")),
    ("/appeals?since=2026-05-12T10:00:00", 400, ("since", "wrong_form")),
    ("/appeals?since=2026-02-31", 422, ("since", "since.invalid")),
    ("/collections/reports/items?bbox=1,2,3", 400, ("bbox", "too_few")),
    ("/collections/reports/items?bbox=a,b,c,d", 400, ("bbox", "wrong_type")),
    ("/collections/reports/items?datetime=2026-05-13/2026-05-12", 422, ("datetime", "datetime.before_start")),
    ("/collections/reports/items?f=json", 400, ("f", "unknown")),
    ("/services?q=1", 400, ("q", "unknown")),
]


@pytest.mark.parametrize(("path", "status", "fault"), QUESTIONS, ids=lambda one: str(one)[:40])
def test_a_bad_question_is_told(
    world: World, key: str, client: Client, path: str, status: int, fault: tuple[str, str]
) -> None:
    found, _code, faults = refused(call(client, path, key))
    assert found == status and fault in faults


@pytest.mark.parametrize("path", ["/nowhere", "/areas/", "/services/a/b", "/%00", "/v2/areas"])
def test_every_other_address_is_a_problem(world: World, client: Client, path: str) -> None:
    assert refused(call(client, path))[:2] == (404, "not_found")


def test_our_own_mistake_is_a_problem_too_and_is_logged(
    world: World, client: Client, monkeypatch: Any, caplog: Any
) -> None:
    monkeypatch.setattr(door, "who_asks", lambda _request: {}["nothing"])
    client.raise_request_exception = False
    assert refused(call(client, "/areas"))[:2] == (500, "our_mistake")
    assert "KeyError" in caplog.text
    client.raise_request_exception = True
    with pytest.raises(KeyError):
        call(client, "/areas")


def test_a_wrong_method_says_what_is_taken(world: World, key: str, client: Client) -> None:
    answer = client.delete(f"{ROOT}/appeals", headers={"X-Api-Key": key})
    assert refused(answer)[:2] == (405, "method_not_allowed") and answer["Allow"] == "GET, POST, HEAD"
    assert refused(client.options(f"{ROOT}/areas"))[0] == 405


# --- whatever is sent -------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
NAMES = ("service", "description", "place", "answers", "applicant", "about", "emergency_told")


@pytest.mark.thorough
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, derandomize=True)
@given(changes=st.dictionaries(st.sampled_from(NAMES), JSON, min_size=1, max_size=3))
def test_whatever_is_sent_is_filed_or_refused_as_described(
    world: World, key: str, changes: dict[str, Any]
) -> None:
    """Never a fault of ours: an answer that the description names, and nothing half-written."""
    door.CALLS.forget()
    client, before = Client(), Appeal.objects.count()
    headers = {"X-Api-Key": key, "Idempotency-Key": json.dumps(changes)[:150].strip() or "a"}
    text = json.dumps({**appeal(), **changes})
    answer = client.post(f"{ROOT}/appeals", text, content_type="application/json", headers=headers)
    assert answer.status_code in {201, 400, 409, 422, 429}, answer.content.decode()
    assert Appeal.objects.count() - before == (answer.status_code == 201 and "Idempotency-Replayed" not in answer)


@settings(max_examples=30, derandomize=True)
@given(value=JSON)
def test_the_checks_never_fail_on_a_value(value: Any) -> None:
    shapes = shapes_of("kk")
    for one in OPERATIONS:
        if one.body is not None:
            assert all(fault.code and fault.text for fault in checking.faults_of(value, shapes.of(one.body), shapes))
