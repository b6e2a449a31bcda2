"""The outermost layer: security headers on every answer, and a clear sentence in place of an exception."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse

from senim.kernel.errors import NotYours, Refused
from senim.web import errors
from senim.web.headers import dress

log = logging.getLogger(__name__)
#: The disk is full, the quota is spent, the device is read-only: nothing was written, the person may send again.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


class SecurityHeadersMiddleware:
    """Dresses every answer and turns refusals of the house into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return dress(request, self.get_response(request))

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],  # noqa: ARG002 - the signature is Django's
        args: tuple[Any, ...],  # noqa: ARG002 - the signature is Django's
        kwargs: dict[str, Any],  # noqa: ARG002 - the signature is Django's
    ) -> HttpResponse | None:
        """413 before a byte is read: whoever reads the form writes its files to the disk first and asks afterwards."""
        return errors.too_large(request) if announced(request) > most_of_a_body() else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for what the house knows; None (the usual 500) for what it does not."""
        if passes_by_itself(exception):
            log.error("the request was not carried out", exc_info=exception)
            return errors.unavailable(request)
        match exception:
            case NotYours():
                return errors.not_yours(request, exception)
            case Refused():
                return errors.refused(request, exception)
            case errors.TooMany():
                return errors.too_many(request, exception)
        return None


def announced(request: HttpRequest) -> int:
    """How many bytes are said to come."""
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said[:19]) if said.isascii() and said.isdigit() else 0


def most_of_a_body() -> int:
    """Five files, the words of a form, and what frames them."""
    return 5 * settings.FILE_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 4 * 2**20


def passes_by_itself(exception: Exception) -> bool:
    """Whether the same request may work a little later: database away or locked, no room to write."""
    if isinstance(exception, OSError):
        return exception.errno in NO_ROOM
    full = isinstance(exception, DatabaseError) and "disk is full" in str(exception).lower()
    return full or isinstance(exception, (OperationalError, errors.Unavailable))
