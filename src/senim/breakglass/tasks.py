"""What the clock does by itself."""

from __future__ import annotations

from senim.breakglass import actions
from senim.kernel.schedule import every


@every(3600)
def tell_late() -> int:
    """Overdue reviews: the heads above are told, once."""
    return actions.tell_late()
