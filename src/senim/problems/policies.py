"""What a file must have before it goes on, and what may never stand in one. No Django import."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.problems.domain import GIVES_UP, NEXT, STAGES, TASK_OPEN, TASK_STEPS, TRANSITIONS, Stage, TaskState

#: Months that an assessment watches at least, where no legal term says otherwise.
LEAST_MONTHS = 6
LEAST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What a gate looks at."""

    stage: Stage
    kinds_of_sources: int = 0
    has_definition: bool = False
    hypotheses_held: int = 0
    hypotheses_open: int = 0
    recommendations_adopted: int = 0
    recommendations_undecided: int = 0
    has_plan: bool = False
    tasks: int = 0
    tasks_open: int = 0
    tasks_done: int = 0
    plan_until: date | None = None
    assessed: bool = False
    has_lesson: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a gate still wants: where it is given, and in words."""

    code: str
    words: Label


def _m(code: str, kk: str, ru: str, en: str) -> Missing:
    return Missing(code, Label(kk, ru, en))


DEFINITION = _m(
    "definition",
    "Мәселенің анықтамасы жазылмаған.",
    "Нет определения проблемы.",
    "The problem is not defined in words.",
)
SOURCES = _m(
    "sources",
    "Анықтамаға кемінде екі түрлі дереккөз керек.",
    "Определению нужно не меньше двух разных источников.",
    "The definition needs at least two different sources.",
)
HYPOTHESIS = _m("hypothesis", "Расталған болжам жоқ.", "Нет подтвердившейся гипотезы.", "No hypothesis has been held.")
RECOMMENDATION = _m(
    "recommendation",
    "Әкім не комиссия қабылдаған ұсыным жоқ.",
    "Нет рекомендации, принятой акимом или комиссией.",
    "No recommendation has been adopted by the akim or the commission.",
)
PLAN = _m(
    "plan",
    "Бағалау жоспары бекітілмеген: оны шараға дейін бекіту керек.",
    "План оценки не зафиксирован: он фиксируется до меры.",
    "The plan of assessment is not frozen: it is frozen before the response.",
)
TASK = _m("task", "Бірде-бір тапсырма жіберілмеген.", "Ни одной задачи не отправлено.", "No task has been sent.")
TASKS_OPEN = _m(
    "tasks_open",
    "Ашық тапсырма бар: орындалуын не бас тарту негізін күтіңіз.",
    "Есть открытые задачи: ждём выполнения или основания отказа.",
    "Tasks are open: they are to be done, or refused with a ground.",
)
TASKS_DONE = _m(
    "tasks_done",
    "Орындалған тапсырма жоқ: бағалайтын шара жоқ.",
    "Нет выполненных задач: оценивать нечего.",
    "No task was done: there is nothing to assess.",
)
EARLY = _m(
    "early", "Бағалау мерзімі әлі келген жоқ.", "Срок оценки ещё не пришёл.", "The time of the assessment has not come."
)
ASSESSMENT = _m("assessment", "Бағалау жасалмаған.", "Оценка не сделана.", "The assessment has not been made.")
LESSON = _m(
    "lesson",
    "Сабақ тәжірибе қорына жазылмаған.",
    "Урок не внесён в базу опыта.",
    "The lesson is not kept in the experience base.",
)

NOT_THAT_WAY = Label(
    "Бұл кезеңнен ол кезеңге өтуге болмайды.",
    "Из этого этапа в тот перейти нельзя.",
    "A file does not go from this stage to that one.",
)
NOT_READY = Label(
    "Келесі кезеңге әлі ерте: %(missing)s",
    "Следующий этап рано: %(missing)s",
    "The next stage has to wait: %(missing)s",
)
IS_CLOSED = Label("Бұл іс жабылған.", "Это дело закрыто.", "This file is closed.")


def missing(facts: Facts, today: date) -> list[Missing]:
    """What the gate of the present stage still wants, in the order of the work; empty where the way is free."""
    wants = {
        Stage.SCAN: ((DEFINITION, not facts.has_definition), (SOURCES, facts.kinds_of_sources < LEAST_SOURCES)),
        Stage.ANALYSE: (
            (HYPOTHESIS, not facts.hypotheses_held),
            (RECOMMENDATION, not facts.recommendations_adopted),
            (PLAN, not facts.has_plan),
        ),
        Stage.RESPOND: (
            (TASK, not facts.tasks),
            (TASKS_OPEN, facts.tasks_open > 0),
            (TASKS_DONE, facts.tasks > 0 and not facts.tasks_open and not facts.tasks_done),
        ),
        Stage.ASSESS: (
            (EARLY, too_early(facts.plan_until, today)),
            (ASSESSMENT, not facts.assessed),
            (LESSON, not facts.has_lesson),
        ),
        Stage.CLOSED: (),
    }
    return [one for one, wanted in wants[facts.stage] if wanted]


def too_early(until: date | None, today: date) -> bool:
    """Whether the watched period is not over. Without a plan nothing is ripe."""
    return until is None or today <= until


def check_move(facts: Facts, new: Stage, today: date) -> None:
    """Raise Refused where the file may not go to `new` now; the words name what is missing."""
    if facts.stage is Stage.CLOSED:
        raise Refused("closed", IS_CLOSED)
    if new not in TRANSITIONS[facts.stage]:
        raise Refused("not_that_way", NOT_THAT_WAY)
    if new is not NEXT[facts.stage]:
        return  # backwards, or given up: nothing has to be complete for that
    if wanted := missing(facts, today):
        words = Label(*(" ".join(one.words[place] for one in wanted) for place in range(3)))
        filled = Label(*(NOT_READY[place] % {"missing": words[place]} for place in range(3)))
        raise Refused("not_ready", filled)


def gives_up(stage: Stage, new: Stage) -> bool:
    """Whether this move ends a file without a response."""
    return new is Stage.CLOSED and stage in GIVES_UP


def check_open(stage: str) -> None:
    """Raise Refused for a closed file."""
    if stage == Stage.CLOSED:
        raise Refused("closed", IS_CLOSED)


DECIDED = Label(
    "Бұл тапсырма бойынша мұндай қадам енді жасалмайды.",
    "Такой шаг по этой задаче уже невозможен.",
    "This step is no longer possible for this task.",
)


def check_task_step(state: str, new: TaskState) -> None:
    """Raise Refused where a task may not go there."""
    if new not in TASK_STEPS.get(TaskState(state), frozenset()):
        raise Refused("decided", DECIDED)


def is_overdue(state: str, due: date, today: date) -> bool:
    """Whether something is owed and its day is over."""
    return state in TASK_OPEN and due < today


# --- a problem is a place or a pattern -------------------------------------------------------------------------------

HOUSEHOLD = Label(
    "Мәселе ісі бір отбасы не бір пәтер туралы болмайды: адамдармен жеке жұмыс жүргізіледі, ол мұнда емес. "
    "Орынды не қайталанатын жағдайды сипаттаңыз.",
    "Дело о проблеме не бывает об одной семье или квартире: с людьми работают отдельно, не здесь. "
    "Опишите место или повторяющийся случай.",
    "A problem file is not about one household: people belong to casework, not here. "
    "Describe a place or what keeps happening.",
)
PERSON = Label(
    "Мұнда адамның нөмірі (ЖСН, телефон) жазылмайды: іс орын туралы, адам туралы емес.",
    "Здесь не пишут номер человека (ИИН, телефон): дело о месте, а не о человеке.",
    "No person’s number (IIN, telephone) stands here: the file is about a place, not about a person.",
)
NAMED = Label(
    "Мұнда адамның аты-жөні жазылмайды: «%(name)s». Іс орын туралы, адам туралы емес.",
    "Здесь не пишут имени человека: «%(name)s». Дело о месте, а не о человеке.",
    "No person’s name stands here: “%(name)s”. The file is about a place, not about a person.",
)
# A person by surname, name and patronymic, or by surname and initials. What is named after somebody says what it is.
_CAPITAL, _SMALL = "[А-ЯЁӘІҢҒҮҰҚӨҺA-Z]", "[а-яёәіңғүұқөһa-z]+"
_PATRONYMIC = (
    r"(?:(?:ұлы|қызы|улы|кызы)(?:[нд][ыі]ң|[нд][ыі]|[нғ]а)?|(?:ович|евич|ьич)[а-я]{0,2}|(?:овн|евн|ичн)[а-я]{1,2})"
)
_NAME = re.compile(
    rf"\b{_CAPITAL}{_SMALL}\s+{_CAPITAL}{_SMALL}\s+{_CAPITAL}{_SMALL[:-1]}*?{_PATRONYMIC}\b"
    rf"|\b{_CAPITAL}{_SMALL}\s+{_CAPITAL}\.\s?{_CAPITAL}\."
)
_STREET = re.compile(
    r"^\s*(?:көше|даңғыл|к-сі|д-лы|бульвар|саябағ|алаң|мектеп|лицей|атындағы|улица|ул\b|проспект|пр\b|парк|площадь|street|avenue)",
    re.IGNORECASE,
)
_STREET_BEFORE = re.compile(r"(?:көшесі|улиц[аеиыу]|ул\.|проспект[аеу]?|пр\.|имени|им\.|street)\s*$", re.IGNORECASE)
# A flat is named by its number: "12-пәтер", "пәтер 12", "кв. 12", "квартира 12", "flat 12".
_FLAT = re.compile(
    r"\b\d{1,4}\s*[-–]?\s*(?:пәтер|патер)|(?:\b(?:пәтер|патер|кв|квартир[аеуы]|flat|apartment|apt)\b\.?\s*[№#]?\s*)\d{1,4}\b",
    re.IGNORECASE,
)
# One family by its name: "семья Ивановых", "Ахметовтер отбасы", "the Smith family". Families in general are a theme.
_FAMILY = re.compile(
    r"\b[Сс]емь[яиейёю]+\s+[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+(?:ых|их|ов|ев|ва|на)\b"
    r"|\b[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+(?:тер|тар|лер|лар|дер|дар)?(?:дің|тің|ның|нің|дың|тың)?\s+(?:отбасы|әулеті)"
    r"|\b[Tt]he\s+[A-Z][a-z]+\s+(?:family|household)\b"
)
_GENERAL = re.compile(r"^(?:Жас|Көп|Көпбалалы|Барлық|Кейбір|Әр|Бұл)\s", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(?:\d{12}|(?:\+7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2})(?!\d)")


def check_not_a_household(*texts: str, field: str | None = None) -> None:
    """Raise Refused where a title or a definition is about one flat or one named family."""
    for text in texts:
        family = _FAMILY.search(text)
        if _FLAT.search(text) or (family and not _GENERAL.match(family.group())):
            raise Refused("household", HOUSEHOLD, field=field)
    check_no_person(*texts, field=field)
    check_no_name(*texts, field=field)


def check_no_name(*texts: str, field: str | None = None) -> None:
    """Raise Refused where a text that others read names a person in full, or by surname and initials."""
    for text in texts:
        for found in _NAME.finditer(text):
            if not (_STREET.match(text[found.end() :]) or _STREET_BEFORE.search(text[: found.start()])):
                told = Label(*(words % {"name": found.group()} for words in NAMED))
                raise Refused("named", told, field=field)


def check_no_person(*texts: str, field: str | None = None) -> None:
    """Raise Refused where a text of a file names a person by a number."""
    if any(_NUMBER.search(text) for text in texts):
        raise Refused("person", PERSON, field=field)


# --- the plan of an assessment ---------------------------------------------------------------------------------------

SHORT = Label(
    "Бақылау кезеңі кемінде %(months)s ай болуы керек.",
    "Период наблюдения — не меньше %(months)s месяцев.",
    "The watched period is at least %(months)s months.",
)
BEFORE_SHORT = Label(
    "«Бұрынғы» кезең тым қысқа: ол да кемінде сонша ай болсын.",
    "Период «до» слишком короткий: он тоже не меньше стольких месяцев.",
    "The period before is too short: it takes as many months.",
)
NO_COMPARISON = Label("Салыстыру аумағын таңдаңыз.", "Выберите участок сравнения.", "Choose a comparison area.")
OVERLAP = Label(
    "Салыстыру аумағы мәселенің өз аумағымен қабаттасады.",
    "Участок сравнения накладывается на сам участок.",
    "The comparison area overlaps the area of the problem.",
)
RING_OVERLAP = Label(
    "Айнала деп алынған аумақ мәселенің не салыстырудың аумағымен қабаттасады.",
    "Окружение накладывается на участок или на сравнение.",
    "The surroundings overlap the area or its comparison.",
)
BACKWARDS = Label(
    "Күндер ретімен емес: бұрынғы кезең, содан кейін шара, содан кейін бақылау соңы.",
    "Дни не по порядку: период до, начало меры, конец наблюдения.",
    "The days are out of order: the period before, the response, the end of watching.",
)
NO_CONTROL_PERIOD = Label(
    "Әсер шегі 1–90 пайыз болуы керек.",
    "Наименьший эффект — от 1 до 90 процентов.",
    "The smallest effect lies between 1 and 90 per cent.",
)


@dataclass(frozen=True, slots=True)
class PlanDays:
    """The days of a plan, each inclusive: the period before, and the watched one from the first day of the response."""

    before_from: date
    before_until: date
    from_day: date
    until_day: date


def months_between(first: date, last: date) -> int:
    """Whole months from the first day to the day after the last."""
    end = last + timedelta(days=1)
    whole = (end.year - first.year) * 12 + end.month - first.month
    return whole - (1 if end.day < first.day else 0)


def check_plan(
    days: PlanDays,
    paths: tuple[str, ...],
    comparison: tuple[str, ...],
    ring: tuple[str, ...],
    effect: int,
    least_months: int = LEAST_MONTHS,
) -> None:
    """Raise Refused where a plan could not carry a conclusion."""
    if not days.before_from < days.before_until < days.from_day < days.until_day:
        raise Refused("backwards", BACKWARDS, field="from_day")
    if months_between(days.from_day, days.until_day) < least_months:
        raise Refused("short", SHORT, field="until_day", params={"months": least_months})
    if months_between(days.before_from, days.before_until) < least_months:
        raise Refused("before_short", BEFORE_SHORT, field="before_from")
    if not comparison:
        raise Refused("no_comparison", NO_COMPARISON, field="comparison")
    if overlaps(paths, comparison):
        raise Refused("overlap", OVERLAP, field="comparison")
    if overlaps(ring, comparison) or overlaps(ring, paths):
        raise Refused("ring_overlap", RING_OVERLAP, field="ring")
    if not 1 <= effect <= 90:
        raise Refused("effect", NO_CONTROL_PERIOD, field="smallest_effect")


def overlaps(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether an area of one list is, holds, or lies in an area of the other."""
    return any(one.startswith(two) or two.startswith(one) for one in some for two in others)


__all__ = [
    "STAGES",
    "Facts",
    "Missing",
    "PlanDays",
    "check_move",
    "check_no_name",
    "check_no_person",
    "check_not_a_household",
    "check_open",
    "check_plan",
    "check_task_step",
    "gives_up",
    "is_overdue",
    "missing",
    "months_between",
    "overlaps",
    "too_early",
]
