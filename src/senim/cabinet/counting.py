"""Returns as saved filters over visits: what counts, how many, where and by which post. No number is typed.

A count is of visits whose day lies in the period, in the operation's area, with a purpose and an outcome that count.
Posts stand in the order of their titles: nobody is ranked by how often they went out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from senim.cabinet.domain import COUNTED, OUTCOMES, PURPOSES, month_end
from senim.cabinet.models import Operation, Visit
from senim.kernel.areas import inside
from senim.kernel.clock import start_of
from senim.web.words import language


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a filter: in all, and by beat path, post, purpose and outcome."""

    n: int
    by_path: Counter[str]
    by_post: Counter[int]
    by_purpose: Counter[str]
    by_outcome: Counter[str]

    def to_json(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "paths": dict(self.by_path),
            "purposes": dict(self.by_purpose),
            "outcomes": dict(self.by_outcome),
        }


def name_of(one: Operation) -> str:
    return str(getattr(one, f"name_{language()}") or one.name_kk)


def during(since: date, until: date) -> Q:
    """The condition that a visit was within days, the last included, and counts: a trainee's does once confirmed."""
    return Q(standing__in=COUNTED, at__gte=start_of(since), at__lt=start_of(until + timedelta(days=1)))


def rule(one: Operation) -> Q:
    """The saved filter of an operation, without its area."""
    condition = during(one.since, one.until)
    if one.purposes:
        condition &= Q(purpose__in=one.purposes)
    if one.outcomes:
        condition &= Q(outcome__in=one.outcomes)
    if one.marked_only:
        condition &= Q(operation=one.pk)
    return condition


def count(rows: QuerySet[Visit]) -> Counted:
    """Count a selection of visits. One query."""
    found = list(rows.values_list("area_path", "post", "purpose", "outcome"))
    paths, posts, purposes, outcomes = zip(*found, strict=True) if found else ((), (), (), ())
    return Counted(len(found), Counter(paths), Counter(posts), Counter(purposes), Counter(outcomes))


def selected(one: Operation) -> QuerySet[Visit]:
    """The visits that count for an operation, wherever in its area."""
    return Visit.objects.filter(rule(one), inside((one.area_path,)))


def of_operation(one: Operation, paths: Sequence[str], post_id: int | None = None) -> Counted:
    """The return of an operation in parts of its area, or of one post. One query."""
    rows = selected(one)
    return count(rows.filter(post=post_id) if post_id is not None else rows.filter(inside(tuple(paths))))


def of_operations(owed: Iterable[tuple[Operation, int]]) -> dict[tuple[int, int], int]:
    """(operation, post) to the number of visits that count. One query for all; none for none."""
    pairs = list(owed)
    found = dict.fromkeys(((one.pk, post) for one, post in pairs), 0)
    if not pairs:
        return found
    operations = {one.pk: one for one, _post in pairs}
    either = Q(pk__in=())
    for one in operations.values():
        either |= rule(one) & inside((one.area_path,))
    rows = Visit.objects.filter(either, post__in={post for _one, post in pairs})
    for visit in rows.only("post_id", "at", "area_path", "purpose", "outcome", "operation_id", "standing"):
        for one in operations.values():
            if (one.pk, visit.post_id) in found and counts(one, visit):
                found[one.pk, visit.post_id] += 1
    return found


def counts(one: Operation, visit: Visit) -> bool:
    """Whether a visit counts for an operation: `rule` and its area, for a row that was read."""
    return (
        visit.standing in COUNTED
        and start_of(one.since) <= visit.at < start_of(one.until + timedelta(days=1))
        and visit.area_path.startswith(one.area_path)
        and (not one.purposes or visit.purpose in one.purposes)
        and (not one.outcomes or visit.outcome in one.outcomes)
        and (not one.marked_only or visit.operation_id == one.pk)
    )


def of_month(post_id: int, month: date) -> Counted:
    """The month's return of a post: all its visits of a calendar month. One query."""
    return count(Visit.objects.filter(during(month, month_end(month)), post=post_id))


def of_beat(path: str, since: date, until: date) -> Counted:
    """All visits in a beat in some days. One query."""
    return count(Visit.objects.filter(during(since, until), inside((path,))))


def labels(codes: Iterable[str], outcome: bool = False) -> list[str]:
    """The words of purposes or outcomes, in the order of the catalogue."""
    wanted = set(codes)
    table = OUTCOMES if outcome else PURPOSES
    return [str(label) for code, label in table.items() if code in wanted]
