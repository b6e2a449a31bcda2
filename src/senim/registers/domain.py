"""Values of a look-up: of whom or what, for what purpose, on what ground, with what outcome. No Django here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from senim.kernel.labels import Label


class SubjectKind(StrEnum):
    """What a register is asked by: one person's number, one vehicle's plate."""

    IIN = "iin"
    PLATE = "plate"


SUBJECTS = {
    SubjectKind.IIN: Label("ЖСН", "ИИН", "personal number (IIN)"),
    SubjectKind.PLATE: Label("көліктің мемлекеттік нөмірі", "госномер автомобиля", "number plate"),
}


class Purpose(StrEnum):
    """For what a look-up may be made. What is not here is no purpose."""

    APPEAL = "appeal"
    OFFENCE = "offence"
    MISSING = "missing"
    PREVENTION = "prevention"
    DANGER = "danger"


PURPOSES = {
    Purpose.APPEAL: Label("өтінішті қарау", "рассмотрение обращения", "examining an appeal"),
    Purpose.OFFENCE: Label("құқық бұзушылық туралы материал", "материал о правонарушении", "a file on an offence"),
    Purpose.MISSING: Label("жоғалған адамды іздеу", "розыск пропавшего человека", "searching for a missing person"),
    Purpose.PREVENTION: Label(
        "профилактикалық шараны орындау", "исполнение профилактической меры", "carrying out a preventive measure"),
    Purpose.DANGER: Label("өмірге қауіпті болдырмау", "предотвращение опасности для жизни", "danger to life"),
}


class Outcome(StrEnum):
    """What came of it. A look-up that found nothing, or that the register did not answer, is written down as well."""

    FOUND = "found"
    NOTHING = "nothing"
    UNAVAILABLE = "unavailable"


OUTCOMES = {
    Outcome.FOUND: Label("жауап берілді", "ответ дан", "answered"),
    Outcome.NOTHING: Label("жазба табылмады", "записи нет", "no entry"),
    Outcome.UNAVAILABLE: Label("тізілім жауап бермеді", "реестр не ответил", "the register did not answer"),
}
#: So many look-ups one person makes in an hour and in a day.
MOST_AN_HOUR, MOST_A_DAY = 20, 60
#: Camera images are kept by their owners for so many days at most here, and only moments that have been.
OLDEST_IMAGE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a register says of one subject: lines of (name, value), of which day, from where. Shown once, kept nowhere."""

    lines: tuple[tuple[Label, str], ...]
    as_of: date | None
    source: str


class Unavailable(Exception):
    """The register cannot be asked now."""


class Register(Protocol):
    """A register behind an adapter. It knows one question: one subject, exactly. It has no list and no search by a part.

    code: short, lasting. fake: it answers from a recording, which every page says. look_up gives None where there is no
    entry and raises Unavailable where it cannot answer.
    """

    code: str
    title: Label
    subject: SubjectKind
    fake: bool

    def look_up(self, subject: str) -> Answer | None: ...


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera of the file adapter: its code, names, and where it hangs (WGS84 degrees)."""

    code: str
    title: Label
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Still:
    """One image of one camera at one minute."""

    content: bytes
    mime: str
    at: datetime


class Cameras(Protocol):
    """Images by place and minute. There is no way to ask for a face: neither a picture nor a person goes in."""

    fake: bool

    def cameras(self) -> Sequence[Camera]: ...

    def still(self, code: str, at: datetime) -> Still | None: ...
