"""The small world of appeals with a group, bodies and invented events."""

from __future__ import annotations

from typing import Any

import pytest

from senim.problems.tests import world as worlds


@pytest.fixture
def town(db: None, frozen_clock: Any, monkeypatch: Any) -> worlds.Town:
    """The group's town at 10:00 on a working Tuesday, with no events yet."""
    return worlds.build(monkeypatch)
