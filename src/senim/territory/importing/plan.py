"""What every plan has: options in, counts and issues out, and a way to say how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from senim.territory.importing.issues import Issues
from senim.territory.models import ImportRun

#: Told (done, all) while a file is read; may be called as often as one likes.
Tick = Callable[[int, int], None]


def silent(_done: int, _all: int) -> None:
    """For those who do not watch."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read.

    level: of all areas in the file, where its rows do not say it. area_code: where what names no place of its own lies.
    mapping: {our name: name of the property in the file}. complete: the file holds all areas of its level within the
    parents that it names, so that what is missing ends on `valid_from`.
    """

    valid_from: date
    level: str = ""
    source: str = ""
    area_code: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    complete: bool = False

    def stored(self) -> dict[str, Any]:
        return {"area_code": self.area_code, "mapping": self.mapping, "complete": self.complete}


@dataclass
class Counts:
    """How many rows would be new, changed, the same; how many things end."""

    new: int = 0
    changed: int = 0
    same: int = 0
    closed: int = 0

    def any_change(self) -> bool:
        return bool(self.new or self.changed or self.closed)


class Plan(Protocol):
    """A file understood: `write` does what it says, inside the caller's transaction, and nothing else does."""

    issues: Issues
    counts: Counts
    #: Paths of all areas that the plan touches; "" where it adds a root.
    paths: set[str]

    def write(self, run: ImportRun) -> None: ...
