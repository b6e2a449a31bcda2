"""Operations and returns as they may be read."""

from __future__ import annotations

from datetime import date

from senim.cabinet import counting
from senim.cabinet.models import Operation, Return
from senim.cabinet.permissions import RETURNERS, WRITERS, not_yours, operations_seen, seen_paths
from senim.kernel.scoping import Role, Scope
from senim.staff import api as staff


def operations(scope: Scope, limit: int = 60) -> list[Operation]:
    """Operations of the own areas and of those around, the newest first. One query."""
    return list(Operation.objects.filter(operations_seen(scope)).order_by("-until", "-pk")[:limit])


def operation(scope: Scope, operation_id: int) -> Operation:
    """One operation. Raises NotYours. One query."""
    found = Operation.objects.filter(operations_seen(scope), pk=operation_id).first()
    if found is None:
        raise not_yours()
    return found


def counted(scope: Scope, one: Operation) -> counting.Counted:
    """What the asker may see of a return: the own areas of a head or the ministry, else the own posts. One query."""
    if paths := seen_paths(scope, one.area_path):
        return counting.of_operation(one, paths)
    rows = counting.selected(one).filter(post__in=scope.posts(*WRITERS))
    return counting.count(rows)


def confirmed(scope: Scope, one: Operation) -> list[Return]:
    """Who has confirmed the return of an operation, as far as the asker sees it. One query."""
    rows = list(one.returns.order_by("confirmed_at", "pk"))
    paths = seen_paths(scope, one.area_path)
    own = scope.posts(*RETURNERS)

    def seen(row: Return) -> bool:
        return row.post_id in own or any(
            path.startswith(wide) for path in staff.area_paths(row.post_id) for wide in paths
        )

    return [row for row in rows if seen(row)]


def month(scope: Scope, post_id: int, first: date) -> tuple[counting.Counted, Return | None]:
    """The month's return of a post: one's own, or of a post in the area of a head. Raises NotYours. Two queries."""
    own = post_id in scope.posts(*WRITERS)
    paths = staff.area_paths(post_id)
    above = bool(paths) and all(scope.covers(path, Role.HEAD) for path in paths)
    if not (own or above or scope.everything):
        raise not_yours()
    found = Return.objects.filter(post=post_id, month=first).first()
    return counting.of_month(post_id, first), found
