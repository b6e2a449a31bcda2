"""Database fields, and conditions on them, that every context needs."""

from collections.abc import Iterable
from typing import Any

from django.db import models


class KeyField(models.CharField):  # type: ignore[type-arg]
    """Text that is compared and sorted by code point on every database: search keys, area paths.

    PostgreSQL would otherwise follow the collation of the database, where "/" and "-" may weigh nothing, and a
    range such as `path_range` gives would return other rows than on SQLite, which always compares bytes.
    """

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def among(values: Iterable[str], field: str) -> models.Q:
    """A constraint's condition: the field holds one of the values (an enum's members, in their order)."""
    return models.Q(**{f"{field}__in": [str(value) for value in values]})
