"""What the pages of a file ask of the incidents context: kinds for choosing, the sentence of a selection."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def api() -> Any:
    """The door of the incidents context; None where it is not installed."""
    return import_module("senim.incidents.api") if find_spec("senim.incidents.api") else None


def kind_choices(language: str) -> list[tuple[str, str]]:
    """(code, name) of the kinds of events; nothing where none were ever imported."""
    found = api()
    return [(str(one.code), str(one.name)) for one in found.kinds(language)] if found else []
