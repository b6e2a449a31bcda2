"""HTML from words: what is said stands there in Kazakh, Russian and English, and the reader chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from senim_analysis.words import LANGUAGES, Words, written

STYLE = Path(__file__).with_name("report.css")
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


def said(tell: Callable[[str], str], tag: str = "span") -> str:
    """The same in each language; once where all agree."""
    texts = {language: escape(tell(language)) for language in LANGUAGES}
    if len(set(texts.values())) == 1:
        return texts["en"] if tag == "span" else f"<{tag}>{texts['en']}</{tag}>"
    return "".join(f'<{tag} lang="{language}">{text}</{tag}>' for language, text in texts.items())


def words(text: Words, params: Mapping[str, Any] | None = None, tag: str = "span") -> str:
    """Words of the library as HTML."""
    return said(lambda language: text.fill(language, params), tag)


def number(value: float, places: int | None = None) -> str:
    """A number as each language writes it."""
    return said(lambda language: written(value, language, places))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 1, caption: str = "") -> str:
    """A table of cells that are HTML already. numbers: the first column that holds numbers."""
    top = "".join(f'<th scope="col"{_right(place, numbers)}>{cell}</th>' for place, cell in enumerate(head))
    body = "".join(
        "<tr>" + "".join(f"<td{_right(place, numbers)}>{cell}</td>" for place, cell in enumerate(row)) + "</tr>"
        for row in rows
    )
    title = f"<caption>{caption}</caption>" if caption else ""
    return (
        f'<div class="wide" tabindex="0"><table>{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _right(place: int, numbers: int) -> str:
    return ' class="n"' if place >= numbers else ""


def folded(title: str, inside: str) -> str:
    """A part that opens on demand; on paper it is open."""
    return f"<details><summary>{title}</summary>{inside}</details>"


def figure(drawing: str, caption: str, twin: str = "", kind: str = "") -> str:
    """A drawing with the sentence that says what it shows, and the same as a table."""
    return f'<figure class="{kind}">{drawing}<figcaption>{caption}</figcaption>{twin}</figure>'


def page(title: Words, body: str, *, language: str) -> str:
    """The whole file. The language is chosen by radio buttons that stand before everything they rule."""
    switch = "".join(
        f'<input type="radio" name="language" id="in-{code}"{" checked" if code == language else ""}>'
        f'<label for="in-{code}" lang="{code}" class="always">{name}</label>'
        for code, name in NAMES.items()
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title.fill(language))}</title><style>{STYLE.read_text('utf-8')}</style></head>"
        f'<body><nav class="languages" aria-label="Тіл, язык, language">{switch}</nav><main>{body}</main></body></html>\n'
    )
