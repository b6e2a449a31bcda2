"""What the day of a named officer shows: that somebody waits, by when, and nothing of the matter."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from senim.kernel import duties
from senim.kernel.clock import today
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.scoping import Scope
from senim.tips import selectors
from senim.tips.actions.keeping import first_look
from senim.tips.models import Tip
from senim.tips.permissions import NAMERS
from senim.tips.words import DUTY, DUTY_BECAUSE, UNNAMED, UNNAMED_BECAUSE

MOST = 50


def register() -> None:
    """Call it from AppConfig.ready."""
    duties.register(Source("tips", owed))


def owed(scope: Scope, day: date) -> list[Duty]:  # noqa: ARG001 - whoever waits now stands on every day
    """Messages that wait for this very person's office. Whoever looks on from above sees none: a scope without an
    account is shown nothing. No query for roles that cannot be named, four at most for the others."""
    if scope.account_id is None:
        return []
    rows = [_waits(one) for one in selectors.waiting(scope, MOST)]
    return [*rows, *_unnamed(scope)] if scope.has(*NAMERS) else rows


def _waits(one: Tip) -> Duty:
    assert one.waits_since is not None
    return Duty(
        key=f"tips:{one.number}",
        what=DUTY,
        where=Where(one.office_path),
        owed_by=one.waits_since + first_look(today()),
        ground=Ground.PROMISE,
        because=DUTY_BECAUSE,
        url=reverse("tips:tip", args=[one.number]),
    )


def _unnamed(scope: Scope) -> list[Duty]:
    """Nobody is named any more where somebody waits: whoever names is told that, and not how many."""
    return [
        Duty(
            key=f"tips:unnamed{path.strip('/').replace('/', '-')}",
            what=UNNAMED,
            where=Where(path),
            owed_by=since + first_look(today()),
            ground=Ground.PROMISE,
            because=UNNAMED_BECAUSE,
            url=reverse("tips:named"),
        )
        for path, since in selectors.unread_regions(scope)
    ]
