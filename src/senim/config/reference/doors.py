"""The contexts' doors: what each api offers to the others."""

from __future__ import annotations

import inspect
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from senim.config.reference.house import contexts, first_line, table


def page() -> str:
    """The manual of each api: its docstring, then what it offers."""
    lines = ["# Contexts", "", "A context is entered by `senim.<context>.api` alone."]
    for context in contexts():
        if find_spec(f"senim.{context}.api"):
            module = import_module(f"senim.{context}.api")
            lines += ["", f"## {context}", "", inspect.cleandoc(module.__doc__ or ""), ""]
            lines += table(["name", "what it gives"], [[f"`{call}`", doc] for call, doc in offered(module)])
    return "\n".join(lines)


def offered(module: ModuleType) -> list[tuple[str, str]]:
    """(call as it is written, first sentence) of what the api names, in its order."""
    names: list[str] = list(getattr(module, "__all__", [])) or [
        name for name, value in vars(module).items() if not name.startswith("_") and _is_own(value, module)
    ]
    return [(_call(name, getattr(module, name)), first_line(_doc(getattr(module, name)))) for name in names]


def _is_own(value: Any, module: ModuleType) -> bool:
    context = module.__name__.rpartition(".")[0]
    return (inspect.isfunction(value) or inspect.isclass(value)) and value.__module__.startswith(context)


def _call(name: str, value: Any) -> str:
    if not inspect.isfunction(value):
        return name
    signature = inspect.signature(value)
    parts = (str(part).partition(" = ")[0].replace("'", "") for part in signature.parameters.values())
    return f"{name}({', '.join(parts)})"


def _doc(value: Any) -> str:
    return (value.__doc__ or "") if inspect.isfunction(value) or inspect.isclass(value) else ""
