"""What a story is: an appeal as it was written and all that came after it. Plain data."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: `outcome` is a code of the appeals catalogue ("plan" is an interim one)."""

    outcome: str
    at: datetime
    text: str
    done: str = ""
    where: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A rating: marks from 1 to 5 in the order lawful, thorough, timely, respectful, informed; none is "cannot say"."""

    at: datetime
    marks: tuple[int | None, int | None, int | None, int | None, int | None]
    solved: str
    words: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a story happens: a house or a landmark, with its beat."""

    key: str
    kind: str
    beat: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Story:
    """One appeal of the invented year. `cluster` is the key of the planted pattern it belongs to, or empty."""

    order: int
    kind: str
    category: str
    language: str
    text: str
    received_at: datetime
    happened: str
    spot: Spot
    place: str
    known_as: str
    channel: str
    answers: dict[str, str]
    danger: bool = False
    about: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    opened_at: datetime | None = None
    talk: tuple[tuple[str, datetime, str], ...] = ()
    given: tuple[Given, ...] = ()
    reopened_at: datetime | None = None
    reopened_because: str = ""
    withdrawn_at: datetime | None = None
    still_solved: bool | None = None
    crime_reference: str = ""
    said: Said | None = None
    cluster: str = field(default="")
