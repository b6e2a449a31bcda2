"""Every test begins on 12 May 2026."""

import pytest

from senim.incidents.tests import world as worlds


@pytest.fixture(autouse=True)
def _held(frozen_clock):
    """Whoever tests incidents has that day."""


@pytest.fixture
def world(db):
    return worlds.build()
