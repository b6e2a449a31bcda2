"""Passkeys: adding, signing in, the second step, and every answer that opens nothing."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock
from senim.kernel.models import AuditEvent, Outgoing
from senim.staff import api, passkeys, testing
from senim.staff.tests.soft_key import SoftKey

pytestmark = pytest.mark.django_db
PASSWORD = "төрт сөз бірге тұр"


@pytest.fixture(autouse=True)
def _russian():
    passkeys.ASKED.forget()
    with translation.override("ru"):
        yield


@pytest.fixture
def officer(world: Any) -> Any:
    account = world.inspectors[0][0]
    account.set_password(PASSWORD)
    account.save()
    return account


def options_of(page: Any) -> Any:
    return json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page.content.decode()).group(1)))


def add(client: Client, key: SoftKey, name: str = "Серый ключ") -> Any:
    asked = options_of(client.get(reverse("mfa_add_webauthn")))
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": key.create(asked)})


def ask(client: Client) -> Any:
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    return json.loads(answer.json()["options"])


def show(client: Client, answer: str, **more: Any) -> str:
    """Show an answer at the door; "" where it opened, else what the door says."""
    reply = client.post(reverse("mfa_login_webauthn"), {"credential": answer}, **more)
    assert reply.status_code == 302, reply.content.decode()
    if reply.url != reverse("account_login"):
        return ""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(reply.url).content.decode()).split())


def mine(client: Client) -> int:
    return client.get(reverse("staff:mine")).status_code


@pytest.fixture
def key(client: Client, officer: Any) -> SoftKey:
    """A key of the officer, added in a signed-in session; `client` is signed out again."""
    made = SoftKey()
    testing.sign_in(client, officer)
    answer = add(client, made)
    assert answer.status_code == 302, answer.content.decode()
    client.logout()
    return made


def test_a_key_opens_without_password_and_code_and_shows_when_it_was_used(client: Client, officer: Any, key: SoftKey):
    assert Outgoing.objects.filter(template="staff_second_step_changed", to=officer.email).exists()
    asked = ask(client)
    assert asked["publicKey"]["userVerification"] == "required"
    assert "allowCredentials" not in asked["publicKey"] or not asked["publicKey"]["allowCredentials"]
    assert show(client, key.get(asked)) == ""
    assert mine(client) == 200, "the key is both steps"
    page = client.get(reverse("staff:security")).content.decode()
    assert "Серый ключ" in page
    assert "ещё не было" not in page
    event = AuditEvent.objects.filter(action="staff.sign_in").latest("pk")
    assert event.data == {"second_step": True, "by": ["webauthn"]}


@pytest.mark.thorough
def test_a_role_that_must_have_a_second_step_may_have_a_key_in_its_place(client: Client, officer: Any):
    other = Client()
    for one in (client, other):
        one.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
        assert one.get(reverse("staff:mine")).url == reverse("staff:second-step")
    key = SoftKey()
    answer = add(client, key)
    assert answer.url == reverse("mfa_view_recovery_codes"), "ten codes for the day the key is lost"
    assert mine(client) == 200
    assert mine(other) == 302, "whoever was in with the password alone is out"
    fresh = Client()
    answer = fresh.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")
    page = fresh.get(answer.url)
    assert "authenticatorData" not in page.content.decode()
    said = fresh.post(answer.url, {"credential": SoftKey(handle=key.handle).get(options_of(page))})
    assert said.status_code == 200
    assert "ничего не открывает" in said.content.decode()
    assert fresh.post(answer.url, {"credential": key.get(options_of(said))}).status_code == 302
    assert mine(fresh) == 200


@pytest.mark.thorough
def test_beside_the_app_both_work_and_the_last_second_step_stays(client: Client, officer: Any, key: SoftKey):
    testing.sign_in(client, officer)
    [row] = passkeys.keys_of(officer.pk)
    remove = reverse("mfa_remove_webauthn", args=[row.pk])
    page = client.post(remove, follow=True).content.decode()
    assert "единственный второй шаг" in page
    assert passkeys.keys_of(officer.pk)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)
    for way in ("code", "key"):
        other = Client()
        asked = other.post(reverse("account_login"), {"login": officer.email, "password": PASSWORD}).url
        code = totp.format_hotp_value(totp.hotp_value(secret, int(clock.now().timestamp()) // 30))
        answer = {"code": code} if way == "code" else {"credential": key.get(options_of(other.get(asked)))}
        assert other.post(asked, answer).status_code == 302, way
        assert mine(other) == 200, way
    client.post(reverse("mfa_deactivate_totp"))
    assert mine(client) == 200, "the key goes on as the second step"
    assert add(client, SoftKey(), "Запасной").status_code == 302
    client.post(remove)
    assert [one.name for one in passkeys.keys_of(officer.pk)] == ["Запасной"]
    other = Client()
    assert show(other, key.get(ask(other))) != ""
    assert AuditEvent.objects.filter(action="staff.passkey_removed", account_id=officer.pk).count() == 1


@pytest.mark.thorough
def test_several_keys_are_named_and_nobody_touches_anothers(client: Client, officer: Any, key: SoftKey, world: Any):
    testing.sign_in(client, officer)
    assert add(client, SoftKey(), "").status_code == 422, "a key wants a name; nothing is kept"
    assert add(client, SoftKey(), "Телефон").status_code == 302
    second = passkeys.keys_of(officer.pk)[1]
    client.post(reverse("mfa_edit_webauthn", args=[second.pk]), {"name": "Старый телефон"})
    assert [one.name for one in passkeys.keys_of(officer.pk)] == ["Серый ключ", "Старый телефон"]
    testing.sign_in(client, world.inspectors[1][0])
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[second.pk])).status_code == 404
        assert client.post(reverse(name, args=[second.pk]), {"name": "x"}).status_code == 404
    assert len(passkeys.keys_of(officer.pk)) == 2
    testing.sign_in(client, officer)
    for number in range(2, passkeys.MOST):
        add(client, SoftKey(), f"Ключ {number}")
    assert add(client, SoftKey(), "Ещё один").status_code == 422
    assert len(passkeys.keys_of(officer.pk)) == passkeys.MOST


def test_answers_that_open_nothing(client: Client, officer: Any, key: SoftKey, world: Any):
    """Another site, no finger, another's name, a stranger's key, a spoilt signature, a late answer, nonsense."""
    wrong = {
        "another site": lambda asked: SoftKey(origin="https://localhost.example", key=key.key, id=key.id,
                                              handle=key.handle).get(asked),
        "another name": lambda asked: SoftKey(host="example.kz", key=key.key, id=key.id, handle=key.handle).get(asked),
        "no finger": lambda asked: SoftKey(verified=False, key=key.key, id=key.id, handle=key.handle).get(asked),
        "a stranger's key": lambda asked: SoftKey(handle=key.handle).get(asked),
        "somebody else's": lambda asked: key.get(asked, userHandle="MQ"),
        "nobody's": lambda asked: key.get(asked, userHandle="OTk5OTk"),
        "no handle": lambda asked: key.get(asked, userHandle=None),
        "spoilt": lambda asked: key.get(asked, signature="MEUCIQDx"),
        "another question": lambda asked: key.get({"publicKey": {"challenge": "AAAA"}}),
        "nonsense": lambda _asked: '{"id": 7, "response": []}',
        "a list": lambda _asked: "[1, 2]",
        "no JSON": lambda _asked: "{",
        "nothing": lambda _asked: "",
    }
    said = {}
    for name, answer in wrong.items():
        said[name] = show(client, answer(ask(client)), REMOTE_ADDR=f"10.0.0.{len(said)}")
        assert said[name], f"{name} opened the door"
        assert mine(client) == 302
    assert len({text for name, text in said.items() if name != "nothing"}) == 1, "one answer for all"
    with clock.frozen(clock.now() + timedelta(seconds=passkeys.GOOD_FOR + 1)):
        late = key.get(ask(Client()))
    assert show(client, late)


@pytest.mark.thorough
def test_a_question_is_answered_once_and_within_its_time(client: Client, officer: Any, key: SoftKey):
    asked = ask(client)
    cookie = client.cookies["sessionid"].value
    kept = client.session["mfa.webauthn.state"]
    answer = key.get(asked)
    assert show(client, answer) == ""
    thief = Client()
    ask(thief)
    session = thief.session
    session["mfa.webauthn.state"] = kept  # as a second request of the same moment would have read it
    session.save()
    assert cookie
    assert show(thief, answer), "the same answer, a second time"
    other = Client()
    asked = ask(other)
    with clock.frozen(clock.now() + timedelta(seconds=passkeys.GOOD_FOR + 2)):
        assert "слишком долго" in show(other, key.get(asked))


@pytest.mark.thorough
def test_a_copied_key_is_noticed_by_its_counter(client: Client, officer: Any):
    testing.sign_in(client, officer)
    key = SoftKey(counter=5)
    add(client, key)
    client.logout()
    assert show(client, key.get(ask(client))) == ""
    client.logout()
    copy = SoftKey(counter=3, key=key.key, id=key.id, handle=key.handle)
    assert "копию" in show(client, copy.get(ask(client)))
    assert show(Client(), key.get(ask(Client()))) != "", "another browser's question"
    assert show(client, key.get(ask(client))) == "", "the true one goes on"


@pytest.mark.thorough
def test_wrong_answers_lock_that_key_from_that_address_and_the_lock_ends(
    client: Client, officer: Any, key: SoftKey, settings: Any
):
    start = clock.now()
    with clock.frozen(start):
        for _ in range(settings.STAFF_LOCK_TRIES):
            show(client, key.get(ask(client), signature="MEUCIQDx"))
        until = clock.local(start + timedelta(minutes=settings.STAFF_LOCK_WINDOW)).strftime("%H:%M")
        assert until in show(client, key.get(ask(client)))
        assert show(client, key.get(ask(client)), REMOTE_ADDR="10.9.8.7") == "", "from elsewhere it opens"
    client.logout()
    with clock.frozen(start + timedelta(minutes=settings.STAFF_LOCK_WINDOW, seconds=1)):
        assert show(client, key.get(ask(client))) == ""
    passkeys.ASKED.most, most = 3, passkeys.ASKED.most
    door, fresh = reverse("mfa_login_webauthn"), Client()
    try:
        answers = [fresh.get(door, headers={"accept": "application/json"}).status_code for _ in range(9)]
    finally:
        passkeys.ASKED.most = most
    assert answers[0] == 200
    assert answers[-1] == 429


@pytest.mark.thorough
def test_dismissed_this_morning_the_key_opens_nothing(client: Client, officer: Any, key: SoftKey, world: Any):
    stranger = show(client, SoftKey(handle=key.handle).get(ask(client)), REMOTE_ADDR="10.0.0.1")
    api.actions.dismiss(actor=testing.actor_for(world.heads[0][0]), account_id=officer.pk)
    assert show(client, key.get(ask(client))) == stranger, "as an unknown key: the page says not who works here"


@pytest.mark.thorough
def test_is_it_you_may_be_answered_by_a_key(client: Client, officer: Any, key: SoftKey):
    start = clock.now()
    with clock.frozen(start):
        testing.sign_in(client, officer)
    with clock.frozen(start + timedelta(minutes=16)):
        asked = client.get(reverse("mfa_add_webauthn"))
        assert asked.status_code == 302
        assert reverse("account_reauthenticate") in asked.url
        page = client.get(asked.url)
        assert reverse("mfa_reauthenticate_webauthn") in page.content.decode()
        link = f"{reverse('mfa_reauthenticate_webauthn')}?{asked.url.partition('?')[2]}"
        wrong = client.post(link, {"credential": SoftKey(handle=key.handle).get(options_of(client.get(link)))})
        assert wrong.status_code == 422
        answer = client.post(link, {"credential": key.get(options_of(client.get(link)))})
        assert answer.status_code == 302, answer.content.decode()
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200


@pytest.mark.thorough
def test_a_key_that_was_made_wrongly_is_not_kept(client: Client, officer: Any):
    testing.sign_in(client, officer)
    for key in (SoftKey(verified=False), SoftKey(origin="https://example.kz"), SoftKey(host="example.kz")):
        assert add(client, key).status_code == 422
    for answer in ("{", "[]", '{"id": 1}', '{"response": {"attestationObject": "AA"}}', "null"):
        client.get(reverse("mfa_add_webauthn"))
        said = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": answer})
        assert said.status_code == 422, answer
    assert not Authenticator.objects.filter(user=officer).exists()
