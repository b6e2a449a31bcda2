"""A problem and its parts: stages, states, headings, words. No Django import."""

from __future__ import annotations

from enum import StrEnum

from senim.kernel.labels import Label


class Stage(StrEnum):
    """Where a problem file stands: scanning, analysis, response, assessment, closed."""

    SCAN = "scan"
    ANALYSE = "analyse"
    RESPOND = "respond"
    ASSESS = "assess"
    CLOSED = "closed"


STAGES: dict[Stage, Label] = {
    Stage.SCAN: Label("Анықтау", "Выявление", "Scanning"),
    Stage.ANALYSE: Label("Талдау", "Анализ", "Analysis"),
    Stage.RESPOND: Label("Шешім", "Решение", "Response"),
    Stage.ASSESS: Label("Бағалау", "Оценка", "Assessment"),
    Stage.CLOSED: Label("Жабылды", "Закрыто", "Closed"),
}
#: What may follow what. Back is allowed while the file is open: an analysis that finds nothing returns to scanning.
TRANSITIONS: dict[Stage, frozenset[Stage]] = {
    Stage.SCAN: frozenset({Stage.ANALYSE, Stage.CLOSED}),
    Stage.ANALYSE: frozenset({Stage.RESPOND, Stage.SCAN, Stage.CLOSED}),
    Stage.RESPOND: frozenset({Stage.ASSESS, Stage.ANALYSE}),
    Stage.ASSESS: frozenset({Stage.CLOSED, Stage.ANALYSE}),
    Stage.CLOSED: frozenset(),
}
#: The stage that the file goes to next when all is there.
NEXT: dict[Stage, Stage] = {
    Stage.SCAN: Stage.ANALYSE,
    Stage.ANALYSE: Stage.RESPOND,
    Stage.RESPOND: Stage.ASSESS,
    Stage.ASSESS: Stage.CLOSED,
}
#: Stages from which a file may be given up: nothing has been done on the ground yet.
GIVES_UP = frozenset({Stage.SCAN, Stage.ANALYSE})
ORDER = tuple(Stage)


class SourceKind(StrEnum):
    """What a definition rests on. Two different ones at least."""

    INCIDENTS = "incidents"
    APPEALS = "appeals"
    SURVEY = "survey"
    RESIDENTS = "residents"
    AGENCY = "agency"
    AUDIT = "audit"


SOURCES: dict[SourceKind, Label] = {
    SourceKind.INCIDENTS: Label("Оқиғалар мен шақырулар", "Происшествия и вызовы", "Incidents and calls"),
    SourceKind.APPEALS: Label("Өтініштер", "Обращения", "Appeals"),
    SourceKind.SURVEY: Label("Сауалнама", "Опрос", "Survey"),
    SourceKind.RESIDENTS: Label("Тұрғындардың сөзі", "Слова жителей", "Residents’ words"),
    SourceKind.AGENCY: Label("Басқа органның дерегі", "Данные другого органа", "Another body’s data"),
    SourceKind.AUDIT: Label("Орнында тексеру", "Осмотр на месте", "Audit on the spot"),
}


class MemberRole(StrEnum):
    """What somebody does in a file."""

    LEAD = "lead"
    ANALYST = "analyst"
    PARTNER = "partner"


MEMBER_ROLES: dict[MemberRole, Label] = {
    MemberRole.LEAD: Label("Жетекші", "Ведёт", "Lead"),
    MemberRole.ANALYST: Label("Талдаушы", "Аналитик", "Analyst"),
    MemberRole.PARTNER: Label("Серіктес", "Партнёр", "Partner"),
}


class Question(StrEnum):
    """Six questions about every problem."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    HOW = "how"
    WHY = "why"


QUESTIONS: dict[Question, Label] = {
    Question.WHO: Label("Кім?", "Кто?", "Who?"),
    Question.WHAT: Label("Не?", "Что?", "What?"),
    Question.WHEN: Label("Қашан?", "Когда?", "When?"),
    Question.WHERE: Label("Қайда?", "Где?", "Where?"),
    Question.HOW: Label("Қалай?", "Как?", "How?"),
    Question.WHY: Label("Неге?", "Почему?", "Why?"),
}


class Side(StrEnum):
    """A side of the crime triangle. Kinds of people and places, never a person."""

    TARGET = "target"
    OFFENDER = "offender"
    PLACE = "place"


SIDES: dict[Side, Label] = {
    Side.TARGET: Label("Жәбірленуші не нысана", "Потерпевший или цель", "Victim or target"),
    Side.OFFENDER: Label("Құқық бұзушы", "Нарушитель", "Offender"),
    Side.PLACE: Label("Орын", "Место", "Place"),
}
#: Who could hold each side: guardian, handler, place manager.
CONTROLLERS: dict[Side, Label] = {
    Side.TARGET: Label("Қорғаушы", "Защитник", "Guardian"),
    Side.OFFENDER: Label("Ықпал етуші", "Сдерживающий", "Handler"),
    Side.PLACE: Label("Орын иесі", "Хозяин места", "Place manager"),
}


class ThoughtState(StrEnum):
    """Whether residents may read what one of them thinks."""

    WAITING = "waiting"
    SHOWN = "shown"
    HIDDEN = "hidden"


THOUGHT_MAX = 600


class Belief(StrEnum):
    """What became of a hypothesis."""

    OPEN = "open"
    HELD = "held"
    DROPPED = "dropped"


BELIEFS: dict[Belief, Label] = {
    Belief.OPEN: Label("Тексерілуде", "Проверяется", "Being tested"),
    Belief.HELD: Label("Расталды", "Подтвердилась", "Held"),
    Belief.DROPPED: Label("Расталмады", "Не подтвердилась", "Dropped"),
}


class Weight(StrEnum):
    """Which way a piece of evidence points."""

    FOR = "for"
    AGAINST = "against"


WEIGHTS: dict[Weight, Label] = {
    Weight.FOR: Label("Жақтайды", "За", "For"),
    Weight.AGAINST: Label("Қайшы", "Против", "Against"),
}


class Verdict(StrEnum):
    """What the akim or the commission decided about a recommendation."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    REFUSED = "refused"


VERDICTS: dict[Verdict, Label] = {
    Verdict.ACCEPTED: Label("Қабылданды", "Принято", "Accepted"),
    Verdict.CHANGED: Label("Өзгертіп қабылданды", "Принято с изменением", "Accepted with changes"),
    Verdict.REFUSED: Label("Қабылданбады", "Отклонено", "Refused"),
}


#: Verdicts after which a recommendation is carried out.
ADOPTED = (Verdict.ACCEPTED, Verdict.CHANGED)


class Decider(StrEnum):
    """Who decided."""

    AKIM = "akim"
    COMMISSION = "commission"


DECIDERS: dict[Decider, Label] = {
    Decider.AKIM: Label("Әкім", "Аким", "The akim"),
    Decider.COMMISSION: Label("Комиссия", "Комиссия", "The commission"),
}


class TaskState(StrEnum):
    """Where a task of another body stands."""

    SENT = "sent"
    OPENED = "opened"
    ACCEPTED = "accepted"
    DONE = "done"
    REFUSED = "refused"
    RECALLED = "recalled"


TASK_STATES: dict[TaskState, Label] = {
    TaskState.SENT: Label("Жіберілді, ашылмаған", "Отправлена, не открыта", "Sent, not opened"),
    TaskState.OPENED: Label("Ашылды", "Открыта", "Opened"),
    TaskState.ACCEPTED: Label("Қабылданды", "Принята", "Accepted"),
    TaskState.DONE: Label("Орындалды", "Выполнена", "Done"),
    TaskState.REFUSED: Label("Бас тартылды", "Отказано", "Refused"),
    TaskState.RECALLED: Label("Кері алынды", "Отозвана", "Recalled"),
}
TASK_OPEN = frozenset({TaskState.SENT, TaskState.OPENED, TaskState.ACCEPTED})
TASK_STEPS: dict[TaskState, frozenset[TaskState]] = {
    TaskState.SENT: frozenset({TaskState.OPENED, TaskState.ACCEPTED, TaskState.REFUSED, TaskState.RECALLED}),
    TaskState.OPENED: frozenset({TaskState.ACCEPTED, TaskState.REFUSED, TaskState.RECALLED}),
    TaskState.ACCEPTED: frozenset({TaskState.DONE, TaskState.REFUSED, TaskState.RECALLED}),
}


class Light(StrEnum):
    """When a place was audited: the same place is another one by night."""

    DAY = "day"
    NIGHT = "night"


LIGHTS: dict[Light, Label] = {
    Light.DAY: Label("Күндіз", "Днём", "By day"),
    Light.NIGHT: Label("Түнде", "Ночью", "By night"),
}


class Mark(StrEnum):
    """What an auditor saw under a heading."""

    GOOD = "good"
    WEAK = "weak"
    BAD = "bad"
    NOT_HERE = "not_here"


MARKS: dict[Mark, Label] = {
    Mark.GOOD: Label("Жақсы", "Хорошо", "Good"),
    Mark.WEAK: Label("Әлсіз", "Слабо", "Weak"),
    Mark.BAD: Label("Нашар", "Плохо", "Bad"),
    Mark.NOT_HERE: Label("Бұл жерге қатысы жоқ", "Здесь не применимо", "Does not apply here"),
}


class RunState(StrEnum):
    """Where an assessment stands as a job."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


RUN_STATES: dict[RunState, Label] = {
    RunState.QUEUED: Label("Кезекте", "В очереди", "Queued"),
    RunState.RUNNING: Label("Есептелуде", "Считается", "Running"),
    RunState.DONE: Label("Дайын", "Готово", "Done"),
    RunState.REFUSED: Label("Есептеуге келмейді", "Посчитать нельзя", "Cannot be computed"),
    RunState.FAILED: Label("Қате болды", "Сбой", "Failed"),
}


class Finding(StrEnum):
    """What an assessment shows."""

    FALL = "fall"
    RISE = "rise"
    NONE = "none"
    CANNOT = "cannot"


FINDINGS: dict[Finding, Label] = {
    Finding.FALL: Label(
        "Оқиға азайды: әсері бар", "Событий стало меньше: эффект есть", "Fewer events: an effect is shown"
    ),
    Finding.RISE: Label("Оқиға көбейді", "Событий стало больше", "More events"),
    Finding.NONE: Label("Әсері көрінбейді", "Эффект не показан", "No effect shown"),
    Finding.CANNOT: Label("Айту мүмкін емес", "Сказать нельзя", "Cannot be told"),
}


class Spread(StrEnum):
    """What happened around the place."""

    DISPLACED = "displaced"
    DIFFUSED = "diffused"
    NOT_SHOWN = "not_shown"
    NOT_MEASURED = "not_measured"


SPREADS: dict[Spread, Label] = {
    Spread.DISPLACED: Label("Айналаға ығысты", "Вытеснение вокруг", "Displaced to the surroundings"),
    Spread.DIFFUSED: Label("Пайдасы айналаға да тарады", "Польза и вокруг", "The benefit spread around"),
    Spread.NOT_SHOWN: Label("Айналадан өзгеріс көрінбейді", "Вокруг изменений не видно", "No change is shown around"),
    Spread.NOT_MEASURED: Label("Айналасы өлшенбеді", "Вокруг не измеряли", "The surroundings were not measured"),
}


class OfferKind(StrEnum):
    """Why a file is offered: the same place, or the same matter in one beat."""

    PLACE = "place"
    THEME = "theme"
    AGAIN = "again"


OFFER_KINDS: dict[OfferKind, Label] = {
    OfferKind.PLACE: Label("Бір жер", "Одно место", "One place"),
    OfferKind.THEME: Label("Бір тақырып", "Одна тема", "One matter"),
    OfferKind.AGAIN: Label("Жабылған мәселе қайталанды", "Закрытая проблема вернулась", "A closed problem is back"),
}


class OfferState(StrEnum):
    """What became of an offer."""

    OFFERED = "offered"
    OPENED = "opened"
    DECLINED = "declined"


OFFER_STATES: dict[OfferState, Label] = {
    OfferState.OFFERED: Label("Ұсынылды", "Предложено", "Offered"),
    OfferState.OPENED: Label("Іс ашылды", "Дело открыто", "A file was opened"),
    OfferState.DECLINED: Label("Қажет емес деп шешілді", "Решено не открывать", "Decided not to open"),
}

#: Words of the history, by type of event.
EVENTS: dict[str, Label] = {
    "opened": Label("Мәселе ісі ашылды", "Дело открыто", "The file was opened"),
    "defined": Label("Анықтама өзгерді", "Определение изменено", "The definition was changed"),
    "source_added": Label("Дереккөз қосылды", "Добавлен источник", "A source was added"),
    "member_added": Label("Қатысушы қосылды", "Добавлен участник", "A member was added"),
    "member_left": Label("Қатысушы кетті", "Участник выбыл", "A member left"),
    "finding_added": Label("Талдау жазбасы қосылды", "Добавлена запись анализа", "A finding was added"),
    "triangle_set": Label(
        "Үшбұрыштың қабырғасы толтырылды", "Заполнена сторона треугольника", "A side of the triangle was filled in"
    ),
    "hypothesis_added": Label("Болжам қосылды", "Добавлена гипотеза", "A hypothesis was added"),
    "evidence_added": Label("Дәлел қосылды", "Добавлено доказательство", "Evidence was added"),
    "hypothesis_judged": Label("Болжам бойынша шешім", "Решение по гипотезе", "A hypothesis was judged"),
    "audit_begun": Label("Орнында тексеру басталды", "Начат осмотр на месте", "An audit was begun"),
    "audit_marked": Label("Тексеру тармағы белгіленді", "Отмечен пункт осмотра", "A heading of the audit was marked"),
    "recommended": Label("Ұсыным енгізілді", "Внесена рекомендация", "A recommendation was made"),
    "decided": Label("Ұсыным бойынша шешім", "Решение по рекомендации", "A recommendation was decided"),
    "task_sent": Label("Тапсырма жіберілді", "Задача отправлена", "A task was sent"),
    "task_opened": Label("Орган тапсырманы ашты", "Орган открыл задачу", "The body opened the task"),
    "task_accepted": Label("Орган тапсырманы қабылдады", "Орган принял задачу", "The body accepted the task"),
    "task_done": Label("Орган орындағанын хабарлады", "Орган сообщил о выполнении", "The body reported it done"),
    "task_refused": Label("Орган бас тартты", "Орган отказал", "The body refused"),
    "task_recalled": Label("Тапсырма кері алынды", "Задача отозвана", "The task was recalled"),
    "task_silent": Label(
        "Орган сілтемені ашпады: топқа айтылды",
        "Орган не открыл ссылку: группе сообщено",
        "The body has not opened its link: the group was told",
    ),
    "task_reminded": Label("Органға еске салынды", "Органу напомнили", "The body was reminded"),
    "plan_frozen": Label("Бағалау жоспары бекітілді", "План оценки зафиксирован", "The plan of assessment was frozen"),
    "plan_changed": Label("Бағалау жоспары өзгертілді", "План оценки изменён", "The plan of assessment was changed"),
    "treated_marked": Label(
        "Салыстыру аумағында шара болғаны белгіленді",
        "Отмечено: мера была и на участке сравнения",
        "Marked: the comparison area was treated too",
    ),
    "began": Label("Шара басталды", "Мера началась", "The response began"),
    "assessment_asked": Label("Бағалау сұралды", "Запрошена оценка", "An assessment was asked for"),
    "assessed": Label("Бағалау дайын", "Оценка готова", "The assessment is ready"),
    "lesson_kept": Label("Сабақ тәжірибе қорына жазылды", "Урок внесён в базу опыта", "The lesson is kept"),
    "moved": Label("Кезең ауысты", "Этап изменён", "The stage changed"),
    "published": Label("Тұрғындарға көрсетілді", "Показано жителям", "Shown to residents"),
    "withdrawn": Label("Тұрғындардан жасырылды", "Скрыто от жителей", "Hidden from residents"),
}

#: What residents read of a stage.
PUBLIC_STAGES: dict[Stage, Label] = {
    Stage.SCAN: Label("Мәселе анықталып жатыр", "Проблему уточняют", "The problem is being described"),
    Stage.ANALYSE: Label("Себебі зерттеліп жатыр", "Выясняют причины", "Its causes are being studied"),
    Stage.RESPOND: Label("Шаралар жасалып жатыр", "Принимают меры", "Measures are being taken"),
    Stage.ASSESS: Label(
        "Шаралар көмектесті ме — бақылап жатырмыз", "Смотрим, помогли ли меры", "We watch whether the measures helped"
    ),
    Stage.CLOSED: Label("Аяқталды", "Завершено", "Finished"),
}
#: What residents read of a result.
PUBLIC_FINDINGS: dict[Finding, Label] = {
    Finding.FALL: Label("Мұндай оқиға азайды.", "Таких случаев стало меньше.", "There are fewer such events."),
    Finding.RISE: Label(
        "Мұндай оқиға азаймады, қайта көбейді. Басқа шара іздейміз.",
        "Таких случаев стало больше. Ищем другие меры.",
        "There are more such events. Other measures are sought.",
    ),
    Finding.NONE: Label(
        "Шараның әсері көрінбеді. Басқа шара іздейміз.",
        "Эффект мер не показан. Ищем другие.",
        "No effect was shown. Other measures are sought.",
    ),
    Finding.CANNOT: Label(
        "Көмектескенін айту мүмкін болмады.",
        "Сказать, помогло ли, не удалось.",
        "It could not be told whether it helped.",
    ),
}
