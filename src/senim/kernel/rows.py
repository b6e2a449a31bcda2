"""Rows of a data file (TOML), taken strictly: every key once and by type, and nothing left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

from senim.kernel.labels import Label

T = TypeVar("T")


class BadDataError(ValueError):
    """What is wrong in a data file, and where."""


class Row:
    """A table of a file: every key is taken once and by type; `end` refuses what was not taken."""

    def __init__(self, table: Any, where: str) -> None:
        if not isinstance(table, dict):
            raise BadDataError(f"{where}: not a table")
        self.left, self.where = dict(table), where

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = None, *, may_lack: bool = False) -> Any:
        if key not in self.left:
            if may_lack:
                return default
            raise BadDataError(f"{self.where}: {key} is missing")
        value = self.left.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise BadDataError(f"{self.where}: {key} is {value!r}")
        if value == "" and not may_lack:
            raise BadDataError(f"{self.where}: {key} is empty")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        return str(self.take(key, str, default, may_lack=default is not None))

    def whole(self, key: str) -> int:
        return int(self.take(key, int))

    def decimal(self, key: str) -> Decimal | None:
        value = self.take(key, (int, Decimal), may_lack=True)
        return None if value is None else Decimal(value)

    def label(self, key: str) -> Label:
        return Label(*(self.text(f"{key}_{language}") for language in ("kk", "ru", "en")))

    def many(self, key: str, kind: type, *, may_lack: bool = True) -> tuple[Any, ...]:
        values = self.take(key, list, [], may_lack=may_lack)
        if not all(isinstance(one, kind) and not isinstance(one, bool) for one in values):
            raise BadDataError(f"{self.where}: {key} is {values!r}")
        return tuple(values)

    def rows(self, key: str, name: str = "number", *, may_lack: bool = False) -> Iterator[Row]:
        for place, one in enumerate(self.take(key, list, [], may_lack=may_lack), 1):
            mark = one.get(name, place) if isinstance(one, dict) else place
            yield Row(one, f"{self.where}, {key} {mark}")

    def end(self) -> None:
        if self.left:
            raise BadDataError(f"{self.where}: unknown {', '.join(sorted(self.left))}")


def check(holds: bool, where: str, words: str) -> None:
    if not holds:
        raise BadDataError(f"{where}: {words}")


def unique(values: Iterable[Any], where: str) -> None:
    listed = list(values)
    check(len(listed) == len(set(listed)), where, "twice the same")


def known(row: Row, key: str, kind: Callable[[str], T]) -> T:
    word = row.text(key)
    try:
        return kind(word)
    except ValueError as error:
        raise BadDataError(f"{row.where}: {key} is {word!r}") from error
