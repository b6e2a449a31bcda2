"""What the clock does by itself."""

from __future__ import annotations

from senim.kernel.schedule import every
from senim.retention import purge
from senim.retention.verifying import verify


@every(60, lane="retention")
def end_by_rule() -> int:
    """What is over by its rule goes: once a day through all rules, in small batches with rests."""
    return purge.run(seconds=45)


@every(86_400, lane="retention")
def look_ahead() -> None:
    """What waits, what is over, when the next is over: for the pages."""
    purge.count_all()


class TombstonesBroken(Exception):
    """A tombstone was changed: the keeper sees it among the failed jobs."""


@every(86_400, lane="retention")
def check_tombstones() -> None:
    """Every tombstone once a day, against the log."""
    verdict = verify()
    if not verdict.holds:
        raise TombstonesBroken(f"batches {list(verdict.broken[:5])}")
