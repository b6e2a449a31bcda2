"""What the clock does by itself."""

from __future__ import annotations

from senim.kernel.schedule import every
from senim.notices import actions


@every(600)
def end_over() -> int:
    """Notices past their last day end, and forget whom they named."""
    return actions.end_over()
