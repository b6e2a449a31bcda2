"""Blank forms that residents take away: a text for each language and, beside it, the explanation of the procedure.

    blanks/<code>/kk.txt   the form (see `markup`); after a line of === the explanation
    blanks/<code>/about.toml   order, and the legal terms that the explanation names with {term_1}, {term_2}

A term stands in the explanation as the table of legal terms has it today, with its mark.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from senim.documents import markup
from senim.documents.domain import Layout
from senim.documents.presenters.paper import Paper, title_of
from senim.kernel import clock, formats, legal
from senim.kernel.labels import Label

FOLDER = Path(__file__).parent / "blanks"
CUT = "\n===\n"
AFTER = Label("Бұл бланк туралы", "Об этом бланке", "About this form")


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank form. terms: codes of legal terms that its explanation names."""

    code: str
    order: int
    terms: tuple[str, ...]
    texts: dict[str, str]
    notes: dict[str, str]


@cache
def shelf() -> tuple[Blank, ...]:
    """Every blank form, in order; read once."""
    found = [_read(folder) for folder in FOLDER.iterdir() if (folder / "about.toml").exists()]
    return tuple(sorted(found, key=lambda one: one.order))


def _read(folder: Path) -> Blank:
    about = tomllib.loads((folder / "about.toml").read_text(encoding="utf-8"))
    halves = {path.stem: path.read_text(encoding="utf-8").partition(CUT) for path in folder.glob("*.txt")}
    return Blank(
        folder.name,
        about["order"],
        tuple(about.get("terms", ())),
        {language: one[0] for language, one in halves.items()},
        {language: one[2] for language, one in halves.items()},
    )


def blank(code: str) -> Blank | None:
    return next((one for one in shelf() if one.code == code), None)


def paper(one: Blank, language: str) -> Paper:
    """The form and, on the next page, how the matter goes on."""
    blocks = markup.fill(markup.parse(one.texts[language]), {})
    title = title_of(blocks)
    return Paper(
        language=language,
        layout=Layout.BLANK,
        title=title,
        blocks=blocks,
        foot=f"Senim · {title}",
        after=explanation(one, language),
        after_title=AFTER.in_(language),
    )


def explanation(one: Blank, language: str) -> list[dict[str, Any]]:
    """How it goes on after the form is handed in, with the terms of today."""
    values = {f"term_{number}": _term(code, language) for number, code in enumerate(one.terms, 1)}
    return markup.fill(markup.parse(one.notes[language]), values)


def _term(code: str, language: str) -> str:
    term = legal.term(code, clock.today(), allow_unverified=True)
    length = formats.quantity(term.value, term.unit.value, language) if term.value is not None else ""
    caution = term.caution(language).rstrip(".")
    beside = "; ".join(filter(None, (term.citation(language), caution[:1].lower() + caution[1:])))
    return f"{length} ({beside})" if length else beside


def digest(made: Paper) -> str:
    """Of everything that the file shows."""
    return hashlib.sha256(json.dumps(asdict(made), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
