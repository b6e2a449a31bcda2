"""May this token still be used? May this actor rate? Each `check_x` raises `Refused`; its twin `can_x` answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor
from senim.quality.domain import HIGHEST, LOWEST, WORDS_MAX, Marks
from senim.quality.wording import REFUSALS


@dataclass(frozen=True, slots=True)
class TokenState:
    """What decides about a token: moments are aware; final_at is that of its rating, None where there is none."""

    expires_at: datetime
    withdrawn_at: datetime | None = None
    final_at: datetime | None = None


def refuse(code: str) -> Refused:
    return Refused(code, REFUSALS[code])


def check_rate(state: TokenState | None, at: datetime) -> None:
    """A first rating before the token expires; a correction until the rating is final, even past the expiry."""
    if state is None:
        raise refuse("rating.unknown")
    if state.withdrawn_at is not None:
        raise refuse("rating.withdrawn")
    if state.final_at is not None:
        if at >= state.final_at:
            raise refuse("rating.final")
    elif at >= state.expires_at:
        raise refuse("rating.expired")


def can_rate(state: TokenState | None, at: datetime) -> bool:
    try:
        check_rate(state, at)
    except Refused:
        return False
    return True


def check_rater(actor: Actor) -> None:
    """Only the person served: no member of staff, no operator for a caller, no job of the system (issue 2, part 8)."""
    if actor.kind not in {"citizen", "link"} or actor.account_id is not None:
        raise NotYours("rating.staff", REFUSALS["rating.staff"])


def can_be_rater(actor: Actor) -> bool:
    try:
        check_rater(actor)
    except Refused:
        return False
    return True


def check_marks(said: Marks) -> None:
    """At least one mark, each from 1 to 5, words within their length. A mark out of range is a programming error."""
    if not said.marks:
        raise refuse("rating.empty")
    if not all(LOWEST <= mark <= HIGHEST for mark in said.marks.values()):
        raise ValueError("a mark lies from 1 to 5")
    if len(said.words) > WORDS_MAX:
        raise refuse("rating.long")


def is_visible_to_staff(final_at: datetime, at: datetime) -> bool:
    """No officer sees a rating before it is final."""
    return at >= final_at
