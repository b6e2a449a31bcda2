"""The files `retention.toml` of the contexts as they are written: without models, so that `legal` can read them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.conf import settings

NAME = "retention.toml"


@lru_cache(maxsize=1)
def written() -> tuple[tuple[str, dict[str, Any]], ...]:
    """(context, rule as written) of every context that keeps something, in the order of the contexts."""
    return tuple((context, row) for context in settings.CONTEXTS for row in _of(context))


def _of(context: str) -> Iterator[dict[str, Any]]:
    file = files(f"senim.{context}").joinpath(NAME)
    if file.is_file():
        yield from tomllib.loads(file.read_text(encoding="utf-8")).get("rules", [])


def term_rows() -> Iterator[dict[str, Any]]:
    """The periods that the rules bring along, as rows of legal terms; a rule that names a term brings none."""
    for context, row in written():
        if "term" in row:
            continue
        yield {
            "code": f"keep.{context}.{row['code']}", "value": row["kept"], "unit": row["unit"],
            "act": row.get("act", "own"), "article": row.get("article", ""),
            "valid_from": row["valid_from"], "source": row["source"],
            "mark": row["mark"], "note": row["what"],
        }
