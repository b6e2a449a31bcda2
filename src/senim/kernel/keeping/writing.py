"""Rows back into an empty database, in the transaction that is open. SQL of our own tables' names alone."""
# ruff: noqa: S608 - names of tables and columns come out of the catalogue of this database

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection

from senim.kernel import append_only
from senim.kernel.keeping.neutral import rows
from senim.kernel.keeping.tables import LEFT_OUT, Table

#: Rows in one call of SQLite's driver.
AT_ONCE = 2000


@contextmanager
def unbound() -> Iterator[None]:
    """Tables that may be filled in any order: references are checked at the end, all at once.

    PostgreSQL would ask for each row at the commit; taken away and put back, a reference is one join.
    """
    if connection.vendor != "postgresql":
        yield
        connection.check_constraints()
        return
    with connection.cursor() as cursor:
        cursor.execute(_REFERENCES)
        references = cursor.fetchall()
        for table, name, _definition in references:
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        yield
        for table, name, definition in references:
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')


_REFERENCES = """
    SELECT tables.relname, constraints.conname, pg_get_constraintdef(constraints.oid)
    FROM pg_constraint AS constraints JOIN pg_class AS tables ON tables.oid = constraints.conrelid
    WHERE constraints.contype = 'f' AND tables.relnamespace = current_schema()::regnamespace
    ORDER BY 1, 2
"""


def empty() -> None:
    """Take out what migrations put in: everything comes from the copy."""
    names = [name for name in connection.introspection.table_names() if name != "django_migrations"]
    guarded = append_only.guarded(connection)
    with connection.cursor() as cursor:
        for table in guarded:
            for statement in append_only.drop(connection.vendor, table):
                cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in names))
        else:
            for name in names:
                cursor.execute(f'DELETE FROM "{name}"')
        for table in guarded:
            for statement in append_only.create(connection.vendor, table):
                cursor.execute(statement)


def put(table: Table, lines: Iterable[bytes]) -> None:
    """Write lines of a table as they came from a copy. Raises the database's own errors, ValueError."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = rows(table, lines)
    raw: Any = connection.connection
    if connection.vendor == "postgresql":
        with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
            for row in values:
                copy.write_row(row)
        return
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({", ".join("?" * len(table.columns))})'
    walking = iter(values)
    while some := list(islice(walking, AT_ONCE)):
        raw.executemany(statement, some)


def go_on_from(numbers: Mapping[str, int]) -> None:
    """No number that was ever given is given again: table -> the highest one."""
    known = set(connection.introspection.table_names()) - LEFT_OUT
    with connection.cursor() as cursor:
        for table, number in numbers.items():
            if table not in known:
                continue
            if connection.vendor == "postgresql":
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [f'"{table}"', max(number, 1)])
                continue
            cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [number, table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])


def state_of(tables: Iterable[Table]) -> str:
    """The first of the tables that has rows; "" where all are empty."""
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables:
            if table.name in there:
                cursor.execute(f'SELECT 1 FROM "{table.name}" LIMIT 1')
                if cursor.fetchone():
                    return table.name
    return ""
