"""Refusals by their code: the words are in the reader's language."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from senim.kernel.errors import Refused


@contextmanager
def refused(code: str) -> Iterator[Any]:
    """Fail unless what is inside is refused with this code of the keeping, or of another area where a dot names it."""
    with pytest.raises(Refused) as refusal:
        yield refusal
    assert refusal.value.code == (code if "." in code else f"keeping.{code}"), str(refusal.value)
