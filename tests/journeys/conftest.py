"""One small world and one server for a module; a browser tab for whoever comes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from senim.appeals.models import Body
from senim.appeals.tests import world as worlds
from senim.kernel import versions
from senim.kernel.scoping import Actor
from senim.territory import api as territory

#: A house in the first beat, one in the second, one in the hole between them, one whose street has a long name.
HOUSES = """street_kk,street_ru,house,lon,lat,area
Абай көшесі,улица Абая,1,70.005,50.005,{area}
Абай көшесі,улица Абая,40,70.035,50.005,{area}
Тың көшесі,улица Тын,7,70.02,50.005,{area}
Шәкәрім Құдайбердіұлы атындағы даңғыл,проспект имени Шакарима Кудайбердиева,12/3,70.006,50.005,{area}
"""
PASSWORD = "төрт сөз бірге тұр"


@dataclass(slots=True)
class House:
    """The running house: its address, its world, the second step of each person who needs one."""

    url: str
    world: worlds.World


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The world in the test database behind a server, for one module; then the database is as it was."""
    from pytest_django.live_server_helper import LiveServer

    folder = tmp_path_factory.mktemp("journeys")
    with django_db_blocker.unblock(), ExitStack() as stack:
        stack.enter_context(override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files"))
        stack.enter_context(_as_it_was())
        versions.reset()
        world = worlds.build()
        _people_of(world)
        _houses(world)
        Body.objects.create(
            name_kk="Аудан әкімдігі",
            name_ru="Акимат района",
            name_en="District akimat",
            email="akimat@example.kz",
            area_path="/",
        )
        server = LiveServer("localhost")
        stack.callback(server.stop)
        yield House(server.url, world)


@pytest.fixture
def _django_db_helper(house: House) -> None:
    """In place of pytest-django's own, which empties the tables after each test: the world lasts for the module."""


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Keep the database and put it back: append-only rows cannot be deleted, and what migrations brought must stay."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        call_command("flush", verbosity=0, interactive=False)
        return
    kept = sqlite3.connect(":memory:")
    connection.connection.backup(kept)
    yield
    kept.backup(connection.connection)
    kept.close()
    versions.reset()


def _people_of(world: worlds.World) -> None:
    """Everybody can sign in by password; the second step of each has the same secret."""
    from allauth.mfa.totp.internal.auth import TOTP

    for account in world.people.values():
        account.set_password(PASSWORD)
        account.save()
        TOTP.activate(account, SECRET)


SECRET = "JBSWY3DPEHPK3PXP"


def _houses(world: worlds.World) -> None:
    territory.bring_in(
        actor=Actor.system("test"),
        kind=territory.ImportKind.ADDRESSES,
        name="houses.csv",
        content=HOUSES.format(area=world.areas["district"].code).encode(),
        valid_from=date(2024, 6, 8),
    )


@pytest.fixture(autouse=True)
def _files_of_the_module(house: House, _own_data_folder: None) -> Iterator[None]:
    """A file that one test brings is there for the next: one folder for the module, over the folder of a test."""
    from django.conf import settings

    folder = settings.DATA_DIR
    with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files"):
        yield


OpenTab = Callable[..., Any]


@pytest.fixture
def tab(chromium: Any, house: House) -> Iterator[OpenTab]:
    """`tab(width=390, js=True, dark=False)`: a fresh person at a fresh device. Errors of scripts fail the test."""
    opened: list[Any] = []
    faults: list[str] = []

    def open_tab(*, width: int = 390, js: bool = True, dark: bool = False) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=js,
            color_scheme="dark" if dark else "light",
            timezone_id="Asia/Almaty",
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        # The neutral site that quick exit leads to; no test asks the world.
        context.route("https://**", lambda route: route.fulfill(body="weather", content_type="text/plain"))
        return page

    yield open_tab
    for context in opened:
        context.close()
    # A form that comes back with its errors is a 4xx, which Chromium writes into the console: that is no fault.
    assert [fault for fault in faults if "status of 4" not in fault and "favicon" not in fault] == []


def fits(page: Any) -> None:
    """Nothing hangs over the edge of the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"


def look(page: Any) -> None:
    """What WCAG 2.2 A and AA would object to on the page as it stands; and nothing hangs over its edge."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    rows = [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    assert rows == [], page.url
    fits(page)


_SEEN: set[tuple[Any, ...]] = set()


def each_once(see: Callable[[Any], None]) -> Callable[[Any], None]:
    """Look at each distinct screen once in a run: its address without secrets, its size, and what stands on it."""

    def look_once(page: Any) -> None:
        shape = "/".join(part if part.isalpha() and len(part) < 12 else "*" for part in page.url.split("/")[4:])
        parts = tuple(
            page.locator(f"main {part}").count() for part in ("h2", "form", "input, select, textarea", ".errors")
        )
        key = (see, shape, page.viewport_size["width"], parts)
        if key not in _SEEN:
            _SEEN.add(key)
            see(page)

    return look_once
