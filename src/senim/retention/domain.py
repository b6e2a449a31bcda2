"""Values of this context. No Django here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from senim.kernel.ids import ALPHABET, tidy
from senim.kernel.labels import Label


class Wish(StrEnum):
    """What a person asks for."""

    ACCESS = "access"
    ERASURE = "erasure"


WISHES: dict[Wish, Label] = {
    Wish.ACCESS: Label("Мен туралы не сақталғанын көрсету", "Показать, что обо мне хранится", "Show what is held about me"),
    Wish.ERASURE: Label("Деректерімді өшіру", "Стереть мои данные", "Erase my data"),
}


class State(StrEnum):
    """Where a request stands. Nothing is told or erased before a second person has confirmed."""

    ASKED = "asked"
    PROPOSED = "proposed"
    DONE = "done"
    REFUSED = "refused"


STATES: dict[State, Label] = {
    State.ASKED: Label("Қаралып жатыр", "Рассматривается", "Being examined"),
    State.PROPOSED: Label("Екінші адамның растауын күтуде", "Ждёт подтверждения второго человека", "Waits for a second person"),
    State.DONE: Label("Орындалды", "Исполнено", "Done"),
    State.REFUSED: Label("Бас тартылды", "Отказано", "Refused"),
}
OPEN_STATES = frozenset({State.ASKED, State.PROPOSED})

#: The legal terms of this context: by when a request is answered, how long one hold may last, how long a copy is shown.
ANSWERED_IN, HOLD_LONGEST, SHOWN_FOR = "data.request", "data.hold_longest", "data.copy_shown"
REASON_LEAST, REASON_MOST = 10, 500

#: What stands in place of somebody else's telephone, e-mail or number.
MASK = "•••"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?<![\w])(?:\+7|8|7)[\s(.-]{0,2}\d{3}[\s).-]{0,2}\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?!\d)"
_IIN = r"(?<!\d)\d{12}(?!\d)"
_MARKS = re.compile(f"{_EMAIL}|{_IIN}|{_PHONE}")


def plain_mark(text: str) -> str:
    """A telephone, e-mail or number in one form, to compare two: digits of a number, small letters of an address."""
    if "@" in text:
        return text.strip().lower()
    digits = re.sub(r"\D", "", text)
    return digits[-10:] if len(digits) in (10, 11) else digits


def masked(text: str, own: Iterable[str]) -> str:
    """Words without the telephones, e-mails and personal numbers of third persons; the person's own stay.

    Names cannot be told from other words for sure: what others wrote is read by a person before it is handed out.
    """
    known = {plain_mark(one) for one in own}
    return _MARKS.sub(lambda found: found[0] if plain_mark(found[0]) in known else MASK, text)


#: A request's code: longer than any other code of the house, so that it is told apart at sight.
CODE_LENGTH = 24


def read_code(typed: str) -> str | None:
    """The code of a request that a person meant, or None where it cannot be one."""
    plain = tidy(typed[:80])
    return plain if len(plain) == CODE_LENGTH and all(one in ALPHABET for one in plain) else None


def grouped(code: str) -> str:
    """A code as it is printed: groups of four."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def shared_path(paths: Iterable[str]) -> str:
    """The smallest area that holds all of these: "/1/19/203/", "/1/19/7/" -> "/1/19/"; "" for none."""
    split = [one.strip("/").split("/") for one in paths if one]
    if not split:
        return ""
    same = []
    for steps in zip(*split, strict=False):
        if len(set(steps)) > 1:
            break
        same.append(steps[0])
    return "/" + "".join(f"{one}/" for one in same) if same else ""


@dataclass(frozen=True, slots=True)
class Barrier:
    """Why a record is not erased now: in words, on what ground, until which day (None: no day can be told)."""

    why: Label
    ground: str
    until: date | None


def hold_ends_in_time(ends_on: date, today: date, longest_days: int) -> bool:
    """A hold has an end ahead, and not too far: who still needs it places another."""
    return today < ends_on <= today + timedelta(days=longest_days)
