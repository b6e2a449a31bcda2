"""What the clock does by itself, and how often."""

from __future__ import annotations

from senim.kernel.schedule import every
from senim.tips.actions import keeping


@every(3600)
def note_received() -> int:
    """The log hears of what came in earlier hours."""
    return keeping.note_received()


@every(86_400)
def purge() -> int:
    """Messages closed long enough ago are deleted; tombstones stay."""
    return keeping.purge()
