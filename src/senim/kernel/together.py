"""Rows of several tables in one statement: what many contexts are asked at once costs as much as one question."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Func, QuerySet, TextField

Path = tuple[str, ...]
Reader = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """What several selections ask, ready for the database: it may be asked again as long as they stay the same."""

    sql: str
    given: tuple[Any, ...]
    plans: Mapping[str, tuple[type[models.Model], Mapping[Path, Reader]]]

    def fetch(self) -> dict[str, list[Any]]:
        """The rows of each selection by its name, as instances of its model. One statement; none for nothing asked."""
        found: dict[str, list[Any]] = {name: [] for name in self.plans}
        if self.sql:
            with connection.cursor() as cursor:
                cursor.execute(self.sql, self.given)
                for name, values in cursor.fetchall():
                    found[name].append(_instance(*self.plans[name], json.loads(values)))
        return found


def statement(asked: Mapping[str, QuerySet[Any]]) -> Statement:
    """One statement for several selections by name.

    A selection may be ordered and cut; which rows come is kept, their order is not. It may name with `only` the columns
    that it needs, those of related rows too ("problem__title", one step away). Raises TypeError for a kind of column
    that no JSON holds.
    """
    plans = {name: (rows.model, _columns(rows)) for name, rows in asked.items()}
    parts = [part for name, rows in asked.items() if (part := _part(name, rows, plans[name][1])) is not None]
    given = tuple(one for _sql, values in parts for one in values)
    return Statement(" UNION ALL ".join(sql for sql, _values in parts), given, plans)


def _columns(rows: QuerySet[Any]) -> dict[Path, Reader]:
    """Path of attribute names -> how its values are read, those that `only` names or all of the model's own."""
    model, (names, all_but) = rows.model, rows.query.deferred_loading
    if all_but:
        return {(one.attname,): _reader(one) for one in model._meta.concrete_fields if one.name not in names}
    columns: dict[Path, Reader] = {(model._meta.pk.attname,): _reader(model._meta.pk)}
    for name in names:
        first, _step, rest = name.partition("__")
        own = model._meta.pk if first == "pk" else model._meta.get_field(first)
        columns[(own.attname,)] = _reader(own)
        if rest:
            related = own.related_model
            for column in (related._meta.pk, related._meta.get_field(rest)):
                columns[own.name, column.attname] = _reader(column)
    return columns


def _part(name: str, rows: QuerySet[Any], columns: Iterable[Path]) -> tuple[str, list[Any]] | None:
    """One selection as (SQL, parameters); None where it is known to be empty.

    Compiled here and not by `union`: that copies each selection several times, which is most of what a page costs.
    """
    values = rows.values_list(_Values(*(F("__".join(path)) for path in columns)))
    try:
        sql, given = values.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
    # No part of a union may be ordered or cut on SQLite; a selection inside it may.
    return f"SELECT %s, part.* FROM ({sql}) part", [name, *given]  # noqa: S608 - the compiler's own, values apart


class _Values(Func):
    """A row's values as one JSON array, whatever their kinds: a union wants columns of one kind."""

    function = "JSON_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            function="JSONB_BUILD_ARRAY",
            template="(%(function)s(%(expressions)s))::text",
            **context,
        )


def _instance(model: type[models.Model], columns: Mapping[Path, Reader], values: Sequence[Any]) -> models.Model:
    own: dict[str, Any] = {}
    related: dict[str, dict[str, Any]] = {}
    for (path, read), value in zip(columns.items(), values, strict=True):
        into = own if len(path) == 1 else related.setdefault(path[0], {})
        into[path[-1]] = None if value is None else read(value)
    row = _of(model, own)
    for name, parts in related.items():
        field: Any = model._meta.get_field(name)
        setattr(row, name, _of(field.related_model, parts) if own[field.attname] is not None else None)
    return row


def _of(model: Any, values: Mapping[str, Any]) -> models.Model:
    # In the order of the columns, as a row of the database would come; what was not asked for is read when it is used.
    names = [one.attname for one in model._meta.concrete_fields if one.attname in values]
    row: models.Model = model.from_db("default", names, [values[name] for name in names])
    return row


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _plain(value: Any) -> Any:
    return value


def _document(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


#: How a column's value is read out of JSON, on either database.
READERS: dict[type[models.Field[Any, Any]], Reader] = {
    models.DateTimeField: _moment,
    models.DateField: date.fromisoformat,
    models.BooleanField: bool,
    models.JSONField: _document,
    models.CharField: _plain,
    models.TextField: _plain,
    models.IntegerField: _plain,
    models.FloatField: float,
}


def _reader(column: Any) -> Reader:
    target = column.target_field if column.remote_field else column
    for kind, read in READERS.items():
        if isinstance(target, kind):
            return read
    raise TypeError(f"{column.model._meta.label}.{column.name}: no JSON holds a {type(target).__name__}")
