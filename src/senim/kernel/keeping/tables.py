"""What of the database is kept: every table of ours, column by column, in kinds that no database decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

#: Rows that belong to the moment and not to the installation. Sessions are as good as passwords: whoever reads a copy
#: must not find any; everybody signs in again after a restore.
LEFT_OUT = frozenset({"django_session", "kernel_lease", "kernel_limit", "django_migrations"})
#: Django's names of field types -> kind of value.
KINDS = {
    "AutoField": "int", "BigAutoField": "int", "IntegerField": "int", "BigIntegerField": "int", "SmallAutoField": "int",
    "SmallIntegerField": "int", "PositiveIntegerField": "int", "PositiveSmallIntegerField": "int",
    "PositiveBigIntegerField": "int", "CharField": "text", "TextField": "text", "SlugField": "text",
    "FileField": "text", "GenericIPAddressField": "address", "BooleanField": "bool", "FloatField": "float",
    "DateTimeField": "moment", "DateField": "day", "TimeField": "time", "JSONField": "json", "BinaryField": "bytes",
    "UUIDField": "uuid", "DurationField": "int",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and the kind of its values; a decimal's kind names its places ("decimal:2")."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns, in the order in which a row is written."""

    name: str
    columns: tuple[Column, ...]

    @property
    def has_json(self) -> bool:
        return any(column.kind == "json" for column in self.columns)

    def plain(self) -> dict[str, Any]:
        return {"name": self.name, "columns": [[column.name, column.kind] for column in self.columns]}

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Table:
        return cls(str(values["name"]), tuple(Column(str(name), str(kind)) for name, kind in values["columns"]))


def kept() -> list[Table]:
    """The tables of this version that a copy holds, by name. Raises LookupError for a field of a kind unknown here."""
    models = {model._meta.db_table: model for model in _models()}
    return [
        Table(name, tuple(Column(str(field.column), kind_of(field)) for field in _written(models[name])))
        for name in sorted(models.keys() - LEFT_OUT)
    ]


def kind_of(field: Field[Any, Any]) -> str:
    """The kind of a field's values; of a foreign key, that of what it points to."""
    while field.is_relation and field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]
    name = field.get_internal_type()
    if name == "DecimalField":
        return f"decimal:{field.decimal_places}"  # type: ignore[attr-defined]
    if name not in KINDS:
        raise LookupError(f"{field}: say in kernel.keeping.tables how a {name} is kept")
    return KINDS[name]


def _written(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """The columns that somebody writes; what the database makes of them it makes again."""
    return (field for field in model._meta.concrete_fields if not getattr(field, "generated", False))


def _models() -> Iterator[type[Model]]:
    return (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.abstract
    )
