"""An opening in a real browser on a phone: opened, read, given back, judged; every page looked at by axe."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from senim.appeals.tests import world as worlds
from senim.breakglass.models import Opening, Review
from senim.breakglass.tests.at_hand import REASON, VERDICT, sent
from senim.staff import testing as staff

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]


def test_open_read_give_back_and_judge(live_server: Any, page: Any, axe: Any) -> None:
    world = worlds.build()
    appeal = sent(category="home.violence", text="Есікті ұрып жатыр")
    page.set_viewport_size({"width": 390, "height": 844})

    def sit(name: str, path: str) -> None:
        client = Client()
        staff.sign_in(client, world.people[name])
        page.context.clear_cookies()
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}/kk/{path}")

    sit("other", "emergency/")
    axe()
    page.check("input[name=kind][value=appeal]")
    page.fill("input[name=number]", appeal.number.lower())
    page.check("input[name=ground][value=life]")
    page.fill("textarea[name=reason]", REASON)
    page.locator("main form button.btn-danger").click()
    page.wait_for_url("**/emergency/*/")
    assert "Есікті ұрып жатыр" in page.locator("main").inner_text()
    axe()
    page.locator("main form button.btn-second").click()
    page.wait_for_url("**/emergency/")
    row = Opening.objects.get()
    assert row.ending.account_id == world.people["other"].pk
    sit("head", f"emergency/{row.pk}/review/")
    axe()
    page.check("input[name=verdict][value=yes]")
    page.fill("textarea[name=reason]", VERDICT)
    page.locator("main form button.btn:not(.btn-danger)").click()
    page.wait_for_url("**/reviews/")
    assert Review.objects.get().justified
    page.goto(f"{live_server.url}/kk/emergency/reviews/?state=all")
    axe()
