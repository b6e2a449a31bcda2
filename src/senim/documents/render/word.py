"""A paper as .docx, to be edited where the receiving body wants it: plain paragraphs, one font, no tables of frames."""

from __future__ import annotations

import io
from typing import Any

from senim.documents.presenters.paper import Paper

#: The one font that has Kazakh letters on every machine.
FONT = "Times New Roman"
LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
MUTE = "56616D"


def word(made: Paper) -> bytes:
    """A4 as .docx. Raises ImportError without python-docx."""
    from docx import Document  # noqa: PLC0415 - of the extra `reports`, in jobs only

    out = Document()
    _dress(out, made)
    if made.marks:
        out.add_paragraph().add_run(" · ".join(made.marks)).bold = True
    if made.unit:
        _head(out, made)
    for one in made.blocks:
        _block(out, one)
    if made.after:
        out.add_page_break()
        out.add_paragraph(made.after_title, style="Heading 2")
        for one in made.after:
            _block(out, one)
    _tail(out, made)
    held = io.BytesIO()
    out.save(held)
    return held.getvalue()


def _dress(out: Any, made: Paper) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    page = out.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    for name in ("Normal", "Title", "Heading 2", "List Bullet"):
        style = out.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(part), FONT)
        style.font.size = Pt(16 if name == "Title" else 12)
        for border in style.element.xpath("./w:pPr/w:pBdr"):
            border.getparent().remove(border)
    speaks = OxmlElement("w:lang")
    speaks.set(qn("w:val"), LANGUAGES[made.language])
    out.styles["Normal"].element.get_or_add_rPr().append(speaks)
    out.core_properties.title, out.core_properties.author = made.title, "Senim"
    out.core_properties.comments, out.core_properties.language = "", LANGUAGES[made.language]


def _head(out: Any, made: Paper) -> None:
    out.add_paragraph().add_run(made.unit).bold = True
    out.add_paragraph(made.post)
    out.add_paragraph(" · ".join(filter(None, (f"№ {made.number}" if made.number else "", made.day))))


def words_of(one: dict[str, Any]) -> str:
    """The words of a block; a line where something is still missing."""
    return "".join(words or ("________" if variable else "") for words, variable in one["pieces"])


def _block(out: Any, one: dict[str, Any]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    kind, words = one["is"], words_of(one)
    if kind == "title":
        out.add_paragraph(words, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif kind == "head":
        out.add_paragraph(words, style="Heading 2")
    elif kind == "item":
        out.add_paragraph(words, style="List Bullet")
    elif kind in {"to", "to_line"}:
        line = f"{words} {'_' * max(8, 36 - len(words))}" if kind == "to_line" else words
        out.add_paragraph(line).paragraph_format.left_indent = Mm(82)
    elif kind == "fact":
        made = out.add_paragraph()
        made.add_run(f"{one['name']}: ").font.color.rgb = RGBColor.from_string(MUTE)
        made.add_run(words)
    elif kind == "small":
        out.add_paragraph().add_run(words).font.size = Pt(9.5)
    elif kind == "space":
        for _ in range(one["lines"]):
            out.add_paragraph("_" * 70)
    elif kind in {"line", "sign"}:
        out.add_paragraph(f"{words} {'_' * max(12, 68 - len(words))}")
    else:
        out.add_paragraph(words)


def _tail(out: Any, made: Paper) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    if made.grounds:
        said = "; ".join(f"{words} ({caution})" if caution else words for words, caution in made.grounds)
        out.add_paragraph().add_run(f"{made.grounds_title}: {said}").font.size = Pt(9.5)
    for name, value in made.signed:
        out.add_paragraph(f"{name}: ").add_run(value).bold = True
    for words in filter(None, (made.said, made.check, f"{made.hash_title}: {made.hash}" if made.hash else "")):
        run = out.add_paragraph().add_run(words)
        run.font.size, run.bold = Pt(9), made.fake and words == made.said
