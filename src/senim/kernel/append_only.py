"""Triggers that make a table append-only, on both databases. Any context may use them in a migration.

    operations = [append_only.operation("appeals_event")]
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection as here
from django.db import migrations

_REFUSE = (
    "CREATE OR REPLACE FUNCTION senim_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$"
)
_CALL = "EXECUTE FUNCTION senim_append_only()"


def create(vendor: str, table: str) -> list[str]:
    """The SQL that makes the database refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE on a table."""
    if vendor == "postgresql":
        return [
            _REFUSE,
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {_CALL}",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {_CALL}",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("update", "delete")
    ]


def drop(vendor: str, table: str) -> list[str]:
    """The SQL that takes the triggers away again: a migration backwards, the test database between two tests."""
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
            f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
        ]
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]


def guarded(connection: Any) -> list[str]:
    """The tables of this database that are append-only now."""
    catalogue = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    name, ending = ("tgname", "_no_change") if connection.vendor == "postgresql" else ("name", "_no_update")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {catalogue} WHERE {name} LIKE %s", [f"%{ending}"])  # noqa: S608
        return sorted(row[0].removesuffix(ending) for row in cursor.fetchall())


#: What nothing may open, whatever the rule: the log and its chain.
NEVER = frozenset({"kernel_auditevent", "kernel_auditseal"})


@contextmanager
def opened(table: str) -> Iterator[None]:
    """Let this transaction, and no other, empty rows whose time is over by rule; closed before it ends (ADR 0027).

    A process that is killed inside leaves the table closed: opening it is a part of the transaction. Raises ValueError
    for the audit log, RuntimeError outside a transaction.
    """
    if table in NEVER:
        raise ValueError(f"{table} is never opened")
    if not here.in_atomic_block:
        raise RuntimeError("an append-only table is opened inside a transaction alone")
    with here.cursor() as cursor:
        for statement in _open(here.vendor, table):
            cursor.execute(statement)
        yield
        for statement in _close(here.vendor, table):
            cursor.execute(statement)


def _open(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        # References that are checked at the end of the transaction are checked now: they would hold the table.
        return ["SET CONSTRAINTS ALL IMMEDIATE", f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_change"]
    return drop(vendor, table)


def _close(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        enable = f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_change"
        return ["SET CONSTRAINTS ALL IMMEDIATE", enable, "SET CONSTRAINTS ALL DEFERRED"]
    return create(vendor, table)


def operation(*tables: str) -> migrations.RunPython:
    """A migration step that makes the named tables append-only."""

    def run(statements: Any) -> Any:
        def step(_apps: Any, schema_editor: Any) -> None:
            for table in tables:
                for statement in statements(schema_editor.connection.vendor, table):
                    schema_editor.execute(statement, params=None)

        return step

    return migrations.RunPython(run(create), run(drop))
