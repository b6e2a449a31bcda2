"""May this be asked? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.workload.domain import NORMS, Mark
from senim.workload.wording import REFUSALS

#: More beats than this are no longer neighbours of each other.
MOST_BEATS = 80


def refuse(code: str, field: str | None = None, **params: Any) -> Refused:
    """The refusal of a code; its sentence is filled in the three languages."""
    words = REFUSALS[code]
    return Refused(code, Label(*(text.format(**params) for text in words)), field=field)


def check(holds: bool, code: str, field: str | None = None, **params: Any) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field, **params)


def check_norm(code: str, low: float, high: float, mark: Mark, act: str, since: date, today: date) -> None:
    check(code in NORMS, "norm_code", "code")
    check(0 < low <= high, "norm_order", "high")
    check(since > today, "norm_day", "since")
    check(mark is not Mark.VERIFIED or bool(act.strip()), "norm_act", "source")
