"""What the Concept is: its parts, its deadlines, and the state of a control point."""

from senim.concept.domain.deadlines import BadDeadlineError, Deadline, Period, Repeat
from senim.concept.domain.plan import (
    BASE_YEAR,
    FIRST_YEAR,
    LAST_YEAR,
    YEARS,
    Abbreviation,
    Aim,
    Body,
    Concept,
    Direction,
    Executor,
    Expected,
    Figure,
    Indicator,
    Kind,
    Measure,
    Oddity,
    OddKind,
    Passport,
    Quantity,
    Result,
    Task,
    Than,
)

__all__ = [
    "BASE_YEAR", "FIRST_YEAR", "LAST_YEAR", "YEARS", "Abbreviation", "Aim", "BadDeadlineError", "Body", "Concept",
    "Deadline", "Direction", "Executor", "Expected", "Figure", "Indicator", "Kind", "Measure", "OddKind", "Oddity",
    "Passport", "Period", "Quantity", "Repeat", "Result", "Task", "Than",
]  # fmt: skip
