"""What inspectors found at the invented points, the ways on foot, and one scenario: all by the real actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from senim.demo.geography import DISTRICT
from senim.demo.models import Step
from senim.kernel import clock
from senim.kernel.clock import frozen, local
from senim.kernel.scoping import Actor, Role
from senim.reach import api as reach
from senim.reach.api import Candidates, State, acts
from senim.staff import api as staff
from senim.territory import api as territory

FULL = {"workplaces": 4, "computers": 3, "network": 1, "reception": 1, "ramp": 1, "camera": 2, "toilet": 1, "car": 1}
BARE = {"workplaces": 2, "computers": 1, "network": 0, "reception": 0, "ramp": 0, "camera": 1, "toilet": 0}
BOX = {"workplaces": 1, "computers": 1, "network": 1, "ramp": 1, "camera": 4, "call": 1}
LIMITED = "Жылыту жөнделіп жатыр: қабылдау тек сағат 13:00-ге дейін."


def play(step: Step, actor: Actor, tell: Callable[[str, int, int], None]) -> None:  # noqa: ARG001 - a head acts
    """States of all points, the ways, a scenario. The same again changes nothing that is shown."""
    district = territory.area_by_code(DISTRICT)
    assert district is not None
    points = territory.points_of(district.id)
    with frozen(step.end - timedelta(days=9)):
        head = _head(district.id)
        for number, point in enumerate(points):
            _state(head, number, point)
    reach.keep_up()
    with frozen(step.end - timedelta(days=2)):
        acts.plan(actor=head, area_id=district.id, posts=2, candidates=Candidates.HOUSES)
    tell("reach", len(points), len(points))


def _head(area_id: int) -> Actor:
    post = staff.posts_covering(Role.HEAD, area_id)[0]
    account = staff.on_post(post)
    assert account is not None
    return Actor("staff", account, post, staff.scope_of(account))


def _state(head: Actor, number: int, point: territory.PointInfo) -> None:
    since = local(clock.now()).date() - timedelta(days=30 + number)
    box = point.kind is territory.PointKind.MODULAR_POST
    limited = number == 7
    acts.record_state(
        actor=head, point_id=point.id, state=State.LIMITED if limited else State.OPEN, since=since,
        note=LIMITED if limited else "", equipment=BOX if box else FULL if number % 3 else BARE)
