"""The national identity in a real browser: linked by its owner, then the way in; no policy of a page forbids it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from senim.kernel.scoping import Role
from senim.staff import testing
from senim.staff.models import NationalLink
from senim.staff.national import oidc
from senim.staff.tests.provider import CLIENT, SECRET, running
from senim.staff.tests.test_passkeys_browser import come_in

pytestmark = [
    pytest.mark.browser, pytest.mark.thorough, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


def test_linked_once_and_then_the_way_in(live_server: Any, page: Any, axe: Any, settings: Any) -> None:
    oidc.forget()
    settings.BASE_URL = url = live_server.url.replace("127.0.0.1", "localhost")
    settings.DEMO = True
    account = testing.make_officer(Role.HEAD)[0]
    account.set_password("төрт сөз бірге тұр")
    account.demo = True  # the second step is waived: the way in is walked to its end
    account.save()
    with running() as provider:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = provider.issuer, CLIENT, SECRET
        provider.claims = {"email": account.email, "email_verified": True}
        come_in(page, url, account)
        page.goto(f"{url}/ru/staff/account/")
        page.locator("form[action$='/account/national/'] button").click()
        page.wait_for_url(re.compile(r"/ru/staff/account/$"))
        page.locator("form[action$='/national/remove/'] button").wait_for()
        axe()
        assert NationalLink.objects.get().account_id == account.pk
        Session.objects.all().delete()
        page.goto(f"{url}/ru/staff/sign-in/?next=/ru/staff/account/")
        page.locator("form[action$='/sign-in/national/'] button").click()
        page.wait_for_url(re.compile(r"^[^?]+/ru/staff/account/$"))
        assert "Последнее использование" in page.locator("main").inner_text()
    oidc.forget()
