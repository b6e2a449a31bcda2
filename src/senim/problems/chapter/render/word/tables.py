"""Tables of a .docx written in one piece: cell by cell python-docx takes seconds for the hundred of a chapter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from senim.problems.chapter.domain import Table
from senim.problems.chapter.render.word.dress import CELL, TEXT

#: Tables with so many rows stand on one page; longer ones run on and repeat their head.
WHOLE = 14
#: Rows of a long table that stay with its head.
TOGETHER = 3
#: Twentieths of a point in a millimetre.
TWIPS = 1440 / 25.4
LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
)
RIGHT = '<w:jc w:val="right"/>'


def table(one: Table, style: str) -> Any:
    """A w:tbl: the first row is its head on every page, no row is cut, it has a name for whoever hears it.

    style: id of the style of the table.
    """
    from docx.oxml import parse_xml  # noqa: PLC0415 - of the extra `reports`, in jobs only
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    sizes = _sizes(one.widths or (1,) * len(one.head))
    rows = (one.head, *one.rows)
    # A short table stays whole; of a long one the head stays with its first rows.
    sticky = len(rows) - 1 if len(rows) <= WHOLE else TOGETHER
    first = len(one.head) - one.numeric
    made = "".join(_row(row, sizes, first, head=at == 0, sticky=at < sticky) for at, row in enumerate(rows))
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val={quoteattr(style)}/><w:tblW w:w="{sum(sizes)}" '
        f'w:type="dxa"/><w:tblLayout w:type="fixed"/>{LOOK}<w:tblCaption w:val={quoteattr(one.caption)}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"
    )


def _sizes(widths: Sequence[int]) -> list[int]:
    """Widths of columns in twentieths of a point by their shares of the text."""
    return [round(TEXT * TWIPS * width / sum(widths)) for width in widths]


def _row(cells: Sequence[str], sizes: Sequence[int], first: int, *, head: bool, sticky: bool) -> str:
    """first: the first column of numbers, which stand to the right."""
    flow = "<w:keepNext/>" if sticky else ""
    weight = "<w:b/>" if head else '<w:b w:val="0"/>'
    made = [
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{CELL}"/>{flow}'
        f"{RIGHT if place >= first else ''}</w:pPr><w:r><w:rPr>{weight}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:tc>'
        for place, (words, size) in enumerate(zip(cells, sizes, strict=True))
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(made)}</w:tr>"
