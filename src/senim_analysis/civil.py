"""Civil time of a named zone for whole arrays: what the clock on the wall said, whatever zone this machine is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt

from senim_analysis.checks import NOT_FLAT, Ints
from senim_analysis.errors import AnalysisRefused
from senim_analysis.words import Words

#: The minute that stands for "not said".
MISSING = np.iinfo(np.int64).min
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_FIRST = (datetime(1900, 1, 1, tzinfo=UTC) - _EPOCH) // _MINUTE
_LAST = (datetime(2200, 1, 1, tzinfo=UTC) - _EPOCH) // _MINUTE

NO_SUCH_ZONE = Words(
    "«{zone}» уақыт белдеуі белгісіз. Мысалы: Asia/Almaty.",
    "Неизвестный часовой пояс «{zone}». Пример: Asia/Almaty.",
    "Unknown time zone '{zone}'. For example: Asia/Almaty.",
)
NOT_MOMENTS = Words(
    "«{name}» уақыт мәндері болуы керек: datetime64 немесе datetime.",
    "«{name}» — это моменты времени: datetime64 или datetime.",
    "'{name}' must be moments: datetime64 or datetime.",
)
NO_HOURS = Words(
    "«{name}» ішінде тек күн немесе ай бар, сағаты жоқ. Аралық ретінде беріңіз: сол күннің 00:00-і мен келесі күннің 00:00-і.",
    "В «{name}» только дата или месяц, без часа. Дайте промежуток: с 00:00 этого дня до 00:00 следующего.",
    "'{name}' holds only a date or a month, no hour. Give a span: from 00:00 of that day to 00:00 of the next.",
)
MIXED_ZONES = Words(
    "«{name}» ішінде белдеуі бар және жоқ уақыттар аралас. Біреуін таңдаңыз.",
    "В «{name}» смешаны моменты с поясом и без него. Выберите что-то одно.",
    "'{name}' mixes moments with a zone and without one. Keep to one of them.",
)
YEARS = Words(
    "«{name}» ішіндегі жылдар 1900–2199 аралығынан тыс.",
    "Годы в «{name}» выходят за пределы 1900–2199.",
    "The years in '{name}' lie outside 1900-2199.",
)


@dataclass(frozen=True, slots=True)
class Zone:
    """The changes of a zone's clock. changes: [k], UTC minutes since 1970; offsets: [k + 1], minutes east of UTC."""

    changes: Ints
    offsets: Ints

    def local(self, utc: Ints) -> Ints:
        """Wall-clock minutes of UTC minutes."""
        wall: Ints = utc + self.offsets[np.searchsorted(self.changes, utc, side="right")]
        return wall

    def utc(self, local: Ints, *, later: bool = False) -> Ints:
        """UTC minutes of wall-clock minutes. An hour that happened twice: the first time, or with `later` the second.

        An hour that did not happen (the clock went forward over it) is read by the clock before the change.
        """
        before, after = self.offsets[:-1], self.offsets[1:]
        limit = self.changes + (np.minimum(before, after) if later else np.maximum(before, after))
        where = np.searchsorted(limit, local, side="right")
        if later:  # a skipped hour is read by the old clock all the same
            skipped = self.changes + np.maximum(before, after)
            forward = after > before
            where = np.searchsorted(np.where(forward, skipped, limit), local, side="right")
        moment: Ints = local - self.offsets[where]
        return moment

    def twice(self, local: Ints) -> npt.NDArray[np.bool_]:
        """Which wall-clock minutes happened twice."""
        found: npt.NDArray[np.bool_] = self.utc(local) != self.utc(local, later=True)
        return found


def zone_of(timezone: str | tzinfo, years: tuple[int, int]) -> Zone:
    """The zone's changes within these years. Raises AnalysisRefused for an unknown name."""
    try:
        named = ZoneInfo(timezone) if isinstance(timezone, str) else timezone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise AnalysisRefused("no_such_zone", NO_SUCH_ZONE, zone=str(timezone)) from error
    return _zone(named, *years)


@lru_cache(maxsize=32)
def _zone(named: tzinfo, first: int, last: int) -> Zone:
    """Look at the clock once a day, and between two days that differ look closer, down to the minute."""
    start = _minute(datetime(first - 1, 12, 31, tzinfo=UTC))
    days = range(start, _minute(datetime(last + 1, 1, 2, tzinfo=UTC)), 1440)
    at = [_offset(named, minute) for minute in days]
    changes, offsets = [], [at[0]]
    for place in range(1, len(at)):
        low, high = days[place - 1], days[place]
        if at[place] != at[place - 1]:
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if _offset(named, middle) != at[place - 1] else (middle, high)
            changes.append(high)
            offsets.append(at[place])
    return Zone(np.array(changes, dtype=np.int64), np.array(offsets, dtype=np.int64))


def _minute(moment: datetime) -> int:
    return (moment - _EPOCH) // _MINUTE


def _offset(named: tzinfo, minute: int) -> int:
    passed = (_EPOCH + minute * _MINUTE).astimezone(named).utcoffset()
    return int((passed or timedelta(0)) // _MINUTE)


def minutes(values: Any, name: str) -> tuple[Ints, bool]:
    """Whole minutes since 1970 (cut, not rounded; MISSING where not said), and whether they are UTC.

    datetime64 and naive datetimes are wall-clock minutes, datetimes with a zone are moments. Raises AnalysisRefused for
    dates without an hour, for a mixture of both and for years that cannot be right.
    """
    array = np.asarray(values)
    if array.ndim != 1:
        raise AnalysisRefused("not_flat", NOT_FLAT, name=name)
    aware = False
    if array.dtype == object:
        array, aware = _from_objects(array, name)
    if not np.issubdtype(array.dtype, np.datetime64):
        raise AnalysisRefused("not_moments", NOT_MOMENTS, name=name)
    said = ~np.isnat(array)
    if said.any() and np.datetime_data(array.dtype)[0] in ("Y", "M", "W", "D"):
        raise AnalysisRefused("no_hours", NO_HOURS, name=name)
    whole = array.astype("datetime64[m]").astype(np.int64)
    if said.any() and (whole[said].min() < _FIRST or whole[said].max() >= _LAST):
        raise AnalysisRefused("years", YEARS, name=name)
    return np.where(said, whole, MISSING), aware


def _from_objects(array: npt.NDArray[Any], name: str) -> tuple[npt.NDArray[Any], bool]:
    known = [one for one in array if one is not None]
    if not all(isinstance(one, datetime) for one in known):
        raise AnalysisRefused("not_moments", NOT_MOMENTS, name=name)
    aware = {one.tzinfo is not None for one in known}
    if len(aware) > 1:
        raise AnalysisRefused("mixed_zones", MIXED_ZONES, name=name)
    flat = [one and (one.astimezone(UTC).replace(tzinfo=None) if one.tzinfo else one) for one in array]
    return np.array(flat, dtype="datetime64[s]"), aware == {True}


def years_of(*many: Ints) -> tuple[int, int]:
    """The first and the last year that these minutes touch."""
    said = [one[one != MISSING] for one in many]
    low = min((int(one.min()) for one in said if one.size), default=0)
    high = max((int(one.max()) for one in said if one.size), default=0)
    return (_EPOCH + low * _MINUTE).year, (_EPOCH + high * _MINUTE).year
