"""The world of the Concept, for its tests."""

import pytest

from senim.partnership.tests import world as worlds


@pytest.fixture
def place(db: None, frozen_clock: object) -> worlds.Place:
    """Two districts, at 10:00 on a working Tuesday; the plan is the country's."""
    return worlds.build()
