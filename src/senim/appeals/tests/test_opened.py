"""A sensitive appeal is shown at an address that says nothing: no secret in the bar, the page, the history."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from senim.appeals.actions import intake
from senim.appeals.models import Appeal, Message
from senim.appeals.report import Receipt, grouped
from senim.appeals.tests.test_rights import file_of
from senim.appeals.tests.world import World, report

OPEN = "/kk/follow/open/"


@pytest.fixture
def sent(world: World) -> Receipt:
    return intake.send(token=intake.begin(language="kk"), report=report(category="home.violence", text="Күйеуім ұрды"))


def shown(said: Any, receipt: Receipt) -> str:
    """The page, which holds the secret in no spelling, nor does any header."""
    page = str(said.content.decode())
    for secret in (receipt.secret, grouped(receipt.secret), receipt.secret.lower()):
        assert secret not in page and secret not in str(said.headers) and secret not in str(said.cookies)
    assert "no-store" in said["Cache-Control"] and said["Referrer-Policy"] == "same-origin"
    return page


@pytest.mark.parametrize("what", ["", "receipt/", "letter/"])
def test_the_link_leads_away_from_itself_at_once(client: Any, sent: Receipt, what: str) -> None:
    moved = client.get(f"/kk/a/{sent.secret}/{what}")
    assert (moved.status_code, moved.url) == (302, OPEN) and "no-store" in moved["Cache-Control"]
    page = shown(client.get(OPEN), sent)
    assert "Күйеуім ұрды" in page and f'action="{OPEN}"' in page
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert not cookie["max-age"] and cookie["httponly"], "gone with the browser's window, out of reach of scripts"
    assert sent.secret not in str(dict(client.session.items()))


def test_it_is_acted_on_there_and_a_forged_form_is_refused(sent: Receipt) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(f"/kk/a/{sent.secret}/")
    assert client.post(OPEN, {"do": "add", "text": "бөтен біреу"}).status_code == 403
    shown(client.get(OPEN), sent)
    token = client.cookies["csrftoken"].value
    said = client.post(OPEN, {"do": "add", "text": "Ол қазір үйде жоқ", "csrfmiddlewaretoken": token})
    assert (said.status_code, said.url) == (302, OPEN)
    assert [one.text for one in Message.objects.all()] == ["Ол қазір үйде жоқ"]
    assert "Ол қазір үйде жоқ" in shown(client.get(OPEN), sent)
    said = client.post(OPEN, {"do": "add", "text": "", "csrfmiddlewaretoken": token})
    assert said.status_code == 422 and "Күйеуім ұрды" in shown(said, sent)


def test_its_files_open_by_the_session_only(client: Any, sent: Receipt) -> None:
    kept = file_of(Appeal.objects.get())
    address = f"{OPEN}file/{kept}/"
    assert Client().get(address).status_code == 404
    client.get(f"/kk/a/{sent.secret}/")
    assert address in shown(client.get(OPEN), sent)
    photo = client.get(address)
    assert photo.status_code == 200
    photo.close()


def test_a_typed_code_shows_it_without_cookies_and_links_hold_no_secret(client: Any, sent: Receipt) -> None:
    file_of(Appeal.objects.get())
    page = client.post("/kk/follow/", {"code": grouped(sent.secret)}).content.decode()
    assert "Күйеуім ұрды" in page and f"/a/{sent.secret}" not in page


def test_half_an_hour_unused_or_quick_exit_closes_it(client: Any, sent: Receipt, frozen_clock: Any) -> None:
    client.get(f"/kk/a/{sent.secret}/")
    for _ in range(3):
        frozen_clock.move(minutes=20)
        assert "Күйеуім ұрды" in shown(client.get(OPEN), sent)
    frozen_clock.move(minutes=31)
    page = shown(client.get(OPEN), sent)
    assert "Күйеуім ұрды" not in page and 'action="/kk/follow/"' in page
    client.get(f"/kk/a/{sent.secret}/")
    client.post("/kk/exit/")
    assert "Күйеуім ұрды" not in shown(client.get(OPEN), sent)


def test_another_browser_has_nothing_open_and_an_ordinary_appeal_keeps_its_link(client: Any, world: World) -> None:
    assert client.get(OPEN).status_code == 200 and not client.cookies.get(settings.SESSION_COOKIE_NAME)
    ordinary = intake.send(token=intake.begin(language="kk"), report=report())
    assert client.get(f"/kk/a/{ordinary.secret}/").status_code == 200
    assert settings.SESSION_COOKIE_NAME not in client.cookies
