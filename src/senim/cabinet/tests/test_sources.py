"""What other contexts put on a day: decisions of the commission, tasks of the group."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from senim.cabinet.tests import made
from senim.kernel import clock, duties
from senim.kernel.clock import now, today
from senim.kernel.scoping import PUBLIC, Role
from senim.partnership.actions import minutes
from senim.partnership.tests import world as partners
from senim.problems.models import Member
from senim.problems.tests import world as group


def keys(scope: Any, kind: str) -> list[str]:
    return [one.key for one in duties.of(scope, today()) if one.key.startswith(f"{kind}:")]


def test_a_decision_stands_on_the_day_of_who_reports_on_it(world: Any) -> None:
    place = partners.Place(world, world.areas["country"])
    session = partners.session(partners.commission(place))
    actor = place.actor(Role.GROUP_COORDINATOR)
    ids = [member.pk for member in session.body.members.all()][:7]
    minutes.record_attendance(actor=actor, session_id=session.pk, present_ids=ids)
    item = session.items.get().pk
    soon, far = today() + timedelta(days=3), today() + timedelta(days=30)
    near = minutes.decide(actor=actor, item_id=item, text="Жарық", owner="ТҮКШ", due_on=soon)
    minutes.decide(actor=actor, item_id=item, text="Жол", owner="ТҮКШ", due_on=far)
    head = world.actor("head")
    assert keys(head.scope, "decisions") == [f"decisions:{near.pk}"]
    for name in ("inspector", "juvenile", "prosecutor", "council", "analyst", "ministry", "duty"):
        assert keys(world.actor(name).scope, "decisions") == [], name
    with clock.frozen(now() + timedelta(days=5)):
        late = next(one for one in duties.of(head.scope, today()) if one.key == f"decisions:{near.pk}")
        assert late.owed_by < now()


def test_a_task_of_the_group_is_looked_at_by_the_inspector_of_the_place(world: Any) -> None:
    town = group.settle(world)
    problem = group.opened(town)
    task, _secret = group.sent(town, problem, group.to_response(town, problem))
    inspector, other = world.actor("inspector"), world.actor("other")
    with clock.frozen(duties.end_of(task.due_on) - timedelta(days=2)):
        assert keys(inspector.scope, "tasks") == [f"tasks:{task.pk}"]
        duty = duties.find(inspector.scope, today(), f"tasks:{task.pk}")
        assert duty is not None and duty.purpose == "problem" and problem.number in duty.url
        assert keys(other.scope, "tasks") == []
        Member.objects.create(problem=problem, post=world.posts["other"], role="partner", since=now())
        assert keys(other.scope, "tasks") == [f"tasks:{task.pk}"]
        for name in ("head", "duty", "prosecutor", "council", "admin"):
            assert keys(world.actor(name).scope, "tasks") == [], name
    assert keys(inspector.scope, "tasks") == [] or task.due_on <= today() + duties.HORIZON


@pytest.mark.parametrize("count", [1, 25])
def test_one_statement_reads_what_all_sources_have(world: Any, count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        made.appeal()
    scope = world.actor("inspector").scope
    duties.of(scope, today())
    with django_assert_num_queries(1):
        assert len(duties.of(scope, today())) == count
    with django_assert_num_queries(0):
        assert duties.of(PUBLIC, today()) == []
