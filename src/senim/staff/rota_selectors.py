"""Reads of the duty calendar's pages. The first argument is the reader's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from senim.kernel import clock
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Role, Scope
from senim.staff import matrix, permissions
from senim.staff.directory import PostRow
from senim.staff.domain import AbsenceKind, Kind
from senim.staff.load import directory
from senim.staff.messages import MESSAGES
from senim.staff.models import Absence, Account, Shift
from senim.staff.selectors import reach


@dataclass(frozen=True, slots=True)
class AbsenceSeen:
    """An absence as the person and the head above may see it. may_cover: a head who may appoint who stands in.

    why: whether the reason is shown; an administrator arranges posts and has no business with it.
    """

    row: Absence
    own: bool
    why: bool
    may_cover: bool
    may_change: bool
    #: Posts of the person on which nobody stands in during what is left.
    open_posts: tuple[PostRow, ...]


def calendar_posts(scope: Scope) -> list[PostRow]:
    """The own posts, then those below a head; each once. No query."""
    found = directory()
    own = [found.posts[post] for post in sorted(scope.posts()) if post in found.posts]
    below = [found.posts[post] for post, _depth in (reach(scope) if scope.has(Role.HEAD) else ())]
    below.sort(key=lambda post: (post.role is not Role.INSPECTOR, post.role, post.code))
    return list({post.id: post for post in (*own, *below)}.values())


def own_absences(scope: Scope) -> list[Absence]:
    """One's own absences that are not over. One query."""
    rows = Absence.objects.filter(account_id=scope.account_id or 0, ends_at__gt=clock.now())
    return list(rows.order_by("starts_at")[:20])


def absences_below(scope: Scope, since: datetime, until: datetime) -> list[Absence]:
    """Absences of people below a head that touch a period. One query; none for who heads nobody."""
    if not scope.has(Role.HEAD):
        return []
    found, people = directory(), set()
    for post, _depth in reach(scope):
        people |= {row.account_id for row in found.of_post(post, since, until) if row.kind is Kind.HOLDER}
    rows = Absence.objects.filter(account_id__in=people, starts_at__lt=until, ends_at__gt=since)
    return list(rows.select_related("account").order_by("starts_at", "id")[:200])


def absence_seen(scope: Scope, absence_id: int) -> AbsenceSeen:
    """One absence of one's own or of somebody below. NotYours for any other, whether or not it exists. One query."""
    row = Absence.objects.select_related("account").filter(pk=absence_id).first()
    if row is None:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    own = row.account_id == scope.account_id
    found, now = directory(), clock.now()
    begin = max(row.starts_at, now)
    held = found.of_account(row.account_id, begin - timedelta(days=1), row.ends_at)
    head = matrix.can(scope, permissions.ABSENCE.action) and any(
        permissions.commands(scope, one.post_id) for one in held
    )
    if not own and not head:
        raise NotYours("not_yours", MESSAGES["not_yours"])
    posts = tuple(
        found.posts[one.post_id]
        for one in held
        if one.kind is Kind.HOLDER
        and not any(other.kind is Kind.SUBSTITUTE for other in found.of_post(one.post_id, begin, row.ends_at))
    )
    runs = row.ends_at > now
    # Nobody grants leave to oneself: of the own absences only illness is one's own to change.
    may_change = runs and (row.kind == AbsenceKind.SICKNESS if own else head)
    why = own or (head and scope.has(Role.HEAD))
    return AbsenceSeen(row, own, why, runs and head and not own, may_change, posts)


def may_stand_in(scope: Scope, absence: Absence) -> list[Account]:
    """People below the reader who are there during what is left of an absence; neighbours first. One query."""
    found, now = directory(), clock.now()
    begin = max(absence.starts_at, now)
    people = {
        row.account_id
        for post, _depth in reach(scope)
        for row in found.of_post(post, begin, absence.ends_at)
        if row.kind is Kind.HOLDER
    }
    free = [one for one in people if one != absence.account_id and not found.absences(one, begin, absence.ends_at)]
    return list(Account.objects.filter(pk__in=free, is_active=True).order_by("name_key", "id")[:500])


def coming_shifts(scope: Scope, post_id: int, since: date) -> list[Shift]:
    """Shifts of a post below the reader from a day on. One query."""
    if not permissions.commands(scope, post_id):
        raise NotYours("not_yours", MESSAGES["not_yours"])
    return list(Shift.objects.filter(post_id=post_id, day__gte=since).order_by("day", "starts")[:200])
