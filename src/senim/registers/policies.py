"""May this be asked? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

import re
from datetime import datetime

from senim.kernel.errors import Refused
from senim.kernel.iin import is_iin
from senim.registers.domain import MOST_A_DAY, MOST_AN_HOUR, OLDEST_IMAGE, SubjectKind
from senim.registers.words import REFUSALS

#: Cyrillic letters that stand on plates typed by hand, as their Latin twins.
_LATIN = str.maketrans("АВСЕНКМОРТХУ", "ABCEHKMOPTXY")
_PLATE = re.compile(r"\d{3}[A-Z]{2,3}\d{2}|[A-Z]\d{3}[A-Z]{2,3}")


def refuse(code: str, *, field: str | None = None, **params: object) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def subject(kind: SubjectKind, text: str) -> str:
    """One subject, whole and in one form. Raises Refused: a part of a number is no subject."""
    if kind is SubjectKind.IIN:
        digits = re.sub(r"[\s-]", "", text)
        if len(digits) != 12 or not digits.isascii() or not digits.isdigit():
            raise refuse("iin_length", field="subject", n=sum(one.isdigit() for one in digits))
        if not is_iin(digits):
            raise refuse("iin_wrong", field="subject")
        return digits
    plate = re.sub(r"[\s|-]", "", text.upper()).translate(_LATIN)
    if not _PLATE.fullmatch(plate):
        raise refuse("plate", field="subject")
    return plate


def check_limits(hour: int, day: int) -> None:
    """hour, day: look-ups that this person made in the last hour and day."""
    if hour >= MOST_AN_HOUR or day >= MOST_A_DAY:
        raise refuse("limit", hour=MOST_AN_HOUR, day=MOST_A_DAY)


def check_minute(at: datetime, now: datetime) -> None:
    if at > now:
        raise refuse("minute_future", field="at")
    if at < now - OLDEST_IMAGE:
        raise refuse("minute_old", field="at", days=OLDEST_IMAGE.days)
