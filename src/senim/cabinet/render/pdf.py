"""A report as PDF by typst: text goes in as data, never as markup, so that no word of it can become code."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from senim.cabinet.presenters.reports import Document

TEMPLATE = Path(__file__).parent / "report.typ"


def pdf(document: Document) -> bytes:
    """A4, one or two pages. Raises ImportError without typst."""
    import typst  # noqa: PLC0415 - of the extra `reports`, in jobs only

    made: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"doc": json.dumps(asdict(document))},
    )
    return made
