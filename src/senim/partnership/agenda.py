"""Sessions of the commission and the group in the calendar of those who sit there: when, and nothing of the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from senim.ease.api import Asking, Entry, agenda
from senim.kernel.clock import start_of
from senim.kernel.labels import Label
from senim.partnership.domain import SessionState
from senim.partnership.models import Session
from senim.partnership.permissions import SITTING, reach

SESSION = Label("Комиссия не топ отырысы", "Заседание комиссии или группы", "Session of the commission or group")
LASTS = timedelta(hours=1)


def register() -> None:
    """Call it from AppConfig.ready."""
    agenda.register("sessions", sessions, {"session": SESSION})


def sessions(asking: Asking) -> Iterator[Entry]:
    """Planned sessions of the bodies around the own areas. One query; none for roles that sit nowhere."""
    if not asking.scope.has(*SITTING):
        return
    rows = Session.objects.filter(
        reach(asking.scope, SITTING, "body__area_path"), state=SessionState.PLANNED,
        starts_at__gte=start_of(asking.since), starts_at__lt=start_of(asking.until + timedelta(days=1)))
    for row in rows.only("starts_at").order_by("starts_at", "pk")[:100]:
        path = reverse("partnership:session", args=[row.pk])
        yield Entry(f"session:{row.pk}", "session", row.starts_at, row.starts_at + LASTS, path)
