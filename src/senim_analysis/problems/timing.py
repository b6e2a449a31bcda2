"""When a problem happens: the hours of the week that stand out, the course of the year, and signs of false times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from senim_analysis.checks import Floats
from senim_analysis.ratios import e_test
from senim_analysis.result import plain
from senim_analysis.words import Words

#: Sets of days that a plan can name, Monday = 0.
DAYS: dict[str, tuple[int, ...]] = {
    "every_day": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "friday_to_sunday": (4, 5, 6),
}
DAY_NAMES = {
    "every_day": Words("күн сайын", "ежедневно", "every day"),
    "weekdays": Words("дүйсенбі–жұма", "с понедельника по пятницу", "Monday to Friday"),
    "weekend": Words("сенбі–жексенбі", "в субботу и воскресенье", "Saturday and Sunday"),
    "friday_to_sunday": Words("жұма–жексенбі", "с пятницы по воскресенье", "Friday to Sunday"),
}
LENGTHS = (2, 3, 4, 5, 6, 8, 10)
#: A window is named only where chance would give one as good less often than this, over all windows tried.
SURE = 0.01
#: With more events than this share at midnight sharp the hours are not believed.
MIDNIGHT = 0.2

MOSTLY = Words(
    "көбіне {days} {start}–{end} аралығында (аптаның {even} %-ында оқиғаларының {share} %-ы)",
    "чаще всего {days} с {start} до {end} ({share} % событий за {even} % недели)",
    "mostly from {start} to {end}, {days} ({share}% of its events in {even}% of the week)",
)
ALL_HOURS = Words("белгілі бір сағаты жоқ", "без определённых часов", "at no particular hours")
NO_HOURS = Words("сағаты белгісіз", "час неизвестен", "the hour is not known")
ROSE = Words(
    "Кейінгі жартысында {times} есе көбейген ({p}).",
    "Во второй половине периода в {times} раза больше ({p}).",
    "In the second half of the period {times} times as many ({p}).",
)
FELL = Words(
    "Кейінгі жартысында {times} есе азайған ({p}).",
    "Во второй половине периода в {times} раза меньше ({p}).",
    "In the second half of the period {times} times fewer ({p}).",
)
ONLY_EARLY = Words(
    "Кейінгі жартысында болмаған ({p}).",
    "Во второй половине периода их не было ({p}).",
    "None in the second half of the period ({p}).",
)
ONLY_LATE = Words(
    "Бәрі кейінгі жартысында ({p}).",
    "Все во второй половине периода ({p}).",
    "All of them in the second half of the period ({p}).",
)
STEADY = Words(
    "Кезең бойы айқын өзгеріс байқалмайды.",
    "Явных изменений за период не видно.",
    "No clear change over the period.",
)


class Window(NamedTuple):
    """Hours of the week: days by name, first hour, number of hours, share of the events, share of the week."""

    days: str
    start: int
    hours: int
    share: float
    even: float


@dataclass(frozen=True, slots=True)
class Timing:
    """week: [7, 24] events by weekday and hour, Monday first; months: events by month from the first of the file.

    window: the hours that stand out, None where none do or hours are not known (`known`). change: second half over
    first half with its p-value, None where there is too little.
    """

    week: Floats
    months: Floats
    known: bool
    window: Window | None
    change: float | None
    change_p: float | None

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = plain(
            {
                "week": self.week,
                "months": self.months,
                "hours_known": self.known,
                "window": None if self.window is None else self.window._asdict(),
                "change": self.change,
                "change_p": self.change_p,
            }
        )
        return shown


def timing(
    at: npt.NDArray[np.datetime64], timed: npt.NDArray[np.bool_], span: tuple[np.datetime64, np.datetime64] | None
) -> Timing:
    """Of some events. span: first and last moment of the whole file."""
    known = at[timed & ~np.isnat(at)]
    week = week_table(known)
    second = (known - known.astype("datetime64[D]")) / np.timedelta64(1, "s")
    believed = known.size >= 10 and float((second == 0).mean()) <= MIDNIGHT
    dated = at[~np.isnat(at)]
    change, p = _change(dated, span)
    return Timing(week, _months(dated, span), believed, _window(week) if believed else None, change, p)


def week_table(at: npt.NDArray[np.datetime64]) -> Floats:
    """[7, 24] counts, Monday first."""
    day = at.astype("datetime64[D]")
    weekday = (day.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    hour = ((at - day) / np.timedelta64(1, "h")).astype(np.int64)
    return np.bincount(weekday * 24 + hour, minlength=168).reshape(7, 24).astype(np.float64)


def _window(week: Floats) -> Window | None:
    """The window that holds most beyond its share of the week, if chance would hardly make one."""
    total, best = float(week.sum()), None
    for name, days in DAYS.items():
        hours = week[list(days)].sum(axis=0)
        doubled = np.concatenate([[0.0], np.cumsum(np.concatenate([hours, hours]))])
        for length in LENGTHS:
            held = doubled[length : length + 24] - doubled[:24]
            start = int(np.argmax(held))
            even = length * len(days) / 168
            one = Window(name, start, length, float(held[start]) / total, even)
            if one.share >= 0.4 and (best is None or _standing(one) > _standing(best)):
                best = one
    if best is None:
        return None
    tried = 24 * len(DAYS) * len(LENGTHS)
    chance = tried * float(binom.sf(round(best.share * total) - 1, round(total), best.even))
    return best if chance < SURE and best.share >= 1.3 * best.even else None


def _standing(one: Window) -> float:
    """How far a window stands out of an even spread, in standard deviations of a single event."""
    return (one.share - one.even) / float(np.sqrt(one.even * (1 - one.even)))


def _months(dated: npt.NDArray[np.datetime64], span: tuple[np.datetime64, np.datetime64] | None) -> Floats:
    if span is None or not dated.size:
        return np.empty(0)
    first, last = (int(edge.astype("datetime64[M]").astype(np.int64)) for edge in span)
    month = dated.astype("datetime64[M]").astype(np.int64) - first
    return np.bincount(month, minlength=last - first + 1).astype(np.float64)


def _change(
    dated: npt.NDArray[np.datetime64], span: tuple[np.datetime64, np.datetime64] | None
) -> tuple[float | None, float | None]:
    """Second half of the file's span against the first."""
    if span is None or dated.size < 20 or span[1] - span[0] < np.timedelta64(60, "D"):
        return None, None
    middle = span[0] + (span[1] - span[0]) // 2
    early = int((dated <= middle).sum())
    late = int(dated.size) - early
    return (late / early if early else np.inf), e_test(late, early).p_value
