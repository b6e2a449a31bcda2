"""What the tables share."""

from collections.abc import Iterable

from django.db import models


def among(values: Iterable[str], field: str) -> models.Q:
    """A constraint's condition: the field holds one of the values."""
    return models.Q(**{f"{field}__in": [str(value) for value in values]})
