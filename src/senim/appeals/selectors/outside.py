"""What other applications may read of appeals: everyone the masked public ones, a sender also what it sent itself.

Public are ordinary appeals of the categories that are flagged public. Of them one learns the category, the beat, the
hour, the state and the kind of outcome: no word, no point, no minute. A minute would tell a neighbour who called, so
moments are cut to the hour; a search by time looks at hours too, else it would find the minute by halving; and an
appeal appears when its hour is over, else whoever asks every minute would see it come.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Case, Max, Q, QuerySet, Value, When

from senim.appeals.catalogue import CATEGORIES
from senim.appeals.domain import State
from senim.appeals.models import Appeal, Event
from senim.kernel.clock import now
from senim.kernel.scoping import Scope

HOUR = timedelta(hours=1)
#: Flagged public and nothing that could ever be sensitive.
PUBLIC_CATEGORIES = tuple(
    code for code, one in CATEGORIES.items() if one.public and not (one.sensitive or one.about_officer)
)
#: Not those told as a danger to life, not withdrawn ones, not complaints about officers, each matter once.
SHOWN = Q(
    category__in=PUBLIC_CATEGORIES, sensitive=False, danger=False, about_post__isnull=True, about_unknown=False,
    duplicate_of__isnull=True,
) & ~Q(state=State.WITHDRAWN)
_FIELDS = (
    "pk", "number", "category", "state", "is_open", "outcome", "received_at", "promise_due", "area_id", "holder_id",
)
_WHOLE = ("text", "place", "lon", "lat", "answers")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. numbers, categories: any of them, all where empty. since, until: aware, inclusive.

    areas: beats, any of them; None where it does not matter. after: the number of the appeal behind which, newest
    first, the page begins. mine: ids of the appeals that the asker sent, as a subquery with one column, or None.
    only_mine: nothing else.
    """

    numbers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    is_open: bool | None = None
    mine: QuerySet[Any, Any] | None = None
    only_mine: bool = False
    areas: tuple[int, ...] | None = None
    after: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """One appeal as somebody outside may see it. Moments are aware; cut to the hour where it is not the asker's own.

    text, place, lon, lat, answers: only of the asker's own, else empty.
    """

    number: str
    category: str
    state: str
    is_open: bool
    outcome: str
    received_at: datetime
    updated_at: datetime
    promise_due: datetime
    area_id: int | None
    holder_id: int | None
    own: bool
    text: str = ""
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    answers: Mapping[str, str] | None = None


def for_outside(scope: Scope, sought: Sought) -> list[Seen]:  # noqa: ARG001 - a read names who asks
    """The appeals that answer, newest first. Two queries, however many there are; three behind another appeal."""
    own = Q(pk__in=sought.mine) if sought.mine is not None else Q(pk__in=())
    allowed = own & _received(sought.since, sought.until)
    if not sought.only_mine:
        allowed |= SHOWN & Q(received_at__lt=_hour(now())) & _received_in_hours(sought.since, sought.until)
    # Said once more for all, so that the database walks one index from its end and stops at the page.
    rows = Appeal.objects.filter(_received(_cut(sought.since), _ceiling(sought.until)), allowed)
    if sought.numbers:
        rows = rows.filter(number__in=sought.numbers)
    if sought.categories:
        rows = rows.filter(category__in=sought.categories)
    if sought.is_open is not None:
        rows = rows.filter(is_open=sought.is_open)
    if sought.areas is not None:
        rows = rows.filter(area_id__in=sought.areas)
    if sought.after:
        rows = rows.filter(_behind(sought.after))
    is_own = Case(When(own, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = list(
        rows.annotate(own=is_own)
        .order_by("-received_at", "-pk")
        .values(*_FIELDS, *_WHOLE, "own")[sought.offset : sought.offset + sought.limit]
    )
    moved = _moved([row["pk"] for row in found])
    return [_seen(row, moved.get(row["pk"], row["received_at"])) for row in found]


def _behind(number: str) -> Q:
    """What stands behind an appeal in the order of the list; everything where there is no such number. One query."""
    last = Appeal.objects.filter(number=number).values_list("received_at", "pk").first()
    if last is None:
        return Q()
    # The first half is said for the index: it begins where the page before ended.
    return Q(received_at__lte=last[0]) & (Q(received_at__lt=last[0]) | Q(pk__lt=last[1]))


def _received(since: datetime | None, until: datetime | None) -> Q:
    condition = Q()
    if since is not None:
        condition &= Q(received_at__gte=since)
    if until is not None:
        condition &= Q(received_at__lte=until)
    return condition


def _received_in_hours(since: datetime | None, until: datetime | None) -> Q:
    """The same question about the beginning of the hour in which it was received."""
    condition = Q()
    if since is not None:
        first = _hour(since)
        condition &= Q(received_at__gte=first if first == since else first + HOUR)
    if until is not None:
        condition &= Q(received_at__lt=_hour(until) + HOUR)
    return condition


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _cut(moment: datetime | None) -> datetime | None:
    return moment and _hour(moment)


def _ceiling(moment: datetime | None) -> datetime | None:
    return moment and _hour(moment) + HOUR


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an appeal, as its applicant sees it. type: one of EVENTS."""

    type: str
    at: datetime


def steps_outside(scope: Scope, number: str, mine: QuerySet[Any, Any]) -> list[Step]:  # noqa: ARG001 - a read names who asks
    """The public steps of an appeal that the asker sent, the oldest first; nothing of anybody else's. One query."""
    rows = Event.objects.filter(appeal__number=number, appeal__in=mine, public=True)
    return [Step(*row) for row in rows.order_by("at", "pk").values_list("type", "at")]


def _moved(ids: list[int]) -> dict[int, datetime]:
    """When each last moved in a way that its applicant sees. One query."""
    rows = Event.objects.filter(appeal__in=ids, public=True).values_list("appeal").annotate(last=Max("at"))
    return dict(rows)


def _seen(row: dict[str, Any], updated_at: datetime) -> Seen:
    del row["pk"]
    if not row["own"]:
        for name in _WHOLE:
            del row[name]
        row["received_at"], row["promise_due"] = _hour(row["received_at"]), _hour(row["promise_due"])
        updated_at = _hour(updated_at)
    return Seen(**row, updated_at=updated_at)
