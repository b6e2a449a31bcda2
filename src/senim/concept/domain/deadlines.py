"""Deadlines of a plan: as they are printed in Kazakh, as a short notation, and as periods with days.

The notation of the data files, one line a deadline:

    2024-Q4   2025-H1   2024-M12     a quarter, a half-year, a month
    2024-Q1, 2026-Q1, 2028-Q1        several fixed ones
    2024..2028                       years; due when the last one ends
    2024..2028 each Y                yearly; "each H": every half-year; "each M12": every December
    2024-H2 then each H              once, and then again and again until the Concept ends
    2024-M01 then 2024..2028 each M12

`read` makes the same notation from the printed words; the loader holds one against the other, so that a slip of the
pen in either is found.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import total_ordering

from senim.kernel.formats import MONTHS_KK as MONTHS
from senim.kernel.labels import Label

#: The last year of the Concept: "then again and again" ends there.
LAST_YEAR = 2028


class Repeat(StrEnum):
    """How often a deadline comes."""

    ONCE = "once"
    SPAN = "span"
    FIXED = "fixed"
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"


REPEATS: dict[Repeat, Label] = {
    Repeat.ONCE: Label("бір рет", "один раз", "once"),
    Repeat.SPAN: Label("бірнеше жыл бойы", "в течение нескольких лет", "over several years"),
    Repeat.FIXED: Label("белгіленген мерзімдерде", "в указанные сроки", "at fixed times"),
    Repeat.YEARLY: Label("жыл сайын", "ежегодно", "every year"),
    Repeat.HALF_YEARLY: Label("жарты жыл сайын", "раз в полгода", "every half-year"),
}


class BadDeadlineError(ValueError):
    """Words or a notation that this grammar does not know."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, or its part: "Q1".."Q4", "H1", "H2", "M01".."M12", or "" for the whole year."""

    year: int
    part: str = ""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"|Q[1-4]|H[12]|M(0[1-9]|1[0-2])", self.part) or not 1000 <= self.year <= 9999:
            raise BadDeadlineError(str(self))

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, 1 to 12."""
        if not self.part:
            return 1, 12
        number = int(self.part[1:])
        size = {"Q": 3, "H": 6, "M": 1}[self.part[0]]
        return (number - 1) * size + 1, number * size

    @property
    def first(self) -> date:
        return date(self.year, self.months[0], 1)

    @property
    def last(self) -> date:
        """The day on which it ends: what is due in a period is due by this day."""
        month = self.months[1]
        return date(self.year, month, monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    def __lt__(self, other: Period) -> bool:
        return (self.last, self.first) < (other.last, other.first)


def period(text: str) -> Period:
    """ "2024", "2024-Q4", "2025-H1" or "2024-M12"."""
    year, _, part = text.partition("-")
    if not re.fullmatch(r"\d{4}", year) or (text.endswith("-")):
        raise BadDeadlineError(text)
    return Period(int(year), part)


@dataclass(frozen=True, slots=True)
class Deadline:
    """notation: as in the data files. begins: the first day of work, where the source gives a span of years."""

    notation: str
    periods: tuple[Period, ...]
    repeat: Repeat
    begins: date

    @property
    def ends(self) -> date:
        return self.periods[-1].last


def parse(notation: str) -> Deadline:
    """A deadline from its notation; raises BadDeadlineError."""
    single, then, rest = notation.partition(" then ")
    if then:
        first = period(single)
        again = _again(rest, first)
        periods = tuple(sorted({first, *again}))
        return Deadline(notation, periods, _repeat(rest), first.first)
    if ".." in notation:
        years, each, step = notation.partition(" each ")
        first_year, last_year = _years(years)
        periods = tuple(_steps(first_year, last_year, step)) if each else (Period(last_year),)
        return Deadline(notation, periods, _repeat(notation) if each else Repeat.SPAN, date(first_year, 1, 1))
    periods = tuple(period(one) for one in notation.split(", "))
    if list(periods) != sorted(set(periods)):
        raise BadDeadlineError(notation)
    return Deadline(notation, periods, Repeat.FIXED if len(periods) > 1 else Repeat.ONCE, periods[0].first)


def _again(rest: str, first: Period) -> Iterator[Period]:
    """What comes after the first: "each H", "each M06" from then on, or a span with a step of its own."""
    years, _, step = rest.rpartition("each ")
    if years:
        yield from _steps(*_years(years.strip()), step)
        return
    for one in _steps(first.year, LAST_YEAR, step):
        # The June of the first half-year is that half-year's own end: it comes once.
        if one.last > first.last:
            yield one


def _years(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})\.\.(\d{4})", text)
    if found is None or int(found[1]) > int(found[2]) or int(found[1]) < 1000:
        raise BadDeadlineError(text)
    return int(found[1]), int(found[2])


def _steps(first_year: int, last_year: int, step: str) -> Iterator[Period]:
    parts = {"Y": ("",), "H": ("H1", "H2")}.get(step, (step,))
    if "" in parts and step != "Y":
        raise BadDeadlineError(step)
    for year in range(first_year, last_year + 1):
        for part in parts:
            yield Period(year, part)


def _repeat(text: str) -> Repeat:
    return Repeat.HALF_YEARLY if text.endswith("each H") else Repeat.YEARLY


# --- the printed words ------------------------------------------------------------------------

_MONTH = "|".join(MONTHS)
_SINGLE = re.compile(rf"(\d{{4}}) жылғы (?:(?P<q>[1-4])-тоқсан|(?P<h>[12])-\s?жартыжылдық|(?P<m>{_MONTH}))")
_SPAN = re.compile(rf"(\d{{4}}) – (\d{{4}}) жылдар(?:дың (?P<m>{_MONTH})ы)?")
_HALF = re.compile(r"жарты жылда (?:1|бір) рет|жарты жыл сайын|жартыжылдық негізінде")
_YEAR = re.compile(rf"(?:жылына бір рет|жыл сайын)(?: (?P<m>{_MONTH}) айында)?")


def read(printed: str) -> str:
    """The notation of a deadline that is printed in Kazakh; raises BadDeadlineError for words it does not know."""
    words = " ".join(printed.split())
    first, then, rest = words.partition("әрі қарай – ")
    first = first.rstrip(" ,")
    if then:
        return f"{_single(first)} then {_span(rest) if _SPAN.match(rest) else _each(rest)}"
    if _SPAN.match(first):
        return _span(first)
    parts = re.split(r" (?=\d{4} жылғы)", first)
    return ", ".join(_single(part) for part in parts)


def _single(words: str) -> str:
    found = _SINGLE.fullmatch(words)
    if found is None:
        raise BadDeadlineError(words)
    if found["q"]:
        return f"{found[1]}-Q{found['q']}"
    return f"{found[1]}-H{found['h']}" if found["h"] else f"{found[1]}-M{_number(found['m'])}"


def _span(words: str) -> str:
    found = _SPAN.match(words)
    if found is None:
        raise BadDeadlineError(words)
    years, rest = f"{found[1]}..{found[2]}", words[found.end() :].lstrip(" ,")
    if found["m"]:
        if rest:
            raise BadDeadlineError(words)
        return f"{years} each M{_number(found['m'])}"
    return f"{years} {_each(rest)}" if rest else years


def _each(words: str) -> str:
    if _HALF.fullmatch(words):
        return "each H"
    found = _YEAR.fullmatch(words)
    if found is None:
        raise BadDeadlineError(words)
    return f"each M{_number(found['m'])}" if found["m"] else "each Y"


def _number(month: str) -> str:
    return f"{MONTHS.index(month) + 1:02d}"
