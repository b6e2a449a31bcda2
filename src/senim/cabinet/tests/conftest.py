"""The world of the cabinet, for its tests."""

import pytest

from senim.appeals.tests import world as worlds


@pytest.fixture
def world(db: None, frozen_clock: object) -> worlds.World:
    """Two beats with everybody who works there, at 10:00 on a working Tuesday in May."""
    return worlds.build()
