"""Moments and days of a question."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _

from senim.kernel.clock import LOCAL
from senim.portal.rest.door import Problem

#: Years in which anything can have happened here.
FIRST, LAST = 2000, 2100
DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: A zone's plus that was not escaped arrives as a blank.
BLANK_ZONE = re.compile(r" (?=\d\d:\d\d$)")


def start(text: str | None, name: str) -> datetime | None:
    """The first moment of what a text names; None without one. Raises Problem."""
    return _moment(text, name, time.min)


def end(text: str | None, name: str) -> datetime | None:
    """The last moment of what a text names; None without one. Raises Problem."""
    return _moment(text, name, time.max)


def interval(text: str | None, name: str) -> tuple[datetime | None, datetime | None]:
    """A moment, a day, or two with a stroke between them, ".." or nothing for an open end. Raises Problem."""
    first, stroke, last = (text or "").partition("/")
    if text and stroke and {first, last} <= {"", ".."}:
        raise _wrong(name)
    since = start(None if first in {"", ".."} and stroke else first or None, name)
    until = end(None if last in {"", ".."} else last, name) if stroke else end(first or None, name)
    if since and until and until < since:
        raise Problem(422, f"{name}.before_start", _("The end is earlier than the beginning."), at=name)
    return since, until


def _moment(text: str | None, name: str, edge: time) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(BLANK_ZONE.sub("+", text.strip()))
    except ValueError:
        raise _wrong(name) from None
    if DAY.fullmatch(text.strip()):
        found = datetime.combine(found.date(), edge, LOCAL)
    if found.tzinfo is None or not FIRST <= found.year <= LAST:
        raise _wrong(name)
    return found.astimezone(UTC)


def _wrong(name: str) -> Problem:
    words = _("%(name)s is a moment with its zone, for example 2026-05-12T10:00:00+05:00, or a day.")
    return Problem(422, f"{name}.invalid", words % {"name": name}, at=name)
