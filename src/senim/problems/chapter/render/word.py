"""A document as .docx: real headings, tables that can be edited, drawings as PNG that say in words what they show.

Drawings are pictures, not tables: a commission reads the shape of the week, and Word before 2016 knows no SVG. Beside
each picture of hours and months stands its table, so that the numbers can be copied.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from senim.problems.chapter.domain import Block, Bullets, Document, Facts, Figure, Head, Section, Table, Text
from senim.problems.chapter.render.pdf import pictures

#: Width of the text on A4 in millimetres.
TEXT = 170
FONT = "Times New Roman"
LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}


def word(document: Document) -> bytes:
    """The chapter as a file of Word. Raises ImportError without python-docx and typst."""
    from docx import Document as New  # noqa: PLC0415 - of the extra `reports`, in jobs only

    made = New()
    _dress(made, document)
    _cover(made, document)
    writer = _Writer(made, iter(pictures(document)))
    for section in document.sections:
        writer.section(section)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _dress(made: Any, document: Document) -> None:
    """A4, one font that has Kazakh letters on every machine, the language of the text, the mark on every page."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(20)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        style = made.styles[name]
        style.font.name = FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(part), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
    normal = made.styles["Normal"]
    normal.font.size = Pt(11)
    spoken = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): LANGUAGES[document.language]})
    normal.element.get_or_add_rPr().append(spoken)
    page.header.paragraphs[0].text = " · ".join(filter(None, (document.title, document.mark)))
    made.core_properties.title = document.title
    made.core_properties.author = "Senim"
    made.core_properties.language = LANGUAGES[document.language]


def _cover(made: Any, document: Document) -> None:
    made.add_heading(document.title, 0)
    made.add_paragraph(document.subtitle)
    if document.mark:
        made.add_paragraph().add_run(document.mark).bold = True
    _rows(made, document.cover)


def _rows(made: Any, facts: Facts) -> None:
    table = made.add_table(rows=0, cols=2)
    for name, words in facts.rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, words
    _share(table, (5, 12))


def _share(table: Any, widths: tuple[int, ...]) -> None:
    """Set the shares of the columns: Word asks every cell."""
    from docx.shared import Mm  # noqa: PLC0415

    table.autofit = False
    whole = sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        size = Mm(TEXT * width / whole)
        column.width = size
        for cell in column.cells:
            cell.width = size


class _Writer:
    """Writes blocks one under the other."""

    def __init__(self, made: Any, pngs: Iterator[bytes]) -> None:
        self.made, self.pngs = made, pngs
        self.opens = False

    def section(self, one: Section) -> None:
        if one.own_page and not self.opens:
            self.made.add_page_break()
        self.made.add_heading(one.title, one.level)
        self.opens = not one.blocks
        for block in one.blocks:
            self.block(block)

    def block(self, one: Block) -> None:
        if isinstance(one, Text):
            self._text(one)
        elif isinstance(one, Head):
            self.made.add_heading(one.words, 3)
        elif isinstance(one, Bullets):
            for words in one.items:
                self.made.add_paragraph(words, style="List Bullet")
        elif isinstance(one, Facts):
            _rows(self.made, one)
        elif isinstance(one, Table):
            self._table(one)
        elif isinstance(one, Figure):
            self._figure(one)
        else:
            for part in (*one.left, *one.right):
                self.block(part)

    def _text(self, one: Text) -> None:
        from docx.shared import Pt  # noqa: PLC0415

        run = self.made.add_paragraph().add_run(one.words)
        run.bold = one.kind == "warn"
        run.font.size = {"lead": Pt(12.5), "small": Pt(9)}.get(one.kind)

    def _table(self, one: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Pt  # noqa: PLC0415

        self.made.add_paragraph().add_run(one.caption).bold = True
        table = self.made.add_table(rows=0, cols=len(one.head), style="Light List Accent 1")
        first = len(one.head) - one.numeric
        for row in (one.head, *one.rows):
            for place, (cell, words) in enumerate(zip(table.add_row().cells, row, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.add_run(words).font.size = Pt(9)
                if place >= first:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _share(table, one.widths or (1,) * len(one.head))
        _repeat_head(table)
        self._text(Text(one.note, "small"))

    def _figure(self, one: Figure) -> None:
        from docx.shared import Mm  # noqa: PLC0415

        self.made.add_paragraph().add_run(one.title).bold = True
        if one.sentence:
            self.made.add_paragraph(one.sentence)
        run = self.made.add_paragraph().add_run()
        run.add_picture(io.BytesIO(next(self.pngs)), width=Mm(TEXT))
        # python-docx has no word for the alternative text: it stands in the drawing's own properties.
        properties = run._r.xpath(".//wp:docPr")[0]  # noqa: SLF001
        properties.set("descr", f"{one.title}. {one.sentence}")
        for words in ("; ".join(one.key), one.note):
            if words:
                self._text(Text(words, "small"))
        if one.table is not None and one.table.numeric:
            self._table(one.table)


def _repeat_head(table: Any) -> None:
    """The first row again on every page that the table runs over."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    row.append(OxmlElement("w:tblHeader"))
