"""Where it is measured: SQLite always, PostgreSQL where SENIM_POSTGRES_URL names one; processes of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def databases() -> Iterator[tuple[str, str]]:
    """(name, address); "" is the file of SQLite in the folder of data."""
    yield "SQLite", ""
    if url := os.environ.get("SENIM_POSTGRES_URL"):
        yield "PostgreSQL", re.sub(r"/[^/]*$", "/senim_bench", url)


def fresh_postgres(url: str) -> None:
    """An empty database in the place of the last run's."""
    import psycopg

    with psycopg.connect(re.sub(r"/[^/]*$", "/postgres", url), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS senim_bench WITH (FORCE)")
        connection.execute("CREATE DATABASE senim_bench")


def python(environment: dict[str, str], *words: str) -> str:
    """What a process of its own prints. Raises CalledProcessError."""
    return subprocess.run(
        [sys.executable, *words], env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextmanager
def demonstration(name: str, url: str, *words: str) -> Iterator[dict[str, str]]:
    """The environment of an installation with the invented district in it, gone at the end. words: for `senim demo`."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))),
            "SENIM_DATA_DIR": folder,
            "SENIM_DATABASE_URL": url,
            "SENIM_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "senim.config.settings",
        }
        if url:
            fresh_postgres(url)
        print(f"{name}: preparing the demonstration district", file=sys.stderr, flush=True)
        python(environment, "-m", "senim.cli", "prepare")
        python(environment, "-m", "senim.cli", "demo", "--quiet", *words)
        yield environment
