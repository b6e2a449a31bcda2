"""A document as a piece of a web page: the house's own charts, tables and notices."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from senim.problems.chapter.domain import Block, Document, Figure, Pair, Section, Table

TEMPLATES = "problems/chapter/"


def page(document: Document) -> str:
    """HTML without a frame; every text is escaped by its template."""
    with translation.override(document.language):
        sections = [
            {
                "title": one.title,
                "level": one.level,
                "id": f"s{number}",
                # A heading that only opens its part stays on the page of what follows.
                "own_page": one.own_page and not opens(document, number),
                "blocks": [block(part, f"s{number}-{place}", one) for place, part in enumerate(one.blocks)],
            }
            for number, one in enumerate(document.sections)
        ]
        return render_to_string(f"{TEMPLATES}body.html", {"document": document, "sections": sections})


def opens(document: Document, number: int) -> bool:
    """Whether the section before this one is a mere heading above it."""
    before = document.sections[number - 1] if number else None
    return before is not None and not before.blocks and before.level < document.sections[number].level


def block(one: Block, name: str, section: Section) -> dict[str, Any]:
    """What the template of a block is given; its own name tells which template."""
    kind = type(one).__name__.lower()
    found: dict[str, Any] = {"template": f"{TEMPLATES}{kind}.html", "block": one, "name": name, "level": section.level}
    if isinstance(one, Table):
        found |= table(one, section.title)
    if isinstance(one, Figure):
        found |= {"drawing": mark_safe(one.svg), "twin": table(one.table, section.title) if one.table else None}  # noqa: S308 - made by charts
    if isinstance(one, Pair):
        found["sides"] = [
            [block(part, f"{name}-{side}-{place}", section) for place, part in enumerate(parts)]
            for side, parts in enumerate((one.left, one.right))
        ]
    return found


def table(one: Table, where: str) -> dict[str, Any]:
    """A table for its template. where: what tells it apart from the same table of another section, when heard."""
    first = len(one.head) - one.numeric
    return {
        "caption": one.caption,
        "where": where,
        "note": one.note,
        "head": [{"label": label, "number": place >= first} for place, label in enumerate(one.head)],
        "rows": [[{"text": cell, "number": place >= first} for place, cell in enumerate(row)] for row in one.rows],
    }
