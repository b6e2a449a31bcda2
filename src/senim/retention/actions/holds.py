"""Holds: a named person keeps records past their time, with a reason and an end."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import CharField

from senim.kernel import audit, clock, legal, persons, retention
from senim.kernel.errors import Refused
from senim.kernel.persons import Ref
from senim.kernel.scoping import Actor
from senim.retention import permissions
from senim.retention.domain import HOLD_LONGEST, REASON_LEAST, hold_ends_in_time, shared_path
from senim.retention.models import HeldRecord, Hold
from senim.retention.selectors import paths_of
from senim.retention.words import REFUSALS


def refuse(code: str, field: str | None = None, **params: object) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def place(*, actor: Actor, number: str, reason: str, ground: str, ends_on: date) -> Hold:
    """Hold a record by its number, with what hangs on it. Raises NotYours, Refused."""
    permissions.check(actor, "retention.hold")
    reason, ground = reason.strip(), ground.strip()
    if len(reason) < REASON_LEAST:
        raise refuse("reason", "reason")
    if not ground:
        raise refuse("ground", "ground")
    longest = longest_days()
    if not hold_ends_in_time(ends_on, clock.today(), longest):
        raise refuse("ends_on", "ends_on", days=longest)
    refs = by_number(actor, number)
    assert actor.account_id is not None  # `check` refuses whoever has no account
    with transaction.atomic():
        for ref in refs:
            _lock(ref)
        hold = Hold.objects.create(
            about=number.strip()[:80], reason=reason, ground=ground, ends_on=ends_on, placed_at=clock.now(),
            placed_by_id=actor.account_id, area_path=shared_path(paths_of(refs).values()))
        HeldRecord.objects.bulk_create([HeldRecord(hold=hold, rule=ref.rule, subject=ref.pk) for ref in refs])
        audit.record(actor, "retention.held", ("hold", hold.pk), area_path=hold.area_path, data={
            "records": len(refs), "ends_on": ends_on, "ground": ground})
    return hold


def longest_days() -> int:
    """How long one hold may last."""
    return int(legal.term(HOLD_LONGEST, clock.today()).value or 0)


def lift(*, actor: Actor, hold_id: int) -> Hold:
    """End a hold before its day. Raises NotYours, Refused."""
    permissions.check(actor, "retention.lift")
    with transaction.atomic():
        hold = Hold.objects.select_for_update().filter(permissions.seen(actor.scope), pk=hold_id).first()
        if hold is None:
            raise permissions.not_yours()
        if hold.lifted_at is not None or hold.ends_on < clock.today():
            raise refuse("lifted")
        hold.lifted_at, hold.lifted_by_id = clock.now(), actor.account_id
        hold.save(update_fields=["lifted_at", "lifted_by"])
        audit.record(actor, "retention.lifted", ("hold", hold.pk), area_path=hold.area_path)
    return hold


def by_number(actor: Actor, number: str) -> list[Ref]:
    """The record of a number and what hangs on it, as far as this person may know of it. Raises Refused."""
    found = [
        Ref(rule.code, pk)
        for rule in retention.rules().values()
        if rule.area and rule.context != "retention" and _is_numbered(rule)
        for pk in rule.root.table()._base_manager.filter(number=number.strip().upper()).values_list("pk", flat=True)  # noqa: SLF001
    ]
    refs = persons.with_linked(found)
    if not found or set(permissions.known_all(actor.scope, found)) != set(found):
        raise refuse("no_record", "number")
    return refs


def _lock(ref: Ref) -> None:
    rows = retention.rule(ref.rule).root.rows([ref.pk])
    list(rows.select_for_update().values_list("pk", flat=True))


def until(days: int) -> date:
    """The day that lies so many days ahead (for a form's first value)."""
    return clock.today() + timedelta(days=days)


def _is_numbered(rule: retention.Rule) -> bool:
    """Whether records of a rule have a number that people read out."""
    if "number" not in rule.shows:
        return False
    return isinstance(rule.root.table()._meta.get_field("number"), CharField)
