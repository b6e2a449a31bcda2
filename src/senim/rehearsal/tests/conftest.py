"""The small world with a month of appeals, a house at each of their places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from senim.appeals.tests import world as worlds
from senim.kernel import clock
from senim.kernel.testing import standing
from senim.rehearsal.tests.world import PLACES, appeal
from senim.territory.models import Address, Street
from senim.territory.tests import make

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    """Two beats with a hole between them, seventeen appeals of April, a house at each."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("rehearsal")), clock.frozen(TUESDAY):
        made = worlds.build()
        street = Street.objects.create(area=made.areas["district"], name_kk="Абай", name_ru="Абая", key="абай")
        for number, (lon, lat) in enumerate(PLACES):
            Address.objects.create(street=street, house=f"{number}", house_key=f"{number}", lon=lon, lat=lat)
            appeal(lon, lat, 20 + number % 5)
        make.moved()
        yield made


@pytest.fixture
def on(world: worlds.World, db: None) -> worlds.World:
    return world
