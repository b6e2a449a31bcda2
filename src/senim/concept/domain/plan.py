"""What the Concept is made of. Everything carries `at`: where it begins in the source, in characters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from senim.concept.domain.deadlines import Deadline
from senim.kernel.labels import Label

FIRST_YEAR, LAST_YEAR, BASE_YEAR = 2024, 2028, 2022
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))


class Kind(StrEnum):
    """What the yearly target of an indicator is: a value to reach, or a change in per cent against 2022."""

    LEVEL = "level"
    CHANGE = "change"


class Aim(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Than(StrEnum):
    """How an expected result is bounded: not below, above, or a place in a ranking."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    PLACE = "place"


class OddKind(StrEnum):
    """What is odd in the source."""

    SUM = "sum"
    DEADLINE = "deadline"
    SEVERAL = "several"
    QUANTITY = "quantity"
    STRUCTURE = "structure"
    CONTENT = "content"
    FIGURE = "figure"
    ABBREVIATION = "abbreviation"
    WORDING = "wording"


KINDS: dict[Kind, Label] = {
    Kind.LEVEL: Label("жетуге тиіс деңгей", "уровень, которого надо достичь", "a level to reach"),
    Kind.CHANGE: Label("2022 жылға қатысты өзгеріс", "изменение к 2022 году", "change against 2022"),
}
AIMS: dict[Aim, Label] = {
    Aim.UP: Label("артуы тиіс", "должен расти", "to rise"),
    Aim.DOWN: Label("төмендеуі тиіс", "должен снижаться", "to fall"),
}
THAN: dict[Than, Label] = {
    Than.AT_LEAST: Label("төмен емес", "не ниже", "not below"),
    Than.ABOVE: Label("жоғары", "выше", "above"),
    Than.PLACE: Label("рейтингтегі орын", "место в рейтинге", "place in a ranking"),
}
ODD_KINDS: dict[OddKind, Label] = {
    OddKind.SUM: Label("Қосындысы келмейді", "Сумма не сходится", "The sum does not agree"),
    OddKind.DEADLINE: Label("Мерзімі", "Срок", "The deadline"),
    OddKind.SEVERAL: Label("Бірнеше нәтижесі бар", "Несколько результатов", "Several results"),
    OddKind.QUANTITY: Label("Саны", "Количество", "The quantity"),
    OddKind.STRUCTURE: Label("Құрылымы", "Построение", "The structure"),
    OddKind.CONTENT: Label("Бөлімдер арасындағы айырма", "Расхождение между частями", "Parts disagree"),
    OddKind.FIGURE: Label("Көрсеткіші", "Показатель", "The figure"),
    OddKind.ABBREVIATION: Label("Қысқартуы", "Сокращение", "The abbreviation"),
    OddKind.WORDING: Label("Сөзі", "Слова", "The wording"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """A responsible body: its short name in the plan and in three languages, the code of its address, its name."""

    short: str
    shorts: Label
    code: str
    name: Label


@dataclass(frozen=True, slots=True)
class Executor:
    """A body at a measure; by_agreement as the plan marks it."""

    body: Body
    by_agreement: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A form of completion with its deadline; `printed` is the deadline in the words of the source."""

    at: int
    form: Label
    printed: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, in all, a year, or in named years; `odd` names the oddity where the numbers do not agree."""

    name: Label
    total: int | None
    yearly: int | None
    years: Mapping[int, int]
    odd: str

    def by_year(self, first: int, last: int) -> dict[int, int]:
        """The number of each year, from the years that are named or from the yearly number."""
        if self.years:
            return dict(self.years)
        return dict.fromkeys(range(first, last + 1), self.yearly) if self.yearly is not None else {}


@dataclass(frozen=True)
class Measure:
    """A measure of the plan: "7.2". Its text is the source's in Kazakh, ours in Russian and English."""

    number: str
    at: int
    text: Label
    results: tuple[Result, ...]
    bodies: tuple[Executor, ...]
    bodies_printed: str
    quantities: tuple[Quantity, ...]

    @property
    def task(self) -> int:
        return int(self.number.partition(".")[0])

    @property
    def lead(self) -> Body:
        """The body that stands first: it answers first."""
        return self.bodies[0].body

    def has(self, code: str) -> bool:
        """Whether a body answers for this measure."""
        return any(one.body.code == code for one in self.bodies)


@dataclass(frozen=True, slots=True)
class Task:
    number: int
    at: int
    title: Label
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Direction:
    number: int
    at: int
    title: Label
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A target indicator: its number in part 6, and in the plan ("2.1"; empty: the plan leaves it out)."""

    number: int
    code: str
    at: int
    printed: str
    plan: str
    plan_at: int | None
    name: Label
    kind: Kind
    aim: Aim
    unit: str
    years: Mapping[int, Decimal]
    least: frozenset[int]
    bodies: tuple[Executor, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected result; `was`: where it starts from, `also`: a second bound, where they are printed."""

    number: int
    code: str
    at: int
    text: Label
    unit: str
    than: Than
    value: Decimal
    was: Decimal | None
    also: Decimal | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A series of parts 2.1 and 2.2. points: period or place -> value, or (from, to). about: the source hedges it."""

    code: str
    part: str
    at: tuple[int, ...]
    name: Label
    unit: str
    key: str
    about: bool
    points: Mapping[str, Decimal | tuple[Decimal, Decimal]]
    odd: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd in the source: what is printed, word for word, and why it is odd. Marked, never repaired."""

    code: str
    kind: OddKind
    at: tuple[int, ...]
    printed: tuple[str, ...]
    why: Label
    measures: tuple[str, ...]
    indicators: tuple[int, ...]
    figures: tuple[str, ...]
    says: Decimal | None
    adds: Decimal | None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A line of the list after part 7 ("7") or of the list of the plan ("plan")."""

    book: str
    at: int
    short: str
    full: Label


@dataclass(frozen=True, slots=True)
class Passport:
    """What the document is."""

    title: Label
    act: Label
    adopted: str
    address: str
    developer: str


@dataclass(frozen=True)
class Concept:
    """The whole document as data."""

    passport: Passport
    directions: tuple[Direction, ...]
    indicators: tuple[Indicator, ...]
    expected: tuple[Expected, ...]
    figures: tuple[Figure, ...]
    oddities: tuple[Oddity, ...]
    abbreviations: tuple[Abbreviation, ...]
    bodies: tuple[Body, ...]

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for direction in self.directions for task in direction.tasks)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(measure for task in self.tasks for measure in task.measures)

    @cached_property
    def _by_number(self) -> dict[str, Measure]:
        return {one.number: one for one in self.measures}

    def measure(self, number: str) -> Measure | None:
        return self._by_number.get(number)

    def body(self, code: str) -> Body | None:
        return next((one for one in self.bodies if one.code == code), None)

    @cached_property
    def _odd_measures(self) -> dict[str, tuple[Oddity, ...]]:
        return {
            number: tuple(one for one in self.oddities if number in one.measures)
            for number in {number for one in self.oddities for number in one.measures}
        }

    def odd_at(self, number: str) -> tuple[Oddity, ...]:
        """What is odd at a measure."""
        return self._odd_measures.get(number, ())

    def owed_by(self, code: str) -> Iterator[Measure]:
        """The measures for which a body answers."""
        return (one for one in self.measures if one.has(code))
