"""What a reception is: hours cut into times, states of a booking, who listens, what came of it. No Django here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from senim.kernel.labels import Label

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Own values, not terms of law: how long a time lasts and how many are received in it where a head says nothing.
MINUTES, CAPACITY = 15, 1
#: So many days ahead a time can be chosen, and so long before it begins at the latest.
AHEAD, LEAD = timedelta(days=14), timedelta(minutes=30)
#: A reminder leaves so long before the time, unless it was booked later than that.
REMIND = timedelta(hours=24)
#: So long after its time an entry that nobody settled waits for a word; then it is closed as unknown.
LAPSES = timedelta(hours=24)


class BookingState(StrEnum):
    """Where a booked time stands."""

    BOOKED = "booked"
    CAME = "came"
    ABSENT = "absent"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


#: What may follow what. Who came late is marked as having come after all.
TRANSITIONS: dict[BookingState, frozenset[BookingState]] = {
    BookingState.BOOKED: frozenset(
        {BookingState.CAME, BookingState.ABSENT, BookingState.CANCELLED, BookingState.LAPSED}
    ),
    BookingState.ABSENT: frozenset({BookingState.CAME}),
    BookingState.LAPSED: frozenset({BookingState.CAME, BookingState.ABSENT}),
    BookingState.CAME: frozenset(),
    BookingState.CANCELLED: frozenset(),
}

STATES: dict[BookingState, Label] = {
    BookingState.BOOKED: Label("Жазылды", "Записан", "Booked"),
    BookingState.CAME: Label("Келді", "Пришёл", "Came"),
    BookingState.ABSENT: Label("Келмеді", "Не пришёл", "Did not come"),
    BookingState.CANCELLED: Label("Бас тартылды", "Отменена", "Cancelled"),
    BookingState.LAPSED: Label("Белгіленбеген", "Не отмечено", "Not marked"),
}


class Sitting(StrEnum):
    """Who sits in a front office (seed 002 @143800-144700)."""

    POLICE = "police"
    PROSECUTOR = "prosecutor"
    HEALTH = "health"
    SOCIAL = "social"
    EDUCATION = "education"


SITTINGS: dict[Sitting, Label] = {
    Sitting.POLICE: Label("полиция", "полиция", "police"),
    Sitting.PROSECUTOR: Label("прокуратура", "прокуратура", "prosecutor's office"),
    Sitting.HEALTH: Label("денсаулық сақтау", "здравоохранение", "health"),
    Sitting.SOCIAL: Label("әлеуметтік қорғау", "социальная защита", "social protection"),
    Sitting.EDUCATION: Label("білім беру", "образование", "education"),
}


class Matter(StrEnum):
    """What a conversation was about, in the widest words: never who."""

    ORDER = "order"
    FAMILY = "family"
    CHILD = "child"
    NEIGHBOURS = "neighbours"
    ROAD = "road"
    HOUSING = "housing"
    HEALTH = "health"
    SOCIAL = "social"
    PAPERS = "papers"
    POLICE_WORK = "police_work"
    OTHER = "other"


MATTERS: dict[Matter, Label] = {
    Matter.ORDER: Label("Қоғамдық тәртіп, қауіпсіздік", "Общественный порядок, безопасность", "Order and safety"),
    Matter.FAMILY: Label("Отбасы, тұрмыстық жанжал", "Семья, бытовой конфликт", "Family"),
    Matter.CHILD: Label("Бала, мектеп", "Ребёнок, школа", "Child, school"),
    Matter.NEIGHBOURS: Label("Көршілер", "Соседи", "Neighbours"),
    Matter.ROAD: Label("Жол қозғалысы", "Дорожное движение", "Traffic"),
    Matter.HOUSING: Label("Үй, аула, коммуналдық қызмет", "Дом, двор, коммунальные услуги", "Housing and yard"),
    Matter.HEALTH: Label("Денсаулық, тәуелділік", "Здоровье, зависимость", "Health, addiction"),
    Matter.SOCIAL: Label("Әлеуметтік көмек", "Социальная помощь", "Social help"),
    Matter.PAPERS: Label("Құжаттар, тіркеу", "Документы, регистрация", "Papers"),
    Matter.POLICE_WORK: Label("Полиция жұмысы туралы", "О работе полиции", "The work of the police"),
    Matter.OTHER: Label("Басқа", "Другое", "Something else"),
}


class CameOf(StrEnum):
    """What came of a conversation: heard and answered on the spot, sent on to a body, left with the inspector."""

    ANSWERED = "answered"
    SENT_ON = "sent_on"
    TAKEN_UP = "taken_up"


CAME_OF: dict[CameOf, Label] = {
    CameOf.ANSWERED: Label(
        "Сол жерде жауап берілді, кеңес айтылды", "Ответили и посоветовали на месте", "Answered on the spot"
    ),
    CameOf.SENT_ON: Label(
        "Кеңсе құзырлы органға өзі жолдайды және жауабын бақылайды",
        "Офис сам направляет компетентному органу и следит за ответом",
        "The office itself sends it to the body in charge and follows the answer",
    ),
    CameOf.TAKEN_UP: Label(
        "Полиция өзі қарайды: өтініш ретінде тіркеледі",
        "Рассмотрит полиция: регистрируется как обращение",
        "The police take it up: registered as an appeal",
    ),
}


class Way(StrEnum):
    """How somebody came: at a booked time, or simply."""

    BOOKED = "booked"
    WALK_IN = "walk_in"


WAYS: dict[Way, Label] = {
    Way.BOOKED: Label("жазылып келді", "по записи", "at a booked time"),
    Way.WALK_IN: Label("жазылмай келді", "без записи", "without booking"),
}


class TripState(StrEnum):
    """Where a reception on the road stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


TRIP_STATES: dict[TripState, Label] = {
    TripState.PLANNED: Label("Жоспарланған", "Запланирован", "Planned"),
    TripState.HELD: Label("Өтті", "Прошёл", "Held"),
    TripState.CANCELLED: Label("Өтпейді", "Отменён", "Cancelled"),
}

#: What happened to a booking, for its history.
STEPS: dict[str, Label] = {
    "booked": Label("Уақыт алынды", "Время занято", "Booked"),
    "moved": Label("Басқа уақытқа ауысты", "Перенесено", "Moved"),
    "cancelled": Label("Бас тартылды", "Отменено", "Cancelled"),
    "came": Label("Келді", "Пришёл", "Came"),
    "absent": Label("Келмеді", "Не пришёл", "Did not come"),
    "lapsed": Label("Келген-келмегені белгіленбеді", "Не отмечено, пришёл ли", "Nobody marked whether"),
    "stood_in": Label("Қабылдайтын қызметкер ауысты", "Примет другой сотрудник", "Somebody else receives"),
    "stranded": Label("Қабылдайтын адам жоқ", "Принять некому", "Nobody there to receive"),
    "handed": Label("Басқа қызметкерге берілді", "Передано другому сотруднику", "Given to another officer"),
}


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """One time of reception: aware, on Kazakhstan's clock."""

    starts_at: datetime
    ends_at: datetime

    @property
    def stamp(self) -> str:
        return f"{self.starts_at:%Y%m%dT%H%M}"


@dataclass(frozen=True, slots=True)
class Open:
    """A time and how many places are left in it."""

    time: Time
    left: int


def times_of(hours: Mapping[str, Any], day: date, minutes: int, zone: Any) -> list[Time]:
    """The hours of a day cut into times of so many minutes; what is too short at the end of a span is left out.

    hours: {"mon": [["09:00", "13:00"], ...], ...}. Doors that are always open have no times: one simply comes.
    """
    step, found = timedelta(minutes=minutes), []
    for start, end in hours.get(WEEKDAYS[day.weekday()], ()) if not hours.get("always") else ():
        at, last = _moment(day, start, zone), _moment(day, end, zone)
        while at + step <= last:
            found.append(Time(at, at + step))
            at += step
    return found


def _moment(day: date, text: str, zone: Any) -> datetime:
    if text == "24:00":
        day, text = day + timedelta(days=1), "00:00"
    return datetime.combine(day, time.fromisoformat(text), tzinfo=zone)


def still_open(times: Iterable[Time], taken: Mapping[datetime, int], capacity: int, at: datetime) -> list[Open]:
    """Times that can be booked at a moment; taken: how many places of a time are gone, by its beginning."""
    first, last = at + LEAD, at + AHEAD
    rows = (Open(one, capacity - taken.get(one.starts_at, 0)) for one in times if first <= one.starts_at <= last)
    return [one for one in rows if one.left > 0]


def by_hour(arrivals: Iterable[datetime]) -> dict[tuple[int, int], int]:
    """(weekday 0-6, hour 0-23) to how many came; moments on Kazakhstan's clock."""
    found: dict[tuple[int, int], int] = {}
    for one in arrivals:
        key = (one.weekday(), one.hour)
        found[key] = found.get(key, 0) + 1
    return found


def hours_open(hours: Mapping[str, Any]) -> set[tuple[int, int]]:
    """(weekday, hour) in which the doors are open at least in part."""
    if hours.get("always"):
        return {(day, hour) for day in range(7) for hour in range(24)}
    found = set()
    for number, day in enumerate(WEEKDAYS):
        for start, end in hours.get(day, ()):
            first, last = int(start[:2]), int(end[:2]) + (end[3:] != "00")
            found |= {(number, hour) for hour in range(first, min(last, 24))}
    return found
