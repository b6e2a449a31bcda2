"""Keys in a real browser: by place in every layout, never while somebody types, off for whoever wants them off."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from senim.appeals.actions import intake
from senim.appeals.tests import world as worlds
from senim.staff import actions as staff_acts
from senim.staff import testing as staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: What the keys of these places give in a Russian and a Kazakh layout.
CYRILLIC = {"KeyJ": "о", "KeyK": "л", "KeyO": "щ", "KeyA": "ф", "KeyG": "п", "KeyQ": "й", "KeyD": "в", "Slash": "."}


def press(page: Any, code: str, *, shift: bool = False) -> None:
    """A key by its place, with the letter that a Cyrillic layout gives there."""
    key = "," if shift else CYRILLIC[code]
    given = {"code": code, "key": key, "bubbles": True, "cancelable": True, "shiftKey": shift}
    page.evaluate("(given) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', given))", given)


def focus(page: Any) -> str:
    found: str = page.evaluate("document.activeElement.tagName + ':' + (document.activeElement.name || '')"
                               " + (document.activeElement.pathname || '')")
    return found


@pytest.fixture
def desk(live_server: Any, page: Any) -> Any:
    made = worlds.build()
    for _number in range(3):
        intake.send(token=intake.begin(language="kk"), report=worlds.report())
    client = Client()
    staff.sign_in(client, made.people["inspector"])
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/kk/desk/")
    return made


def test_keys_move_search_answer_and_go(live_server: Any, page: Any, desk: Any, axe: Any) -> None:
    press(page, "KeyJ")
    first = focus(page)
    assert first.startswith("A:/kk/desk/")
    press(page, "KeyJ")
    second = focus(page)
    assert second != first and second.startswith("A:/kk/desk/")
    press(page, "KeyK")
    assert focus(page) == first
    page.keyboard.press("j")
    assert focus(page) == second, "a Latin layout as well"
    press(page, "Slash")
    assert focus(page) == "INPUT:q"
    page.keyboard.type("jkoa?/")
    assert page.locator("input[name=q]").input_value() == "jkoa?/" and focus(page) == "INPUT:q", "never while typing"
    page.evaluate("document.activeElement.blur()")
    press(page, "Slash", shift=True)
    assert page.locator("dialog#keys").is_visible()
    axe()
    press(page, "KeyJ")
    page.keyboard.press("Escape")
    assert page.locator("dialog#keys").is_hidden()
    press(page, "KeyJ")
    press(page, "KeyA")
    page.wait_for_url("**#do-answer")
    page.locator("#do-answer").wait_for()
    page.locator("#do-answer :focus").wait_for()
    page.evaluate("document.activeElement.blur()")
    press(page, "KeyG")
    press(page, "KeyQ")
    page.wait_for_url("**/kk/desk/")
    page.keyboard.press("Control+j")
    assert focus(page).startswith("BODY"), "with Ctrl the key is the browser's"
    press(page, "KeyJ")
    press(page, "KeyO")
    page.wait_for_url("**/kk/desk/*-*/")


def test_off_is_off_and_without_a_script_the_page_says_the_same(live_server: Any, page: Any, desk: Any) -> None:
    staff_acts.set_shortcuts(actor=desk.actor("inspector"), on=False)
    page.goto(f"{live_server.url}/kk/desk/")
    assert page.locator("dialog#keys").count() == 0 and page.locator("script[src*=keys]").count() == 0
    press(page, "KeyJ")
    assert focus(page).startswith("BODY")
    page.goto(f"{live_server.url}/kk/ease/")
    assert page.locator("main kbd").count() == 12
    page.get_by_role("button", name="Пернелерді қосу").click()
    page.goto(f"{live_server.url}/kk/desk/")
    assert page.locator("dialog#keys").count() == 1
