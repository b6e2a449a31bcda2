"""Jobs of the schedule."""

from __future__ import annotations

from senim.ease.actions import morning
from senim.kernel.schedule import every


@every(300)
def write_mornings() -> int:
    """Letters of the morning whose hour has come."""
    return morning.send_due()
