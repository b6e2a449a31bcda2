"""Refusals: what the house says no to, in a sentence a person can read."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """A rule of the house refused this. `message` is a lazy translation, shown as it is."""

    def __init__(self, code: str, message: Any, *, field: str | None = None, params: Mapping[str, Any] | None = None):
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field
        self.params = dict(params or {})

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.params if self.params else text


class NotYours(Refused):
    """The person may not do or see this. What one may not see is answered as if it did not exist."""
