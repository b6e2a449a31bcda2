"""How much came to a beat and was answered there in some days: counts alone, for the report to its residents."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, Q

from senim.appeals.domain import State
from senim.appeals.models import Appeal
from senim.kernel.areas import inside
from senim.kernel.scoping import Scope


class Flow(NamedTuple):
    """received: came in. answered: got a final answer. due, kept: promises of a first answer that came due, and those
    of them that were kept. All within the same days; complaints about officers are not counted for the beat."""

    received: int
    answered: int
    due: int
    kept: int


def flow(scope: Scope, area_id: int, since: datetime, until: datetime) -> Flow:  # noqa: ARG001 - a read names who asks
    """Counts of a beat in [since, until). One query; no place, no words, nobody."""

    def within(field: str) -> Q:
        return Q(**{f"{field}__gte": since, f"{field}__lt": until})

    due = within("promise_due") & ~Q(state__in=[State.WITHDRAWN, State.REDIRECTED])
    rows = Appeal.objects.filter(area=area_id, about_post__isnull=True, about_unknown=False)
    found = rows.filter(within("received_at") | within("answered_at") | within("promise_due")).aggregate(
        received=Count("id", filter=within("received_at")),
        answered=Count("id", filter=within("answered_at")),
        due=Count("id", filter=due),
        kept=Count("id", filter=due & Q(first_answer_at__lte=F("promise_due"))),
    )
    return Flow(**found)


def received_by(scope: Scope, path: str, since: datetime, until: datetime) -> Counter[str]:  # noqa: ARG001 - who asks
    """What came to each beat of an area in [since, until), counted as `flow` counts it. One query."""
    rows = Appeal.objects.filter(inside((path,)), about_post__isnull=True, about_unknown=False)
    rows = rows.filter(received_at__gte=since, received_at__lt=until, area__isnull=False)
    return Counter(dict(rows.order_by().values_list("area_path").annotate(n=Count("id"))))
