"""Which records can be opened in an emergency: each context says it of its own; this one knows none of them.

    # senim/appeals/emergency.py, registered in AppConfig.ready
    breakglass.register(Kind("appeal", name=..., find=find, read=read, ...))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role, Scope


@dataclass(frozen=True, slots=True)
class Record:
    """A record by its number. url: where this person reads it anyway, "" where it is closed to the person."""

    pk: int
    number: str
    area_path: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a page under a title: (name, value) pairs, or texts without names."""

    title: Any
    rows: tuple[tuple[Any, Any], ...] = ()
    texts: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of a record, and nothing beside it: no link, no button, no file."""

    title: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A context's side of its records.

    find(scope, number): the record; None both where there is none and where it stays shut for this person or for
    everyone, so that the two cannot be told apart. It is asked again at each look. read(record): what is shown; it
    masks what stays shut. noted(actor, record, until): writes into the record's own history, in the transaction of the
    opening. opens, keeps: in words, what this opens and what it never does. roles: who of the openers.
    """

    code: str
    name: Label
    example: str
    opens: Label
    keeps: Label
    roles: frozenset[Role]
    find: Callable[[Scope, str], Record | None]
    read: Callable[[Record], Page | None]
    noted: Callable[[Actor, Record, datetime], object] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind of record; registering its code again replaces it."""
    _kinds[kind.code] = kind


def unregister(code: str) -> None:
    """Take a kind away again (tests)."""
    _kinds.pop(code, None)


def kinds(scope: Scope | None = None) -> dict[str, Kind]:
    """The kinds by code, all of them or those that this person may open."""
    return {code: one for code, one in _kinds.items() if scope is None or scope.has(*one.roles)}
