"""A document as .docx: real headings and contents, tables that can be edited, drawings told in words.

Drawings are pictures, not tables: a commission reads the shape of the week, and Word before 2016 knows no SVG. Beside
each picture of hours and months stands its table, so that the numbers can be copied.
"""

from __future__ import annotations

import io

from senim.problems.chapter.domain import Document
from senim.problems.chapter.render.pdf import pictures
from senim.problems.chapter.render.word import contents, dress
from senim.problems.chapter.render.word.writer import Writer, cover


def word(document: Document) -> bytes:
    """The chapter as a file of Word. Raises ImportError without python-docx and typst."""
    from docx import Document as New  # noqa: PLC0415 - of the extra `reports`, in jobs only

    made = New()
    dress.dress(made, document)
    cover(made, document)
    contents.put(made, document)
    writer = Writer(made, iter(pictures(document)))
    for section in document.sections:
        writer.section(section)
    dress.speak(made, dress.LANGUAGES[document.language])
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()
