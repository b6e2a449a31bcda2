"""Small parts of WordprocessingML for which python-docx has no word: fields, bookmarks, flags of tables."""

from __future__ import annotations

from typing import Any


def element(name: str, /, **attributes: str) -> Any:
    """An element "w:…" with attributes of the same namespace."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - of the extra `reports`, in jobs only
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def run(parent: Any, *parts: Any) -> Any:
    """A run of parts at the end of a paragraph or a link."""
    made = element("w:r")
    for part in parts:
        made.append(part)
    parent.append(made)
    return made


def words(text: str) -> Any:
    """A text that keeps its spaces."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = element("w:t")
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def begin(parent: Any, code: str, *, stale: bool = False) -> None:
    """Open a field. stale: asks Word to reckon it anew when the file is opened."""
    run(parent, element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if stale else {})))
    told = element("w:instrText")
    told.text = f" {code} "
    run(parent, told)
    run(parent, element("w:fldChar", fldCharType="separate"))


def end(parent: Any) -> None:
    """Close a field."""
    run(parent, element("w:fldChar", fldCharType="end"))


def simple(parent: Any, code: str, shown: str) -> None:
    """A field with what it shows until it is reckoned."""
    begin(parent, code)
    run(parent, words(shown))
    end(parent)


def bookmark(paragraph: Any, number: int, name: str) -> None:
    """Lay a bookmark around all runs of a paragraph."""
    first = element("w:bookmarkStart", id=str(number), name=name)
    place = 1 if paragraph.pPr is not None else 0
    paragraph.insert(place, first)
    paragraph.append(element("w:bookmarkEnd", id=str(number)))
