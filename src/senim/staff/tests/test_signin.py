"""The door: invitation, password, second step, lock-out, sessions, and what an expired session gives back."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import translation

from senim.kernel import clock
from senim.kernel.errors import Refused
from senim.kernel.models import AuditEvent, Outgoing
from senim.kernel.scoping import Role
from senim.staff import api, sessions, testing
from senim.staff.models import Account, SignInFailure

pytestmark = pytest.mark.django_db
PASSWORD = "төрт сөз бірге тұр"


@pytest.fixture(autouse=True)
def _russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def officer(world):
    account, _post = world.inspectors[0]
    account.set_password(PASSWORD)
    account.save()
    return account


def app_secret(account):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(account, secret)
    return secret


def code_of(secret, step=0):
    counter = int(clock.now().timestamp()) // 30 + step
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def give_password(client, account, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": account.email, "password": password}, **extra)


def mine(client):
    return client.get(reverse("staff:mine"))


def test_password_and_code_let_in(client, officer):
    secret = app_secret(officer)
    answer = give_password(client, officer)
    assert answer.status_code == 302
    assert answer.url == reverse("mfa_authenticate")
    assert mine(client).status_code == 302, "the password alone opens nothing"
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert answer.status_code == 302
    assert mine(client).status_code == 200
    assert AuditEvent.objects.filter(action="staff.sign_in", account_id=officer.pk).count() == 1


def test_a_code_is_good_once(client, officer):
    secret = app_secret(officer)
    code = code_of(secret)
    for expected in (302, 200):
        other = type(client)()
        give_password(other, officer)
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_without_the_second_step_only_its_setting_up_is_open(client, officer):
    answer = give_password(client, officer)
    assert answer.status_code == 302
    assert mine(client).url == reverse("staff:second-step")
    assert client.get(reverse("staff:second-step")).status_code == 200
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode()).group(1)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302
    assert answer.url == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"<code>\w+</code>", codes.content.decode())) == 10
    assert mine(client).status_code == 200
    row = Authenticator.objects.get(user=officer, type="totp")
    assert secret not in str(row.data), "the secret is sealed at rest"
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Type"].startswith("text/plain")


def test_setting_up_the_app_in_one_session_does_not_open_another(client, officer):
    other = type(client)()
    give_password(other, officer)
    give_password(client, officer)
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode()).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert mine(other).status_code == 302
    assert reverse("account_login") in other.get(reverse("staff:second-step")).url


def test_a_recovery_code_opens_once(client, officer):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    app_secret(officer)
    code = RecoveryCodes.activate(officer).get_unused_codes()[0]
    for expected in (302, 200):
        other = type(client)()
        give_password(other, officer)
        assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_wrong_tries_lock_with_a_sentence_and_a_time_and_the_lock_ends(client, officer, settings):
    start = clock.now()
    with clock.frozen(start):
        for _ in range(settings.STAFF_LOCK_TRIES):
            assert "пароль" in give_password(client, officer, "wrong password").content.decode()
        answer = give_password(client, officer).content.decode()
        until = clock.local(start + timedelta(minutes=settings.STAFF_LOCK_WINDOW)).strftime("%H:%M")
        assert until in answer
        elsewhere = give_password(client, officer, REMOTE_ADDR="10.9.8.7")
        assert elsewhere.status_code == 302, "nobody locks an officer out from elsewhere"
    with clock.frozen(start + timedelta(minutes=settings.STAFF_LOCK_WINDOW, seconds=1)):
        assert give_password(type(client)(), officer).status_code == 302
    assert not SignInFailure.objects.filter(email_mark__contains="@").exists()


def test_guessing_from_many_addresses_locks_too(client, officer, settings):
    settings.STAFF_LOCK_TRIES_EMAIL = 6
    for number in range(6):
        give_password(client, officer, "wrong password", REMOTE_ADDR=f"10.0.0.{number}")
    assert give_password(client, officer, REMOTE_ADDR="10.1.1.1").status_code == 200


def test_one_password_for_many_people_locks_the_address(client, officer, settings):
    settings.STAFF_LOCK_TRIES_ADDRESS = 6
    for number in range(6):
        client.post(reverse("account_login"), {"login": f"p{number}@example.kz", "password": "wrong password"})
    assert give_password(client, officer).status_code == 200


def test_wrong_codes_lock_as_well(client, officer, settings):
    secret = app_secret(officer)
    give_password(client, officer)
    for _ in range(settings.STAFF_LOCK_TRIES):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).status_code == 200


def test_the_answer_does_not_say_who_works_here(client, officer, world):
    gone = world.inspectors[1][0]
    gone.set_password(PASSWORD)
    gone.save()
    api.actions.dismiss(actor=testing.actor_for(world.heads[0][0]), account_id=gone.pk)

    def text(email, password):
        answer = client.post(reverse("account_login"), {"login": email, "password": password})
        assert answer.status_code == 200
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    assert (
        text(officer.email, "wrong password")
        == text("nobody@example.kz", "wrong password")
        == text(gone.email, PASSWORD)
    )


def test_a_session_ends_by_age_and_by_idleness(client, officer, settings):
    start = clock.now()
    with clock.frozen(start):
        testing.sign_in(client, officer)
    minutes = settings.STAFF_IDLE_MINUTES - 1
    moment = start
    while moment < start + timedelta(hours=settings.STAFF_SESSION_HOURS) - timedelta(minutes=minutes):
        moment += timedelta(minutes=minutes)
        with clock.frozen(moment):
            assert mine(client).status_code == 200
    with clock.frozen(start + timedelta(hours=settings.STAFF_SESSION_HOURS, seconds=1)):
        assert mine(client).status_code == 302
    with clock.frozen(start):
        testing.sign_in(client, officer)
    with clock.frozen(start + timedelta(minutes=settings.STAFF_IDLE_MINUTES, seconds=1)):
        assert mine(client).status_code == 302


def test_a_clock_that_jumps_back_ends_no_session(client, officer):
    testing.sign_in(client, officer)
    with clock.frozen(clock.now() - timedelta(hours=5)):
        assert mine(client).status_code == 200


def test_sign_out_everywhere(client, officer):
    other = type(client)()
    for one in (client, other):
        testing.sign_in(one, officer)
        assert mine(one).status_code == 200
    client.post(reverse("staff:sign-out-everywhere"))
    assert mine(client).status_code == mine(other).status_code == 302


def test_a_new_password_ends_the_other_sessions(client, officer):
    other = type(client)()
    for one in (client, other):
        testing.sign_in(one, officer)
    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "жаңа құпиясөз ұзын", "password2": "жаңа құпиясөз ұзын"},
    )
    assert answer.status_code == 302
    assert mine(client).status_code == 200
    assert mine(other).status_code == 302
    assert Outgoing.objects.filter(template="staff_password_changed", to=officer.email).exists()


def test_dismissed_this_morning(client, officer, world):
    testing.sign_in(client, officer)
    assert mine(client).status_code == 200
    api.actions.dismiss(actor=testing.actor_for(world.heads[0][0]), account_id=officer.pk)
    assert mine(client).status_code == 302
    answer = client.post(reverse("staff:security"), {"language": "en"})
    assert answer.status_code == 401, "nothing that was under way is done"
    assert give_password(client, officer).status_code == 200


def test_what_was_typed_comes_back_when_the_session_has_ended(client, officer):
    answer = client.post(
        reverse("staff:security"),
        {"language": "ru", "note": "Длинный текст, который жалко потерять"},
        headers={"origin": "http://testserver"},
    )
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "Длинный текст, который жалко потерять" in page
    assert reverse("staff:security") in page


def test_htmx_is_sent_to_sign_in(client):
    answer = client.get(reverse("staff:mine"), headers={"hx-request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == reverse("account_login")


def test_a_forgotten_password(client, officer):
    client.post(reverse("account_reset_password"), {"email": officer.email})
    letter = Outgoing.objects.get(template="staff_password_reset")
    assert letter.to == officer.email
    assert letter.language == officer.language
    path = re.sub(r"^https?://[^/]+", "", letter.context["link"])
    page = client.get(path, follow=True)
    answer = client.post(
        page.request["PATH_INFO"], {"password1": "жаңа құпиясөз ұзын", "password2": "жаңа құпиясөз ұзын"}
    )
    assert answer.status_code == 302
    officer.refresh_from_db()
    assert officer.check_password("жаңа құпиясөз ұзын")
    assert "password/forgotten/" in client.get(path).content.decode(), "a second time the link is dead and says so"
    assert client.post(reverse("account_reset_password"), {"email": "nobody@example.kz"}).status_code == 302
    assert Outgoing.objects.filter(template="staff_password_reset").count() == 1


@pytest.mark.parametrize("password", ["short", "password1234", "Тестов Тест"])
def test_weak_passwords_are_refused_in_three_languages(client, officer, password):
    testing.sign_in(client, officer)
    seen = set()
    for language in ("kk", "ru", "en"):
        with translation.override(language):
            url = reverse("account_change_password")
        data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        page = client.post(url, data).content.decode()
        found = re.search(r'id="id_password1_error"[^>]*>(.*?)</p>', page, re.DOTALL)
        assert found, page
        seen.add(re.sub(r"<[^>]+>[^<]*</[^>]+>", "", found.group(1)).strip())
    assert len(seen) == 3, seen


def test_invitation_makes_the_account_and_the_holding(client, world):
    head_account = world.heads[0][0]
    post = testing.make_post(Role.INSPECTOR, area_ids=(world.beats[0].id,), reports_to=world.heads[0][1])
    actor = testing.actor_for(head_account)
    _invitation, token = api.actions.invite(actor=actor, email="New@Example.kz", language="kk", post_id=post.pk)
    assert Outgoing.objects.get(template="staff_invitation").to == "new@example.kz"
    assert token not in str(list(AuditEvent.objects.values_list("data", flat=True)))
    url = reverse("staff:accept", args=[token])
    assert client.get(url).status_code == 200
    data = {
        "family_name": "Жаңа",
        "given_name": "Қызметкер",
        "rank": "captain",
        "language": "kk",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    answer = client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    account = Account.objects.get(email="new@example.kz")
    assert api.scope_of(account).posts() == {post.pk}
    assert client.get(url).status_code == 410, "once"
    assert mine(client).url == reverse("staff:second-step")


def test_invitations_end_by_time_and_by_withdrawal(client, world, settings):
    post = testing.make_post(Role.INSPECTOR, reports_to=world.heads[0][1])
    actor = testing.actor_for(world.heads[0][0])
    invitation, token = api.actions.invite(actor=actor, email="a@example.kz", language="ru", post_id=post.pk)
    url = reverse("staff:accept", args=[token])
    with clock.frozen(clock.now() + timedelta(hours=settings.STAFF_INVITATION_HOURS)):
        assert client.get(url).status_code == 410
    with pytest.raises(Refused) as caught:
        api.actions.invite(actor=actor, email="a@example.kz", language="ru", post_id=post.pk)
    assert caught.value.code == "invited_already"
    api.actions.withdraw_invitation(actor=actor, invitation_id=invitation.pk)
    assert client.get(url).status_code == 410


def test_the_second_step_is_waived_for_demo_accounts_of_a_demo_only(client, world, settings):
    account = world.inspectors[0][0]
    account.demo = True
    account.set_password(PASSWORD)
    account.save()
    give_password(client, account)
    assert mine(client).status_code == 302
    settings.DEMO = True
    fresh = type(client)()
    give_password(fresh, account)
    assert mine(fresh).status_code == 200
    assert not sessions.waived(world.inspectors[1][0])


def test_demo_accounts_are_refused_in_a_real_installation(db, settings):
    from senim.staff.demo import NotADemonstration

    with pytest.raises(NotADemonstration):
        api.demo_account("d@example.kz", PASSWORD, family_name="А", given_name="Б")
    settings.DEMO = True
    account = api.demo_account(
        "d@example.kz", PASSWORD, totp_secret="JBSWY3DPEHPK3PXP", family_name="А", given_name="Б"
    )
    again = api.demo_account("D@example.kz", PASSWORD, family_name="А", given_name="Б")
    assert account.pk == again.pk


def test_no_sign_up_and_only_our_addresses_are_mounted(client):
    from django.urls import NoReverseMatch

    for name in ("account_signup", "account_email", "account_set_password", "mfa_list_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_every_address_of_the_staff_says_who_may_come():
    from django.urls import get_resolver

    def walk(patterns):
        for one in patterns:
            if hasattr(one, "url_patterns"):
                yield from walk(one.url_patterns)
            else:
                yield one

    undeclared = [
        str(one.pattern)
        for one in walk(get_resolver().url_patterns)
        if one.callback.__module__.startswith(("senim.staff", "allauth")) and not hasattr(one.callback, "access")
    ]
    assert undeclared == []
