"""A document as PDF, and its drawings as pictures."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from senim.problems.chapter import charts
from senim.problems.chapter.domain import Block, Document, Figure, Pair, Table
from senim.web import paper

TEMPLATE = Path(__file__).parent / "chapter.typ"
#: Pixels of a drawing in a .docx for each of its units.
DENSITY = 144.0


def pdf(document: Document) -> bytes:
    """A4 pages with a table of contents. Raises ImportError without typst."""
    return paper.pdf(TEMPLATE, _data(document))


def pictures(document: Document) -> list[bytes]:
    """Every drawing of a document as PNG, in order: for Word, which shows SVG in new versions only."""
    import typst  # noqa: PLC0415 - of the extra `reports`, in jobs only

    drawn = [charts.alone(one.svg, one.height, one.width) for one in figures(document)]
    if not drawn:
        return []
    source = (
        "#let drawn = json(bytes(sys.inputs.drawn))\n#set page(width: auto, height: auto, margin: 0pt)\n"
        "#for (n, one) in drawn.enumerate() { if n > 0 { pagebreak() }; image(bytes(one), width: 482pt) }"
    )
    made = typst.compile(
        source.encode(), format="png", ppi=DENSITY, ignore_system_fonts=True, sys_inputs={"drawn": json.dumps(drawn)}
    )
    return [made] if isinstance(made, bytes) else list(made)


def figures(document: Document) -> list[Figure]:
    """The drawings of a document in the order in which they stand."""
    return [one for section in document.sections for one in _figures(section.blocks)]


def _figures(blocks: tuple[Block, ...]) -> list[Figure]:
    found: list[Figure] = []
    for one in blocks:
        if isinstance(one, Figure):
            found.append(one)
        elif isinstance(one, Pair):
            found += _figures(one.left) + _figures(one.right)
    return found


def _data(document: Document) -> dict[str, Any]:
    return {
        "language": document.language,
        "title": document.title,
        "subtitle": document.subtitle,
        "mark": document.mark,
        "contents": document.contents,
        "cover": [list(row) for row in document.cover.rows],
        "sections": [
            {
                "title": one.title,
                "level": one.level,
                "own_page": one.own_page,
                "blocks": [_block(part) for part in one.blocks],
            }
            for one in document.sections
        ],
    }


def _block(one: Block) -> dict[str, Any]:
    """A block as plain data that names its kind; what lies in a block is turned too."""
    if isinstance(one, Pair):
        return {
            "is": "pair",
            "left": [_block(part) for part in one.left],
            "right": [_block(part) for part in one.right],
        }
    found: dict[str, Any] = {"is": type(one).__name__.lower(), **asdict(one)}
    if isinstance(one, Table) and not one.widths:
        found["widths"] = [1] * len(one.head)
    if isinstance(one, Figure):
        found |= {"svg": charts.alone(one.svg, one.height, one.width), "table": None}
    return found
