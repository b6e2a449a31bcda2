"""What keepers of an installation see: bodies with those switched off, rules with those that ended, beginnings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from senim.appeals import clocks
from senim.appeals.models import Appeal, Body, Rule, Template
from senim.kernel.clock import now
from senim.kernel.errors import NotYours
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope, within
from senim.kernel.workdays import WorkingCalendar

NO_SUCH = Label("Мұндай жазба жоқ.", "Такой записи нет.", "There is no such record.")


def all_bodies(scope: Scope) -> Sequence[Body]:
    """Bodies that concern this person: of the own area, around it, and those of everywhere. One query."""
    rows = Body.objects.order_by("-active", "pk")
    if scope.everything or scope.has(Role.ADMIN):
        return list(rows)
    own = scope.paths(Role.HEAD)
    return [row for row in rows if not row.area_path or any(_near(row.area_path, path) for path in own)]


def _near(one: str, other: str) -> bool:
    return within(one, (other,)) or within(other, (one,))


def body(scope: Scope, body_id: int) -> Body:
    """One body of those. Raises NotYours where it is not among them. One query."""
    found = next((row for row in all_bodies(scope) if row.pk == body_id), None)
    if found is None:
        raise NotYours("not_found", NO_SUCH)
    return found


def all_rules(scope: Scope) -> Sequence[Rule]:  # noqa: ARG001 - a read names who asks
    """Every row of the routing table, also those that ended: the oldest stay as they were. One query."""
    return list(Rule.objects.order_by("order", "pk"))


def beginning(scope: Scope, template_id: int) -> Template:  # noqa: ARG001 - a read names who asks
    """One beginning of an answer. Raises NotYours where there is none. One query."""
    found = Template.objects.filter(pk=template_id).first()
    if found is None:
        raise NotYours("not_found", NO_SUCH)
    return found


def due_days_moved(scope: Scope, calendar: WorkingCalendar, day: date) -> int:  # noqa: ARG001 - a count, no row
    """How many open appeals would get another due day by this calendar, whose first new day is `day`. One query."""
    at = now()
    rows = Appeal.objects.filter(is_open=True).values_list("clocks", flat=True)
    running = (clocks.Clock.from_dict(row["legal"]) for row in rows.iterator(chunk_size=2000))
    near = (clock for clock in running if clock.due_day is not None and clock.due_day >= day)
    return sum(clocks.recompute(clock, calendar, at).due_day != clock.due_day for clock in near)
