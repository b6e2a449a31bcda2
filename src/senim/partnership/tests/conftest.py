"""The world of the partnership, for its tests."""

import pytest

from senim.partnership.tests import world as worlds


@pytest.fixture
def place(db: None, frozen_clock: object) -> worlds.Place:
    """Two districts and nobody's commission yet, at 10:00 on a working Tuesday."""
    return worlds.build()
