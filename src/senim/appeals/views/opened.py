"""Which appeal this browser has open: for sensitive ones, so that the address bar and the page hold no secret.

A sensitive appeal opened by its link is shown at the one address `/follow/open/`, which says nothing to whoever looks
over the shoulder, finds it in the history or sends it on. The redirect takes the link out of the tab's history. The
session row keeps the stored hash of the secret (never the secret) for half an hour after the last use; the device keeps
the session's random number until the browser is closed, and quick exit ends both. A browser without cookies types the
code: that page needs none.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from senim.kernel.clock import now

OPENED = "senim_opened"
MINUTES = 30
#: Seconds between two notes that it is in use: a look costs no write.
NOTE_EVERY = 60


def remember(request: HttpRequest, secret_hash: bytes) -> None:
    """This browser has opened the appeal of this secret; what it had open before is closed."""
    if not request.user.is_authenticated:
        request.session.set_expiry(0)  # gone with the browser's window
    request.session[OPENED] = [secret_hash.hex(), int(now().timestamp())]


def recalled(request: HttpRequest) -> bytes | None:
    """The hash of what this browser has open; None where there is nothing, or it was not used for half an hour."""
    kept, seen = request.session.get(OPENED) or ("", 0)
    idle = int(now().timestamp()) - seen
    if not kept or idle >= MINUTES * 60:
        request.session.pop(OPENED, None)
        return None
    if abs(idle) >= NOTE_EVERY:
        remember(request, bytes.fromhex(kept))
    return bytes.fromhex(kept)


def file_address(file_id: int) -> str:
    """The address of a file of what is open."""
    return reverse("appeals:opened_file", args=[file_id])
