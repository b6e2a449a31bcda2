"""A document as a piece of a web page: the house's own charts, tables and notices."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from senim.problems.chapter.domain import Block, Document, Figure, Pair, Table

TEMPLATES = "problems/chapter/"


def page(document: Document) -> str:
    """HTML without a frame; every text is escaped by its template."""
    with translation.override(document.language):
        sections = [
            {
                "title": one.title,
                "level": one.level,
                "id": f"s{number}",
                "own_page": one.own_page,
                "blocks": [block(part, f"s{number}-{place}") for place, part in enumerate(one.blocks)],
            }
            for number, one in enumerate(document.sections)
        ]
        return render_to_string(f"{TEMPLATES}body.html", {"document": document, "sections": sections})


def block(one: Block, name: str) -> dict[str, Any]:
    """What the template of a block is given; its own name tells which template."""
    kind = type(one).__name__.lower()
    found: dict[str, Any] = {"template": f"{TEMPLATES}{kind}.html", "block": one, "name": name}
    if isinstance(one, Table):
        found |= table(one)
    if isinstance(one, Figure):
        found |= {"drawing": mark_safe(one.svg), "twin": table(one.table) if one.table else None}  # noqa: S308 - made by charts
    if isinstance(one, Pair):
        found["sides"] = [
            [block(part, f"{name}-{side}-{place}") for place, part in enumerate(parts)]
            for side, parts in enumerate((one.left, one.right))
        ]
    return found


def table(one: Table) -> dict[str, Any]:
    """A table as the common part wants it, the numbers of the last columns set right."""
    first = len(one.head) - one.numeric
    return {
        "caption": one.caption,
        "note": one.note,
        "head": [{"label": label, "number": place >= first} for place, label in enumerate(one.head)],
        "rows": [[{"text": cell, "number": place >= first} for place, cell in enumerate(row)] for row in one.rows],
    }
