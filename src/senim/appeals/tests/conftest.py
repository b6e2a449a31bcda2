"""The small world, for every test of this context that asks for it."""

from collections.abc import Iterator
from typing import Any

import pytest

from senim.appeals.tests import world as worlds
from senim.kernel import clock
from senim.kernel.testing import standing


@pytest.fixture
def world(db: None, frozen_clock: object) -> worlds.World:
    """The small world at 10:00 on a working Tuesday."""
    return worlds.build()


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[worlds.World]:
    """The same, made once for a file."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("appeals")), clock.frozen(worlds.TUESDAY):
        yield worlds.build()


@pytest.fixture
def beats(db: None, built: worlds.World) -> Iterator[worlds.World]:
    """The world of the file at 10:30 on that Tuesday; every test undoes what it did."""
    with clock.frozen(worlds.TUESDAY):
        yield built
