"""What the tables share."""

from __future__ import annotations

from typing import Any

LANGUAGE_CODES = ("kk", "ru", "en")


def choices(values: Any) -> list[tuple[str, str]]:
    # Values without labels: labels are translated in senim.staff.labels and never frozen into a migration.
    return [(str(value), str(value)) for value in values]
