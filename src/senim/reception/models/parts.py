"""What the tables share."""

from enum import StrEnum

from django.db import models


def among(values: type[StrEnum], field: str) -> models.Q:
    """A constraint's condition: the field holds one of the enum's values."""
    return models.Q(**{f"{field}__in": [member.value for member in values]})
