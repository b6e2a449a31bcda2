"""What a second person applies holds in every process within two seconds, without a restart; so does its undoing."""

from __future__ import annotations

from typing import Any

import pytest

from senim.appeals.tests import world as worlds
from senim.kernel.clock import today
from senim.kernel.other_process import Other
from senim.kernel.scoping import Role
from senim.rehearsal import actions
from senim.rehearsal.tests.world import appeal, apply, ask, asked, assigned
from senim.staff.api import posts_of_area

SEEN = "{'where': api.locate(70.012, 50.005).area_id}"
SERVED = "{'by': api.posts_of_area('inspector', %d, __import__('datetime').date.fromisoformat('%s'))}"


@pytest.mark.thorough
def test_a_change_and_its_undoing_hold_in_another_process(on_disk: Any) -> None:
    world = worlds.build()
    appeal(70.012, 50.005)
    first, second = world.areas["first"].pk, world.areas["second"].pk
    analyst, head = world.actor("analyst"), world.actor("department")
    with Other("senim.territory.api", SEEN) as other:
        assert other.sees() == {"where": first}
        row = actions.execute(change_id=asked(world, analyst, starts_on=today()).pk)
        assert other.sees() == {"where": first}, "a rehearsal changes nothing anywhere"
        apply(world, row)
        other.within_two_seconds("where", second)
        back = actions.undo(actor=analyst, change_id=row.pk, ask=ask(starts_on=today(), holes_meant=True))
        apply(world, actions.execute(change_id=back.pk))
        other.within_two_seconds("where", first)
    with Other("senim.staff.api", SERVED % (first, today().isoformat())) as other:
        inspector, their = world.posts["inspector"].pk, world.posts["other"].pk
        assert other.sees() == {"by": [inspector]}
        apply(world, actions.execute(change_id=assigned(world, head, starts_on=today()).pk))
        other.within_two_seconds("by", [their])
    assert posts_of_area(Role.INSPECTOR, first, today()) == [their]
