"""Where the page of a beat takes its parts from. Later contexts add theirs without touching the portal:

    from senim.portal.api import Part, Vector, register

    def next_meeting(beat: Beat) -> Part | None: ...
    register(Vector.PARTNERSHIP, "partnership.next_meeting", next_meeting, order=20)     # in AppConfig.ready

A part that has nothing to say answers None and does not appear; a vector without parts does not appear either. A part
shows what is masked already: the portal adds no secrecy of its own. The page allows twelve queries in all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from senim.portal.domain import VECTORS, Vector
from senim.territory.api import AreaInfo


@dataclass(frozen=True, slots=True)
class Beat:
    """The beat whose page is made: the area, the language of the page and the moment (aware)."""

    area: AreaInfo
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: a heading, a template and what it shows."""

    title: Any
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """A vector with its parts, in order."""

    vector: Vector
    title: str
    parts: tuple[Part, ...]


Maker = Callable[[Beat], Part | None]

_makers: dict[str, tuple[Vector, int, Maker]] = {}


def register(vector: Vector | str, name: str, maker: Maker, order: int = 100) -> None:
    """Add a part to a vector. `name` is unique ("context.part"); registering it again replaces it."""
    _makers[name] = (Vector(vector), order, maker)


def unregister(name: str) -> None:
    """Take a part away again (tests)."""
    _makers.pop(name, None)


def sections(beat: Beat) -> list[Section]:
    """The sections of a beat in the order of the four vectors; empty ones are left out."""
    ordered = sorted(_makers.items(), key=lambda item: (item[1][1], item[0]))
    found: dict[Vector, list[Part]] = {vector: [] for vector in Vector}
    for _name, (vector, _order, maker) in ordered:
        if part := maker(beat):
            found[vector].append(part)
    return [Section(one, VECTORS[one].in_(beat.language), tuple(parts)) for one, parts in found.items() if parts]
