"""A report as PDF."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from senim.cabinet.presenters.reports import Document
from senim.web import paper

TEMPLATE = Path(__file__).parent / "report.typ"


def pdf(document: Document) -> bytes:
    """A4, one or two pages. Raises ImportError without typst."""
    return paper.pdf(TEMPLATE, asdict(document))
