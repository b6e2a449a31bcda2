"""A name in three languages, Kazakh first: for data of the house (categories, states, roles), where all three stand side by side."""

from typing import NamedTuple

from django.utils.translation import get_language


class Label(NamedTuple):
    """One thing's name in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def in_(self, language: str) -> str:
        """The name in a language code; Kazakh where the code is unknown."""
        return getattr(self, language[:2], self.kk)

    def __str__(self) -> str:
        """The name in the language of the present request."""
        return self.in_(get_language() or "kk")
