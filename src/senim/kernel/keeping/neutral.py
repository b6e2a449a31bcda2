"""Values as neither database decides them: a row is a JSON list, the same from SQLite and from PostgreSQL.

moment: "2026-05-12 05:00:00[.ffffff]" in UTC · day, time: ISO · bytes: base 64 · uuid: 32 hex digits · decimal: text
with its places · json: a list of one value, so that JSON's null is told from none.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from senim.kernel.keeping.tables import Table

Turn = Callable[[Any], Any]
_MODULUS = 1 << 256
#: From here on PostgreSQL spells a number of JSON without a point.
_WHOLE = 1e16


@dataclass(slots=True)
class Sum:
    """What proves a table: how many rows, and the sum of their hashes, whatever their order."""

    rows: int = 0
    value: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.value = (self.value + int.from_bytes(hashlib.sha256(line).digest(), "big")) % _MODULUS

    def plain(self) -> list[Any]:
        return [self.rows, f"{self.value:064x}"]


class Lines:
    """Turns rows of a table into lines, and adds each to the table's sum."""

    def __init__(self, table: Table) -> None:
        self.sum = Sum()
        self._turns = [(place, FROM[_family(column.kind)](column.kind))
                       for place, column in enumerate(table.columns) if _family(column.kind) in FROM]
        self._has_json = table.has_json

    def line(self, row: Sequence[Any]) -> bytes:
        values = list(row)
        for place, turn in self._turns:
            if values[place] is not None:
                values[place] = turn(values[place])
        line = _ENCODE(values).encode()
        # A database may put the keys of JSON in an order of its own; what is summed has one order.
        self.sum.add(_ENCODE_SORTED(values).encode() if self._has_json else line)
        return line


def rows(table: Table, lines: Iterable[bytes]) -> Iterable[list[Any]]:
    """Lines as values that the driver of a database takes. Raises ValueError for what is not a line of the table."""
    turns = [(place, turn) for place, column in enumerate(table.columns) if (turn := _into(column.kind))]
    width = len(table.columns)
    for line in lines:
        values = json.loads(line)
        if len(values) != width:
            raise ValueError(f"a row of {table.name} has {len(values)} values, not {width}")
        for place, turn in turns:
            if values[place] is not None:
                values[place] = turn(values[place])
        yield values


def _family(kind: str) -> str:
    return kind.partition(":")[0]


def _moment(value: Any) -> str:
    return value if type(value) is str else str(value.replace(tzinfo=None))


def _decimal(kind: str) -> Turn:
    places = Decimal(1).scaleb(-int(kind.partition(":")[2]))
    return lambda value: str(Decimal(str(value)).quantize(places))


def _float(text: str) -> float | int:
    value = float(text) + 0.0  # there is no zero below zero in PostgreSQL
    return int(value) if abs(value) >= _WHOLE else value


def _json(value: Any) -> list[Any]:
    return [json.loads(value, parse_float=_float) if isinstance(value, str) else value]


#: Families of kinds whose values are turned on the way out: kind -> function of a value that is not None.
FROM: dict[str, Callable[[str], Turn]] = {
    "bool": lambda _kind: bool,
    "float": lambda _kind: float,
    "moment": lambda _kind: _moment,
    "day": lambda _kind: str,
    "time": lambda _kind: str,
    "address": lambda _kind: str,
    "bytes": lambda _kind: lambda value: base64.b64encode(value).decode(),
    "uuid": lambda _kind: lambda value: str(value).replace("-", ""),
    "json": lambda _kind: _json,
    "decimal": _decimal,
}


def _into(kind: str) -> Turn | None:
    if kind == "bytes":
        return base64.b64decode
    if kind == "json":
        # As Django writes it, so that a row put back is the row that was.
        return lambda value: json.dumps(value[0])
    return None


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ENCODE_SORTED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
