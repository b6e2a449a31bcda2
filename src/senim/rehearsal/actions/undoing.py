"""Undoing: a new change that puts back what stood before, rehearsed and applied by two persons as any other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from senim.appeals.api import replay
from senim.kernel.clock import now, today
from senim.kernel.scoping import Actor
from senim.rehearsal import policies
from senim.rehearsal.actions.asking import Ask, check_undo_day
from senim.rehearsal.actions.common import log, queue, taken
from senim.rehearsal.domain import Edit, Matter, State
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import check_author
from senim.rehearsal.worlds import moment_of
from senim.territory import api as territory


def first_day(row: Change) -> date:
    """The first day on which a change can be undone."""
    later = row.what.get("edit") == Edit.PROMISE
    return max(today(), row.starts_on) + timedelta(days=int(later))


def undo(*, actor: Actor, change_id: int, ask: Ask) -> Change:
    """Draw up what puts back what stood before a change. Raises NotYours, Refused (not applied, undone already)."""
    policies.check_days(ask.starts_on, ask.since, ask.until, today())
    try:
        with transaction.atomic():
            row = taken(actor, change_id)
            matter = Matter(row.matter)
            check_author(actor, matter, row.area_path)
            policies.check(State(row.state) is State.APPLIED, "not_applied")
            check_undo_day(row, ask.starts_on)
            policies.check(ask.starts_on >= first_day(row), "day_tomorrow", "starts_on")
            made = Change(
                matter=matter, area_id=row.area_id, area_path=row.area_path, starts_on=ask.starts_on, since=ask.since,
                until=ask.until, reason=ask.reason.strip()[:500], holes_meant=ask.holes_meant, undoes=row,
                by=actor.account_id, post_id=actor.post_id, asked_at=now())
            made.what, made.content = _BACK[matter](row, made)
            queue(made)
            log(actor, "undoing_drawn_up", made, undoes=row.pk)
    except IntegrityError as error:
        raise policies.refuse("undone") from error
    return made


def _boundaries(row: Change, made: Change) -> tuple[dict[str, Any], str]:
    """The shapes before; where the change made new beats, the file holds all of them and the new ones end."""
    before = dict(row.before or ())
    fresh = {code for code, shape in before.items() if shape is None}
    infos = {one.code: one for one in territory.snapshot().areas.values()}
    parents = {infos[code].parent_id for code in fresh if code in infos}
    rows = []
    for code, info in sorted(infos.items()):
        is_open = info.level is territory.Level.BEAT and not info.is_closed(made.starts_on)
        sibling = is_open and info.parent_id in parents
        if code not in fresh and (before.get(code) or sibling):
            above = territory.area(info.parent_id).code if info.parent_id else ""
            shape = territory.from_text(before[code]) if before.get(code) else None
            rows.append((info, above, shape))
    return {"complete": bool(fresh)}, territory.as_file(rows).decode()


def _assignments(row: Change, made: Change) -> tuple[dict[str, Any], str]:
    _ = made
    return {"role": row.what["role"], "beats": row.before or {}}, ""


def _rules(row: Change, made: Change) -> tuple[dict[str, Any], str]:
    what, before = row.what, row.before or {}
    if what["edit"] == Edit.PROMISE:
        return {"edit": str(Edit.PROMISE), "hours": before["hours"], "was": what["hours"]}, ""
    words = {name: what[name] for name in ("name", "conditions", "target")}
    if what["edit"] == Edit.ADD:
        return {"edit": str(Edit.END), "rule": before["rule"], **words}, ""
    table = replay.in_force(moment_of(made))
    # Where the rule that stood behind it has gone on under another number: before the first that stands there now.
    after = next((one.id for one in table if one.id == before["next"]), None)
    after = after or next((one.id for one in table if one.order >= before["order"]), table[-1].id)
    return {"edit": str(Edit.ADD), "before": after, **words}, ""


_BACK = {Matter.BOUNDARIES: _boundaries, Matter.ASSIGNMENTS: _assignments, Matter.RULES: _rules}
