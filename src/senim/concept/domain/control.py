"""The control of the plan: at which points a measure is looked at, what its bodies say, and how it stands on a day.

A point is a period of a deadline ("4.4, second result, first half of 2025"). A deadline of several years also has a
stage at the end of each year for which the source names something: a number, or words of its form of completion.
What is odd in the source stays odd here: 16.6 ends in 2027 and has a stage in 2028.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from senim.concept.domain.deadlines import Period, Repeat
from senim.concept.domain.plan import Body, Measure, Result
from senim.kernel.labels import Label

#: So many working days before the last day a point is near: the bodies are asked, and the list of what comes shows it.
NEAR_WORKING_DAYS = 10
_YEAR_OF_STAGE = re.compile(r"(?<!– )(20\d\d) (?:жылы?|ж\.)(?!\w)")


class Said(StrEnum):
    """What a body says of a measure at a point."""

    DONE = "done"
    PART = "part"
    GOING = "going"
    NOT = "not"


SAID: dict[Said, Label] = {
    Said.DONE: Label("орындалды", "исполнено", "done"),
    Said.PART: Label("ішінара орындалды", "исполнено частично", "partly done"),
    Said.GOING: Label("орындалуда", "исполняется", "under way"),
    Said.NOT: Label("орындалмады", "не исполнено", "not done"),
}


class Standing(StrEnum):
    """How a point stands on a day."""

    DONE = "done"
    DIFFERS = "differs"
    OVERDUE = "overdue"
    NEAR = "near"
    LATER = "later"


STANDINGS: dict[Standing, Label] = {
    Standing.DONE: Label("орындалды", "исполнено", "done"),
    Standing.DIFFERS: Label("органдар әртүрлі айтады", "органы говорят разное", "the bodies differ"),
    Standing.OVERDUE: Label("мерзімі өтті", "срок прошёл", "past due"),
    Standing.NEAR: Label("мерзімі жақын", "срок близко", "due soon"),
    Standing.LATER: Label("мерзімі келмеді", "срок не наступил", "not due yet"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """result: 1 for the first form of completion; stage: a year inside a longer deadline."""

    number: str
    result: int
    period: Period
    stage: bool = False

    @property
    def key(self) -> str:
        """ "4.4/2/2025-H1": how a report names it."""
        return f"{self.number}/{self.result}/{self.period}"


def points(measure: Measure) -> Iterator[Point]:
    """All points of a measure, by result and day."""
    for place, result in enumerate(measure.results, 1):
        due = set(result.deadline.periods)
        stages = {Period(year) for year in _stage_years(measure, result)} - due
        for one in sorted(due | stages):
            yield Point(measure.number, place, one, one in stages)


def _stage_years(measure: Measure, result: Result) -> set[int]:
    """The years that the source names inside a deadline of several years."""
    if result.deadline.repeat is not Repeat.SPAN:
        return set()
    first, last = result.deadline.begins.year, result.deadline.ends.year
    years = {year for one in measure.quantities for year in one.by_year(first, last)}
    return years | {int(year) for year in _YEAR_OF_STAGE.findall(result.form.kk)}


def point(measure: Measure, key: str) -> Point | None:
    """The point of a key, where the measure has it."""
    return next((one for one in points(measure) if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Dates:
    """ends: the last day of the period; by: that day, or the next working day; near: when the bodies are asked."""

    ends: date
    by: date
    near: date


def dates(one: Period, is_working: Callable[[date], bool]) -> Dates:
    """The days of a point on a working calendar: a term that ends on a day off ends on the next working day."""
    by = one.last
    while not is_working(by):
        by += timedelta(days=1)
    near, left = by, NEAR_WORKING_DAYS
    while left:
        near -= timedelta(days=1)
        left -= is_working(near)
    return Dates(one.last, by, near)


def standing(measure: Measure, said: Mapping[str, Said], on: Dates, today: date) -> Standing:
    """How a point stands. said: code of a body -> the last it said; what the bodies say is never averaged.

    Done is what the body that stands first says is done, while no other says that it is not.
    """
    done = {body for body, word in said.items() if word is Said.DONE}
    against = {body for body, word in said.items() if word in {Said.NOT, Said.PART}}
    if done and against:
        return Standing.DIFFERS
    if measure.lead.code in done:
        return Standing.DONE
    if today > on.by:
        return Standing.OVERDUE
    return Standing.NEAR if today >= on.near else Standing.LATER


def whose_move(measure: Measure, said: Mapping[str, Said], stands: Standing, keeper: Body) -> tuple[Body, ...]:
    """Who moves next: the keeper of the control where the bodies differ, else those who have not said that it is done,
    the one that stands first in the plan first."""
    if stands is Standing.DONE:
        return ()
    if stands is Standing.DIFFERS:
        return (keeper,)
    return tuple(one.body for one in measure.bodies if said.get(one.body.code) is not Said.DONE)
