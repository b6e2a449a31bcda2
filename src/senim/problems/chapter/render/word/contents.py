"""The contents of a .docx: a real field that Word and LibreOffice fill with page numbers, its entries links already."""

from __future__ import annotations

from typing import Any

from senim.problems.chapter.domain import Document
from senim.problems.chapter.render.word import fields
from senim.problems.chapter.render.word.dress import TEXT

LEVELS = 2


def anchor(number: int) -> str:
    """The bookmark of the section with this number, from nought."""
    return f"_Toc{number + 1:06d}"


def put(made: Any, document: Document) -> None:
    """The heading, then an entry a section of level 1 or 2, on a page of their own."""
    _styles(made)
    title = made.add_paragraph(document.contents, style="TOC Heading")
    title.paragraph_format.page_break_before = True
    for number, one in enumerate(document.sections):
        line = made.add_paragraph(style=f"toc {min(one.level, LEVELS)}")._p  # noqa: SLF001
        if number == 0:
            fields.begin(line, f'TOC \\o "1-{LEVELS}" \\h \\z \\u', stale=True)
        link = fields.element("w:hyperlink", anchor=anchor(number), history="1")
        line.append(link)
        fields.run(link, fields.words(one.title))
        fields.run(link, fields.element("w:tab"))
        fields.simple(link, f"PAGEREF {anchor(number)} \\h", "")
        if number == len(document.sections) - 1:
            fields.end(line)


def _styles(made: Any) -> None:
    """The two styles of entries, which the template of python-docx has not; the heading of the contents."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - of the extra `reports`, in jobs only
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    for level in range(1, LEVELS + 1):
        style = made.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = made.styles["Normal"]
        style.font.bold = level == 1
        form = style.paragraph_format
        form.left_indent, form.space_before, form.space_after = (
            Mm(6 * (level - 1)),
            Pt(3 if level == 1 else 0),
            Pt(1),
        )
        form.tab_stops.add_tab_stop(Mm(TEXT), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
