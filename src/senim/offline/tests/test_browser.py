"""A shift without a network in a real browser: prepare, cut, write, reload, unlock, send; nothing lost or twice."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from senim.appeals.tests import world as worlds
from senim.cabinet.models import Visit
from senim.cabinet.tests import made
from senim.kernel import versions
from senim.offline.models import Device, Entry
from senim.staff import testing as staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHRASE = "дала қоңыр жел сегіз"


def photo() -> bytes:
    held = BytesIO()
    Image.radial_gradient("L").resize((2400, 1800)).convert("RGB").save(held, "JPEG", quality=95)
    return held.getvalue()


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    """A telephone whose scripts must not fail; that the network is away stands in its console, as it should."""
    opened = chromium.new_context(viewport={"width": 360, "height": 740}, timezone_id="Asia/Almaty", locale="kk-KZ")
    opened.set_default_timeout(30_000)
    faults: list[str] = []
    opened.on("page", lambda page: page.on("pageerror", lambda error: faults.append(str(error))))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    opened.close()
    assert [fault for fault in faults if "Failed to load resource" not in fault] == []


def enter(context: Any, url: str, account: Any) -> None:
    client = Client()
    staff.sign_in(client, account)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def unlock(page: Any) -> None:
    page.fill("#pass", PHRASE)
    page.click("#f-unlock button")
    page.wait_for_selector("#work:visible")


def write(page: Any, place: str, words: str) -> None:
    page.goto(page.url.partition("#")[0] + "#new")
    page.fill("#v-place", place)
    page.fill("#v-words", words)


def test_a_shift_without_a_network(live_server: Any, context: Any) -> None:
    versions.reset()
    world = worlds.build()
    appeal = made.appeal()
    type(appeal).objects.filter(pk=made.appeal(text="Құпия мәтін").pk).update(sensitive=True)
    enter(context, live_server.url, world.people["inspector"])
    page = context.new_page()
    shell = f"{live_server.url}/kk/day/offline/"
    page.goto(shell)
    page.wait_for_selector("html[data-ready]")
    # Prepared: the device is registered, the day is sealed.
    page.fill("#device-name", "Планшет")
    for field in ("#new-pass", "#new-pass-again"):
        page.fill(field, PHRASE)
    page.click("#f-setup button")
    page.wait_for_selector("#day-list h4")
    assert page.locator("#day-list h4").count() == 1 and "1" in page.inner_text("#day-list > p")
    assert page.evaluate("navigator.serviceWorker.ready.then((one) => one.scope)") == f"{live_server.url}/kk/day/"
    assert context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )
    assert "Құпия" not in _stored(page) and "Абай" not in _stored(page), "what lies on the device is sealed"

    # The network goes: a visit to the appeal with a photo, a bad one, both survive a reload and a lock.
    context.set_offline(True)
    page.click("#day-list button")
    page.fill("#v-words", "Көршімен сөйлестім.")
    page.click("#v-more summary")
    page.set_input_files("#v-photo", {"name": "yard.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.wait_for_selector("#photo-shown:visible")
    page.click("#outcomes button >> nth=0")
    page.wait_for_selector("[data-state=waiting]")
    write(page, "Мектеп ауласы", "ЖСН 900101300123")
    page.click("#outcomes button >> nth=0")
    page.wait_for_selector("[data-state=waiting] >> nth=1")
    page.goto(f"{live_server.url}/kk/day/")  # any page of the cabinet opens what is carried
    unlock(page)
    assert page.locator("#day-list h4").count() == 1 and page.inner_text("#count") == "2"

    # The session has ended meanwhile: the queue stays, and says so.
    world.people["inspector"].__class__.objects.filter(pk=world.people["inspector"].pk).update(epoch=99)
    context.set_offline(False)
    page.wait_for_selector("#say a[href*='sign-in']")
    assert page.inner_text("#count") == "2" and not Visit.objects.exists()
    assert Device.objects.get().unsent == 2, "the server knows how much is out there"

    # Another officer signs in on the same device: nothing is sent in that name.
    enter(context, live_server.url, world.people["other"])
    page.goto(f"{shell}#queue")
    page.reload()
    unlock(page)
    page.wait_for_selector("#say .notice")
    assert not Visit.objects.exists() and page.inner_text("#count") == "2"

    # The server has forgotten the device (a copy was put back): it is registered anew, the queue stays.
    Device.objects.update(mark_hash=bytes(32))

    # The owner is back: one is kept with its photo, the bad one stays with a sentence; mended, it goes too.
    enter(context, live_server.url, world.people["inspector"])
    page.reload()
    unlock(page)
    page.wait_for_selector("[data-state=refused] .error-text")
    visit = Visit.objects.get()
    assert (visit.about, visit.words) == (f"appeals:{appeal.number}", "Көршімен сөйлестім.")
    assert visit.photo is not None and visit.photo.width == 1600
    _axe(page)
    page.click("[data-state=refused] .btn-second")
    page.fill("#v-words", "Аула тыныш.")
    page.click("#outcomes button >> nth=1")
    page.wait_for_selector("#queue-list .empty")
    assert sorted(Visit.objects.values_list("words", flat=True)) == ["Аула тыныш.", "Көршімен сөйлестім."]
    assert Entry.objects.count() == 2 and Device.objects.latest("pk").unsent == 0

    # Expired: the day goes from the device, locked or not, and what is not sent would stay.
    page.evaluate(AGED)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate(STORED.replace("of base.objectStoreNames", "of ['bundles']")) == "[]" != _stored(page)

    # Lost: at the next contact everything goes, without a passphrase and without anybody signed in.
    Device.objects.update(lost_at=Entry.objects.first().received_at)
    context.clear_cookies()
    page.goto("about:blank")  # one opening alone: the first after the loss says it
    page.goto(shell)
    page.wait_for_selector("#setup:visible")
    page.wait_for_selector("#say .notice")
    assert Device.objects.latest("pk").told_at is not None
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 1 and _stored(page) == "[]"


#: Everything in the stores of the device as text, bytes as letters where they are some.
STORED = """async () => {
  const asked = (one) => new Promise((done) => { one.onsuccess = () => done(one.result); });
  const base = await asked(indexedDB.open("senim-offline"));
  const rows = [];
  for (const name of base.objectStoreNames) {
    rows.push(...await asked(base.transaction(name).objectStore(name).getAll()));
  }
  base.close();
  return JSON.stringify(rows, (_name, value) => value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value);
}"""


#: Make the day on the device thirteen hours old.
AGED = """async () => {
  const asked = (one) => new Promise((done) => { one.onsuccess = () => done(one.result); });
  const base = await asked(indexedDB.open("senim-offline"));
  const rows = base.transaction("bundles", "readwrite").objectStore("bundles");
  for (const row of await asked(rows.getAll())) await asked(rows.put({ ...row, taken: row.taken - 13 * 3600000 }));
  base.close();
}"""


def _axe(page: Any) -> None:
    """What WCAG 2.2 A and AA would object to; nothing hangs over the edge of 360 pixels."""
    from axe_playwright_python.sync_playwright import Axe

    tags = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    assert Axe().run(page, options={"runOnly": tags}).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _stored(page: Any) -> str:
    return str(page.evaluate(STORED))
