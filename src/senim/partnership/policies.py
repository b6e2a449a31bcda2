"""May this happen in this state? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from senim.kernel.errors import Refused
from senim.kernel.personal import looks_personal
from senim.partnership.domain import DecisionState, ItemOutcome, MeetingState, Quorum, QuorumKind, SessionState
from senim.partnership.words import REFUSALS

LEAST_K = 3


def refuse(code: str, *, field: str | None = None) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field)


def check(holds: bool, code: str, *, field: str | None = None) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field=field)


def check_quorum(quorum: Quorum) -> None:
    """A quorum that can be reached."""
    if quorum.kind is QuorumKind.AT_LEAST:
        check(quorum.value >= 1, "quorum_number", field="quorum_value")
        return
    check(1 <= quorum.value <= 100, "quorum_share", field="quorum_value")
    if quorum.kind is QuorumKind.MORE_THAN:
        check(quorum.value < 100, "quorum_share_more", field="quorum_value")


def check_term(starts_on: date, ends_on: date | None) -> None:
    check(ends_on is None or ends_on >= starts_on, "term_order", field="ends_on")


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Whether two terms (last day included, None: open) have a day in common."""
    (start, end), (other_start, other_end) = first, second
    return (end is None or other_start <= end) and (other_end is None or start <= other_end)


def check_planned(state: SessionState) -> None:
    check(state is SessionState.PLANNED, "not_planned")


def check_writable(state: SessionState) -> None:
    """The agenda and the minutes can be written until they are closed."""
    check(state is not SessionState.CLOSED, "closed")
    check(state is not SessionState.CANCELLED, "not_planned")


def check_attendance(state: SessionState, starts_at: datetime, at: datetime) -> None:
    check_writable(state)
    check(at >= starts_at, "too_early")


def check_held(state: SessionState) -> None:
    check_writable(state)
    check(state is SessionState.HELD, "not_held")


def check_close(state: SessionState, outcomes: Iterable[ItemOutcome]) -> None:
    """Minutes are closed once everything on the agenda has found its words."""
    check_held(state)
    found = list(outcomes)
    check(bool(found), "no_agenda")
    check(ItemOutcome.OPEN not in found, "item_open")


def check_votes(present: int, votes: tuple[int, int, int]) -> None:
    """votes: for, against, abstained."""
    check(sum(votes) <= present, "too_many_votes", field="votes_for")
    check(votes[0] > votes[1], "not_carried", field="votes_for")


def check_due(due_on: date, session_day: date) -> None:
    check(due_on >= session_day, "due_before", field="due_on")


def check_control(state: DecisionState) -> None:
    check(state is DecisionState.OPEN, "not_open")


def check_execution(on: date, decided_on: date, today: date) -> None:
    check(on <= today, "future", field="on")
    check(on >= decided_on, "before_decision", field="on")


def check_meeting_open(state: MeetingState) -> None:
    check(state is MeetingState.PLANNED, "meeting_over")


def check_public(text: str, *, field: str) -> None:
    check(not looks_personal(text), "personal", field=field)


def check_period(first: date, last: date, today: date) -> None:
    """Whole months that are over: two exports can then not differ by a few days of somebody's life."""
    next_day = date.fromordinal(last.toordinal() + 1)
    whole = first.day == 1 and next_day.day == 1 and first <= last
    check(whole and last < today, "period", field="last")


def check_agreement(starts_on: date, ends_on: date, ended_on: date | None, today: date) -> None:
    over = ended_on is not None and today >= ended_on
    check(starts_on <= today <= ends_on and not over, "agreement_over")
