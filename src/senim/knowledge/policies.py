"""May this happen? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from senim.kernel.errors import Refused
from senim.knowledge.domain import State, Text
from senim.knowledge.wording import REFUSALS

_IIN = re.compile(r"(?<!\d)\d{12}(?!\d)")
_LANGUAGES = ("kk", "ru", "en")


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def check_words(words: str, field: str) -> None:
    """No person's number stands in free words."""
    check(not _IIN.search(words), "iin", field)


def check_in_force(valid_to: date | None, day: date, said: str, why: str) -> None:
    """A procedure that has ended is not begun. said: its last day in words."""
    check(valid_to is None or day <= valid_to, "ended", day=said, why=why)


def check_whole(text: Text) -> None:
    """What is sent for approval is whole in three languages, has steps, and names the act that it rests on."""
    check(text.ready, "no_steps")
    parts = [("0", text.title), ("0", text.when), *((str(n), one.text) for n, one in enumerate(text.steps, 1))]
    gaps = [f"{place} ({language})" for place, label in parts for language in _LANGUAGES if not label.in_(language)]
    check(not gaps, "not_whole", which=", ".join(dict.fromkeys(gaps)))
    check(bool(text.basis.strip()), "no_basis", "basis")


def check_editable(state: str) -> None:
    check(state == State.DRAFT, "not_draft")


def check_approval(state: str, account_id: int | None, authors: Collection[int], valid_from: date, today: date) -> None:
    """Only what waits is approved, by somebody who did not write it, for a day that has not passed."""
    check(state == State.WAITING, "not_draft")
    check(account_id is not None and account_id not in authors, "second_person")
    check(valid_from >= today, "past_day", "valid_from")


def check_end(valid_from: date, valid_to: date, why: str) -> None:
    check(valid_to >= valid_from, "end_day", "valid_to")
    check(bool(why.strip()), "end_why", "why")
