"""The small world of the appeals, made once for each file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from senim.appeals.actions import intake
from senim.appeals.tests import world as worlds
from senim.appeals.tests.world import SECOND, World, report
from senim.kernel import clock
from senim.kernel.testing import standing
from senim.staff import testing as staff

#: A working Tuesday, 10:00 in Kazakhstan.
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("ease")), clock.frozen(TUESDAY):
        made = worlds.build()
        for change in ({}, {}, {"category": "home.bullying"}, {"lon": SECOND[0]}):
            intake.send(token=intake.begin(language="kk"), report=report(**change))
        yield made


@pytest.fixture
def world(built: World, db: None) -> Iterator[World]:
    with clock.frozen(TUESDAY):
        yield built


@pytest.fixture
def sign_in(world: World) -> Any:
    def opened(who: str) -> Client:
        client = Client()
        staff.sign_in(client, world.people[who])
        return client

    return opened
