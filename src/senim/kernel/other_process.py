"""For the test suite: what one process changes, another must see within two seconds.

    def test_it(on_disk):
        with Other("senim.staff.api", "{'duties': len(api.scope_of(int(args[0])).duties)}", str(pk)) as other:
            assert other.sees() == {"duties": 1}
            ...
            other.within_two_seconds("duties", 0)
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

CHILD = """
import importlib, json, os, sys
import django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", sys.argv[1])
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = connections.databases["default"]["NAME"] = sys.argv[2]
names = {"api": importlib.import_module(sys.argv[3]), "args": sys.argv[5:]}
for line in sys.stdin:
    print(json.dumps(eval(sys.argv[4], names)), flush=True)
"""


class Other:
    """Another process on the same database that answers what it sees: an expression over a module and arguments."""

    def __init__(self, module: str, expression: str, *arguments: str) -> None:
        name = str(connection.settings_dict["NAME"])
        root = Path(__file__).resolve().parents[2]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
        settings = os.environ.get("DJANGO_SETTINGS_MODULE", "senim.config.settings")
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-c", CHILD, settings, name, module, expression, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def __enter__(self) -> Other:
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def sees(self) -> Any:
        """What the other process answers now."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write("?\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def within_two_seconds(self, key: str, value: Any) -> None:
        """Fail unless the other process sees this within two seconds from now."""
        end = time.monotonic() + 2.0
        while (found := self.sees()[key]) != value:
            assert time.monotonic() < end, found
            time.sleep(0.05)


def _in_memory() -> bool:
    return connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])


@contextmanager
def reachable(folder: Path) -> Iterator[None]:
    """The test database where another process can reach it: an SQLite database in memory is copied to a file."""
    if not _in_memory():
        yield
        return

    old = connection.settings_dict["NAME"]
    connection.ensure_connection()
    copy = sqlite3.connect(folder / "shared.sqlite3")
    connection.connection.backup(copy)
    copy.close()
    memory = connection.connection
    connection.connection = None
    connection.settings_dict["NAME"] = str(folder / "shared.sqlite3")
    try:
        yield
    finally:
        if connection.connection is not None:
            connection.connection.close()
        connection.connection = memory
        connection.settings_dict["NAME"] = old
