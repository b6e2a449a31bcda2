"""One world for every test of this context that asks for it; each test undoes what it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from senim.kernel import clock
from senim.kernel.testing import standing
from senim.tips import limits
from senim.tips.tests import world as worlds


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    tuesday = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)
    with standing(django_db_blocker, tmp_path_factory.mktemp("tips")), clock.frozen(tuesday):
        yield worlds.build()


@pytest.fixture
def place(built: Any, db: None, frozen_clock: Any) -> worlds.Place:
    limits.GUESSES.forget()
    limits.WRITINGS.forget()
    built.people.clear()
    return built
