"""Processes that a test starts on its own database: the product's settings, not the test's."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

SRC = Path(__file__).resolve().parents[3]


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    """The environment of such a process: this test's database, a data folder of its own."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = urlunsplit(urlsplit(os.environ["SENIM_DATABASE_URL"])._replace(path=f"/{name}"))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENIM_", "DJANGO_"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "senim.config.settings",
        "PYTHONPATH": os.pathsep.join([str(SRC), str(SRC.parent)]),
        "SENIM_DATABASE_URL": url,
        "SENIM_DATA_DIR": str(data_dir),
        "SENIM_SECRET_KEY": "for-the-children-of-tests-" + "x" * 30,
        **more,
    }


def python(module: str, *words: str) -> list[str]:
    """The command line of a module of ours."""
    return [sys.executable, "-m", module, *words]
