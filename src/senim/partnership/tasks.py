"""What runs beside requests: letters about decisions that are due or overdue, and the digest of what is overdue."""

from __future__ import annotations

from senim.kernel.schedule import every
from senim.partnership.actions import overdue


@every(3600)
def remind_of_decisions() -> int:
    """Bodies whose decision is due tomorrow or overdue."""
    return overdue.remind()


@every(86_400)
def tell_what_is_overdue() -> int:
    """Coordinators and akimats: what is overdue, by body."""
    return overdue.digest()
