"""A sentence in three languages, and numbers as each of them writes numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

LANGUAGES = ("kk", "ru", "en")
#: Kazakh and Russian keep the sign a space away and on the same line; in English it follows the number at once.
PERCENT = "\N{NO-BREAK SPACE}%"


class Words(NamedTuple):
    """One sentence in Kazakh, Russian and English; {names} are filled by `fill`."""

    kk: str
    ru: str
    en: str

    def fill(self, language: str, params: Mapping[str, Any] | None = None) -> str:
        """The sentence in a language; Kazakh where the code is unknown. Numbers among the params are written out."""
        text = getattr(self, language[:2], self.kk)
        shown = {name: written(value, language) for name, value in (params or {}).items()}
        told = str(text.format(**shown))
        return told if language.startswith("en") else told.replace(" %", PERCENT)


#: The end of every finding about places.
NOT_A_PERSON = Words(
    "Бұл ешбір адам туралы дәлел емес.",
    "Это не свидетельство о каком-либо человеке.",
    "This is not evidence about any person.",
)
ONE_EVENT = Words(
    "Жалғыз оқиға: бір оқиғадан заңдылық шықпайды.",
    "Всего одно событие: из одного закономерности не вывести.",
    "There is one event only: one event makes no pattern.",
)


class Percent(float):
    """A share of 1 that is written as a percentage: 0.583 is "58 %", and where every tenth counts "99.8 %"."""


def written(value: Any, language: str, places: int | None = None) -> str:
    """A number with the decimal sign and the thin spaces of the language; other values as they are."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value.fill(language) if isinstance(value, Words) else str(value)
    if not math.isfinite(value):
        return "—"
    if isinstance(value, Percent):
        return written(100 * float(value), language, _tenths(value)) + ("%" if language == "en" else PERCENT)
    digits = places if places is not None else _places(value)
    text = f"{value:,.{digits}f}"
    if digits and places is None:
        text = text.rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    sign = "." if language == "en" else ","
    return whole.replace(",", " ").replace("-", "−") + (sign + part if part else "")


def _places(value: float) -> int:
    """Three significant digits for small values, none for large ones."""
    size = abs(value)
    if size >= 100 or float(value).is_integer():
        return 0
    if size >= 10:
        return 1
    if size >= 0.095:
        return 2
    return 4 if size >= 0.0095 else min(12, 1 - math.floor(math.log10(size)))


def _tenths(share: float) -> int:
    """Whether a percentage shows a tenth: under ten, and above 99, unless it is whole."""
    tenths = round(1000 * share)
    return int((abs(tenths) < 100 or 990 < abs(tenths) < 1000) and tenths % 10 != 0)


def probability(value: float, language: str) -> str:
    """A p-value in words that do not pretend: "p < 0,0001" below what four digits can say."""
    if value < 0.0001:
        return "p < " + written(0.0001, language, 4)
    return "p = " + written(value, language, 4 if value < 0.095 else 2)
