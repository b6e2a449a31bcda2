"""Writes the blocks of a document into a .docx, one under the other: in Word columns would be tables in tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from senim.problems.chapter.domain import Block, Bullets, Document, Facts, Figure, Head, Section, Table, Text
from senim.problems.chapter.render.word import fields, tables
from senim.problems.chapter.render.word.contents import anchor
from senim.problems.chapter.render.word.dress import MUTE, TEXT

#: The styles that are written.
NAMED = ("Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "Light Shading")
#: Facts longer than this are read one under the other.
LONG = 160
ABREAST = 3
#: A page holds a map with its words: taller drawings are made smaller.
TALLEST = 105


def cover(made: Any, document: Document) -> None:
    """The first page."""
    made.add_paragraph(document.title, style="Title")
    made.add_paragraph(document.subtitle, style="Subtitle")
    _rows(made, document.cover)
    if document.mark:
        made.add_paragraph()
        made.add_paragraph().add_run(document.mark).bold = True


class Writer:
    """Writes sections in their order. pngs: their drawings, in the order in which they stand."""

    def __init__(self, made: Any, pngs: Iterator[bytes]) -> None:
        self.made, self.pngs = made, pngs
        self.number, self.opens = 0, False
        self.ids = {name: made.styles[name].style_id for name in NAMED}

    def section(self, one: Section) -> None:
        """A heading, on a new page where it asks for one, then what stands under it."""
        heading = self._paragraph(one.title, f"Heading {one.level}")
        # A heading that only opens its part stays on the page of what follows.
        heading.paragraph_format.page_break_before = self.number == 0 or (one.own_page and not self.opens)
        fields.bookmark(heading._p, self.number + 1, anchor(self.number))  # noqa: SLF001
        self.opens = not one.blocks
        self.number += 1
        for block in one.blocks:
            self.block(block)

    def block(self, one: Block) -> None:
        """A block of any kind."""
        if isinstance(one, Text):
            self._text(one)
        elif isinstance(one, Head):
            self._paragraph(one.words, "Heading 3")
        elif isinstance(one, Bullets):
            for words in one.items:
                self._paragraph(words, "List Bullet")
        elif isinstance(one, Facts):
            (_rows if any(len(words) > LONG for _name, words in one.rows) else _abreast)(self.made, one)
        elif isinstance(one, Table):
            self._table(one)
        elif isinstance(one, Figure):
            self._figure(one)
        else:
            for part in (*one.left, *one.right):
                self.block(part)

    def _text(self, one: Text) -> None:
        from docx.shared import Pt  # noqa: PLC0415 - of the extra `reports`, in jobs only

        run = self.made.add_paragraph().add_run(one.words)
        run.bold = one.kind == "warn" or None
        run.font.size = {"lead": Pt(12.5), "small": Pt(9)}.get(one.kind)

    def _table(self, one: Table) -> None:
        self._paragraph(one.caption, "Caption")
        self.made.element.body.insert_element_before(tables.table(one, self.ids["Light Shading"]), "w:sectPr")
        self._text(Text(one.note, "small"))

    def _paragraph(self, words: str, style: str) -> Any:
        """A paragraph of a style, by its id: python-docx looks for the name in all styles, every time."""
        made = self.made.add_paragraph()
        made._p.style = self.ids[style]  # noqa: SLF001
        made.add_run(words)
        return made

    def _figure(self, one: Figure) -> None:
        from docx.shared import Mm  # noqa: PLC0415

        self._paragraph(one.title, "Caption")
        if one.sentence:
            self.made.add_paragraph(one.sentence).paragraph_format.keep_with_next = True
        holder = self.made.add_paragraph()
        holder.paragraph_format.keep_with_next = bool(one.key or one.note)
        run = holder.add_run()
        width = min(TEXT, TALLEST * one.width / one.height)
        run.add_picture(io.BytesIO(next(self.pngs)), width=Mm(width))
        # python-docx has no word for the alternative text: it stands in the drawing's own properties.
        properties = run._r.xpath(".//wp:docPr")[0]  # noqa: SLF001
        properties.set("descr", f"{one.title}. {one.sentence}")
        if words := " ".join(filter(None, (f"{'; '.join(one.key)}." if one.key else "", one.note))):
            self._text(Text(words, "small"))
        if one.table is not None and one.table.numeric:
            self._table(one.table)


def _rows(made: Any, facts: Facts) -> None:
    """Names and what they are, a row each."""
    from docx.shared import RGBColor  # noqa: PLC0415

    table = made.add_table(rows=len(facts.rows), cols=2)
    for (left, right), (name, words) in zip(_cells(table), facts.rows, strict=True):
        left.paragraphs[0].add_run(name).font.color.rgb = RGBColor.from_string(MUTE)
        right.paragraphs[0].add_run(words)
    _share(table, (5, 12))


def _abreast(made: Any, facts: Facts) -> None:
    """Short facts three in a row, the name small above its value."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    table = made.add_table(rows=-(-len(facts.rows) // ABREAST), cols=ABREAST)
    for cell, (name, words) in zip((cell for row in _cells(table) for cell in row), facts.rows, strict=False):
        above, below = cell.paragraphs[0], cell.add_paragraph()
        above.paragraph_format.space_after = Pt(0)
        small = above.add_run(name).font
        small.size, small.color.rgb = Pt(9), RGBColor.from_string(MUTE)
        below.add_run(words).bold = True
    _share(table, (1,) * ABREAST)


def _cells(table: Any) -> list[list[Any]]:
    """The cells by row: python-docx looks every one of them up in the whole table."""
    from docx.table import _Cell  # noqa: PLC0415

    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]  # noqa: SLF001


def _share(table: Any, widths: tuple[int, ...]) -> None:
    """Set the shares of the columns: Word asks every cell."""
    from docx.shared import Mm  # noqa: PLC0415

    table.autofit = False
    sizes = [Mm(TEXT * width / sum(widths)) for width in widths]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    for row in _cells(table):
        for cell, size in zip(row, sizes, strict=True):
            cell.width = size
