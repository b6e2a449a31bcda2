"""Once a year the day asks: are the entries of this passport still true?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse

from senim.kernel import duties
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.scoping import Scope
from senim.passport import wording
from senim.passport.domain import STALE_AFTER
from senim.passport.models import Entry
from senim.passport.selectors import old

#: So long an entry may wait after its year before it is owed.
GRACE = timedelta(days=30)


def register() -> None:
    """Call it from AppConfig.ready."""
    duties.register(Source("passport", rows=old, show=owed))


def owed(rows: Sequence[Entry], scope: Scope, day: date) -> list[Duty]:  # noqa: ARG001 - `old` asked
    """One duty a beat for all its old entries, when the oldest is due soon."""
    by_area: dict[int, list[date]] = {}
    paths: dict[int, str] = {}
    for one in rows:
        by_area.setdefault(one.area_id, []).append(one.confirmed_on)
        paths[one.area_id] = one.area_path
    due = {area: duties.end_of(min(days) + STALE_AFTER + GRACE) for area, days in by_area.items()}
    return [
        Duty(
            key=f"passport:{area}",
            what=wording.STILL_TRUE,
            where=Where(paths[area]),
            owed_by=due[area],
            ground=Ground.PROMISE,
            because=wording.BECAUSE,
            url=f"{reverse('passport:beat', args=[area])}#old",
            told=f"{wording.OLD}".format(n=len(days)),
        )
        for area, days in by_area.items()
        if due[area] <= duties.until(day)
    ]
