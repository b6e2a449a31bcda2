"""PDF by typst: text goes in as data, never as markup, so that no word of a document can become code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def pdf(template: Path, document: dict[str, Any]) -> bytes:
    """A document as PDF. The template finds it in `sys.inputs.doc`. Raises ImportError without typst.

    Fonts are those that typst carries (Libertinus Serif has every Kazakh letter): the page looks the same everywhere.
    """
    import typst  # noqa: PLC0415 - of the extra `reports`, in jobs only

    inputs = {"doc": json.dumps(document)}
    made: bytes = typst.compile(template.read_bytes(), format="pdf", ignore_system_fonts=True, sys_inputs=inputs)
    return made
