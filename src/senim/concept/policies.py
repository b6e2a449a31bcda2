"""May this be reported? Every `check_x` raises Refused with a sentence."""

from __future__ import annotations

import re
from datetime import date

from senim.concept.domain import Measure, Point, Repeat, Said
from senim.concept.words import REFUSALS
from senim.kernel.errors import Refused

#: What looks like a person's data: an IIN, a telephone, an e-mail.
_PERSONAL = re.compile(
    r"(?<!\d)\d{12}(?!\d)|(?:\+7|(?<!\d)8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)|[\w.+-]+@[\w-]+\.\w+"
)


def refuse(code: str, *, field: str | None = None) -> Refused:
    """The refusal of a code, to be raised."""
    return Refused(code, REFUSALS[code], field=field)


def check(holds: bool, code: str, *, field: str | None = None) -> None:
    """Refuse with `code` where a condition does not hold."""
    if not holds:
        raise refuse(code, field=field)


def check_body(measure: Measure, code: str) -> None:
    check(measure.has(code), "no_body", field="body")


def check_said(measure: Measure, point: Point, said: Said, *, evidence: bool, today: date) -> None:
    """Done is said with what shows it. What is done once may be done early, what comes again not before its period."""
    if said is not Said.DONE:
        return
    check(evidence, "no_evidence", field="link")
    once = measure.results[point.result - 1].deadline.repeat is Repeat.ONCE
    check(once or point.period.first <= today, "too_early", field="point")


def check_words(words: str, link: str) -> None:
    check(bool(words.strip()), "no_words", field="words")
    check(_PERSONAL.search(words) is None, "personal", field="words")
    check(not link or link.startswith("https://"), "bad_link", field="link")
