"""What every function gives back: frozen, with what it rests on, as plain data and as a sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, ClassVar

import numpy as np

from senim_analysis.words import Words


@dataclass(frozen=True, slots=True)
class Note:
    """Something that could make the result an artefact, or that limits its use."""

    code: str
    words: Words
    params: Mapping[str, Any] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        return self.words.fill(language, self.params)

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "params": plain(self.params),
            "kk": self.sentence("kk"),
            "ru": self.sentence("ru"),
            "en": self.sentence("en"),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The base of all results. `method`: name and source of the method. `parameters`: all that it was called with."""

    method: str
    n: int
    parameters: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    #: Fields that are too large for a stored summary (whole simulations, say).
    LARGE: ClassVar[frozenset[str]] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain JSON types: arrays become lists, not-a-number becomes None."""
        own = {one.name: plain(getattr(self, one.name)) for one in fields(self) if one.name not in self.LARGE}
        return {"kind": type(self).__name__, **own}

    def sentence(self, language: str) -> str:
        """The finding in one or two sentences of the language."""
        raise NotImplementedError

    def cautions(self, language: str) -> list[str]:
        """The notes in words."""
        return [note.sentence(language) for note in self.notes]


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    for kinds, make in _PLAIN:
        if isinstance(value, kinds):
            return make(value)
    return value if value is None or isinstance(value, bool | int | str) else str(value)


_PLAIN: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Note | Result, lambda value: value.to_dict()),
    (np.ndarray, lambda value: plain(value.tolist())),
    (np.generic, lambda value: plain(value.item())),
    (float, lambda value: value if math.isfinite(value) else None),
    (Enum, lambda value: value.value),
    (Mapping, lambda value: {str(key): plain(one) for key, one in value.items()}),
    (Words, lambda value: value._asdict()),
    (list | tuple | set | frozenset, lambda value: [plain(one) for one in value]),
)
