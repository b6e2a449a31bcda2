"""One candidate problem, and what it says of itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from senim_analysis.checks import Ints
from senim_analysis.problems.timing import (
    ALL_HOURS,
    DAY_NAMES,
    FELL,
    MOSTLY,
    NO_HOURS,
    ONLY_EARLY,
    ONLY_LATE,
    ROSE,
    STEADY,
    Timing,
)
from senim_analysis.result import Result
from senim_analysis.words import NOT_A_PERSON, Words, probability, written

PLACE = Words(
    "{name}: {where}, {count} оқиға (оннан тоғызы {radius} м шегінде), біркелкі таралса {expected} болар еді{times}; {hours}. {change}{harm} {person}",
    "{name}: {where}, {count} событий (девять из десяти в пределах {radius} м), при ровном распределении было бы {expected}{times}; {hours}. {change}{harm} {person}",
    "{name}: {where}, {count} events (nine in ten within {radius} m) where an even spread would give {expected}{times}; {hours}. {change}{harm} {person}",
)
TIMES = Words(
    " ({times} есе, 95 % аралық {low}–{high})",
    " (больше в {times} раза, интервал 95 % {low}–{high})",
    " ({times} times, 95% interval {low} to {high})",
)
RISE = Words(
    "{name}: {where} соңғы {days} күнде {count} оқиға, бұрынғы барысы бойынша {expected} болар еді{times}; {hours}.{harm} {person}",
    "{name}: {where} за последние {days} дней {count} событий, по прежнему ходу было бы {expected}{times}; {hours}.{harm} {person}",
    "{name}: {where}, {count} events in the last {days} days where the course before gives {expected}{times}; {hours}.{harm} {person}",
)
NEAR = Words(
    "{name}: бір оқиғадан кейін {distance} м шегінде {days} күн ішінде қайталанған жұп {count}, кездейсоқ болса {expected} болар еді{times}; "
    "оқиғадан соң дәл сол маңға бірден назар аудару керек.{harm} {person}",
    "{name}: после одного события в пределах {distance} м за {days} дней повторов {count}, случайно было бы {expected}{times}; "
    "сразу после события стоит заняться ближайшими местами.{harm} {person}",
    "{name}: after one event, {count} more followed within {distance} m and {days} days where chance would give {expected}{times}; "
    "what lies near an event deserves care at once.{harm} {person}",
)
EMERGING = Words(
    "{name}: {where}, {radius} м шегінде {start} бастап {count} оқиға, орын мен уақыттың әдеттегі қатынасында {expected} болар еді{times}; {hours}.{harm} {person}",
    "{name}: {where}, в пределах {radius} м с {start} {count} событий, при обычном ходе было бы {expected}{times}; {hours}.{harm} {person}",
    "{name}: {where}, {count} events within {radius} m since {start} where the usual course gives {expected}{times}; {hours}.{harm} {person}",
)
HARM = Words(
    " Зияны: {harm} (күтілгеннен артығы {excess}).",
    " Вред: {harm} (сверх ожидаемого {excess}).",
    " Harm: {harm} ({excess} above what is expected).",
)
KINDS = {"place": PLACE, "rise": RISE, "near_repeat": NEAR, "emerging": EMERGING}
EVERYWHERE = Words("бүкіл аумақта", "на всей территории", "in the whole area")
POINT = Words("{x}, {y} маңы", "около {x}, {y}", "near {x}, {y}")
IN_AREA = Words("{area} ({point})", "{area} ({point})", "{area} ({point})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Result):
    """A candidate problem. sort: place, emerging, near_repeat or rise; name: kind of event.

    statistic: observed over expected, None where less than one event is expected; interval adjusted for having chosen
    the problem among many. p_value of the single test, q_value over all tests of the sort. x, y, radius: metres, None
    for the whole area; nine in ten of the events lie within the radius; where: coordinates for people and label of the
    area. harm: of all its events; excess: of those above what is expected; excess_per_day ranks. events: rows of the
    input.
    """

    sort: str
    name: str
    statistic: float | None
    expected: float
    interval: tuple[float, float] | None
    p_value: float
    q_value: float
    x: float | None
    y: float | None
    radius: float | None
    where: tuple[str, str, str] | None
    harm: float
    excess: float
    excess_per_day: float
    weighted: bool
    timing: Timing
    events: Ints
    start: str | None = None
    days: int | None = None
    distance: float | None = None

    LARGE = frozenset({"events"})

    def sentence(self, language: str) -> str:
        return (
            KINDS[self.sort]
            .fill(
                language,
                {
                    "name": self.name,
                    "where": self.place(language),
                    "radius": self.reach,
                    "count": self.n,
                    "expected": written(self.expected, language, 1 if self.expected < 100 else 0),
                    "times": self._times(language),
                    "hours": self.hours(language),
                    "change": self.change(language) + (" " if self.change(language) else ""),
                    "harm": self._harm(language),
                    "person": NOT_A_PERSON,
                    "days": self.days,
                    "start": self.start,
                    "distance": self.distance,
                },
            )
            .replace("  ", " ")
        )

    @property
    def reach(self) -> int | None:
        """The radius as people say it: tens of metres, rounded up."""
        return None if self.radius is None else math.ceil(self.radius / 10) * 10

    def place(self, language: str) -> str:
        """Where, in words."""
        if self.where is None:
            return EVERYWHERE.fill(language)
        x, y, area = self.where
        if not x:
            return area
        point = POINT.fill(language, {"x": x, "y": y})
        return IN_AREA.fill(language, {"area": area, "point": point}) if area else point

    def hours(self, language: str) -> str:
        """When, in words."""
        if not self.timing.known:
            return NO_HOURS.fill(language)
        one = self.timing.window
        if one is None:
            return ALL_HOURS.fill(language)
        return MOSTLY.fill(
            language,
            {
                "days": DAY_NAMES[one.days],
                "start": f"{one.start:02d}:00",
                "end": f"{(one.start + one.hours) % 24:02d}:00",
                "share": round(100 * one.share),
                "even": round(100 * one.even),
            },
        )

    def change(self, language: str) -> str:
        """The course over the file's span, in words; nothing where it is too short."""
        change, p = self.timing.change, self.timing.change_p
        if change is None or p is None:
            return ""
        if p >= 0.01:
            return STEADY.fill(language)
        if change in (0, float("inf")):
            return (ONLY_EARLY if change == 0 else ONLY_LATE).fill(language, {"p": probability(p, language)})
        times = written(change if change >= 1 else 1 / change, language, 1)
        return (ROSE if change >= 1 else FELL).fill(language, {"times": times, "p": probability(p, language)})

    def _times(self, language: str) -> str:
        if self.statistic is None or self.interval is None:
            return ""
        low, high = (written(edge, language, 1 if edge < 100 else 0) for edge in self.interval)
        times = written(self.statistic, language, 1 if self.statistic < 100 else 0)
        return TIMES.fill(language, {"times": times, "low": low, "high": high})

    def _harm(self, language: str) -> str:
        if not self.weighted:
            return ""
        return HARM.fill(language, {"harm": float(round(self.harm)), "excess": float(round(self.excess))})

    def to_dict(self) -> dict[str, Any]:
        return {
            **Result.to_dict(self),
            "timing": self.timing.to_dict(),
            "sentence": {language: self.sentence(language) for language in ("kk", "ru", "en")},
        }
