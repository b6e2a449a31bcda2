"""Which notice may be published, by whom it must be signed, how long it stands. Plain rules without Django."""

from __future__ import annotations

from datetime import date

from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.notices.domain import PERSONS, Kind, State, Values, holds_iin
from senim.notices.words import REFUSALS

#: Whose signature a notice about a person needs. A missing person cannot wait for the head's morning.
SIGNERS: dict[Kind, frozenset[Role]] = {
    Kind.WANTED: frozenset({Role.HEAD}),
    Kind.MISSING: frozenset({Role.HEAD, Role.DUTY}),
}


def refuse(code: str, field: str | None = None, **params: object) -> Refused:
    return Refused(f"notices.{code}", REFUSALS[code], field=field, params=params)


def check_values(kind: Kind, values: Values, has_photo: bool, today: date, most_days: int) -> None:
    """What is written can be shown: two languages, days, no individual number, a photo with words, a ground."""
    _check_words(values, has_photo)
    if values.ends_on < values.starts_on or values.ends_on < today:
        raise refuse("days", "ends_on")
    if (values.ends_on - values.starts_on).days >= most_days:
        raise refuse("too_long", "ends_on", days=most_days)
    if kind in PERSONS and not (values.ground.strip() and values.ground_number.strip()):
        raise refuse("no_ground", "ground")
    if kind is Kind.MISSING and not values.consent:
        raise refuse("no_consent", "consent")


def _check_words(values: Values, has_photo: bool) -> None:
    if not (values.title_kk.strip() and values.title_ru.strip()):
        raise refuse("no_title", "title_kk")
    if not (values.text_kk.strip() and values.text_ru.strip()):
        raise refuse("no_text", "text_kk")
    if bool(values.title_en.strip()) != bool(values.text_en.strip()):
        raise refuse("half_english", "text_en")
    if has_photo and not (values.alt_kk.strip() and values.alt_ru.strip()):
        raise refuse("no_alt", "alt_kk")
    if holds_iin(*values.texts(), values.ground, values.ground_number):
        raise refuse("iin", "text_kk")


def check_change(kind: Kind, state: State) -> None:
    """A draft is changed, and what names nobody also when it is published; what was signed is not."""
    if state is State.ENDED:
        raise refuse("state")
    if kind in PERSONS and state is State.PUBLISHED:
        raise refuse("signed")


def check_publish(kind: Kind, state: State, *, signed: bool) -> None:
    if state not in {State.DRAFT, State.READY}:
        raise refuse("state")
    if kind in PERSONS and not signed:
        raise refuse("needs_signature")
