"""Legal terms as the house ships them, with what is known of each."""

from __future__ import annotations

import tomllib

from senim.config.reference.house import ROOT, table

SOURCE = ROOT / "kernel" / "legal_terms.toml"


def page() -> str:
    """Every row of the file. `mark` says how well it is known; nothing marked `memory` is ever computed with."""
    book = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    rows = [
        [
            f"`{row['code']}`",
            _said(row, "value", "unit"),
            _act(book, row),
            _said(row, "article"),
            f"{row.get('valid_from', '')} - {row.get('valid_to', '')}",
            _said(row, "mark"),
            _said(row, "source"),
        ]
        for row in _rows(book)
    ]
    return "\n".join([
        "# Legal terms", "",
        "As shipped, in `kernel/legal_terms.toml`; an installation adds rows of its own. `verified`: read in a",
        "copy of the text; `secondary`: in notes that cite it; `memory`: nobody has found it, so nothing is computed",
        "with it; `own`: our promise. Nobody has compared them with the official text yet: a lawyer must,",
        "before use.", "",
        *table(["code", "term", "act", "article", "valid", "mark", "source"], rows),
    ])


def _rows(book: dict[str, object]) -> list[dict[str, object]]:
    return next((value for value in book.values() if isinstance(value, list)), [])


def _said(row: dict[str, object], *names: str) -> str:
    return " ".join(str(row[name]) for name in names if row.get(name) is not None)


def _act(book: dict[str, object], row: dict[str, object]) -> str:
    acts = book.get("acts", {})
    act = acts.get(row.get("act")) if isinstance(acts, dict) else None
    return str(act.get("en")) if isinstance(act, dict) else str(row.get("act", ""))
