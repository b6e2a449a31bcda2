"""In a real browser: the analyst draws boundaries up, the head applies them, and the same two put them back."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from senim.appeals.tests import world as worlds
from senim.kernel.clock import today
from senim.rehearsal import actions
from senim.rehearsal.models import Change
from senim.rehearsal.tests.world import EAST, PLACES, WEST, appeal, file
from senim.staff import testing
from senim.territory import api as territory

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.django_db(transaction=True)]
PASSWORD = "төрт сөз бірге тұр"


@pytest.fixture
def world() -> worlds.World:
    made = worlds.build()
    for lon, lat in PLACES:
        appeal(lon, lat, 12)
    for name in ("analyst", "head"):
        made.people[name].set_password(PASSWORD)
        made.people[name].save()
    return made


def comes(page: Any, live_server: Any, account: Any) -> None:
    """Somebody else sits down at the screen."""
    client = Client()
    testing.sign_in(client, account)
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])


def picture(page: Any, name: str) -> None:
    """A screenshot for whoever wants to look: SENIM_PICTURES names the folder."""
    if folder := os.environ.get("SENIM_PICTURES"):
        page.screenshot(path=f"{folder}/rehearsal-{name}.png", full_page=True)


def rehearsed(page: Any) -> Change:
    """What the job worker does while the page waits; the page finds it by itself."""
    page.wait_for_url("**/rehearsal/*/")
    row = Change.objects.latest("pk")
    actions.execute(change_id=row.pk)
    page.wait_for_selector(".finding")
    return row


def apply(page: Any, live_server: Any, row: Change, person: Any) -> None:
    comes(page, live_server, person)
    page.goto(f"{live_server.url}/kk/rehearsal/{row.pk}/")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".notice[data-kind=good]")


def test_a_boundary_change_is_rehearsed_applied_and_undone(
    page: Any, live_server: Any, axe: Any, world: worlds.World, tmp_path: Any
) -> None:
    place, first, second = (70.012, 50.005), world.areas["first"].pk, world.areas["second"].pk
    drawn = tmp_path / "beats.geojson"
    drawn.write_bytes(file((world.areas["first"].code, WEST), (world.areas["second"].code, EAST)))
    comes(page, live_server, world.people["analyst"])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/kk/rehearsal/")
    page.click("main .btn")
    page.set_input_files("input[name=file]", str(drawn))
    page.fill("textarea[name=reason]", "Жүктеме тең емес")
    page.fill("input[name=starts_on]", today().isoformat())
    axe()
    page.click("main form .btn")
    row = rehearsed(page)
    assert page.locator(".rehearsed path.new").count() == 2 and page.locator(".rehearsed path.old").count() == 2
    page.uncheck("#layer-old")
    assert not page.locator(".rehearsed path.old").first.is_visible()
    page.check("#layer-old")
    assert page.locator("input[name=password]").count() == 0, "the author is not asked: another applies it"
    axe()
    picture(page, "rehearsed")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "narrow")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert territory.locate(*place).area_id == first
    apply(page, live_server, row, world.people["head"])
    picture(page, "applied")
    assert territory.locate(*place).area_id == second
    comes(page, live_server, world.people["analyst"])
    page.goto(f"{live_server.url}/kk/rehearsal/{row.pk}/")
    page.click("a[href$='/undo/']")
    page.fill("textarea[name=reason]", "Тұрғындар қарсы")
    page.click("main form .btn")
    back = rehearsed(page)
    # The hole between the beats comes back: the author says that it is meant so.
    page.click("a[href$='/amend/']")
    page.check("input[name=holes_meant]")
    page.click("main form .btn")
    assert rehearsed(page).pk == back.pk
    picture(page, "undoing")
    apply(page, live_server, back, world.people["head"])
    assert territory.locate(*place).area_id == first
    assert territory.locate(*place, today() - timedelta(days=1)).area_id == first
