"""Who may come where (from the views' declarations) and who may do what (from the contexts' rules)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from senim.config.reference.house import contexts, first_line, modules, table
from senim.kernel.scoping import Role
from senim.staff import matrix


def roles_page() -> str:
    """The role-by-action matrix. Rules are declared where they are used, so every such module is read first."""
    for context in contexts():
        modules(context, "action_rule(")
    return matrix.matrix_markdown()


def page() -> str:
    """Every address: its name, who may come, what it is."""
    under = "Each lies under its language: `/kk/`, `/ru/`, `/en/`. A view that declares nothing is refused."
    lines = ["# Addresses", "", under]
    rows: dict[str, list[list[str]]] = {}
    for name, route, view in walk(get_resolver(), "", ""):
        package, _dot, rest = str(getattr(view, "__module__", "")).partition(".")
        rows.setdefault(rest.partition(".")[0] if package == "senim" else f"{package} (a package)", []).append(
            [f"`{route}`", f"`{name}`" if name else "", who(view), first_line(getattr(view, "__doc__", ""))]
        )
    for context in sorted(rows):
        lines += ["", f"## {context}", "", *table(["address", "name", "who", "what"], sorted(rows[context]))]
    return "\n".join(lines)


def who(view: Any) -> str:
    """public, staff, or the roles in the order of the enum."""
    access = getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)
    if access is None:
        return "refused: not declared"
    return str(access.kind) if access.kind != "role" else ", ".join(role for role in Role if role in access.roles)


def walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[tuple[str, str, Any]]:
    """(full name, route, view) of every pattern under a resolver."""
    for entry in resolver.url_patterns:
        # The language of an address is the reader's, not the generator's.
        route = prefix + ("" if entry.pattern.__class__.__name__ == "LocalePrefixPattern" else str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}" if entry.name else "", "/" + route, entry.callback
