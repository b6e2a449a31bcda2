"""Rows of several tables in one statement: what many contexts are asked at once costs as much as one question."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import JSONObject

Path = tuple[str, ...]
Reader = Callable[[Any], Any]


def fetch(asked: Mapping[str, QuerySet[Any]]) -> dict[str, list[Any]]:
    """The rows of each selection by its name, as instances of its model. One statement; none for nothing asked.

    A selection may be ordered and cut; which rows come is kept, their order is not. It may name with `only` the columns
    that it needs, those of related rows too ("problem__title", one step away). Raises TypeError for a kind of column
    that no JSON holds.
    """
    plans = {name: _columns(rows) for name, rows in asked.items()}
    parts = [_part(name, rows, plans[name]) for name, rows in asked.items()]
    found: dict[str, list[Any]] = {name: [] for name in asked}
    if parts:
        for name, values in parts[0].union(*parts[1:], all=True):
            found[name].append(_instance(asked[name].model, plans[name], values))
    return found


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


def _part(name: str, rows: QuerySet[Any], columns: Iterable[Path]) -> QuerySet[Any]:
    # No part of a union may be ordered or cut on SQLite; a selection of keys inside it may.
    model: Any = rows.model
    chosen = model._base_manager.filter(pk__in=rows.values("pk")).order_by()  # noqa: SLF001 - whole, as its part asks
    values = {"__".join(path): F("__".join(path)) for path in columns}
    part: QuerySet[Any] = chosen.values_list(Value(name, CharField()), JSONObject(**values))
    return part


def _instance(model: type[models.Model], columns: Mapping[Path, Reader], values: Mapping[str, Any]) -> models.Model:
    found = {path: values["__".join(path)] for path in columns}
    read = {path: None if value is None else columns[path](value) for path, value in found.items()}
    own = {path[0]: value for path, value in read.items() if len(path) == 1}
    row = _of(model, own)
    for name in {path[0] for path in columns if len(path) > 1}:
        field: Any = model._meta.get_field(name)
        parts = {path[1]: value for path, value in read.items() if len(path) > 1 and path[0] == name}
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
