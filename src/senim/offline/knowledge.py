"""What comes of other rooms of the cabinet onto a device: the cards, and what the passport of a beat says of places.

An installation may run without these contexts: then a device carries nothing of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps

from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Scope
from senim.offline.reading import Item, refuse


def cards(scope: Scope) -> list[Any]:
    """The cards that a person may carry. No query."""
    if not apps.is_installed("senim.knowledge"):
        return []
    from senim.knowledge import api  # noqa: PLC0415 - its tables are there only where it is installed

    return [one for one in api.cards(scope) if one.steps]


def passport(scope: Scope, area_id: int) -> dict[str, Any]:
    """The passport of a beat as its context gives it; nothing where the person may not read it."""
    if not apps.is_installed("senim.passport"):
        return {}
    from senim.passport import api  # noqa: PLC0415 - its tables are there only where it is installed

    try:
        return api.of(scope, area_id)
    except NotYours:
        return {}


def record_run(actor: Actor, item: Item, off: timedelta) -> tuple[int, datetime]:
    """Keep the ticks of a card: (the number of the run, the moment it began as the server's clock had it).

    The card's own context reckons a wrong clock out and keeps both times; `off` says how far the device ran ahead.
    """
    said: dict[str, Any] = item.values
    if not apps.is_installed("senim.knowledge") or not said["version"].isdecimal():
        raise refuse("no_cards")
    from senim.knowledge import api  # noqa: PLC0415 - its tables are there only where it is installed

    kept = api.record_run(
        actor=actor,
        token=item.token,
        procedure=said["procedure"],
        version=int(said["version"]),
        ticks={one["step"]: one["at"] for one in said["ticks"]},
        started_at=item.at,
        ended_at=item.ended,
        about=said["about"],
        sent_at=now() + off,
        words=said["words"],
        why_open=said["why_open"],
    )
    return kept.run_id, min(item.at - off, now())
