"""Kinds of gatherings, promises made at them, and the six indicators that are counted from them. No Django here.

Meetings with residents are the partnership's own: announced, held, their questions answered there. Here stand the
others (seed 002 @208900-212364: open days, public hearings, the police hour, courses for officers) and what was promised at any of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from senim.kernel.labels import Label


class Kind(StrEnum):
    """What a gathering is."""

    OPEN_DAY = "open_day"
    POLICE_HOUR = "police_hour"
    HEARING = "hearing"
    TRAINING = "training"
    BRIEFING = "briefing"


KINDS: dict[Kind, Label] = {
    Kind.OPEN_DAY: Label("Ашық есік күні", "День открытых дверей", "Open day"),
    Kind.POLICE_HOUR: Label("Полиция сағаты", "Час полиции", "Police hour"),
    Kind.HEARING: Label("Қоғамдық тыңдау", "Общественные слушания", "Public hearing"),
    Kind.TRAINING: Label("Қызметкерлерді оқыту", "Обучение сотрудников", "Course for officers"),
    Kind.BRIEFING: Label("Нұсқама", "Инструктаж", "Briefing"),
}
#: Residents come to these; who came is a number.
FOR_RESIDENTS = frozenset({Kind.OPEN_DAY, Kind.POLICE_HOUR, Kind.HEARING})
#: Officers come to these; who came is written down by name, for the own staff alone.
FOR_OFFICERS = frozenset({Kind.TRAINING, Kind.BRIEFING})


class State(StrEnum):
    """Where a gathering stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


STATES: dict[State, Label] = {
    State.PLANNED: Label("жоспарланған", "запланировано", "planned"),
    State.HELD: Label("өтті", "состоялось", "held"),
    State.CANCELLED: Label("өтпейді", "отменено", "called off"),
}


class PromiseState(StrEnum):
    """A promise is open, kept, or released with a ground that everyone may read."""

    OPEN = "open"
    KEPT = "kept"
    RELEASED = "released"


PROMISE_STATES: dict[PromiseState, Label] = {
    PromiseState.OPEN: Label("орындалуда", "выполняется", "under way"),
    PromiseState.KEPT: Label("орындалды", "выполнено", "kept"),
    PromiseState.RELEASED: Label("орындалмайды", "не будет выполнено", "will not be kept"),
}
#: A promise may lie so far ahead.
LONGEST = timedelta(days=366)


class Indicator(StrEnum):
    """The six criteria of Kasen (seed 002 @209839), in their order."""

    TRUST = "trust"
    PREVENTION = "prevention"
    CONTACT = "contact"
    PARTICIPANTS = "participants"
    SOLVED = "solved"
    TRAINED = "trained"


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator over some days. value: None where it cannot be counted, and `why` says so.

    n: what it stands on; of: out of how many, where it is a share; low, high: bounds at 95 % where chance plays.
    """

    indicator: Indicator
    since: date
    until: date
    value: float | None = None
    n: int | None = None
    of: int | None = None
    low: float | None = None
    high: float | None = None
    why: str = ""


def moved_later(first_due: date, due: date) -> bool:
    """Whether a promise got another day than it was made for."""
    return due > first_due
