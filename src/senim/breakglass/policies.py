"""May this be opened, may this be said? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

from senim.breakglass.domain import LONGEST, MOST_A_DAY, SHORTEST
from senim.breakglass.words import refuse


def words(text: str, code: str) -> str:
    """A sentence of a person, in one line's form; Refused where it says nothing. code: of the refusal."""
    plain = " ".join(text.split())
    if len(plain) < SHORTEST or len(set(plain.casefold())) < 5:
        raise refuse(code, field="reason", least=SHORTEST)
    return plain[:LONGEST]


def check_limit(today: int) -> None:
    """today: openings of this person within a day and a night."""
    if today >= MOST_A_DAY:
        raise refuse("limit", most=MOST_A_DAY)
