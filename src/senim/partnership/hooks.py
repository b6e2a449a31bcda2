"""What a later context adds to a meeting with residents: the order of contexts stays one-way, and no signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from senim.kernel.scoping import Scope

Shower = Callable[[Scope, Any], SafeString | str]
_ON_MEETING: list[Shower] = []


def on_meeting(shower: Shower) -> None:
    """Add a part to the page of a meeting, for staff and (with the scope PUBLIC) for everyone: safe HTML or "".

    shower(scope, meeting): it masks by itself what the scope may not see.
    """
    if shower not in _ON_MEETING:
        _ON_MEETING.append(shower)


def of_meeting(scope: Scope, meeting: Any) -> list[SafeString | str]:
    """What others show of a meeting."""
    return [part for shower in _ON_MEETING if (part := shower(scope, meeting))]
