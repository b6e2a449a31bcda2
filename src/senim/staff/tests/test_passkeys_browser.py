"""A passkey in a real browser, from the account page to the door and back, with Chromium's virtual authenticator."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from senim.kernel.scoping import Role
from senim.staff import passkeys, testing

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


PASSWORD = "төрт сөз бірге тұр"
HOME = re.compile(r"^[^?]+/staff/account/$")


@pytest.fixture
def device(page: Any) -> Any:
    """A telephone with a finger sensor: its keys can be looked at and taken away."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True}
    made = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def tell(verb: str, **more: Any) -> Any:
        return cdp.send(f"WebAuthn.{verb}", {"authenticatorId": made, **more})

    return tell


def come_in(page: Any, url: str, account: Any) -> None:
    client = Client()
    testing.sign_in(client, account)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def test_a_key_is_added_named_used_and_taken_off(live_server: Any, page: Any, device: Any, axe: Any) -> None:
    url = live_server.url.replace("127.0.0.1", "localhost")
    account = testing.make_officer(Role.HEAD)[0]
    account.set_password(PASSWORD)
    account.save()
    come_in(page, url, account)
    page.goto(f"{url}/kk/staff/account/keys/new/")
    axe()
    page.locator("button[data-ask]").click()
    assert not passkeys.keys_of(account.pk), "a key wants a name first"
    page.fill("input[name=name]", "Жұмыс телефоны")
    page.locator("button[data-ask]").click()
    page.wait_for_url("**/recovery-codes/")
    [key] = device("getCredentials")["credentials"]
    assert key["rpId"] == "localhost"
    assert key["isResidentCredential"]
    assert [one.name for one in passkeys.keys_of(account.pk)] == ["Жұмыс телефоны"]

    Session.objects.all().delete()
    page.goto(f"{url}/kk/staff/sign-in/?next=/kk/staff/account/")
    axe()
    page.locator("button[data-ask]").click()
    page.wait_for_url(HOME)
    axe()
    assert "Жұмыс телефоны" in page.locator("main").inner_text()
    assert passkeys.keys_of(account.pk)[0].last_used_at

    device("setUserVerified", isUserVerified=False)
    Session.objects.all().delete()
    page.goto(f"{url}/kk/staff/sign-in/")
    page.locator("button[data-ask]").click()
    page.locator("[data-told]:not(:empty)").wait_for()
    assert page.url.endswith("/sign-in/"), "without the finger nothing opens"

    device("setUserVerified", isUserVerified=True)
    page.fill("input[name=login]", account.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button.btn").first.click()
    page.wait_for_url("**/sign-in/code/")
    page.locator("button[data-ask]").click()
    page.wait_for_url(lambda at: "sign-in" not in at)
    page.goto(f"{url}/kk/staff/account/")
    page.locator("a[href$='/remove/']").click()
    page.locator("main form button.btn-danger").click()
    page.wait_for_url(HOME)
    assert passkeys.keys_of(account.pk), "the last second step stays"


def test_under_another_name_the_page_offers_no_key(live_server: Any, page: Any) -> None:
    page.goto(f"{live_server.url.replace('localhost', '127.0.0.1')}/kk/staff/sign-in/")
    assert not page.locator("button[data-ask]").is_visible()
    assert page.locator("input[name=password]").is_visible()
