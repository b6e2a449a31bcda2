"""State diagrams: every transition table of a domain, drawn."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from senim.config.reference.house import contexts, first_line, modules


def page() -> str:
    """One Mermaid diagram for each table that a module calls TRANSITIONS."""
    lines = ["# States", "", "What may follow what. Everything that is not drawn is refused."]
    for context in contexts():
        for module in modules(context, "TRANSITIONS"):
            table = getattr(module, "TRANSITIONS", None)
            if isinstance(table, Mapping) and module.__name__ == _home(table):
                kind = _enum(table)
                lines += ["", f"## {context}: `{kind.__name__}`", "", first_line(kind.__doc__), "", *diagram(table)]
    return "\n".join(lines)


def _enum(table: Mapping[Any, Any]) -> type[StrEnum]:
    return type(next(iter(table)))


def _home(table: Mapping[Any, Any]) -> str:
    return _enum(table).__module__


def diagram(table: Mapping[Any, Any]) -> list[str]:
    """The table in Mermaid: starts at the first state, ends where nothing follows."""
    arrows = [f"    [*] --> {next(iter(table)).value}"]
    for state, nexts in table.items():
        arrows += [f"    {state.value} --> {after.value}" for after in _enum(table) if after in nexts]
        arrows += [] if nexts else [f"    {state.value} --> [*]"]
    return ["```mermaid", "stateDiagram-v2", *arrows, "```"]
