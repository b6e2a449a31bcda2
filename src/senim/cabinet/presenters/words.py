"""Periods in words."""

from __future__ import annotations

from senim.cabinet.domain import Quarter
from senim.cabinet.wording import QUARTER
from senim.web.words import language


def quarter_words(one: Quarter, spoken: str | None = None) -> str:
    """ "2026 жылғы 2-тоқсан" in a language, the present one where none is named."""
    return QUARTER.in_(spoken or language()) % {"year": one.year, "number": one.number}
