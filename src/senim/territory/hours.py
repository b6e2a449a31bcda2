"""Opening hours of the week: {"mon": [["09:00", "13:00"], ...], ...}, Kazakhstan's clock, or {"always": true}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_RANGE = re.compile(r"(\d{1,2}:\d{2})\s*[-–—]\s*(\d{1,2}:\d{2})")
_NAMES = {
    **{day: day for day in DAYS},
    **dict(zip(("дс", "сс", "ср", "бс", "жм", "сб", "жс"), DAYS, strict=True)),
    **dict(zip(("пн", "вт", "ср", "чт", "пт", "сб", "вс"), DAYS, strict=True)),
}
_ALWAYS = {"24/7", "always", "круглосуточно", "тәулік бойы"}


def is_open(hours: Mapping[str, Any], moment: datetime) -> bool | None:
    """Whether the doors are open at an aware moment on Kazakhstan's clock; None where no hours are known."""
    if not hours:
        return None
    if hours.get("always"):
        return True
    clock = f"{moment:%H:%M}"
    return any(start <= clock < end for start, end in hours.get(DAYS[moment.weekday()], ()))


def problem(hours: object) -> bool:
    """Whether a stored value is not hours of this form (times out of order, unknown days, other shapes)."""
    if not isinstance(hours, dict):
        return True
    if "always" in hours:
        return hours != {"always": True}
    return any(day not in DAYS or not _is_day(spans) for day, spans in hours.items())


def _is_day(spans: object) -> bool:
    if not isinstance(spans, list):
        return False
    last = ""
    for span in spans:
        if not isinstance(span, list) or len(span) != 2:
            return False
        if not all(isinstance(time, str) and _TIME.fullmatch(time) for time in span):
            return False
        if not last <= span[0] < span[1]:
            return False
        last = span[1]
    return True


def parse(text: str) -> dict[str, Any] | None:
    """Hours as people write them in a table, or None where they cannot be read.

    "mon-fri 09:00-13:00, 14:00-18:00; sat 10:00-12:00", with the days in English, Kazakh (дс-жм) or Russian (пн-пт);
    "24/7". Empty text is empty hours.
    """
    line = text.strip().lower()
    if not line:
        return {}
    if line in _ALWAYS:
        return {"always": True}
    found: dict[str, Any] = {}
    for part in filter(None, (piece.strip() for piece in line.split(";"))):
        days, spans = _days(part), [[_padded(a), _padded(b)] for a, b in _RANGE.findall(part)]
        if not days or not spans:
            return None
        found.update(dict.fromkeys(days, spans))
    return None if problem(found) else found


def _padded(time: str) -> str:
    return time.zfill(5)


def _days(part: str) -> list[str]:
    match = re.match(r"([^\W\d]+)(?:\s*[-–—]\s*([^\W\d]+))?", part)
    first = _NAMES.get(match[1]) if match else None
    last = _NAMES.get(match[2]) if match and match[2] else first
    if first is None or last is None or DAYS.index(first) > DAYS.index(last):
        return []
    return list(DAYS[DAYS.index(first):DAYS.index(last) + 1])
