"""Texts to moments: the ways in which offices write days and hours, and what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt

from senim_analysis.errors import AnalysisRefused
from senim_analysis.result import Note
from senim_analysis.words import Words

Moments = npt.NDArray[np.datetime64]

ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?")
ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
POINTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?")
YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})(?:[ T]+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
MONTH = re.compile(r"(?:\d{4}[-./]\d{1,2}|\d{1,2}[-./]\d{4}|\d{4})")
HOUR_ONLY = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
EXCEL = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?")

UNREAD = Words(
    "{count} уақыт оқылмады, мысалы «{example}»: олар есепке алынбады.",
    "Не прочитано моментов: {count}, например «{example}»; они не учтены.",
    "{count} times could not be read, '{example}' for one: they are left out.",
)
NO_TIME = Words(
    "{count} оқиғаның уақыты бос: олар тек орын бойынша есептелді.",
    "У {count} событий время не указано: они учтены только по месту.",
    "{count} events have no time: they count by place only.",
)
MONTH_ONLY = Words(
    "{count} оқиғаның тек айы белгілі («{example}»): уақыт туралы ештеңе айтпайды.",
    "У {count} событий известен только месяц («{example}»): о времени они не говорят.",
    "{count} events are known by month only ('{example}'): they say nothing about time.",
)
WITHOUT_DATE = Words(
    "{count} оқиғаның сағаты бар, күні жоқ («{example}»).",
    "У {count} событий есть час, но нет даты («{example}»).",
    "{count} events have an hour without a day ('{example}').",
)
MIXED_ZONES = Words(
    "Бағанда әртүрлі уақыт белдеулері бар ({zones}). Жергілікті уақыттың белдеуін беріңіз: --zone Asia/Almaty",
    "В столбце разные часовые пояса ({zones}). Назовите пояс местного времени: --zone Asia/Almaty",
    "The column mixes time zones ({zones}). Name the zone of local time: --zone Asia/Almaty",
)
UNKNOWN_ZONE = Words(
    "Уақыт белдеуі белгісіз: {zone}.",
    "Неизвестный часовой пояс: {zone}.",
    "Unknown time zone: {zone}.",
)
AMBIGUOUS = Words(
    "Күн мен айдың қайсысы бірінші екені деректен көрінбейді («{example}»): күні бірінші деп алынды.",
    "Что стоит первым, день или месяц, из данных не видно («{example}»): первым взят день.",
    "Whether day or month comes first cannot be seen from the data ('{example}'): the day was taken first.",
)
BOTH_ORDERS = Words(
    "Күндер екі ретпен жазылған: күн/ай және ай/күн. Біріздендіріңіз, әйтпесе айлар шатасады.",
    "Даты записаны в двух порядках: день/месяц и месяц/день. Приведите к одному, иначе месяцы перепутаны.",
    "Dates are written in two orders, day/month and month/day. Make them one, otherwise months are mixed up.",
)
CONVERTED = Words(
    "{count} уақыт {zone} белдеуінің жергілікті уақытына келтірілді.",
    "{count} моментов приведены к местному времени пояса {zone}.",
    "{count} times were brought to the local time of {zone}.",
)


@dataclass(frozen=True, slots=True)
class Read:
    """`at`: local civil time in seconds, NaT where it is not known. `dated`: whether the hour is known too."""

    at: Moments
    dated: npt.NDArray[np.bool_]
    notes: tuple[Note, ...]


def moments(texts: Sequence[str], *, zone: str | None = None) -> Read:
    """Moments of a column. zone: the zone of local time, to which texts with an offset of their own are brought.

    Raises AnalysisRefused where the column mixes offsets and no zone is named, or where nothing has a date.
    """
    local = _zone(zone)
    if all(not text or ISO.fullmatch(text) for text in texts):
        quick = _quick(texts)
        if quick is not None:
            return quick
    counted = Counter(texts)
    zones = {found.group() for text in counted if (found := ZONED.search(text)) and ISO.match(text)}
    bare = any(text and not ZONED.search(text) for text in counted)
    if local is None and (len(zones) > 1 or (zones and bare)):
        named = sorted(zones | ({"—"} if bare else set()))
        raise AnalysisRefused("mixed_zones", MIXED_ZONES, zones=", ".join(named))
    day_first, notes = _order(counted)
    kinds: dict[str, str] = {}
    values = {text: _one(text, day_first, local, kinds) for text in counted}
    at = np.array([values[text] for text in texts], dtype="datetime64[s]")
    dated = np.array([kinds[text] == "full" for text in texts], dtype=bool)
    return Read(at, dated, (*notes, *_notes(counted, kinds, zones, zone)))


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise AnalysisRefused("unknown_zone", UNKNOWN_ZONE, zone=name) from error


def _quick(texts: Sequence[str]) -> Read | None:
    """Plain ISO texts all at once; None where one of them is no day of the calendar."""
    try:
        at = np.array([text or "NaT" for text in texts], dtype="datetime64[s]")
    except ValueError:
        return None
    empty = int(np.isnat(at).sum())
    dated = np.array([len(text) > 10 for text in texts], dtype=bool)
    return Read(at, dated, (Note("no_time", NO_TIME, {"count": empty}),) if empty else ())


def _order(counted: Counter[str]) -> tuple[bool, tuple[Note, ...]]:
    """Whether the day comes first in 1/2/2024, judged by numbers above twelve."""
    first = second = 0
    example = ""
    for text in counted:
        found = POINTS.fullmatch(text)
        if found and found.group(2) != ".":
            example = example or text
            first += int(found.group(1)) > 12
            second += int(found.group(3)) > 12
    if first and second:
        raise AnalysisRefused("both_orders", BOTH_ORDERS)
    if example and not first and not second:
        return True, (Note("ambiguous", AMBIGUOUS, {"example": example}),)
    return not second, ()


def _one(text: str, day_first: bool, local: tzinfo | None, kinds: dict[str, str]) -> Any:
    """One text as datetime64, NaT where it is no moment; what it is goes to `kinds`."""
    try:
        for matcher in _WAYS:
            found = matcher(text, day_first, local)
            if found is not None:
                kinds[text], moment = found
                return np.datetime64("NaT") if moment is None else np.datetime64(moment.replace(tzinfo=None), "s")
    except ValueError:
        pass  # a day that is not in the calendar
    kinds[text] = "unread"
    return np.datetime64("NaT")


Way = Callable[[str, bool, tzinfo | None], tuple[str, datetime | None] | None]


def _empty(text: str, _first: bool, _local: tzinfo | None) -> tuple[str, datetime | None] | None:
    return None if text else ("empty", None)


def _iso(text: str, _first: bool, local: tzinfo | None) -> tuple[str, datetime | None] | None:
    if not ISO.match(text):
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None and local is not None:
        moment = moment.astimezone(UTC).astimezone(local)
    return "full" if len(text) > 10 else "day", moment


def _points(text: str, day_first: bool, _local: tzinfo | None) -> tuple[str, datetime | None] | None:
    found = POINTS.fullmatch(text)
    if not found:
        return None
    one, mark, two, year, hour, minute, second, half = found.groups()
    day, month = (one, two) if day_first or mark == "." else (two, one)
    shift = 12 * (half.lower() == "pm") if half else 0
    whole = int(hour or 0) % 12 + shift if half else int(hour or 0)
    moment = datetime(int(year), int(month), int(day), whole, int(minute or 0), int(second or 0))  # noqa: DTZ001
    return "full" if hour else "day", moment


def _year_first(text: str, _first: bool, _local: tzinfo | None) -> tuple[str, datetime | None] | None:
    found = YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text)
    if not found:
        return None
    parts = [int(part or 0) for part in found.groups()]
    return "full" if len(parts) > 3 and found.group(4) else "day", datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001


def _excel(text: str, _first: bool, _local: tzinfo | None) -> tuple[str, datetime | None] | None:
    if not EXCEL.fullmatch(text):
        return None
    serial = float(text.replace(",", "."))
    moment = datetime(1899, 12, 30) + timedelta(days=serial)  # noqa: DTZ001 - civil time without a zone
    return "full" if serial % 1 else "day", moment + timedelta(microseconds=500_000)


def _partial(text: str, _first: bool, _local: tzinfo | None) -> tuple[str, datetime | None] | None:
    if HOUR_ONLY.fullmatch(text):
        return "hour", None
    return ("month", None) if MONTH.fullmatch(text) else None


_WAYS: tuple[Way, ...] = (_empty, _iso, _points, _year_first, _partial, _excel)


def _notes(counted: Counter[str], kinds: dict[str, str], zones: set[str], zone: str | None) -> tuple[Note, ...]:
    notes = []
    for kind, words in (("unread", UNREAD), ("empty", NO_TIME), ("month", MONTH_ONLY), ("hour", WITHOUT_DATE)):
        texts = [text for text in counted if kinds[text] == kind]
        count = sum(counted[text] for text in texts)
        if count:
            code = {"empty": "no_time", "month": "month_only", "hour": "without_date"}.get(kind, kind)
            notes.append(Note(code, words, {"count": count, "example": texts[0]}))
    if zones and zone:
        count = sum(number for text, number in counted.items() if ZONED.search(text))
        notes.append(Note("converted", CONVERTED, {"count": count, "zone": zone}))
    return tuple(notes)
