"""Operations are defined; returns, which fill themselves, are confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from senim.cabinet import counting, memory, policies
from senim.cabinet.actions.common import log
from senim.cabinet.domain import Outcome, Period, Purpose, month_end
from senim.cabinet.models import Operation, Return
from senim.cabinet.permissions import RETURNERS, can_define, not_yours
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.staff import api as staff
from senim.territory import api as territory


@dataclass(frozen=True, slots=True)
class OperationValues:
    """An operation as it is defined. names: kk, ru, en. Empty purposes or outcomes: all count."""

    names: tuple[str, str, str]
    since: date
    until: date
    due_on: date
    purposes: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    marked_only: bool = False


def define(*, actor: Actor, values: OperationValues, area_id: int) -> Operation:
    """Define an operation over an area. Raises NotYours, Refused (days)."""
    try:
        area = territory.area(area_id)
    except KeyError:
        raise not_yours() from None
    if not can_define(actor.scope, area.path):
        raise not_yours()
    policies.check_operation(values.since, values.until, values.due_on)
    with transaction.atomic():
        row = Operation.objects.create(
            name_kk=values.names[0],
            name_ru=values.names[1],
            name_en=values.names[2],
            area_id=area.id,
            area_path=area.path,
            since=values.since,
            until=values.until,
            due_on=values.due_on,
            purposes=sorted(Purpose(one) for one in values.purposes),
            outcomes=sorted(Outcome(one) for one in values.outcomes),
            marked_only=values.marked_only,
            post_id=actor.post_id,
            account_id=actor.account_id,
            defined_at=now(),
        )
        memory.changed()
        days = {"since": values.since.isoformat(), "until": values.until.isoformat()}
        log(actor, "operation_defined", row, row.area_path, **days)
    return row


def confirm_operation(*, actor: Actor, operation_id: int, post_id: int) -> Return:
    """Confirm the return of one's post in an operation: the counts are kept as they stand. Once."""
    one = Operation.objects.filter(pk=operation_id).first()
    own = staff.area_paths(post_id)
    if one is None or not any(path.startswith(one.area_path) for path in own):
        raise not_yours()
    _check_own(actor, post_id)
    policies.check_confirm(one.until, today())
    counted = counting.of_operation(one, (), post_id)
    return _confirm(actor, Return(kind=Period.OPERATION, operation=one, post_id=post_id), counted, one.area_path)


def confirm_month(*, actor: Actor, month: date, post_id: int) -> Return:
    """Confirm the month's return of one's post. Once."""
    _check_own(actor, post_id)
    policies.check_confirm(month_end(month), today())
    counted = counting.of_month(post_id, month)
    path = next(iter(staff.area_paths(post_id)), "")
    return _confirm(actor, Return(kind=Period.MONTH, month=month, post_id=post_id), counted, path)


def _check_own(actor: Actor, post_id: int) -> None:
    if not (actor.scope.everything or post_id in actor.scope.posts(*RETURNERS)):
        raise not_yours()


def _confirm(actor: Actor, row: Return, counted: counting.Counted, path: str) -> Return:
    row.account_id, row.n, row.figures, row.confirmed_at = actor.account_id, counted.n, counted.to_json(), now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            log(actor, "return_confirmed", row, path, kind=row.kind, n=row.n)
    except IntegrityError:
        raise policies.refuse("confirmed") from None
    return row
