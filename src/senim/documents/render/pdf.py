"""A paper as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from senim.documents.domain import Layout
from senim.documents.presenters.paper import Paper
from senim.web import paper

HERE = Path(__file__).parent
TEMPLATES = {Layout.LETTER: "letter.typ", Layout.BLANK: "letter.typ", Layout.POSTER: "poster.typ"}


def pdf(made: Paper) -> bytes:
    """A4. Raises ImportError without typst."""
    return paper.pdf(HERE / TEMPLATES[made.layout], asdict(made))
