"""What the library refuses, in words that say what to do."""

from __future__ import annotations

from typing import Any

from senim_analysis.words import Words


class AnalysisRefused(ValueError):
    """An input with which no honest answer can be given. `code` is for programs, `sentence(language)` for people."""

    def __init__(self, code: str, words: Words, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
        self.params = params

    def sentence(self, language: str) -> str:
        """Why, and what to do, in kk, ru or en."""
        return self.words.fill(language, self.params)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"


class Cancelled(Exception):
    """The caller's `cancel` said so; nothing was changed."""
