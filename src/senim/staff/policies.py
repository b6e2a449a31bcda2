"""What is possible at all with posts and periods, whoever asks. No Django here. `check_x` raises Refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from senim.kernel import formats
from senim.kernel.scoping import Role
from senim.staff.domain import BLIND_ROLES, EndReason
from senim.staff.messages import refusal

#: A day's order may be written down on the day after; older starts are history and come by import.
BACKDATE = timedelta(days=1)
#: So far ahead shifts are planned, and so many days at once.
AHEAD, MOST_DAYS = timedelta(days=366), 62


def check_period(starts_at: datetime, ends_at: datetime | None, now: datetime) -> None:
    """A period that begins about now or later and ends after it begins and after now."""
    if starts_at < now - BACKDATE:
        raise refusal("start_past", field="starts_on")
    if ends_at is None:
        return
    if ends_at <= starts_at:
        raise refusal("period_empty", field="ends_on")
    if ends_at <= now:
        raise refusal("period_past", field="ends_on")


def check_substitution(starts_at: datetime, ends_at: datetime | None, now: datetime, longest_days: int) -> None:
    """A substitution has an end, at most `longest_days` days after its start."""
    if ends_at is None:
        raise refusal("substitute_end", field="ends_on")
    check_period(starts_at, ends_at, now)
    if ends_at - starts_at > timedelta(days=longest_days):
        raise refusal("period_long", field="ends_on", days=longest_days)


def check_shift_days(days: Sequence[date], today: date, language: str) -> None:
    """Days to come, not more than a year ahead. A device whose clock is wrong is told what day it is."""
    if not days:
        raise refusal("shift_none", field="weekdays")
    if days[0] < today:
        words = {"day": formats.day(days[0], language), "today": formats.day(today, language)}
        raise refusal("shift_past", field="first", **words)
    if days[-1] > today + AHEAD:
        raise refusal("shift_far", field="last")
    if len(days) > MOST_DAYS:
        raise refusal("shift_many", field="last", most=MOST_DAYS)


def check_together(new: Role, held: Iterable[Role]) -> None:
    """An administrator or auditor holds nothing else: who sees no content must not see it through another post."""
    others = set(held) - {new}
    if others and (new in BLIND_ROLES or others & BLIND_ROLES):
        raise refusal("blind_and_seeing")


def leaves_service(reason: EndReason) -> bool:
    """Whether ending a holding for this reason also closes the account and every session."""
    return reason in {EndReason.DISMISSAL, EndReason.LEAVING}
