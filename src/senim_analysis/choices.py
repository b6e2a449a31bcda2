"""A word out of a few: refused with the few named where it is another."""

from __future__ import annotations

from collections.abc import Collection

from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

NOT_ONE_OF = Words(
    "«{name}» белгісіз: {value}. Мыналардың бірі болуы керек: {allowed}.",
    "Неизвестное «{name}»: {value}. Должно быть одно из: {allowed}.",
    "Unknown '{name}': {value}. It must be one of: {allowed}.",
)


def one_of(value: str, name: str, allowed: Collection[str]) -> str:
    """The value, if it is among the allowed ones. Raises AnalysisRefused otherwise."""
    if value not in allowed:
        raise AnalysisRefused("unknown", NOT_ONE_OF, name=name, value=str(value), allowed=", ".join(allowed))
    return value
