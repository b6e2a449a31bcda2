"""The world of the passport, built once for the file: two beats, everybody who works there, one house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from senim.appeals.tests import world as worlds
from senim.kernel import clock
from senim.kernel.scoping import Role
from senim.kernel.testing import standing
from senim.staff import testing as staff
from senim.territory.models import Address, Area, Street
from senim.territory.tests import make


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    """At 10:00 on a working Tuesday in May."""
    tuesday = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
    with standing(django_db_blocker, tmp_path_factory.mktemp("passport")), clock.frozen(tuesday):
        made = worlds.build()
        held = {role for role, _area, _above in worlds.STAFF.values()}
        for role in set(Role) - held - {Role.TRAINEE, Role.EXECUTOR}:
            made.people[role], made.posts[role] = staff.make_officer(role, area_ids=(made.areas["district"].pk,))
        first = made.areas["first"]
        Area.objects.filter(pk=first.pk).update(population=4000, population_on="2026-01-01")
        street = Street.objects.create(area=made.areas["district"], name_kk="Абай", name_ru="Абая", key="абай")
        for house in range(3):
            Address.objects.create(
                street=street, house=str(house), house_key=str(house), lon=70.005 + house / 1000, lat=50.005)
        make.moved()
        yield made


@pytest.fixture
def on(world: worlds.World, db: None) -> worlds.World:
    """The world for one test, which undoes what it did."""
    return world
