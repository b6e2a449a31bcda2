"""The world of procedures, for their tests: built once a file, each test undoes what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from senim.appeals.tests import world as worlds
from senim.kernel import clock
from senim.kernel.testing import standing

#: After the shipped texts have come into force: a working Tuesday, 10:00 in Kazakhstan.
NOW = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[worlds.World]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("knowledge")), clock.frozen(NOW):
        yield worlds.build()


@pytest.fixture
def world(built: worlds.World, db: None) -> Iterator[worlds.World]:
    """Two beats with everybody who works there, in December 2026."""
    with clock.frozen(NOW):
        yield built
