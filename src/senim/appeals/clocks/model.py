"""What a clock is made of, and how it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, Self

LANGUAGES = ("kk", "ru", "en")


class TermLike(Protocol):
    """What a clock needs of a legal term (`senim.kernel.legal.Term` is one)."""

    @property
    def code(self) -> str: ...
    @property
    def value(self) -> int | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def usable(self) -> bool: ...
    def citation(self, lang: str) -> str: ...


class ClockError(ValueError):
    """A clock refuses: `code` says what, `params` what with. Codes: see `clock_words.REFUSALS`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class State(StrEnum):
    """How a clock stands at a moment."""

    RUNNING = "running"
    SOON = "soon"
    OVERDUE = "overdue"
    SUSPENDED = "suspended"
    KEPT = "kept"
    BROKEN = "broken"
    VOID = "void"


#: States in which something is still owed.
OWING = frozenset({State.RUNNING, State.SOON, State.OVERDUE, State.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Basis:
    """A term as it was when the clock started: frozen, whatever the law says later."""

    code: str
    value: int
    unit: str
    mark: str = "own"
    version: str = ""
    citation: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, term: TermLike) -> Self:
        """Freeze a term. Raises ClockError("unusable") for a rule without number or a term nobody has verified."""
        if term.value is None or not term.usable:
            raise ClockError("unusable", term=term.code)
        cites = {lang: term.citation(lang) for lang in LANGUAGES}
        return cls(term.code, term.value, str(term.unit), str(term.mark), term.version, cites)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the account of a clock: a code and plain values (days and moments as ISO text)."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension: from, until (None while it lasts), and its ground."""

    start: datetime
    end: datetime | None
    ground: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise. `registered` is the day from which days are counted; `due_at` the moment after which it is broken.

    `due_day` is None for a clock of hours. `fixed` is the day that an extension put in place of the counted one.
    `touched_at` is the latest moment that anything happened to it: time never runs back behind it.
    """

    code: str
    started_at: datetime
    registered: date
    basis: Basis
    due_at: datetime
    due_day: date | None
    calendar_version: str
    touched_at: datetime
    pauses: tuple[Pause, ...] = ()
    fixed: date | None = None
    ended_at: datetime | None = None
    is_void: bool = False
    trace: tuple[Step, ...] = ()

    @property
    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].end is None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, as they are stored with the appeal; `from_dict` reads them back."""
        return {
            "code": self.code,
            "started_at": self.started_at.isoformat(),
            "registered": self.registered.isoformat(),
            "basis": {
                "code": self.basis.code, "value": self.basis.value, "unit": self.basis.unit, "mark": self.basis.mark,
                "version": self.basis.version, "citation": dict(self.basis.citation),
            },
            "due_at": self.due_at.isoformat(),
            "due_day": self.due_day.isoformat() if self.due_day else None,
            "calendar_version": self.calendar_version,
            "touched_at": self.touched_at.isoformat(),
            "pauses": [[one.start.isoformat(), one.end and one.end.isoformat(), one.ground] for one in self.pauses],
            "fixed": self.fixed.isoformat() if self.fixed else None,
            "ended_at": self.ended_at.isoformat() if self.ended_at else None,
            "is_void": self.is_void,
            "trace": [[step.code, dict(step.params)] for step in self.trace],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """A clock as `to_dict` wrote it."""
        return cls(
            code=data["code"],
            started_at=datetime.fromisoformat(data["started_at"]),
            registered=date.fromisoformat(data["registered"]),
            basis=Basis(**data["basis"]),
            due_at=datetime.fromisoformat(data["due_at"]),
            due_day=_day(data["due_day"]),
            calendar_version=data["calendar_version"],
            touched_at=datetime.fromisoformat(data["touched_at"]),
            pauses=tuple(
                Pause(datetime.fromisoformat(start), _moment(end), ground) for start, end, ground in data["pauses"]
            ),
            fixed=_day(data["fixed"]),
            ended_at=_moment(data["ended_at"]),
            is_void=data["is_void"],
            trace=tuple(Step(code, params) for code, params in data["trace"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
