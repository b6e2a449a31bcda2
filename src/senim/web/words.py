"""Numbers, days and telephones as people of each language write them, in the language of the present request."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from senim.kernel import clock, formats
from senim.kernel.formats import NBSP


def language() -> str:
    """The two letters of the language of this request; Kazakh where there is none."""
    return (get_language() or "kk")[:2]


def number(value: Any, places: int | None = None) -> str:
    """12000 as "12 000". Without `places`: none for whole numbers, one for others."""
    shown = places if places is not None else (0 if float(value).is_integer() else 1)
    return formats.number(float(value), language(), shown)


def day(value: date | datetime) -> str:
    """The calendar day in Kazakhstan of a date or a moment."""
    return formats.day(clock.local(value).date() if isinstance(value, datetime) else value, language())


def when(value: date | datetime) -> str:
    """Day and time of a moment; only the day of a date."""
    return formats.moment(value, language()) if isinstance(value, datetime) else day(value)


def until(value: datetime) -> str:
    """The moment at which a term ends: the end of a day is its 24:00, as the law says it; this year goes unsaid."""
    end = clock.local(value)
    midnight = end.time() == time.min
    last = end.date() - timedelta(days=1) if midnight else end.date()
    shown = formats.day(last, language(), year=last.year != clock.today().year)
    return f"{shown}, {'24:00' if midnight else formats.clock_time(value)}"


def ago(value: datetime) -> str:
    """ "2 сағат бұрын" for what has been, "2 сағат қалды" for what is to come; the greatest unit only."""
    gap = clock.now() - value
    if abs(gap) < timedelta(minutes=1):
        return _("just now")
    words = _greatest(abs(gap))
    return _("%(time)s ago") % {"time": words} if gap > timedelta() else _("%(time)s left") % {"time": words}


def _greatest(gap: timedelta) -> str:
    minutes = int(gap.total_seconds() // 60)
    count, unit = next(
        (minutes // size, name) for size, name in ((1440, "days"), (60, "hours"), (1, "minutes")) if minutes >= size
    )
    return formats.quantity(count, unit, language())


def phone(value: str) -> str:
    """A Kazakhstan number as +7 717 271 61 02, a short one (102) and a foreign one as they are."""
    digits = re.sub(r"\D", "", value)
    if len(digits) != 11 or digits[0] not in "78":
        return value
    return NBSP.join(["+7", digits[1:4], digits[4:7], digits[7:9], digits[9:]])
