"""The world of receptions, made once for each file; every test undoes what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from senim.kernel import clock
from senim.kernel.testing import standing
from senim.reception.tests import world as worlds

#: A working Tuesday, 10:00 in Kazakhstan.
TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[worlds.Place]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("reception")), clock.frozen(TUESDAY):
        yield worlds.build()


@pytest.fixture
def place(db: None, built: worlds.Place) -> Iterator[worlds.Place]:
    """An inspector with hours, a front office, a clinic; on Tuesday at ten."""
    with clock.frozen(TUESDAY):
        yield built
