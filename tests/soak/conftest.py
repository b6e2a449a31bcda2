"""The table of the long runs: each says what it measured; with SENIM_WRITE=1 the page of the docs is written anew."""

from __future__ import annotations

import os
import platform
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bench import databases as bench

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "stress.md"
ROW = re.compile(r"^\| (?P<what>[^|]+) \| (?P<on>[^|]+) \| (?P<measured>[^|]+) \|$", re.MULTILINE)
_told: dict[tuple[str, str], str] = {}

Teller = Callable[[str, str, str], None]


@pytest.fixture
def told() -> Teller:
    """told(what, on, measured): a row of the table."""

    def tell(what: str, on: str, measured: str) -> None:
        _told[what, on] = f"{measured} ({time.strftime('%d.%m.%Y')})"
        print(f"\n{what}, {on}: {measured}")

    return tell


def databases() -> list[str]:
    """The URLs to run on: SQLite always, PostgreSQL where SENIM_POSTGRES_URL names one; a database of its own there."""
    return [url for _name, url in bench.databases()]


def on(url: str) -> str:
    """The name of a database in the table."""
    return "PostgreSQL" if url else "SQLite"


@pytest.fixture(params=databases(), ids=on)
def url(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    return str(request.param)


def pytest_sessionfinish() -> None:
    """Rows measured now take the place of the same rows measured before; the others stand with their day."""
    if not (_told and os.environ.get("SENIM_WRITE")):
        return
    text = PAGE.read_text("utf-8")
    rows = {(one["what"], one["on"]): one["measured"] for one in ROW.finditer(text) if one["what"] != "what"}
    table = "\n".join(f"| {what} | {where} | {measured} |" for (what, where), measured in {**rows, **_told}.items())
    head = text[: text.index("| what |")]
    head = re.sub(r"(?<=This machine: ).*", f"{os.cpu_count()} cores, Python {platform.python_version()}.", head)
    PAGE.write_text(f"{head}| what | on | measured |\n|---|---|---|\n{table}\n", "utf-8")
