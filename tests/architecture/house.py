"""What the architecture tests look at: the contexts, their models, their addresses, their code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "senim"


def our_models() -> list[type[models.Model]]:
    """Concrete models of our contexts, the hidden tables of many-to-many fields too."""
    ours = (config for config in apps.get_app_configs() if config.name.startswith("senim."))
    return [model for config in ours for model in config.get_models(include_auto_created=True)]


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, its route as Django writes it, its view, its kinds of parts."""

    name: str
    route: str
    view: Any
    converters: dict[str, Any]

    @property
    def access(self) -> Any:
        """What the view declares; class-based views carry it on the class."""
        return getattr(self.view, "access", None) or getattr(getattr(self.view, "view_class", None), "access", None)

    @property
    def is_ours(self) -> bool:
        return str(getattr(self.view, "__module__", "")).startswith("senim.")


def addresses() -> list[Address]:
    """Every URL pattern of the house, nested ones resolved."""
    return list(_walk(get_resolver(), "", "", {}))


def _walk(resolver: URLResolver, prefix: str, space: str, converters: dict[str, Any]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        parts = {**converters, **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            name = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, route, name, parts)
        elif isinstance(entry, URLPattern):
            yield Address(f"{space}{entry.name}" if entry.name else "", route, entry.callback, parts)


def code(*patterns: str) -> Iterator[tuple[Path, ast.Module]]:
    """Parsed Python files of src/senim by glob, tests and migrations left out."""
    for path in files(*patterns):
        yield path, _parsed(path)


def files(*patterns: str) -> Iterator[Path]:
    """Python files of src/senim by glob, tests and migrations left out."""
    for pattern in patterns:
        for path in sorted(SOURCE.glob(pattern)):
            if not {"tests", "migrations"} & set(path.relative_to(SOURCE).parts):
                yield path


@cache
def _parsed(path: Path) -> ast.Module:
    """The house is read once, however many rules look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
