"""One snapshot of the database, read while others write: both databases give it without holding anybody up.

SQLite: a reading transaction of the write-ahead log. PostgreSQL: REPEATABLE READ, READ ONLY.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from senim.kernel.keeping.neutral import Lines
from senim.kernel.keeping.tables import Table

#: Rows that come from PostgreSQL at once.
FETCH = 5000


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows are read: a connection of the driver itself, and whose it is."""

    vendor: str
    raw: Any

    def ask(self, statement: str) -> list[Any]:
        """All rows of a short answer."""
        return list(self.raw.execute(statement).fetchall())

    def rows(self, table: Table) -> Iterator[Sequence[Any]]:
        """The rows of a table, a few thousand at a time in memory."""
        columns = ", ".join(self._column(column.name, column.kind) for column in table.columns)
        statement = f'SELECT {columns} FROM "{table.name}"'  # noqa: S608 - names of our own tables
        if self.vendor != "postgresql":
            yield from self.raw.execute(statement)
            return
        with self.raw.cursor(name="senim_copy") as cursor:
            cursor.itersize = FETCH
            cursor.execute(statement)
            yield from cursor

    def lines(self, table: Table) -> tuple[Lines, Iterator[bytes]]:
        """The rows of a table as lines, and what adds them up meanwhile."""
        lines = Lines(table)
        return lines, map(lines.line, self.rows(table))

    def next_numbers(self) -> dict[str, int]:
        """The highest number that each table has ever given: after a restore none is given twice."""
        if self.vendor != "postgresql":
            known = self.ask("SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
            return dict(self.ask("SELECT name, seq FROM sqlite_sequence")) if known else {}
        return {name: number for name, number in self.ask(_SEQUENCES) if number is not None}

    def _column(self, name: str, kind: str) -> str:
        # The driver would read JSON itself, and then null is no longer told from none.
        return f'"{name}"::text' if kind == "json" and self.vendor == "postgresql" else f'"{name}"'


_SEQUENCES = """
    SELECT tables.relname, pg_sequence_last_value(sequences.oid)
    FROM pg_class AS sequences
    JOIN pg_depend AS owned ON owned.objid = sequences.oid AND owned.deptype IN ('a', 'i')
        AND owned.classid = 'pg_class'::regclass AND owned.refclassid = 'pg_class'::regclass
    JOIN pg_class AS tables ON tables.oid = owned.refobjid
    WHERE sequences.relkind = 'S' AND tables.relnamespace = current_schema()::regnamespace
"""


@contextmanager
def snapshot() -> Iterator[Source]:
    """The database as it is at this moment, for as long as the reading lasts."""
    source = _postgres() if connection.vendor == "postgresql" else _sqlite()
    try:
        yield source
    finally:
        source.raw.close()


def here() -> Source:
    """The database as the open transaction of this process sees it: what a restore has just written."""
    connection.ensure_connection()
    return Source(connection.vendor, connection.connection)


def _sqlite() -> Source:
    raw = sqlite3.connect(connection.settings_dict["NAME"], timeout=20, isolation_level=None)
    raw.execute("PRAGMA query_only=ON")
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the snapshot begins with the first look
    return Source("sqlite", raw)


def _postgres() -> Source:
    other = connection.copy()
    other.ensure_connection()
    other.connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return Source("postgresql", other.connection)
