"""May this happen? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from senim.cabinet.wording import REFUSALS
from senim.kernel.errors import Refused

#: A device may run so far ahead of the server.
AHEAD = timedelta(minutes=10)
#: So long after a visit it may still be written down.
BEHIND = timedelta(days=31)
YEAR = timedelta(days=366)
_IIN = re.compile(r"(?<!\d)\d{12}(?!\d)")


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def check_time(at: datetime, now: datetime, said: str) -> None:
    """A visit has been, and not long ago. said: the server's time in words, for a device whose clock is wrong."""
    check(at <= now + AHEAD, "future", "at", now=said)
    check(at >= now - BEHIND, "long_ago", "at")


def check_words(words: str, field: str = "words") -> None:
    check(not _IIN.search(words), "iin", field)


def check_next(words: str, on: date | None, today: date) -> None:
    """A next step is words and a day, or neither."""
    check(not words or on is not None, "next_when", "next_on")
    check(on is None or bool(words), "next_words", "next_words")
    check(on is None or today <= on <= today + YEAR, "next_day", "next_on")


def check_operation(since: date, until: date, due: date) -> None:
    check(since <= until, "period_order", "until")
    check(until - since <= YEAR, "period_long", "until")
    check(due >= until, "deadline", "due_on")


def check_confirm(until: date, today: date) -> None:
    check(until < today, "not_over")


def check_publish(texts: Mapping[str, Mapping[str, str]], last: date, today: date) -> None:
    """A report is published when its quarter is over and its first part stands in both languages of the state."""
    check(last < today, "quarter_open")
    check(all(texts.get(language, {}).get("done", "").strip() for language in ("kk", "ru")), "no_words")
