"""What visits are for and what came of them, what a return counts, which parts a report has. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from senim.kernel.labels import Label


class Purpose(StrEnum):
    """What a visit is for: a place or a matter, never a kind of person."""

    APPEAL = "appeal"
    ROUND = "round"
    RESIDENTS = "residents"
    SCHOOL = "school"
    BUSINESS = "business"
    PLACE = "place"
    PROBLEM = "problem"
    MEETING = "meeting"
    OTHER = "other"


PURPOSES: dict[Purpose, Label] = {
    Purpose.APPEAL: Label("Өтініш бойынша", "По обращению", "About an appeal"),
    Purpose.ROUND: Label("Аулалар мен көшелерді аралау", "Обход дворов и улиц", "Round of yards and streets"),
    Purpose.RESIDENTS: Label("Тұрғындармен әңгіме", "Беседа с жителями", "Talk with residents"),
    Purpose.SCHOOL: Label("Мектеп, балалар мекемесі", "Школа, детское учреждение", "School, children's institution"),
    Purpose.BUSINESS: Label("Дүкен, кафе, кәсіпорын", "Магазин, кафе, предприятие", "Shop, café, business"),
    Purpose.PLACE: Label("Қауіпті орынды қарау", "Осмотр опасного места", "Look at a place of risk"),
    Purpose.PROBLEM: Label("Топтың тапсырмасын қарау", "Проверка задачи группы", "Task of the interagency group"),
    Purpose.MEETING: Label("Тұрғындармен кездесу", "Встреча с жителями", "Meeting with residents"),
    Purpose.OTHER: Label("Басқа", "Другое", "Something else"),
}


#: What a civilian assistant goes out for: words with people, never a measure of the police.
CIVIL_PURPOSES = frozenset({Purpose.RESIDENTS, Purpose.SCHOOL, Purpose.PLACE, Purpose.MEETING, Purpose.OTHER})


class Standing(StrEnum):
    """Whether a visit counts. A trainee's waits for the mentor; sent back, it waits for the trainee."""

    OWN = "own"
    WAITS = "waits"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


#: What counts in returns and reports, and is the beginning of an answer.
COUNTED = (Standing.OWN.value, Standing.CONFIRMED.value)


class Ruling(StrEnum):
    """What a mentor says to a trainee's visit."""

    CONFIRM = "confirm"
    SEND_BACK = "send_back"


#: Procedures that help with a visit, by their codes; one whose text awaits the owner shows as soon as it is approved.
CARDS: dict[Purpose, tuple[str, ...]] = {
    Purpose.APPEAL: ("contact", "complaints", "domestic-violence"),
    Purpose.RESIDENTS: ("contact", "mental-illness"),
    Purpose.ROUND: ("contact",),
    Purpose.BUSINESS: ("contact",),
}


class Outcome(StrEnum):
    """What came of a visit."""

    TALKED = "talked"
    CALM = "calm"
    FOUND = "found"
    SETTLED = "settled"
    PASSED = "passed"
    NOBODY = "nobody"
    AGAIN = "again"


OUTCOMES: dict[Outcome, Label] = {
    Outcome.TALKED: Label("Әңгіме өтті", "Побеседовал", "Talked"),
    Outcome.CALM: Label("Тыныш, кемшілік жоқ", "Спокойно, недостатков нет", "Calm, nothing amiss"),
    Outcome.FOUND: Label("Кемшілік табылды", "Найден недостаток", "Something is amiss"),
    Outcome.SETTLED: Label("Мәселе шешілді", "Вопрос решён", "Settled"),
    Outcome.PASSED: Label("Басқа органға айтылды", "Передано другому органу", "Passed to another body"),
    Outcome.NOBODY: Label("Ешкім болмады", "Никого не было", "Nobody there"),
    Outcome.AGAIN: Label("Қайта бару керек", "Нужно прийти снова", "Come again"),
}


class Errand(StrEnum):
    """Why an officer came, as anybody may hear it: never what a matter is about."""

    ROUND = "round"
    TALK = "talk"
    SCHOOL = "school"
    BUSINESS = "business"
    MEETING = "meeting"
    SERVICE = "service"


ERRANDS: dict[Errand, Label] = {
    Errand.ROUND: Label("учаскені аралау", "обход участка", "a round of the beat"),
    Errand.TALK: Label("тұрғындармен әңгіме", "беседа с жителями", "a talk with residents"),
    Errand.SCHOOL: Label("мектепке не балалар мекемесіне бару", "посещение школы, детского учреждения", "a visit to a school"),
    Errand.BUSINESS: Label("кәсіпорынға бару", "посещение предприятия", "a visit to a business"),
    Errand.MEETING: Label("тұрғындармен кездесу", "встреча с жителями", "a meeting with residents"),
    Errand.SERVICE: Label("қызметтік шаруа", "служебное дело", "a matter of service"),
}
#: What is not named here is "a matter of service": an appeal, a problem, a place of risk says whose it is.
ERRAND_OF: dict[Purpose, Errand] = {
    Purpose.ROUND: Errand.ROUND,
    Purpose.RESIDENTS: Errand.TALK,
    Purpose.SCHOOL: Errand.SCHOOL,
    Purpose.BUSINESS: Errand.BUSINESS,
    Purpose.MEETING: Errand.MEETING,
}


class Checked(StrEnum):
    """What a resident is told of a code."""

    YES = "yes"
    WRONG = "wrong"
    OLD = "old"
    USED = "used"
    GONE = "gone"
    MANY = "many"


class Period(StrEnum):
    """What a return is of."""

    OPERATION = "operation"
    MONTH = "month"


class ReportState(StrEnum):
    """A report to residents is written, then signed and published; a new version replaces it."""

    DRAFT = "draft"
    PUBLISHED = "published"


REPORT_STATES: dict[ReportState, Label] = {
    ReportState.DRAFT: Label("жазылып жатыр", "готовится", "being written"),
    ReportState.PUBLISHED: Label("жарияланған", "опубликован", "published"),
}

#: The parts of a report that are written, with what helps to write them.
TEXTS: dict[str, tuple[Label, Label]] = {
    "done": (
        Label("Тоқсанда не істелді", "Что сделано за квартал", "What was done in the quarter"),
        Label(
            "Тұрғынға түсінікті екі-үш сөйлем: не өзгерді, не өзгермеді.",
            "Две-три понятные фразы: что изменилось, что нет.",
            "Two or three plain sentences: what changed and what did not.",
        ),
    ),
    "care": (
        Label("Назар аударыңыз", "На что обратить внимание", "What to look out for"),
        Label(
            "Қазір нені ескеру керек: маусым, алаяқтық түрі, жөндеу.",
            "Что важно сейчас: сезон, виды мошенничества, ремонт.",
            "What matters now: the season, kinds of fraud, repairs.",
        ),
    ),
    "next": (
        Label("Келесі тоқсанға жоспар", "Планы на следующий квартал", "Plans for the next quarter"),
        Label(
            "Уәде ретінде оқылады: келесі есепте соған жауап бересіз.",
            "Читается как обещание: в следующем отчёте на него придётся ответить.",
            "It reads as a promise: the next report answers for it.",
        ),
    ),
}


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; number 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.after().first - timedelta(days=1)

    def after(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def before(self) -> Quarter:
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)


def month_before(day: date) -> date:
    """The first day of the month before the one of `day`."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1)


def month_end(first: date) -> date:
    """The last day of a month that begins with `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
