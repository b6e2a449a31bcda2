"""Two who apply one change at once: in a file of its own, as it needs a database without anybody's world in it."""

from __future__ import annotations

import pytest

from senim.appeals.tests import world as worlds
from senim.kernel import clock
from senim.kernel.tests.at_once import together
from senim.rehearsal.domain import State
from senim.rehearsal.models import Change
from senim.rehearsal.tests import world as made
from senim.rehearsal.tests.conftest import TUESDAY
from senim.rehearsal.tests.world import apply
from senim.territory.models import Boundary


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_one_does() -> None:
    with clock.frozen(TUESDAY):
        world = worlds.build()
        row = made.drawn(world)
        moved = together(*(lambda name=name: apply(world, row, name).pk for name in ("head", "department", "admin")))
    assert sorted(moved, key=str) == [row.pk, "closed", "closed"]
    assert Change.objects.get(pk=row.pk).state == State.APPLIED
    assert Boundary.objects.filter(run__isnull=False).count() == 2
