"""Applying a rehearsed change from its day: a second person, the password once more, everything or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from senim.appeals import api as appeals
from senim.appeals.api import Target, replay
from senim.kernel import promises
from senim.kernel.clock import now, start_of, today
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role
from senim.rehearsal import policies
from senim.rehearsal.actions.asking import in_service
from senim.rehearsal.actions.common import log, taken
from senim.rehearsal.domain import Edit, Matter, State
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import can_apply, not_yours
from senim.rehearsal.selectors import change
from senim.rehearsal.wording import SOURCE
from senim.rehearsal.worlds import data_of, stamp, trial_of
from senim.staff import api as staff
from senim.territory import api as territory


def apply(*, actor: Actor, change_id: int, password_holds: Callable[[], bool]) -> Change:
    """Let a change hold from its day. Every process answers by it from the first moment of that day.

    password_holds: whether the password just given is the actor's; asked last, so that it is not asked for nothing.
    Raises NotYours, Refused: applied by somebody else at this moment, not rehearsed, stale, forbidden by what the
    rehearsal found, one's own, an author who has left, a day that is over, a wrong password. Nothing is half done.
    """
    # Counting a million appeals takes seconds: not while this transaction keeps every writer waiting.
    seen = change(actor.scope, change_id)
    data = data_of(seen) if State(seen.state) is State.READY else []
    with transaction.atomic():
        row = taken(actor, change_id)
        if not can_apply(actor.scope, Matter(row.matter), row.area_path):
            raise not_yours()
        policies.check(row.rehearsed_at == seen.rehearsed_at, "closed")
        check(row, actor.account_id, data)
        policies.check(password_holds(), "password", "password")
        row.before = _WRITES[Matter(row.matter)](actor, row)
        row.state, row.applied_at = State.APPLIED, now()
        row.applied_by, row.applied_post_id = actor.account_id, actor.post_id
        row.save(update_fields=["before", "state", "applied_at", "applied_by", "applied_post"])
        log(actor, "applied", row, drawn_up_by=row.by, undoes=row.undoes_id)
    return row


def check(row: Change, account_id: int | None, data: list[int]) -> None:
    """Raises Refused where the change cannot be applied by this person now. data: the mark of the appeals as it is."""
    policies.check_ready(row.state)
    policies.check_other(row.by, account_id)
    policies.check(in_service(row.by), "author_left")
    policies.check(row.starts_on >= today(), "day_past")
    if row.what.get("edit") == Edit.PROMISE:
        policies.check(row.starts_on > today(), "day_tomorrow")
    policies.check_fresh(policies.moved(row.stamp, stamp(row, data)))
    findings = [(code, params) for code, params in (row.result or {}).get("findings", ())]
    policies.check_blocks(findings, holes_meant=row.holes_meant)


def _boundaries(actor: Actor, row: Change) -> Any:
    """Through the import that brings every file of boundaries. Returns the shapes that held before."""
    trial = trial_of(row)
    assert trial is not None and row.area_id is not None
    before = [[piece.code, territory.to_text(piece.before) if piece.before else None] for piece in trial.pieces]
    source = SOURCE.kk.format(number=row.pk)
    territory.bring_in(
        actor=actor, kind=territory.ImportKind.AREAS, name=f"{row.pk}.geojson", content=row.content.encode(),
        valid_from=row.starts_on, level=territory.Level.BEAT, source=source,
        area_code=territory.area(row.area_id).code, complete=bool(row.what.get("complete")))
    return before


def _assignments(actor: Actor, row: Change) -> Any:
    role, beats = Role(row.what["role"]), {int(area): posts for area, posts in row.what["beats"].items()}
    before = {str(area): staff.posts_of_area(role, area, row.starts_on) for area in beats}
    staff.actions.reassign(actor=actor, role=role, beats=beats, on=row.starts_on)
    return before


def _rules(actor: Actor, row: Change) -> Any:
    what, at = row.what, max(now(), start_of(row.starts_on))
    if what["edit"] == Edit.PROMISE:
        promises.promise(actor=actor, code=replay.PROMISE, value=int(what["hours"]), since=row.starts_on)
        return {"hours": what["was"]}
    if what["edit"] == Edit.ADD:
        rule = appeals.rulebook.add_rule(
            actor=actor, name=Label(*what["name"]), conditions=what["conditions"], target=Target(what["target"]),
            before=what["before"], starts_at=at)
        return {"rule": rule.pk}
    table = replay.in_force(at)
    order = next(number for number, rule in enumerate(table) if rule.id == what["rule"])
    appeals.rulebook.end_rule(actor=actor, rule_id=what["rule"], ends_at=at)
    return {"order": table[order].order, "next": table[order + 1].id}


_WRITES: dict[Matter, Callable[[Actor, Change], Any]] = {
    Matter.BOUNDARIES: _boundaries,
    Matter.ASSIGNMENTS: _assignments,
    Matter.RULES: _rules,
}
