"""Records of one invented person, for the tests of this context and of the whole house."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from senim.appeals.actions import intake
from senim.appeals.domain import KnownAs, MessageKind
from senim.appeals.models import Appeal, Message
from senim.appeals.tests import world as worlds
from senim.kernel.clock import now
from senim.kernel.persons import Marks
from senim.retention.actions import requests
from senim.retention.domain import Wish

PERSON = Marks(phone=worlds.NAMED.phone, email=worlds.NAMED.email)
CHECKED = "Жеке куәлік көрсетілді"


def appeal(closed_days_ago: int | None = None, **changes: Any) -> tuple[Appeal, str]:
    """An appeal by name with an internal note that names a neighbour's telephone, and its secret."""
    said = {"known_as": KnownAs.NAMED, "contact": worlds.NAMED, **changes}
    receipt = intake.send(token=intake.begin(language="kk"), report=worlds.report(**said))
    row = Appeal.objects.filter(pk=receipt.appeal_id)
    if closed_days_ago is not None:
        row.update(closed_at=now() - timedelta(days=closed_days_ago), state="closed")
    found = row.get()
    Message.objects.create(appeal=found, kind=MessageKind.NOTE, text="Көршісі: +7 701 123-45-67, ол куә", at=now())
    return found, receipt.secret


def wish(actor: Any, kind: Wish = Wish.ACCESS, marks: Marks = PERSON) -> requests.Written:
    """Somebody came with a document."""
    return requests.find(actor=actor, marks=marks, wish=kind, checked=CHECKED, language="kk")
