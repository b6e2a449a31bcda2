"""The bar "Undo": a sentence of what was done, a button, the seconds that are left. Without a script too.

It travels with the message that says what was done, so that a page without one asks the database nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from senim.kernel import undo
from senim.kernel.access import staff
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.scoping import Actor
from senim.web.asking import came_from, found

MARK = "undo"
#: The name under which the page that follows finds what was typed.
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Shown:
    """The bar as a page shows it. seconds: what is left, 1 or more. until: the moment when it ends."""

    token: str
    until: datetime
    seconds: int


def say(request: HttpRequest, said: Any, bar: undo.Bar | None) -> None:
    """Say what was done; with a button where it may be taken back."""
    mark = f"{MARK} {bar.token} {bar.until.isoformat()}" if bar and bar.rows else ""
    messages.success(request, said, extra_tags=mark)


def shown(tags: str) -> Shown | None:
    """The bar of a message's tags, while it may still be pressed."""
    mark, token, until = (*tags.split(" "), "", "", "")[:3]
    if mark != MARK or not token:
        return None
    end = datetime.fromisoformat(until)
    left = math.ceil((end - now()).total_seconds())
    return Shown(token, end, left) if left > 0 else None


@staff
@require_POST
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Take back what was just done. Too late, or gone on with: a sentence, and it stands."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set for everybody who is signed in
    try:
        back = found(undo.take_back, actor=actor, token=token)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(came_from(request) or "/")
    messages.success(request, str(back.said))
    return redirect(f"{back.url}?{AGAIN}={token}" if back.url else came_from(request) or "/")
