"""What may happen to a message in which state. Plain rules without Django; each refusal is a sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from senim.kernel.errors import Refused
from senim.tips.domain import (
    CONTACT_MAX,
    NAMING_DAYS,
    OPEN_STATES,
    REASON_MIN,
    TEXT_MAX,
    WORDS_UNANSWERED,
    State,
    Way,
)
from senim.tips.words import REFUSALS


def refuse(code: str, field: str | None = None) -> Refused:
    return Refused(f"tips.{code}", REFUSALS[code], field=field)


def check_text(text: str) -> None:
    """Something is said, and not too much at once."""
    if not text.strip():
        raise refuse("no_text", "text")
    if len(text) > TEXT_MAX:
        raise refuse("too_long", "text")


def check_contact(way: Way, contact: str) -> None:
    """Who chose to leave a contact leaves one."""
    if way is Way.CONFIDENTIAL and not contact.strip():
        raise refuse("no_contact", "contact")
    if len(contact) > CONTACT_MAX:
        raise refuse("too_long", "contact")


def check_not_flooding(unanswered: int) -> None:
    """unanswered: turns of the sender since the last answer."""
    if unanswered >= WORDS_UNANSWERED:
        raise refuse("too_many", "text")


def check_open(state: State) -> None:
    """Somebody still has to do something about it."""
    if state not in OPEN_STATES:
        raise refuse("ended")


def check_reason(reason: str) -> None:
    if len(reason.strip()) < REASON_MIN:
        raise refuse("no_reason", "reason")


def check_registration(reference: str, registered_at: datetime, received_hour: datetime, now: datetime) -> None:
    """The duty unit's number, and a time that can be true."""
    if not reference.strip():
        raise refuse("no_reference", "reference")
    if not received_hour <= registered_at <= now:
        raise refuse("bad_time", "day")


def check_naming(ground: str, ends_on: date, today: date) -> None:
    """A naming has an order and an end."""
    if len(ground.strip()) < 3:
        raise refuse("no_ground", "ground")
    if not today < ends_on <= today + timedelta(days=NAMING_DAYS):
        raise refuse("bad_period", "ends_on")
