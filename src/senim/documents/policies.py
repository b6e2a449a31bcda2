"""May this happen? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from senim.documents.domain import Entry, State, Variable
from senim.documents.wording import REFUSALS
from senim.kernel.errors import Refused
from senim.kernel.iin import is_iin

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field, params=params)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def missing(variables: Mapping[str, Variable], values: Mapping[str, str]) -> list[Variable]:
    """Required variables that have no value."""
    return [one for code, one in variables.items() if one.required and not values.get(code, "").strip()]


def check_entry(variable: Variable, words: str) -> None:
    """A typed value fits its kind; an empty one is told only when the paper is signed."""
    if not words:
        return
    if variable.entry is Entry.IIN:
        check(is_iin(words), "iin", variable.code)
    if variable.entry is Entry.DAY:
        check(day_of(words) is not None, "day", variable.code)


def day_of(words: str) -> date | None:
    """A day as it is typed, 27.03.2026; None for anything else."""
    found = _DAY.fullmatch(words.strip())
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def check_draft(state: str) -> None:
    check(state == State.DRAFT, "signed")


def check_signed(state: str) -> None:
    check(state != State.WITHDRAWN, "withdrawn")
    check(state == State.SIGNED, "not_signed")


def spellings(name: str, others: Iterable[str]) -> list[str]:
    """The other spellings of a name, each once; case and blanks do not make another one."""

    def fold(words: str) -> str:
        return " ".join(words.casefold().split())

    found = {fold(one): one for one in others if one and fold(one) != fold(name)}
    return list(found.values())
