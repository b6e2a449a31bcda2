"""Writes of walking distance: the state of a point, a yardstick, a scenario. Each is one transaction with its audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from senim.kernel import audit, clock, versions
from senim.kernel.errors import NotYours
from senim.kernel.scoping import Actor
from senim.reach import permissions, policies, yardsticks
from senim.reach.domain import Candidates, Code, State
from senim.reach.models import Condition, Scenario, Yardstick
from senim.reach.policies import Lot
from senim.reach.selectors import path_of
from senim.reach.words import REFUSALS
from senim.territory import api as territory


def record_state(
    *, actor: Actor, point_id: int, state: State, since: date, note: str = "",
    equipment: Mapping[str, int] | None = None,
) -> Condition:
    """Write down what somebody found at a point. The map of ways is computed anew. Raises NotYours, Refused."""
    path = path_of(point_id)
    permissions.check(actor, "reach.record_state", path)
    counted = dict(equipment or {})
    policies.check_condition(state, since, note, counted, clock.today())
    with transaction.atomic():
        row = Condition.objects.create(
            point_id=point_id, state=state, since=since, note=note.strip(), equipment=counted,
            recorded_at=clock.now(), account_id=actor.account_id, post_id=actor.post_id)
        versions.bump(yardsticks.VERSION)
        audit.record(actor, "reach.state_recorded", ("point", point_id), area_path=path, data={"state": state})
    return row


def set_yardstick(*, actor: Actor, code: Code, value: float, source: str) -> Yardstick:
    """Let metres become minutes by another value from today on. Raises NotYours, Refused."""
    permissions.check(actor, "reach.set_yardstick")
    now_valid = {one: measure.value for one, measure in yardsticks.on(clock.today()).items()}
    policies.check_yardstick(code, value, source, now_valid)
    with transaction.atomic():
        row = Yardstick.objects.create(
            code=code, value=value, source=source.strip(), valid_from=clock.today(), set_at=clock.now(),
            account_id=actor.account_id)
        versions.bump(yardsticks.VERSION)
        audit.record(actor, "reach.yardstick_set", ("yardstick", row.pk), data={
            "code": code, "value": value, "before": now_valid[code]})
    return row


def plan(*, actor: Actor, area_id: int, posts: int, candidates: Candidates, lots: Sequence[Lot] = ()) -> Scenario:
    """Ask where new posts would help most. It is computed behind. Raises NotYours, Refused."""
    try:
        path = territory.area(area_id).path
    except KeyError:
        raise NotYours("not_yours", REFUSALS["not_yours"]) from None
    permissions.check(actor, "reach.plan", path)
    policies.check_posts(posts)
    for line, (_name, lon, lat) in enumerate(lots, start=1):
        if not territory.locate(lon, lat).path.startswith(path):
            raise policies.refuse("lot_outside", field="lots", line=line)
    with transaction.atomic():
        row = Scenario.objects.create(
            area_id=area_id, area_path=path, posts=posts, candidates=candidates, lots=[list(one) for one in lots],
            account_id=actor.account_id, post_id=actor.post_id, created_at=clock.now())
        audit.record(actor, "reach.scenario_asked", ("scenario", row.pk), area_path=path, data={"posts": posts})
        transaction.on_commit(lambda: _enqueue(row.pk))
    return row


def _enqueue(scenario_id: int) -> None:
    from senim.reach.tasks import work_scenario  # noqa: PLC0415 - the task imports the actions

    work_scenario.enqueue(scenario_id)
