"""Why a row is not taken."""

from __future__ import annotations

from senim.exchange.domain import Field


class Bad(Exception):
    """This row cannot be taken. column: a field of ours."""

    def __init__(self, code: str, field: Field | None = None, value: str = "") -> None:
        super().__init__(code)
        self.code, self.field, self.value = code, field, value


class Left(Exception):
    """The mapping says that this row is no appeal for us."""
