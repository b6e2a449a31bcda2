"""What the pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import Http404, HttpRequest

from senim.kernel.errors import NotYours

Found = TypeVar("Found")


def found(read: Callable[..., Found], *args: Any) -> Found:
    """What a selector gives; what a person may not see is not there."""
    try:
        return read(*args)
    except NotYours as error:
        raise Http404(str(error)) from error


def whole(text: str | None) -> int:
    """A whole number that was sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def posted(request: HttpRequest) -> Any:
    """What was sent, even where it is empty; None where nothing was."""
    return request.POST if request.method == "POST" else None
