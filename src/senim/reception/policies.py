"""May this happen? Every `check_x` raises Refused with a sentence. No Django import."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from senim.kernel.errors import Refused
from senim.reception.domain import AHEAD, LEAD, TRANSITIONS, BookingState, TripState
from senim.reception.wording import REFUSALS

#: A device may run so far ahead of the server; so long afterwards a conversation may still be written down.
CLOCK_OFF, WRITTEN_WITHIN = timedelta(minutes=10), timedelta(days=14)
_IIN = re.compile(r"(?<!\d)\d{12}(?!\d)")


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def check_bookable(starts_at: datetime, at: datetime) -> None:
    """A time can be taken from two weeks ahead until half an hour before it begins."""
    check(starts_at >= at + LEAD, "past")
    check(starts_at <= at + AHEAD, "too_far")


def check_change(state: BookingState | str, starts_at: datetime, stranded: bool, at: datetime) -> None:
    """Its holder changes a booking until it begins; one that nobody can receive at any time."""
    check(BookingState(state) is BookingState.BOOKED, "closed")
    check(starts_at > at or stranded, "begun")


def check_settle(state: BookingState | str, new: BookingState, starts_at: datetime, at: datetime, today: date) -> None:
    """An officer marks it on its day or later; that nobody came, once its time has begun."""
    check(new in TRANSITIONS[BookingState(state)], "settled")
    check(starts_at.date() <= today, "too_early")
    check(new is not BookingState.ABSENT or starts_at <= at, "not_yet")


def check_arrival(arrived_at: datetime, at: datetime) -> None:
    check(arrived_at <= at + CLOCK_OFF, "future", "arrived_at")
    check(arrived_at >= at - WRITTEN_WITHIN, "long_ago", "arrived_at")


def check_words(text: str, field: str) -> None:
    """No person's number stands in what is written of a conversation."""
    check(not _IIN.search(text), "iin", field)


def check_trip(starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """Both aware and on Kazakhstan's clock."""
    check(starts_at > at, "trip_past", "starts_at")
    check(starts_at < ends_at and starts_at.date() == ends_at.date(), "trip_order", "ends_at")


def check_trip_open(state: TripState | str) -> None:
    check(TripState(state) is TripState.PLANNED, "trip_over")
