"""Drawing up a change: boundaries from a file or a proposal, other posts on beats, a rule; mending, withdrawing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from senim.appeals import api as appeals
from senim.appeals.api import Target, replay
from senim.kernel import legal
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Role
from senim.kernel.unpacking import Unfit, decoded, unpacked
from senim.rehearsal import policies
from senim.rehearsal.actions.common import log, queue, taken
from senim.rehearsal.domain import Edit, Matter, State
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import can_apply, can_author, check_author, not_yours
from senim.rehearsal.selectors import beats_of, posts_for
from senim.rehearsal.worlds import moment_of, table_of
from senim.staff import api as staff
from senim.territory import api as territory
from senim.workload import api as workload

#: Boundaries of one area are smaller than this, unpacked.
LIMIT_MB = 16


@dataclass(frozen=True, slots=True)
class Ask:
    """From which day, on which days' appeals it is rehearsed (both included), and why."""

    starts_on: date
    since: date
    until: date
    reason: str
    holes_meant: bool = False


def draw(
    *, actor: Actor, area_id: int, content: bytes, file_name: str, ask: Ask, complete: bool = False
) -> Change:
    """Boundaries of beats from a GeoJSON file. Raises NotYours, Refused; what is wrong with the shapes is told by the
    rehearsal, and the file stays. complete: the file holds all beats, those that are missing end."""
    area = _area(area_id)
    check_author(actor, Matter.BOUNDARIES, area.path)
    policies.check(bool(beats_of(area)), "no_beats")
    file = {"content": text_of(content), "file_name": file_name[:200]}
    return _made(actor, Matter.BOUNDARIES, area, {"complete": complete}, ask, **file)


def draw_proposal(*, actor: Actor, proposal_id: int, ask: Ask) -> Change:
    """Boundaries as a proposal of the workload has them. Raises NotYours, Refused (the territory has moved since)."""
    from senim.rehearsal.drawn import drawn  # noqa: PLC0415 - h3 is not loaded before somebody takes a proposal

    found = workload.redrawn(actor.scope, proposal_id)
    check_author(actor, Matter.BOUNDARIES, found.area.path)
    policies.check(found.territory == territory.version(), "proposal_old")
    content = drawn(found.area, found.cells, ask.starts_on)
    policies.check(bool(content), "proposal_empty")
    return _made(
        actor, Matter.BOUNDARIES, found.area, {"complete": False}, ask, content=content.decode(),
        proposal_id=proposal_id)


def assign(
    *, actor: Actor, area_id: int, beats: Mapping[int, tuple[int, ...]], ask: Ask, role: Role = Role.INSPECTOR
) -> Change:
    """Other posts of a role on beats of an area: {beat: posts}; beats that keep theirs are left out."""
    area = _area(area_id)
    check_author(actor, Matter.ASSIGNMENTS, area.path)
    mine = {one.id for one in beats_of(area)}
    allowed = set(posts_for(area, role))
    other = {}
    for beat, posts in sorted(beats.items()):
        policies.check(beat in mine and bool(posts) and set(posts) <= allowed, "post_gone", "beats")
        if sorted(posts) != sorted(staff.posts_of_area(role, beat, ask.starts_on)):
            other[str(beat)] = sorted(posts)
    policies.check(bool(other), "same")
    return _made(actor, Matter.ASSIGNMENTS, area, {"role": str(role), "beats": other}, ask)


def edit_rules(*, actor: Actor, what: Mapping[str, Any], ask: Ask) -> Change:
    """A rule more, a rule less, or another promise of a first answer.

    what: {"edit": "add", "name": [kk, ru, en], "conditions": {...}, "target": ..., "before": rule} or
    {"edit": "end", "rule": rule} or {"edit": "promise", "hours": hours}. Raises NotYours, Refused.
    """
    check_author(actor, Matter.RULES, "")
    plain = {"edit": str(Edit(what["edit"])), **{name: value for name, value in what.items() if name != "edit"}}
    _check_rule(plain, ask)
    return _made(actor, Matter.RULES, None, plain, ask)


def _check_rule(what: dict[str, Any], ask: Ask) -> None:
    row = Change(matter=Matter.RULES, what=what, starts_on=ask.starts_on, since=ask.since, until=ask.until)
    if what["edit"] == Edit.PROMISE:
        was = legal.term(replay.PROMISE, max(ask.starts_on, today())).value
        policies.check_hours(int(what["hours"]), was, ask.starts_on, today())
        what["was"] = was
        return
    at = moment_of(row)
    table = replay.in_force(at)
    table_of(row, at)
    if what["edit"] == Edit.END:
        ended = next(rule for rule in table if rule.id == what["rule"])
        what |= {"name": list(ended.name), "conditions": dict(ended.conditions), "target": str(ended.target)}
        return
    for rule in table:
        same = dict(rule.conditions) == what["conditions"] and rule.target is Target(what["target"])
        policies.check(not same, "rule_same", "target", name=rule.name)
    for rule in table[: next(at for at, rule in enumerate(table) if rule.id == what["before"])]:
        hidden = policies.hides(rule.conditions, what["conditions"])
        policies.check(not hidden, "rule_hidden", "before", name=rule.name)


def amend(*, actor: Actor, change_id: int, ask: Ask, content: bytes | None = None, file_name: str = "") -> Change:
    """Another day, another period, another file: the author's, as long as it is not applied; it is rehearsed anew."""
    policies.check_days(ask.starts_on, ask.since, ask.until, today())
    with transaction.atomic():
        row = taken(actor, change_id)
        if row.by != actor.account_id or not can_author(actor.scope, Matter(row.matter), row.area_path):
            raise not_yours()
        policies.check_open(row.state)
        if row.undoes is not None:
            check_undo_day(row.undoes, ask.starts_on)
        if row.what.get("edit") == Edit.PROMISE:
            policies.check(ask.starts_on > today(), "day_tomorrow", "starts_on")
        for name in ("starts_on", "since", "until", "reason", "holes_meant"):
            setattr(row, name, getattr(ask, name))
        if content is not None and Matter(row.matter) is Matter.BOUNDARIES:
            row.content, row.file_name, row.proposal = text_of(content), file_name[:200], None
        queue(row)
        log(actor, "amended", row)
    return row


def check_undo_day(change: Change, starts_on: date) -> None:
    """An undoing begins with the change at the earliest; another promise at the earliest a day later."""
    policies.check(starts_on >= change.starts_on, "day_before_change", "starts_on", day=change.starts_on)


def withdraw(*, actor: Actor, change_id: int) -> Change:
    """Take a change back before it is applied: the author, or whoever could apply it. Its row stays."""
    with transaction.atomic():
        row = taken(actor, change_id)
        if row.by != actor.account_id and not can_apply(actor.scope, Matter(row.matter), row.area_path):
            raise not_yours()
        policies.check(State(row.state) not in {State.APPLIED, State.WITHDRAWN}, "closed")
        row.state = State.WITHDRAWN
        row.save(update_fields=["state"])
        log(actor, "withdrawn", row)
    return row


def take_over(*, actor: Actor, change_id: int) -> Change:
    """Stand for a change whose author has left the service: from now on it is one's own, and another applies it."""
    with transaction.atomic():
        row = taken(actor, change_id)
        check_author(actor, Matter(row.matter), row.area_path)
        policies.check(State(row.state) not in {State.APPLIED, State.WITHDRAWN}, "closed")
        policies.check(not in_service(row.by), "author_stays")
        log(actor, "taken_over", row, was=row.by)
        row.by, row.post_id = actor.account_id, actor.post_id
        row.save(update_fields=["by", "post"])
    return row


def in_service(account_id: int | None) -> bool:
    """Whether an author still has a post; what the system drew up has no author who could leave."""
    return account_id is None or bool(staff.scope_of(account_id).duties)


def text_of(content: bytes) -> str:
    """The file as text, unpacked; what cannot be read is refused before it is kept."""
    try:
        return decoded(unpacked(content, LIMIT_MB))
    except Unfit as error:
        raise Refused(
            error.code, territory.issue_sentence(error.code, {"limit": LIMIT_MB}), field="file") from error


def _area(area_id: int) -> territory.AreaInfo:
    try:
        return territory.area(area_id)
    except KeyError:
        raise not_yours() from None


def _made(
    actor: Actor, matter: Matter, area: territory.AreaInfo | None, what: Mapping[str, Any], ask: Ask, **more: Any
) -> Change:
    policies.check_days(ask.starts_on, ask.since, ask.until, today())
    with transaction.atomic():
        row = Change(
            matter=matter, area_id=area.id if area else None, area_path=area.path if area else "", what=dict(what),
            starts_on=ask.starts_on, since=ask.since, until=ask.until, reason=ask.reason.strip()[:500],
            holes_meant=ask.holes_meant, by=actor.account_id, post_id=actor.post_id, asked_at=now(), **more)
        queue(row)
        log(actor, "drawn_up", row, undoes=row.undoes_id)
    return row


def rule_words(what: Mapping[str, Any]) -> Label:
    """A rule in words, in three languages."""
    return Label(*(
        appeals.rule_in_words(what["conditions"], Target(what["target"]), language) for language in Label._fields))
