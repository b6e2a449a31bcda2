"""What the pages share: a form that asks, acts and goes back; and what is not there for whom."""

from __future__ import annotations

from django.http import Http404

from senim.partnership.permissions import can
from senim.staff.api import StaffRequest


def must_be_able(request: StaffRequest, action: str, path: str) -> None:
    """A form of an act that this person may not do is not there; sending it is refused with a sentence."""
    if request.method in {"GET", "HEAD"} and not can(request.scope, action, path):
        raise Http404(action)
