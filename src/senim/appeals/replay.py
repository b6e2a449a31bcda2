"""Past appeals, routed once more by the house's own rules under circumstances that somebody supposes.

    rows = past(SYSTEM, path, since, until)          # plain rows one by one, never all of them at once
    replay = Replay(moment)                          # who serves then; what is asked twice is answered from memory
    with territory.supposing(...), staff.supposing(...), supposing(table):
        post = replay.post(row, replay.when(row), place)

Complaints about officers are left out: they go above their officer, whatever the boundaries and the table say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Count, F, Max, Q, QuerySet, Value, When

from senim.appeals import catalogue, routing, rules
from senim.appeals.domain import State, Target
from senim.appeals.models import Appeal
from senim.appeals.rules import Place, in_force, supposing
from senim.kernel import calendar, legal
from senim.kernel.areas import inside
from senim.kernel.clock import local, start_of
from senim.kernel.scoping import Scope

__all__ = ["PROMISE", "PastRow", "Place", "Replay", "due_with", "in_force", "past", "past_mark", "supposing"]
BATCH = 20_000
#: The service promise of a first meaningful answer, in hours: our own, and so ours to change.
PROMISE = "service.first_answer"


class PastRow(NamedTuple):
    """One appeal without words and names. due: its promise has come due; kept: and a first answer was there."""

    category: str
    kind: str
    received_at: datetime
    danger: bool
    going_on: bool
    sensitive: bool
    lon: float | None
    lat: float | None
    area_id: int | None
    holder_id: int | None
    is_open: bool
    due: bool
    kept: bool
    promise_due: datetime | None = None
    first_answer_at: datetime | None = None


def past(
    scope: Scope, path: str, since: date, until: date, as_of: datetime, *, moments: bool = True
) -> Iterator[PastRow]:
    """Appeals that came on some days (both included) to an area ("" for all), in the order of time. One query.

    as_of: promises that came due by this moment count; what is known of them does not change any more. moments:
    whether `promise_due` and `first_answer_at` are wanted; reading them takes a third of the time.
    """
    on_time = Q(promise_due__lt=as_of) & ~Q(state__in=[State.WITHDRAWN, State.REDIRECTED])
    rows = _rows(scope, path, since, until).annotate(
        now=_flag(Q(answers__now="yes")),
        due=_flag(on_time),
        kept=_flag(on_time & Q(first_answer_at__lte=F("promise_due"))),
    )
    columns = PastRow._fields if moments else PastRow._fields[:-2]
    found = rows.order_by("received_at", "id").values_list(*("now" if one == "going_on" else one for one in columns))
    return starmap(PastRow, found.iterator(chunk_size=BATCH))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _rows(scope: Scope, path: str, since: date, until: date) -> QuerySet[Appeal]:  # noqa: ARG001 - who asks
    officers = [code for code, one in catalogue.CATEGORIES.items() if one.about_officer]
    rows = Appeal.objects.filter(
        inside((path,)) if path else Q(), received_at__gte=start_of(since),
        received_at__lt=start_of(until + timedelta(days=1)), about_post__isnull=True, about_unknown=False)
    return rows.exclude(category__in=officers).exclude(duplicate_of__isnull=False)


def past_mark(scope: Scope, path: str, since: date, until: date, as_of: datetime) -> list[int]:
    """A mark of these appeals: it moves when one comes or goes, or a promise of before that moment is another. One
    query."""
    due = Q(promise_due__lt=as_of) & ~Q(state__in=[State.WITHDRAWN, State.REDIRECTED])
    found = _rows(scope, path, since, until).aggregate(
        n=Count("id"), last=Max("id"), due=Count("id", filter=due),
        kept=Count("id", filter=due & Q(first_answer_at__lte=F("promise_due"))))
    return [found["n"], found["last"] or 0, found["due"], found["kept"]]


def due_with(row: PastRow, hours: int) -> datetime:
    """When the first answer would have been owed had the promise been of so many hours. Pauses stay as they were."""
    assert row.promise_due is not None
    own = catalogue.category(row.category).hours
    was = legal.term(PROMISE, local(row.received_at).date()).value or own
    return row.promise_due + timedelta(hours=min(hours, own) - min(was, own))


@dataclass(slots=True)
class Replay:
    """Routes rows as if each had come at a moment of its own hour and day, to the posts of one moment."""

    at: datetime
    targets: dict[Any, tuple[Target, int | None]] = field(default_factory=dict)
    posts: dict[Any, int | None] = field(default_factory=dict)
    #: Whether a day is off, by day.
    days: dict[date, bool] = field(default_factory=dict)

    def when(self, row: PastRow) -> tuple[bool, int]:
        """Whether it came on a day off, and at which hour: the same in every world."""
        moment = local(row.received_at)
        day = moment.date()
        if (off := self.days.get(day)) is None:
            off = self.days[day] = not calendar.is_working(day)
        return off, moment.hour

    def rule(self, row: PastRow, when: tuple[bool, int], *, placed: bool) -> tuple[Target, int | None]:
        """Whom the first rule that holds sends to, and which rule that is. when: of `when`."""
        key = (row.category, row.kind, when, row.danger, row.going_on, placed)
        if (known := self.targets.get(key)) is None:
            category = catalogue.category(row.category)
            facts = rules.facts(
                category, row.kind, row.received_at, danger=row.danger, going_on=row.going_on, placed=placed)
            rule, _passed = routing.first_that_holds(in_force(self.at), facts)
            known = self.targets[key] = rules.target_of(rule, about_officer=False), rule.id if rule else None
        return known

    def post(self, row: PastRow, when: tuple[bool, int], place: Place) -> int | None:
        """The post to which it would come; None for nobody."""
        target, _rule = self.rule(row, when, placed=place.area_id is not None)
        key = target, place.area_id, place.path
        if key not in self.posts:
            self.posts[key] = rules.post_of(target, place, None, self.at)[0]
        return self.posts[key]
