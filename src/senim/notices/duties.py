"""What notices put on a day: a signature that a search for a person waits for."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from senim.kernel import duties
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.scoping import Role, Scope
from senim.notices import selectors
from senim.notices.domain import KINDS, Kind
from senim.notices.models import Notice
from senim.notices.permissions import can_sign
from senim.notices.words import BECAUSE, TO_SIGN

MOST = 50
#: A search helps in its first hours.
WITHIN = timedelta(hours=3)


def register() -> None:
    """Call it from AppConfig.ready."""
    duties.register(Source("notices", owed))


def owed(scope: Scope, day: date) -> list[Duty]:  # noqa: ARG001 - whoever waits now stands on every day
    """Signatures that this person owes. One query for heads and duty units, none for others."""
    if not scope.has(Role.HEAD, Role.DUTY):
        return []
    rows = selectors.to_sign(scope, MOST)
    return [_sign(one) for one in rows if can_sign(scope, Kind(one.kind), one.area_path)]


def _sign(one: Notice) -> Duty:
    return Duty(
        key=f"notices:{one.number}",
        what=f"{TO_SIGN}: {KINDS[Kind(one.kind)]}",
        where=Where(one.area_path),
        owed_by=one.changed_at + WITHIN,
        ground=Ground.LAW,
        because=BECAUSE,
        url=reverse("notices:notice", args=[one.number]),
    )
