"""The small world of appeals for the tests of other applications; nobody has asked anything yet."""

import pytest

from senim.appeals.tests import world as worlds
from senim.portal import keyed
from senim.portal.open311 import door
from senim.portal.rest import door as rest
from senim.portal.tests.outside import key_for


@pytest.fixture
def world(db: None, frozen_clock: object) -> worlds.World:
    """The small world at 10:00 on a working Tuesday."""
    return worlds.build()


@pytest.fixture
def key(world: worlds.World) -> str:
    """The secret of a key in force."""
    return key_for()[1]


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    door.READS.forget()
    rest.CALLS.forget()
    keyed.SENT.forget()
