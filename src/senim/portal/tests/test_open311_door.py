"""Keys, limits, names of the sender's own, and everything that is refused, in the form of the specification."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from senim.appeals.models import Appeal
from senim.appeals.tests.world import World
from senim.kernel import ids
from senim.kernel.errors import NotYours, Refused
from senim.kernel.models import AuditEvent
from senim.portal import actions
from senim.portal.models import ApiKey, Filed
from senim.portal.open311 import door
from senim.portal.tests.outside import V2, file, key_for, listed, number_of, refused, told
from senim.staff import testing as staff

pytestmark = pytest.mark.django_db


# --- keys -------------------------------------------------------------------------------------------------------------


def test_nothing_is_filed_without_a_good_key(world: World, key: str, client: Client) -> None:
    assert refused(client.post(f"{V2}/requests.json", told())) == (403, ["key_missing"])
    for wrong in ("forged", key[:-1], key + "A", "' OR 1=1 --", "Ә" * 50, "a" * 5000):
        assert refused(file(client, wrong)) == (403, ["key_unknown"])
        assert refused(client.get(f"{V2}/requests.json", {"api_key": wrong})) in (
            (403, ["key_unknown"]), (429, ["too_many"]))
    assert not Appeal.objects.exists()


def test_a_revoked_key_opens_nothing_at_once(world: World, client: Client) -> None:
    row, key = key_for()
    number = number_of(file(client, key))
    actions.revoke_key(actor=world.actor("admin"), key_id=row.pk)
    assert refused(file(client, key)) == (403, ["key_unknown"])
    assert refused(client.get(f"{V2}/requests/{number}.json", {"api_key": key})) == (403, ["key_unknown"])
    assert Appeal.objects.get().number == number, "what came by it stays"


def test_only_a_mark_of_the_key_is_kept(world: World) -> None:
    row, key = key_for()
    row.refresh_from_db()
    assert bytes(row.secret_hash) == ids.token_hash(key) and row.hint == key[-4:]
    kept = " ".join(str(value) for value in ApiKey.objects.values_list().get())
    assert key not in kept
    assert not any(key in str(one) for one in AuditEvent.objects.values_list("data", flat=True))


@pytest.mark.parametrize(
    "name", ["inspector", "head", "duty", "operator", "prosecutor", "analyst", "ministry", "auditor", "akimat"]
)
def test_keys_are_the_administrators_alone(world: World, client: Client, name: str) -> None:
    row, _key = key_for()
    actor = world.actor(name)
    with pytest.raises(NotYours):
        actions.hand_out_key(actor=actor, values=actions.KeyValues("Басқа", "a@example.kz", 5))
    with pytest.raises(NotYours):
        actions.revoke_key(actor=actor, key_id=row.pk)
    staff.sign_in(client, world.people[name])
    for path in ("", "add/"):
        assert client.get(f"/kk/keeping/keys/{path}").status_code == 403
    assert client.post(f"/kk/keeping/keys/{row.pk}/revoke/").status_code == 403
    row.refresh_from_db()
    assert row.revoked_at is None


def test_the_administrator_hands_out_and_revokes(world: World, client: Client) -> None:
    staff.sign_in(client, world.people["admin"])
    form = {"name": "eGov", "contact": "a@example.kz", "per_hour": "5", "rights": ["file", "follow"]}
    page = client.post("/kk/keeping/keys/add/", form)
    row = ApiKey.objects.get()
    (key,) = (word for word in page.content.decode().replace("<", ">").split(">") if ids.token_hash(word) == bytes(
        row.secret_hash))
    assert page["Cache-Control"] and "no-store" in page["Cache-Control"]
    file(client, key)
    table = client.get("/kk/keeping/keys/").content.decode()
    assert "eGov" in table and key not in table and row.hint in table
    again = client.post("/kk/keeping/keys/add/", form)
    assert again.status_code == 422, "a page that is sent again makes no second key"
    question = client.get(f"/kk/keeping/keys/{row.pk}/revoke/")
    assert question.status_code == 200 and "eGov" in question.content.decode()
    assert file(client, key).status_code == 200, "a question revokes nothing"
    assert client.post(f"/kk/keeping/keys/{row.pk}/revoke/").status_code == 302
    assert client.post("/kk/keeping/keys/999/revoke/").status_code == 404
    row.refresh_from_db()
    assert row.revoked_at and row.revoked_by_id == world.people["admin"].pk
    assert {"portal.key_handed_out", "portal.key_revoked"} <= set(AuditEvent.objects.values_list("action", flat=True))
    with pytest.raises(Refused):
        [key_for("eGov") for _ in range(2)]


# --- how often --------------------------------------------------------------------------------------------------------


def test_a_key_sends_no_more_than_its_limit(world: World, client: Client, frozen_clock: Any) -> None:
    _row, key = key_for(per_hour=3)
    other = key_for("Басқа")[1]
    sent = [file(client, key, description=f"№ {n}").status_code for n in range(5)]
    assert sent == [200, 200, 200, 429, 429]
    stopped = file(client, key)
    assert refused(stopped) == (429, ["too_many"]) and int(stopped["Retry-After"]) > 0
    assert listed(client, api_key=key), "reading goes on"
    assert file(client, other).status_code == 200
    frozen_clock.move(hours=1)
    assert file(client, key).status_code == 200


def test_whoever_guesses_keys_is_stopped(world: World, key: str, client: Client) -> None:
    codes = [file(client, f"guess-{n}").status_code for n in range(70)]
    assert codes[0] == 403 and codes[-1] == 429
    assert file(Client(REMOTE_ADDR="10.9.8.7"), key).status_code == 200, "another address is not"


def test_a_flood_of_reading_is_stopped_and_writes_nothing(world: World, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(door.READS, "most", 5)
    codes = [client.get(f"{V2}/services.json").status_code for _ in range(7)]
    assert codes == [200] * 5 + [429] * 2
    stopped = client.get(f"{V2}/services.xml")
    assert ElementTree.fromstring(stopped.content).findtext("error/code") == "429"


# --- sent twice -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "parts"), [({"Idempotency-Key": "a-1"}, {}), ({}, {"client_reference": "eotinish-17"})]
)
def test_the_same_name_twice_is_one_request(
    world: World, key: str, client: Client, headers: dict[str, str], parts: dict[str, str]
) -> None:
    first = file(client, key, headers=headers, **parts).json()
    assert [file(client, key, headers=headers, **parts).json() for _ in range(3)] == [first] * 3
    assert Appeal.objects.count() == Filed.objects.count() == 1
    taken = file(client, key, headers=headers, description="Мүлде басқа", **parts)
    assert refused(taken) == (409, ["reference_taken"])
    other = key_for("Басқа")[1]
    assert number_of(file(client, other, headers=headers, **parts)) != first[0]["service_request_id"]
    assert client.get(f"{V2}/tokens/eotinish-17.json").status_code == 403


def test_without_a_name_two_are_two(world: World, key: str, client: Client) -> None:
    assert number_of(file(client, key)) != number_of(file(client, key))


def test_a_repetition_is_not_counted_against_the_limit(world: World, client: Client) -> None:
    _row, key = key_for(per_hour=1)
    codes = [file(client, key, client_reference="one").status_code for _ in range(3)]
    assert codes == [200, 200, 200]


# --- bad input --------------------------------------------------------------------------------------------------------

BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no service": ({"service_code": None}, "service_code.required"),
    "unknown service": ({"service_code": "order.nothing"}, "service_code.unknown"),
    "no words": ({"description": "   "}, "description.required"),
    "too many words": ({"description": "ә" * 10_001}, "description.max_length"),
    "a hidden character": ({"description": "a\x00b"}, "description.hidden_characters"),
    "no place": ({"lat": None, "long": None}, "address_string.required"),
    "half a place": ({"long": None}, "lat.incomplete"),
    "no number": ({"lat": "north"}, "lat.invalid"),
    "not a number": ({"lat": "nan"}, "lat.invalid"),
    "infinity": ({"long": "1e999"}, "long.invalid"),
    "off the earth": ({"lat": 91}, "lat.max_value"),
    "no house": ({"address_id": "abc"}, "address_id.invalid"),
    "too large a house": ({"address_id": str(10**30)}, "address_id.max_value"),
    "no e-mail": ({"email": "a@"}, "email.invalid"),
    "no phone": ({"phone": "call me"}, "phone.invalid"),
    "a long name": ({"last_name": "ә" * 61}, "last_name.max_length"),
    "unknown question": ({"attribute[colour]": "red"}, "attribute.unknown"),
    "unknown option": ({"attribute[now]": "<script>"}, "attribute[now].invalid_choice"),
    "a number in words": (
        {"service_code": "animals.stray", "attribute[count]": "many"}, "attribute[count].invalid"),
    "a negative number": (
        {"service_code": "animals.stray", "attribute[count]": "-1"}, "attribute[count].min_value"),
}


@pytest.mark.parametrize(("changes", "word"), BAD.values(), ids=BAD)
def test_bad_input_is_told_by_a_word_and_a_sentence(
    world: World, key: str, client: Client, changes: dict[str, Any], word: str
) -> None:
    status, words = refused(file(client, key, **changes))
    assert status == 400 and word in words
    assert not Appeal.objects.exists()


def test_everything_wrong_is_told_at_once_in_the_language_asked_for(world: World, key: str, client: Client) -> None:
    headers = {"Accept-Language": "ru"}
    response = file(client, key, headers=headers, description="", email="a@", lat="x")
    assert refused(response) == (400, ["description.required", "lat.invalid", "email.invalid"])
    assert "Введите" in response.content.decode() or "Заполните" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"page": "0"}, "page.invalid"), ({"page": "x"}, "page.invalid"), ({"page": "9" * 20}, "page.invalid"),
        ({"page_size": "201"}, "page_size.invalid"), ({"page_size": "²"}, "page_size.invalid"),
        ({"status": "asleep"}, "status.invalid"), ({"service_code": "nothing"}, "service_code.unknown"),
        ({"start_date": "yesterday"}, "start_date.invalid"),
        ({"start_date": "2026-05-12T10:00:00"}, "start_date.invalid"),
        ({"start_date": "0001-01-01T00:00:00+14:00"}, "start_date.invalid"),
        ({"end_date": "9999-12-31T23:59:59-12:00"}, "end_date.invalid"),
        ({"start_date": "2026-05-12", "end_date": "2026-05-10"}, "end_date.before_start"),
        ({"start_date": "2026-01-01", "end_date": "2026-05-10"}, "end_date.too_far"),
        ({"service_request_id": ",".join(["1"] * 201)}, "service_request_id.too_many"),
    ],
    ids=lambda one: str(one)[:40],
)
def test_a_bad_question_is_told_by_a_word_and_a_sentence(
    world: World, client: Client, asked: dict[str, str], word: str
) -> None:
    assert refused(client.get(f"{V2}/requests.json", asked)) == (400, [word])


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY b "&x;&x;">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/xml", BOMB), ("application/xml", BOMB), ("application/json", b'{"service_code": "order.noise_night"}'),
     ("text/plain", b"service_code=order.noise_night"), ("", b"")],
)
def test_only_forms_are_read(world: World, key: str, client: Client, kind: str, body: bytes) -> None:
    """No body is ever parsed as XML: there is no entity to expand."""
    response = client.generic("POST", f"{V2}/requests.json", body, kind, headers={"X-Api-Key": key})
    assert refused(response) == (400, ["form_encoded_only"])


def test_a_broken_or_huge_body_is_refused_in_form(world: World, key: str, client: Client) -> None:
    headers = {"X-Api-Key": key}
    broken = client.generic("POST", f"{V2}/requests.json", b"--x\r\n", "multipart/form-data", headers=headers)
    assert refused(broken) == (400, ["unreadable"])
    form = "application/x-www-form-urlencoded"
    huge = client.generic("POST", f"{V2}/requests.json", b"description=" + b"a" * 3_000_000, form, headers=headers)
    assert refused(huge) == (413, ["too_large"])
    whole = client.generic("POST", f"{V2}/requests.json", b"", form, headers=headers, CONTENT_LENGTH="11000000")
    assert refused(whole) == (413, ["too_large"])
    many = client.generic("POST", f"{V2}/requests.json", b"&".join(b"a=1" for _ in range(500)), form, headers=headers)
    assert refused(many) == (413, ["too_large"])
    strange = client.generic("POST", f"{V2}/requests.json", b"description=%ff%fe", form, headers=headers)
    assert strange.status_code == 400


@pytest.mark.parametrize("path", ["", "v2", "v2/requests", "v2/requests.html", "v2/services/x", "v1/x.json", "%00"])
def test_every_other_address_is_404_in_form(client: Client, path: str) -> None:
    assert refused(client.get(f"/open311/{path}")) == (404, ["not_found"])


def test_a_wrong_method_says_what_is_taken(world: World, key: str, client: Client) -> None:
    response = client.delete(f"{V2}/requests.json")
    assert refused(response) == (405, ["method_not_allowed"]) and response["Allow"] == "GET, POST, HEAD"
    assert client.head(f"{V2}/requests.json").status_code == 200
    assert refused(client.post(f"{V2}/services.json")) == (405, ["method_not_allowed"])
    assert "Access-Control-Allow-Origin" not in client.options(f"{V2}/requests.json")


def test_what_belongs_to_a_key_is_kept_by_no_cache(world: World, key: str, client: Client) -> None:
    assert "no-store" in client.get(f"{V2}/requests.json", {"api_key": key})["Cache-Control"]
    assert "no-store" in file(client, key)["Cache-Control"]
