"""What every test may ask for: a held clock, a browser, and a machine without a network."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings

# No clock on an example: on a busy machine a slow one is not a fault. A long run looks at many more.
settings.register_profile("usual", deadline=None, print_blob=True, max_examples=50)
settings.register_profile("long", deadline=None, print_blob=True, max_examples=5000)
settings.load_profile(os.environ.get("SENIM_HYPOTHESIS", "usual"))

pytest_plugins = ["senim.kernel.testing"]

#: A working day between two holidays, 10:00 in Kazakhstan (UTC+5).
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
LOOPBACK = ("127.0.0.1", "::1", "localhost", "")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDS = {
    "browser": "needs Chromium: apt install chromium, or name one in SENIM_BROWSER",
    "thorough": "left to .ci/run: every role, processes that are killed, rates over many draws (SENIM_NO_SKIP=1)",
    "postgres": "needs PostgreSQL: SENIM_POSTGRES_URL=postgres://user:password@localhost/senim ./run test",
}


# --- the network is closed ------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Close every socket but those of this machine before a test is read."""
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(original: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise RuntimeError(f"a test may talk to this machine only, not to {address[0]!r}")
        return original(self, address)

    return connect


# --- what cannot run here says so -----------------------------------------------------------------------------------


def browser_path() -> str | None:
    """The Chromium to drive: SENIM_BROWSER, or the first one on the PATH."""
    return os.environ.get("SENIM_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)


def on_postgres() -> bool:
    return os.environ.get("SENIM_DATABASE_URL", "").startswith("postgres")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs something that is not here, with the reason; SENIM_NO_SKIP=1 makes it fail in its stead."""
    must = bool(os.environ.get("SENIM_NO_SKIP"))
    here = {"browser": must or bool(browser_path()), "postgres": on_postgres(), "thorough": must}
    for item in items:
        for name, is_here in here.items():
            if not is_here and name in item.keywords:
                item.add_marker(pytest.mark.skip(reason=NEEDS[name]))


# --- nobody has been here before --------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """All tests come from one address: what it has guessed and begun is forgotten with each."""
    from senim.web import throttle

    for limit in (throttle.GUESSES, throttle.DRAFTS, throttle.VOICES, throttle.CHECKS):
        limit.forget()


# --- the clock ------------------------------------------------------------------------------------------------------


class HeldClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: datetime) -> None:
        self.now = start
        self._stack = ExitStack()
        self.to(start)

    def to(self, moment: datetime) -> datetime:
        """Set the hands; a moment needs a time zone. Back is allowed: clocks do jump."""
        from senim.kernel import clock

        self._stack.close()
        self._stack.enter_context(clock.frozen(moment))
        self.now = moment
        return moment

    def move(self, **parts: float) -> datetime:
        """Move on by `timedelta(**parts)`."""
        return self.to(self.now + timedelta(**parts))

    def release(self) -> None:
        self._stack.close()


@pytest.fixture
def frozen_clock() -> Iterator[HeldClock]:
    """Tuesday 12 May 2026, 10:00 in Kazakhstan (UTC+5): a working day between two holidays."""
    held = HeldClock(TUESDAY)
    yield held
    held.release()


class Everywhere:
    """A clock held at `at` for the threads of a server too; has what `clock.frozen` asks of its variable."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def get(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> datetime:
        before, self.at = self.at, at
        return before

    def reset(self, before: datetime) -> None:
        self.at = before


@pytest.fixture
def clock_everywhere() -> Iterator[Everywhere]:
    """The moment of `frozen_clock`, in every thread."""
    from senim.kernel import clock

    # A patch of its own: the clock of this thread must find its own variable again when it is released.
    with pytest.MonkeyPatch.context() as patch:
        held = Everywhere(TUESDAY)
        patch.setattr(clock, "_frozen", held)
        yield held


# --- the browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for the whole run (Playwright's sync API); tests take `page`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-dev-shm-usage"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=browser_path(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A fresh tab whose console errors fail the test: a policy refusal or a broken module is a fault."""
    context = chromium.new_context(locale="kk-KZ", timezone_id="Asia/Almaty")
    tab = context.new_page()
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield tab
    context.close()
    assert [fault for fault in faults if "favicon" not in fault] == []


@pytest.fixture
def axe(page: Any) -> Any:
    """`axe()` looks at the page as it stands and fails with what WCAG 2.2 A and AA would object to."""
    from axe_playwright_python.sync_playwright import Axe

    def look() -> None:
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
        rows = [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
        assert rows == []

    return look
