"""Shifts of a post: written down for days to come, taken away while they have not begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from django.db import transaction
from django.utils.translation import get_language

from senim.kernel import audit, clock, formats
from senim.kernel.scoping import Actor
from senim.staff import permissions, policies, presence, rota
from senim.staff.actions.common import locked_post
from senim.staff.domain import ShiftKind
from senim.staff.messages import refusal
from senim.staff.models import Shift


@transaction.atomic
def plan_shifts(
    *, actor: Actor, post_id: int, days: Sequence[date], starts: time, ends: time, kind: ShiftKind = ShiftKind.BEAT
) -> list[Shift]:
    """A post is manned on these days from a time to a time; all of them or none. Two queries and one for writing.

    Raises Refused, naming the day: it has passed, there is a shift already, nobody is there.
    """
    permissions.check_over_post(actor, permissions.SHIFTS.action, post_id)
    post = locked_post(post_id)
    if not post.active:
        raise refusal("post_closed", field="post")
    wanted = sorted(set(days))
    policies.check_shift_days(wanted, clock.today(), get_language() or "kk")
    _check_free(post_id, wanted, starts, ends)
    _check_manned(post_id, wanted, starts, ends)
    now = clock.now()
    made = Shift.objects.bulk_create(
        [
            Shift(
                post=post,
                day=day,
                starts=starts,
                ends=ends,
                kind=kind,
                created_at=now,
                created_by_id=actor.account_id,
            )
            for day in wanted
        ]
    )
    presence.changed()
    times = {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}", "kind": str(kind)}
    audit.record(actor, "staff.shifts", ("post", post_id), data={"days": [str(day) for day in wanted], **times})
    return made


def _check_free(post_id: int, days: Sequence[date], starts: time, ends: time) -> None:
    """A night reaches into the next morning: the days around are looked at too."""
    near = rota.shifts_of([post_id], days[0] - rota.DAY, days[-1] + rota.DAY)
    taken = [one for rows in near.values() for one in rows]
    for day in days:
        begin, finish = rota.moments(day, starts, ends)
        other = next((one for one in taken if one.starts_at < finish and begin < one.ends_at), None)
        if other is not None:
            raise refusal("shift_overlaps", field="starts", day=_day(other.day), times=other.words)


def _check_manned(post_id: int, days: Sequence[date], starts: time, ends: time) -> None:
    empty = [day for day in days if not rota.is_manned(post_id, rota.moments(day, starts, ends)[0])]
    if empty:
        raise refusal("shift_nobody", field="first", days=", ".join(map(_day, empty[:5])))


def _day(day: date) -> str:
    return formats.day(day, get_language() or "kk", year=False)


@transaction.atomic
def drop_shifts(*, actor: Actor, shift_ids: Iterable[int]) -> int:
    """Take shifts away that have not begun; how many. Refused for one that has."""
    rows = list(Shift.objects.filter(pk__in=list(shift_ids)).order_by("post_id", "day"))
    for post_id in {row.post_id for row in rows}:
        permissions.check_over_post(actor, permissions.SHIFTS.action, post_id)
        locked_post(post_id)
    if any(rota.timed(row).starts_at <= clock.now() for row in rows):
        raise refusal("shift_begun")
    for row in rows:
        day = {"day": str(row.day), "starts": f"{row.starts:%H:%M}"}
        audit.record(actor, "staff.shift_dropped", ("post", row.post_id), data=day)
    Shift.objects.filter(pk__in=[row.pk for row in rows]).delete()
    presence.changed()
    return len(rows)
