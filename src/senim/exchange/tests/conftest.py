from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from senim.appeals.tests import world as worlds
from senim.kernel import clock, versions
from senim.kernel.testing import standing

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    """The small world, made once for a file of tests."""
    folder = tmp_path_factory.mktemp("exchange")
    with standing(django_db_blocker, folder), clock.frozen(TUESDAY), translation.override("kk"):
        yield worlds.build()


@pytest.fixture
def world(built: Any, db: None) -> Iterator[Any]:
    """The world at ten o'clock on a Tuesday; what a test does to it is undone."""
    with clock.frozen(TUESDAY), translation.override("kk"), transaction.atomic():
        yield built
        transaction.set_rollback(True)
    versions.reset()
