"""What public pages are made of: four vectors, reception hours now and next, small counts pooled. No Django here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from senim.kernel.labels import Label


class Vector(StrEnum):
    """The four vectors of the service model (seed 001): the four sections of the page of a beat."""

    ACCESS = "access"
    QUALITY = "quality"
    PREVENTION = "prevention"
    PARTNERSHIP = "partnership"


VECTORS: dict[Vector, Label] = {
    Vector.ACCESS: Label("Қадамдық қолжетімділік", "Шаговая доступность", "Within reach"),
    Vector.QUALITY: Label("Қызмет сапасы", "Качество службы", "Quality of service"),
    Vector.PREVENTION: Label("Құқық бұзушылықтың алдын алу", "Профилактика", "Prevention"),
    Vector.PARTNERSHIP: Label("Тұрғындармен әріптестік", "Партнёрство с жителями", "Partnership with residents"),
}

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: What happened fewer times than this is put together with the rest: a single case on a quiet street names somebody.
POOL_BELOW = 3


class Right(StrEnum):
    """What a key opens besides what everyone may read."""

    FILE = "file"
    FOLLOW = "follow"


RIGHTS: dict[Right, Label] = {
    Right.FILE: Label(
        "Тұрғындар үшін өтініш жіберу", "Отправлять обращения за жителей", "Send appeals for residents"),
    Right.FOLLOW: Label(
        "Өзі жіберген өтініштерді толық көру", "Видеть целиком обращения, которые отправил сам",
        "See whole what it sent itself"),
}


@dataclass(frozen=True, slots=True)
class Reception:
    """Whether the doors are open now, until when, and when they open next (moments on the clock of `at`)."""

    open_until: datetime | None
    next_from: datetime | None
    next_until: datetime | None
    always: bool = False


def reception(hours: Mapping[str, Any], at: datetime) -> Reception | None:
    """Reception now and next from hours of the week; None where no hours are known.

    hours: {"mon": [["09:00", "13:00"], ...], ...} or {"always": True}; `at`: aware, on Kazakhstan's clock.
    """
    if not hours:
        return None
    if hours.get("always"):
        return Reception(None, None, None, always=True)
    spans = [span for day in range(8) for span in _spans(hours, at, day)]
    now = next(((start, end) for start, end in spans if start <= at < end), None)
    later = next(((start, end) for start, end in spans if start > at), (None, None))
    return Reception(now[1] if now else None, later[0], later[1])


def _spans(hours: Mapping[str, Any], at: datetime, days_on: int) -> Iterable[tuple[datetime, datetime]]:
    day = at.date() + timedelta(days=days_on)
    for start, end in hours.get(WEEKDAYS[day.weekday()], ()):
        yield _moment(day, start, at), _moment(day, end, at)


def _moment(day: date, text: str, at: datetime) -> datetime:
    if text == "24:00":
        day, text = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(text), tzinfo=at.tzinfo)


@dataclass(frozen=True, slots=True)
class Deed:
    """How often something of one kind came to one outcome. kind None: kinds too rare or too private to be named."""

    kind: str | None
    outcome: str
    times: int


def pooled(rows: Iterable[tuple[str, str, int]], below: int = POOL_BELOW) -> list[Deed]:
    """Rows of (kind, outcome, times): rare and unnamed ("") kinds put together by outcome, what is still rare left out.

    What is left out is never more than a few cases; it is left out because naming it could name a person.
    """
    named: list[Deed] = []
    rest: dict[str, int] = {}
    for kind, outcome, times in rows:
        if kind and times >= below:
            named.append(Deed(kind, outcome, times))
        else:
            rest[outcome] = rest.get(outcome, 0) + times
    named.sort(key=lambda deed: (-deed.times, deed.kind or "", deed.outcome))
    return [*named, *(Deed(None, outcome, times) for outcome, times in sorted(rest.items()) if times >= below)]
