"""The small world, for every test of this context that asks for it."""

import pytest

from senim.appeals.tests import world as worlds


@pytest.fixture
def world(db: None, frozen_clock: object) -> worlds.World:
    """The small world at 10:00 on a working Tuesday."""
    return worlds.build()
