"""What lies sealed in the database: contexts name their columns, so that a new vault key reaches every one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed column. `again(row)`: its value sealed with the present key, or None where it is so already.

    model: "context.Model" · field: the column's field
    """

    model: str
    field: str
    again: Callable[[Any], Any]

    @property
    def name(self) -> str:
        return f"{self.model}.{self.field}"


_sealed: dict[str, Sealed] = {}


def register(column: Sealed) -> None:
    """Name a sealed column; from `AppConfig.ready`."""
    _sealed[column.name] = column


def sealed_columns() -> list[Sealed]:
    """Every sealed column, by name."""
    return [_sealed[name] for name in sorted(_sealed)]
