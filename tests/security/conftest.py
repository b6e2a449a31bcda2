"""The small world for whoever tries to break in."""

import pytest

from senim.appeals.tests import world as worlds


@pytest.fixture
def world(db: None, frozen_clock: object) -> worlds.World:
    """The small world at 10:00 on a working Tuesday."""
    return worlds.build()
