"""The national identity against a real provider on this machine: what opens, what does not, and in whose language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock
from senim.kernel.errors import Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.staff import api, national_views, sessions, testing
from senim.staff.models import Account, NationalLink
from senim.staff.national import checks, oidc
from senim.staff.national.marks import iin_mark
from senim.staff.tests.provider import CLIENT, SECRET, Provider, running

pytestmark = [pytest.mark.django_db, pytest.mark.loopback]
IIN = "010101100008"  # born in 1801: nobody's


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    oidc.forget()
    national_views.BEGUN.forget()
    with running() as made, translation.override("ru"):
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = made.issuer, CLIENT, SECRET
        yield made
    oidc.forget()


@pytest.fixture
def officer(world: Any) -> Account:
    account = world.inspectors[0][0]
    account.set_password("төрт сөз бірге тұр")
    account.save()
    return account


def go(client: Client, name: str = "national_begin", **data: str) -> str:
    """Press the button; the address to which the page leads on."""
    page = client.post(reverse(name), data)
    assert page.status_code == 200, page.content.decode()[:500]
    return re.search(r'content="0;url=([^"]+)"', page.content.decode()).group(1).replace("&amp;", "&")


def come_back(client: Client, brought: dict[str, str]) -> str:
    """Back with what the provider gave; "" where it opened, else what the page says."""
    with translation.override("kk"):
        url = reverse("national_back")
    answer = client.get(url, brought, headers={"accept-language": "ru"})
    assert answer.status_code == 302, answer.content.decode()[:300]
    page = client.get(answer.url)
    said = re.search(r'<div class="notice"[^>]*data-kind="bad".*?</div>', page.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", said.group()).split()) if said else ""


def tried(provider: Provider, client: Client | None = None, **claims: Any) -> str:
    one = client or Client()
    return come_back(one, provider.answer(go(one), **claims))


def linked(provider: Provider, account: Account, **claims: Any) -> str:
    client = Client()
    testing.sign_in(client, account)
    given = {"email": account.email, "email_verified": True, **claims}
    return come_back(client, provider.answer(go(client, "national_link"), **given))


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_off_by_default_nothing_of_it_is_there(client: Client, officer: Account) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert reverse("national_begin") not in page
    assert client.post(reverse("national_begin")).status_code == 404
    assert client.get(reverse("national_back")).status_code == 404
    testing.sign_in(client, officer)
    assert client.post(reverse("national_link")).status_code == 404


@pytest.mark.thorough
def test_the_owner_links_it_and_then_it_opens_with_the_second_step(provider: Provider, officer: Account) -> None:
    assert linked(provider, officer) == ""
    assert Outgoing.objects.filter(template="staff_national_changed", to=officer.email).count() == 1
    row = NationalLink.objects.get(account=officer)
    assert "person-1" not in row.subject_mark
    client = Client()
    url = go(client, next=reverse("staff:security"))
    for part in ("code_challenge_method=S256", "nonce=", "state=", "response_type=code"):
        assert part in url
    assert come_back(client, provider.answer(url)) == ""
    assert signed_in(client)
    assert not client.session.get(sessions.SECOND), "it stands for the password alone"
    assert client.get(reverse("staff:mine")).url == reverse("staff:second-step")
    assert AuditEvent.objects.filter(action="staff.sign_in").latest("pk").data["by"] == ["national"]
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)
    fresh = Client()
    assert come_back(fresh, provider.answer(go(fresh))) == ""
    assert not signed_in(fresh)
    code = totp.format_hotp_value(totp.hotp_value(secret, int(clock.now().timestamp()) // 30))
    assert fresh.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert fresh.get(reverse("staff:mine")).status_code == 200
    everything = str(list(AuditEvent.objects.values_list("data", flat=True))) + str(row.__dict__)
    assert IIN not in everything
    client = Client()
    testing.sign_in(client, officer)
    assert client.post(reverse("national_unlink")).status_code == 302
    assert "не привязана" in tried(provider)


WRONG = {
    "another issuer": ({"iss": "https://other.example"}, "не от той службы"),
    "another question": ({"nonce": "x"}, "другой запрос"),
    "no nonce": ({"nonce": None}, "другой запрос"),
    "expired": ({"exp": 1_700_000_000}, "истёк"),
    "no end": ({"exp": None}, "истёк"),
    "of long ago": ({"iat": 1_700_000_000}, "истёк"),
    "of tomorrow": ({"iat": 4_000_000_000}, "истёк"),
    "for somebody else": ({"aud": "other"}, "другой системе"),
    "for many, made for another": ({"aud": ["other", CLIENT], "azp": "other"}, "другой системе"),
    "for many, nobody named": ({"aud": ["other", CLIENT]}, "другой системе"),
    "nobody's": ({"sub": None}, "не подтвердил"),
    "a list": ({"sub": ["person-1"]}, "не подтвердил"),
    "signed with our secret": ({"_alg": "HS256", "_key": SECRET * 8}, "Подпись"),
    "unknown person": ({"sub": "person-2"}, "не привязана"),
}


def test_each_wrong_answer_has_its_sentence(provider: Provider, officer: Account) -> None:
    assert linked(provider, officer) == ""
    for name, (claims, words) in WRONG.items():
        client = Client()
        assert words in tried(provider, client, **claims), name
        assert not signed_in(client), name
    assert "Подпись" in tried(provider, _key=provider.other), "signed by somebody else"
    assert not Account.objects.filter(email__startswith="person-2").exists()
    assert tried(provider) == ""


@pytest.mark.thorough
def test_unsigned_and_other_states_open_nothing(provider: Provider, officer: Account) -> None:
    assert linked(provider, officer) == ""

    assert "Подпись" in tried(provider, _alg="none", _key=None)
    client = Client()
    brought = provider.answer(go(client))
    assert "этого браузера" in come_back(client, {**brought, "state": "x"})
    assert "в другом окне" in come_back(client, brought), "the question was used up by the wrong answer"
    assert "в другом окне" in come_back(Client(), brought), "another browser's answer: login by force"
    assert "не от той службы" in come_back(client, {**provider.answer(go(client)), "iss": "https://other.example"})
    assert "прервали" in come_back(client, {"error": "access_denied", "state": _state(go(client))})
    assert "не подтвердил" in come_back(client, {"error": "server_error", "state": _state(go(client))})
    assert "не подтвердил" in come_back(client, {"code": "made-up", "state": _state(go(client))})
    with clock.frozen(clock.now() + timedelta(seconds=1)):
        url = go(client)
    with clock.frozen(clock.now() + timedelta(seconds=oidc.GOOD_FOR + 5)):
        assert "слишком давно" in come_back(client, provider.answer(url))
    assert not signed_in(client)


def _state(url: str) -> str:
    return re.search(r"[?&]state=([^&]+)", url).group(1)


@pytest.mark.thorough
def test_an_answer_is_good_once_in_every_process(provider: Provider, officer: Account) -> None:
    assert linked(provider, officer) == ""
    client, thief = Client(), Client()
    brought = provider.answer(go(client))
    kept = client.session[national_views.KEPT]
    assert come_back(client, brought) == ""
    go(thief)
    session = thief.session
    session[national_views.KEPT] = kept  # as a second request of the same moment would have read it
    session.save()
    assert "уже использован" in come_back(thief, brought)
    assert not signed_in(thief)


@pytest.mark.thorough
def test_who_was_dismissed_is_told_so_and_stays_outside(provider: Provider, officer: Account, world: Any) -> None:
    assert linked(provider, officer) == ""
    api.actions.dismiss(actor=testing.actor_for(world.heads[0][0]), account_id=officer.pk)
    client = Client()
    assert "закрыта" in tried(provider, client)
    assert not signed_in(client)


@pytest.mark.thorough
def test_nothing_is_merged_and_nobody_is_made(provider: Provider, officer: Account, world: Any) -> None:
    """A verified e-mail that fits opens nothing by itself; a link needs the owner and a claim that fits."""
    people = Account.objects.count()
    assert "не привязана" in tried(provider, email=officer.email, email_verified=True)
    assert "не сходится" in linked(provider, officer, email_verified=False)
    assert "не сходится" in linked(provider, officer, email_verified="true")
    assert "не сходится" in linked(provider, officer, email="other@example.kz")
    assert linked(provider, officer) == ""
    assert "уже привязана" in linked(provider, officer, sub="person-9")
    assert "к другой учётной записи" in linked(provider, world.inspectors[1][0])
    assert Account.objects.count() == people
    stranger = Client()
    assert stranger.post(reverse("national_link")).status_code in {302, 401}
    half = Client()
    testing.sign_in(half, officer, second=False)
    assert half.post(reverse("national_link")).url == reverse("staff:second-step")
    old = Client()
    testing.sign_in(old, officer)
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert reverse("account_reauthenticate") in old.post(reverse("national_link")).url


@pytest.mark.thorough
def test_the_iin_of_the_invitation_goes_before_the_mail(provider: Provider, client: Client, world: Any) -> None:
    head = world.heads[0][0]
    testing.sign_in(client, head)
    form = {"email": "iin@example.kz", "language": "ru", "post": world.inspectors[0][1].pk}
    assert "Такого ИИН не бывает" in client.post(
        reverse("staff:invite"), {**form, "iin": "010101100009"}).content.decode()
    actor = testing.actor_for(head)
    post = testing.make_post(reports_to=world.heads[0][1])
    row, token = api.actions.invite(actor=actor, email="iin@example.kz", language="ru", post_id=post.pk, iin=IIN)
    assert IIN not in str(row.__dict__)
    names = {"family_name": "А", "given_name": "Б", "patronymic": "", "latin_name": "", "rank": "none"}
    made = api.actions.accept_invitation(token=token, names=names, password="төрт сөз бірге тұр", language="ru")
    assert made.iin_mark == iin_mark(IIN)
    with pytest.raises(Refused, match="ИИН уже есть"):
        api.actions.invite(actor=actor, email="b@example.kz", language="ru", post_id=post.pk, iin=IIN)
    assert "не сходится" in linked(provider, made), "the mail agrees, the IIN is not said"
    assert "не сходится" in linked(provider, made, iin="010101100018")
    assert linked(provider, made, iin=IIN, email="private@example.com") == ""
    assert "не сходится" in tried(provider, iin="010101100018"), "the provider's person is somebody else now"
    assert tried(provider, iin=IIN) == ""


@pytest.mark.thorough
def test_a_provider_may_say_the_mail_at_its_other_address(provider: Provider, officer: Account) -> None:
    client = Client()
    testing.sign_in(client, officer)
    provider.besides = {"sub": "person-2", "email": officer.email, "email_verified": True}
    oidc.forget()
    assert "не подтвердил" in come_back(client, provider.answer(go(client, "national_link"))), "another person's mail"
    provider.besides["sub"] = "person-1"
    assert come_back(client, provider.answer(go(client, "national_link"))) == ""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.thorough
def test_a_provider_that_is_away_or_another_is_said_in_every_language(provider: Provider, language: str) -> None:
    said = set()
    for mood in ("down", "issuer"):
        provider.mood = mood
        oidc.forget()
        with translation.override(language):
            client = Client()
            answer = client.post(reverse("national_begin"))
            assert answer.url == reverse("account_login")
            page = client.get(answer.url).content.decode()
        said.add(re.search(r'<div class="notice"[^>]*>(.*?)</div>', page, re.DOTALL).group(1))
    assert len(said) == 2


def test_only_https_or_this_machine(settings: Any) -> None:
    oidc.forget()
    assert checks.ready() == []
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "http://idp.example", CLIENT
    settings.BASE_URL = "http://senim.example"
    assert [one.id for one in checks.ready()] == ["staff.E002", "staff.E002"]
    for issuer in ("http://idp.example", "ftp://127.0.0.1", "file:///etc/passwd"):
        settings.OIDC_ISSUER = issuer
        with pytest.raises(oidc.Failed, match="national_away"):
            oidc.begin("https://senim.example/back/")
