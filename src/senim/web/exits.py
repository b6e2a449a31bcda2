"""Quick exit: what the server forgets when a person leaves in a hurry."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest

log = logging.getLogger(__name__)
Forget = Callable[[HttpRequest], None]
_forgetters: list[Forget] = []


def on_exit(forget: Forget) -> Forget:
    """Register what a context forgets on quick exit (appeals: the draft); it runs before the session goes."""
    if forget not in _forgetters:
        _forgetters.append(forget)
    return forget


def forget_all(request: HttpRequest) -> None:
    """Run every forgetter, then end the session. One that fails must not keep the others from running."""
    for forget in _forgetters:
        try:
            forget(request)
        except Exception:
            log.exception("quick exit: %s", forget)
    request.session.flush()
