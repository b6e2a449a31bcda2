"""The words of the product: every enum of the contexts with its three names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import ModuleType
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from senim.config.reference.house import contexts, first_line, modules, table
from senim.kernel.labels import Label

LANGUAGES = ("kk", "ru", "en")
Names = dict[Any, tuple[str, str, str]]


def page() -> str:
    """A table for each enum that people meet."""
    lines = [
        "# Words", "", "Values that the product stores and the names by which people see them. Terms of the trade and",
        "how we use them: [glossary](../glossary.md).",
    ]
    for context in contexts():
        for kind, names in enums(context):
            if names:
                rows = [[f"`{value.value}`", *names.get(value, ("", "", ""))] for value in kind]
                lines += ["", f"## {context}: `{kind.__name__}`", "", first_line(kind.__doc__), ""]
                lines += table(["value", "Kazakh", "Russian", "English"], rows)
    return "\n".join(lines)


def enums(context: str) -> Iterator[tuple[type[StrEnum], Names]]:
    """Each StrEnum that a context defines, with the names found for its members (empty where nobody named them)."""
    books = modules(context, "StrEnum", "Label(", "gettext_lazy", "Label]")
    kinds = {
        value for module in books for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.__name__
    }
    everywhere = [*books, *modules("staff", "Label(")] if context == "kernel" else books
    for kind in sorted(kinds, key=lambda one: (one.__module__, one.__name__)):
        yield kind, names_of(kind, everywhere)


def names_of(kind: type[StrEnum], books: list[ModuleType]) -> Names:
    """The first table that names every member; of several names for one value (name, question, hint) the first."""
    for module in books:
        for value in vars(module).values():
            if isinstance(value, Mapping) and value and set(value) >= set(kind) and _is_of(kind, value):
                found = {member: _three(value[member]) for member in kind}
                # "none" may have no name: nothing is shown for it.
                if all(all(names) for member, names in found.items() if member.value != "none"):
                    return found
    return {}


def _is_of(kind: type[StrEnum], names: Mapping[Any, Any]) -> bool:
    # A plain string equals the member of an enum with the same value: the keys must be members themselves.
    return all(type(key) is kind for key in names)


def _three(value: Any) -> tuple[str, str, str]:
    if isinstance(value, (tuple, list)) and not value:
        return ("", "", "")
    first = value[0] if value and isinstance(value, (tuple, list)) and not isinstance(value, Label) else value
    if isinstance(first, Label):
        return first.kk, first.ru, first.en
    if not isinstance(first, Promise):
        return ("", "", "")
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(str(first))
    return said[0], said[1], said[2]
