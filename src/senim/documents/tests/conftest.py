"""The small world with an answered appeal, made once for a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from senim.appeals.tests import world as worlds
from senim.documents.tests import made
from senim.kernel import clock
from senim.kernel.testing import standing

TUESDAY = datetime(2026, 5, 12, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[made.Stage]:
    with (
        standing(django_db_blocker, tmp_path_factory.mktemp("documents")),
        clock.frozen(TUESDAY),
        translation.override("kk"),
    ):
        yield made.stage(worlds.build())


@pytest.fixture
def stage(built: made.Stage, db: None) -> Iterator[made.Stage]:
    with clock.frozen(TUESDAY), translation.override("kk"):
        yield built
