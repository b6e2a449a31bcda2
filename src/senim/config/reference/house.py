"""What the reference pages are made from: contexts and their modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def contexts() -> list[str]:
    """The contexts that are installed, in the order of the house."""
    return [config.label for config in apps.get_app_configs() if config.name.startswith("senim.")]


def sources(context: str) -> Iterator[tuple[str, ast.Module, str]]:
    """(dotted name, tree, text) of every module of a context; tests, migrations and commands left out."""
    for path in sorted((ROOT / context).rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        if not {"tests", "migrations", "management"} & set(parts):
            tree, text = _read(path)
            yield ".".join(part for part in parts if part != "__init__"), tree, text


@cache
def _read(path: Path) -> tuple[ast.Module, str]:
    """Ten pages are written from the same code: it is read once."""
    text = path.read_text(encoding="utf-8")
    return ast.parse(text), text


def modules(context: str, *marks: str) -> list[ModuleType]:
    """The imported modules of a context whose text holds one of the marks."""
    return [import_module(name) for name, _tree, text in sources(context) if any(mark in text for mark in marks)]


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table; bars inside a cell are kept as text."""
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in (head, *cells)]
    return [lines[0], "|" + "---|" * len(head), *lines[1:]]


def first_line(text: str | None) -> str:
    """The first sentence of a docstring."""
    return " ".join((text or "").strip().split("\n\n")[0].split())
