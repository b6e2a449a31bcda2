"""Everything sealed, sealed again with the present vault key: in batches, beside everybody's work, any number of times.

A row is changed only where it still is what was read, so nobody's writing is lost; a row that is sealed with the
present key already is left alone, so a run that was cut off goes on where it stopped. Append-only tables let the
column through for the batch's own transaction: what stands inside the seal, and its checksum, stay what they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from senim.kernel import append_only
from senim.kernel.errors import Refused
from senim.kernel.keys.registry import Sealed, sealed_columns

BATCH = 200


@dataclass(slots=True)
class Done:
    """What a run did with a column. `closed`: rows that no key here opens."""

    name: str
    looked: int = 0
    sealed: int = 0
    closed: int = 0


def reseal(say: Callable[[Done], None] = lambda _done: None) -> list[Done]:
    """Seal every column again where it is not under the present key. Gives what was done with each."""
    found = [_column(column) for column in sealed_columns()]
    for one in found:
        say(one)
    return found


def _column(column: Sealed) -> Done:
    model: Any = apps.get_model(column.model)
    done, after = Done(column.name), None
    while True:
        with transaction.atomic():
            rows = list(_after(model, after)[:BATCH])
            if not rows:
                return done
            changed = dict(_again(column, rows, done))
            if changed:
                with _open(model._meta.db_table):
                    for pk, (old, fresh) in changed.items():
                        there = _every(model).filter(pk=pk, **{column.field: old})
                        done.sealed += there.update(**{column.field: fresh})
            after = rows[-1].pk


def _every(model: Any) -> Any:
    return model._base_manager  # noqa: SLF001 - Django's own name for the manager that hides no row


def _after(model: Any, after: Any) -> Any:
    rows = _every(model).order_by("pk")
    return rows if after is None else rows.filter(pk__gt=after)


def _again(column: Sealed, rows: list[Model], done: Done) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    for row in rows:
        done.looked += 1
        try:
            fresh = column.again(row)
        except Refused:
            done.closed += 1
            continue
        if fresh is not None:
            yield row.pk, (getattr(row, column.field), fresh)


@contextmanager
def _open(table: str) -> Iterator[None]:
    """An append-only table that lets this transaction change a row; no other transaction ever sees it open."""
    if table not in append_only.guarded(connection):
        yield
        return
    with connection.cursor() as cursor:
        for statement in append_only.drop(connection.vendor, table):
            cursor.execute(statement)
        yield
        for statement in append_only.create(connection.vendor, table):
            cursor.execute(statement)
