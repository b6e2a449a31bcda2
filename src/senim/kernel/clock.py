"""The one clock. Everything that asks the time asks here, so that a test can say what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

#: Kazakhstan has one time zone since 1 March 2024 (UTC+5).
LOCAL = ZoneInfo("Asia/Almaty")

_frozen: ContextVar[datetime | None] = ContextVar("senim_frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The present calendar day in Kazakhstan."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same moment on Kazakhstan's clock; a naive moment is refused with ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(LOCAL)


def start_of(day: date) -> datetime:
    """The first moment of a calendar day in Kazakhstan."""
    return datetime.combine(day, time.min, LOCAL)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at one aware moment inside the block (tests, rehearsals, the demonstration)."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
