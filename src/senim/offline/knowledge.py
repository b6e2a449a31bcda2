"""What comes of other rooms of the cabinet onto a device: the cards, and what the passport of a beat says of places."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor, Scope
from senim.knowledge import api as procedures
from senim.offline.reading import Item, refuse
from senim.passport import api as passports


def cards(scope: Scope) -> list[procedures.Card]:
    """The cards that a person may carry: those that have steps. No query."""
    return [one for one in procedures.cards(scope) if one.steps]


def passport(scope: Scope, area_id: int) -> dict[str, Any]:
    """The passport of a beat as its context gives it; nothing where the person may not read it."""
    try:
        return passports.of(scope, area_id)
    except NotYours:
        return {}


def record_run(actor: Actor, item: Item, off: timedelta) -> tuple[int, datetime]:
    """Keep the ticks of a card: (the number of the run, the moment it began as the server's clock had it).

    The card's own context reckons a wrong clock out and keeps both times; `off` says how far the device ran ahead.
    """
    said: dict[str, Any] = item.values
    if not said["version"].isdecimal():
        raise refuse("no_cards")
    kept = procedures.record_run(
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
