"""Reads of the log of look-ups: never what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from senim.kernel import clock
from senim.kernel.scoping import Scope
from senim.registers import permissions
from senim.registers.models import LookUp

#: So far back posts are counted for control.
CONTROL = timedelta(days=30)


def counted(scope: Scope, hour: datetime, day: datetime) -> tuple[int, int]:
    """How many look-ups this person made since two moments. One query."""
    found = LookUp.objects.filter(account_id=scope.account_id or 0, at__gt=day).aggregate(
        hour=Count("id", filter=Q(at__gt=hour)), day=Count("id"))
    return found["hour"], found["day"]


def log(scope: Scope, offset: int, limit: int) -> list[LookUp]:
    """The log of one's own area, the latest first; one row more than asked for says that there are more. One query."""
    rows = LookUp.objects.filter(permissions.log_of(scope)).defer("mark").order_by("-at", "-id")
    return list(rows[offset : offset + limit + 1])


@dataclass(frozen=True, slots=True)
class PostCount:
    """Look-ups of a post within thirty days, and how many of them asked again for a subject already asked for."""

    post_id: int | None
    times: int
    again: int


def by_post(scope: Scope) -> list[PostCount]:
    """For control alone, in no order of merit: by post, with repeats. One query."""
    rows = LookUp.objects.filter(permissions.log_of(scope), at__gt=clock.now() - CONTROL).values("post_id").annotate(
        times=Count("id"), subjects=Count("mark", distinct=True)).order_by("post_id")
    return [PostCount(row["post_id"], row["times"], row["times"] - row["subjects"]) for row in rows]
