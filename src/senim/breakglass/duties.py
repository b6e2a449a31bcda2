"""What the day of a head shows: an opening that waits for a verdict, from the moment it was made."""

from __future__ import annotations

from django.urls import reverse

from senim.breakglass import selectors
from senim.breakglass.models import Opening
from senim.breakglass.presenters import kind_name
from senim.breakglass.words import BECAUSE, DUTY, LATE
from senim.kernel import clock, duties
from senim.kernel.duties import Duty, Ground, Source, Where


def register() -> None:
    """Call it from AppConfig.ready."""
    duties.register(Source("breakglass", rows=selectors.to_review, show=duties.each(_owed)))


def _owed(row: Opening) -> Duty:
    late = f" — {LATE}" if row.review_by < clock.now() else ""
    return Duty(
        key=f"breakglass:{row.pk}",
        what=DUTY,
        where=Where(row.area_path),
        owed_by=row.review_by,
        ground=Ground.DECISION,
        because=BECAUSE,
        url=reverse("breakglass:review", args=[row.pk]),
        told=f"{kind_name(row.kind)} {row.number}{late}",
    )
