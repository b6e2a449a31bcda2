"""How a .docx looks and in which language it is: A4, one font, styles, header, footer, the language of every run."""

from __future__ import annotations

from typing import Any

from senim.problems.chapter.domain import Document
from senim.problems.chapter.render.word import fields

#: Width of the text on A4 in millimetres.
TEXT = 170
FONT = "Times New Roman"
INK, SKY, MUTE = "1D2733", "14588C", "56616D"
LANGUAGES = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
#: (points, bold, colour, points before, points after) of the styles that are used.
STYLES: dict[str, tuple[float, bool, str, float, float]] = {
    "Normal": (11, False, INK, 0, 4),
    "Title": (30, True, SKY, 120, 8),
    "Subtitle": (14, False, MUTE, 0, 260),
    "Heading 1": (20, True, SKY, 0, 8),
    "Heading 2": (15, True, INK, 10, 6),
    "Heading 3": (12, True, SKY, 10, 3),
    "TOC Heading": (20, True, SKY, 0, 8),
    "Caption": (10.5, True, INK, 8, 3),
    "List Bullet": (11, False, INK, 0, 3),
}
#: The style of the text of cells, by its id: made here.
CELL = "CellText"
#: After these there is always something of theirs on the same page.
STICKY = ("Heading 1", "Heading 2", "Heading 3", "Caption")
#: What may stand after the language among the properties of a run.
AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath")


def dress(made: Any, document: Document) -> None:
    """Everything but the text."""
    from docx.shared import Mm  # noqa: PLC0415 - of the extra `reports`, in jobs only

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(22), Mm(20)
    for name, looks in STYLES.items():
        _style(made.styles[name], *looks)
    for name in STICKY:
        made.styles[name].paragraph_format.keep_with_next = True
    _cell_style(made)
    _edges(page, document)
    made.core_properties.title = document.title
    made.core_properties.author = "Senim"
    made.core_properties.comments = ""
    made.core_properties.language = LANGUAGES[document.language]


def _style(style: Any, size: float, bold: bool, colour: str, before: float, after: float) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    # The one font that has Kazakh letters on every machine.
    for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(part), FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.1
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _cell_style(made: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    style = made.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    style.font.size = Pt(9)
    style.paragraph_format.space_after = Pt(0)


def _edges(page: Any, document: Document) -> None:
    """The title and the mark above, the number of the page below; none of it on the cover."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    page.different_first_page_header_footer = True
    above, below = page.header.paragraphs[0], page.footer.paragraphs[0]
    above.add_run(" · ".join(filter(None, (document.title, document.mark)))).font.size = Pt(9)
    below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    fields.simple(below._p, "PAGE", "")  # noqa: SLF001
    below.add_run(" / ")
    fields.simple(below._p, "NUMPAGES", "")  # noqa: SLF001


def speak(made: Any, language: str) -> None:
    """The language of the text where spelling is looked up: of the styles, and of every run that may be copied away."""
    for kept in made.styles.element.xpath("//w:lang"):
        kept.getparent().remove(kept)
    properties = made.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr")
    edges = [edge._element for page in made.sections for edge in (page.header, page.footer)]  # noqa: SLF001
    parts = [made.element.body, *edges]
    properties += [run.get_or_add_rPr() for part in parts for run in part.iter(_name("w:r"))]
    for one in properties:
        one.insert_element_before(
            fields.element("w:lang", val=language, eastAsia=language, bidi="ar-SA"), *AFTER_LANGUAGE
        )


def _name(prefixed: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415

    return str(qn(prefixed))
