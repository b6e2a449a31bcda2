"""Every test begins on 12 May 2026 with nothing on the shelves."""

import pytest

from senim.incidents import events, memory
from senim.incidents.tests import world as worlds


@pytest.fixture(autouse=True)
def _held(frozen_clock):
    memory._columns.clear()
    events._shelf.clear()
    events._appeals_shelf.clear()


@pytest.fixture
def world(db):
    return worlds.build()
