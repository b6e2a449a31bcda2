"""Writers of a document: a web page, PDF, .docx. What is not installed is not offered."""

from __future__ import annotations

from importlib.util import find_spec

from senim.problems.chapter.domain import Document, Format

#: The packages that a format needs, of the extra `reports`.
NEEDS: dict[Format, tuple[str, ...]] = {Format.PAGE: (), Format.PDF: ("typst",), Format.WORD: ("docx", "typst")}
EXTRA = 'pip install "senim[reports]"'


def offered() -> list[Format]:
    """The formats that this installation can write."""
    return [one for one, packages in NEEDS.items() if all(find_spec(package) for package in packages)]


def write(document: Document, form: Format) -> bytes:
    """The document in a format. Raises ImportError where its packages are missing."""
    if form is Format.PAGE:
        from senim.problems.chapter.render.page import page  # noqa: PLC0415 - each writer brings its own weight

        return page(document).encode()
    if form is Format.PDF:
        from senim.problems.chapter.render.pdf import pdf  # noqa: PLC0415

        return pdf(document)
    from senim.problems.chapter.render.word import word  # noqa: PLC0415

    return word(document)
