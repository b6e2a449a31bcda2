"""What comes from another system and what goes back: states of a file, fields of a row, what may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from senim.kernel.labels import Label


class FileState(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"
    READING = "reading"
    CHECKED = "checked"
    UNFIT = "unfit"
    WRITING = "writing"
    APPLIED = "applied"
    DISCARDED = "discarded"


FILE_STATES: dict[FileState, Label] = {
    FileState.WAITING: Label("Кезекте", "В очереди", "Waiting"),
    FileState.READING: Label("Тексеріліп жатыр", "Проверяется", "Being checked"),
    FileState.CHECKED: Label("Тексерілді, ештеңе жазылған жоқ", "Проверен, ничего не записано", "Checked, nothing written yet"),
    FileState.UNFIT: Label("Оқылмады", "Не читается", "Cannot be read"),
    FileState.WRITING: Label("Жазылып жатыр", "Записывается", "Being written"),
    FileState.APPLIED: Label("Енгізілді", "Внесён", "Taken in"),
    FileState.DISCARDED: Label("Алынып тасталды", "Отброшен", "Thrown away"),
}
#: The file can still be checked anew or thrown away.
OPEN_FILE = frozenset({FileState.WAITING, FileState.READING, FileState.CHECKED, FileState.UNFIT})
UNDER_WAY = frozenset({FileState.WAITING, FileState.READING, FileState.WRITING})


class Stage(StrEnum):
    """Where an appeal stands in the other system, in our words. SKIP: their row is no appeal for us."""

    NEW = "new"
    IN_WORK = "in_work"
    ANSWERED = "answered"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    SKIP = "skip"


STAGES: dict[Stage, Label] = {
    Stage.NEW: Label("Жаңа", "Новое", "New"),
    Stage.IN_WORK: Label("Жұмыста", "В работе", "In work"),
    Stage.ANSWERED: Label("Жауап берілді", "Дан ответ", "Answered"),
    Stage.REDIRECTED: Label("Басқа органға жолданды", "Направлено в другой орган", "Sent to another body"),
    Stage.WITHDRAWN: Label("Өтініш беруші қайтарып алды", "Отозвано заявителем", "Withdrawn by the applicant"),
    Stage.SKIP: Label("Алмау", "Не брать", "Leave out"),
}


class Field(StrEnum):
    """Our columns, in the order of the form."""

    NUMBER = "number"
    RECEIVED = "received"
    TEXT = "text"
    CATEGORY = "category"
    KIND = "kind"
    STATE = "state"
    PLACE = "place"
    LON = "lon"
    LAT = "lat"
    BEAT = "beat"
    HAPPENED = "happened"
    LANGUAGE = "language"
    NAME = "name"
    IIN = "iin"
    PHONE = "phone"
    EMAIL = "email"
    ANSWER = "answer"
    ANSWERED = "answered"
    OUTCOME = "outcome"
    CLOSED = "closed"


FIELDS: dict[Field, Label] = {
    Field.NUMBER: Label("Олардағы нөмірі", "Номер у них", "Their number"),
    Field.RECEIVED: Label("Түскен уақыты", "Когда поступило", "When it came"),
    Field.TEXT: Label("Мәтіні", "Текст", "Text"),
    Field.CATEGORY: Label("Санаты", "Категория", "Category"),
    Field.KIND: Label("Түрі", "Вид", "Kind"),
    Field.STATE: Label("Күйі", "Состояние", "State"),
    Field.PLACE: Label("Мекенжайы", "Адрес", "Address"),
    Field.LON: Label("Бойлық", "Долгота", "Longitude"),
    Field.LAT: Label("Ендік", "Широта", "Latitude"),
    Field.BEAT: Label("Учаске коды не атауы", "Код или название участка", "Code or name of the beat"),
    Field.HAPPENED: Label("Қашан болды", "Когда случилось", "When it happened"),
    Field.LANGUAGE: Label("Тілі", "Язык", "Language"),
    Field.NAME: Label("Өтініш берушінің аты-жөні", "Имя заявителя", "Name of the applicant"),
    Field.IIN: Label("ЖСН", "ИИН", "IIN"),
    Field.PHONE: Label("Телефоны", "Телефон", "Telephone"),
    Field.EMAIL: Label("Эл. поштасы", "Эл. почта", "E-mail"),
    Field.ANSWER: Label("Жауап мәтіні", "Текст ответа", "Text of the answer"),
    Field.ANSWERED: Label("Жауап берілген уақыт", "Когда дан ответ", "When it was answered"),
    Field.OUTCOME: Label("Нәтижесі", "Результат", "Outcome"),
    Field.CLOSED: Label("Қайтарып алынған не жолданған уақыт", "Когда отозвано или направлено", "When withdrawn or sent on"),
}
#: Columns without which no row is an appeal.
NEEDED = (Field.NUMBER, Field.RECEIVED, Field.TEXT)
#: Columns whose words are translated by the mapping.
TRANSLATED = (Field.CATEGORY, Field.KIND, Field.STATE, Field.LANGUAGE, Field.OUTCOME)


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file as an appeal of ours. `row`: its line in the file. Empty text: not said."""

    row: int
    number: str
    received_at: datetime
    text: str
    category: str
    kind: str
    language: str
    stage: Stage
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    area_id: int | None = None
    happened: str = ""
    name: str = ""
    iin: str = ""
    phone: str = ""
    email: str = ""
    aside: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    outcome: str = ""
    closed_at: datetime | None = None
    parts: Mapping[Part, str] = field(default_factory=dict)


class Part(StrEnum):
    """What is compared between two files: a part of a row that changes as one."""

    TEXT = "text"
    CATEGORY = "category"
    KIND = "kind"
    RECEIVED = "received"
    PLACE = "place"
    APPLICANT = "applicant"
    STATE = "state"
    ANSWER = "answer"


PARTS: dict[Part, Label] = {
    Part.TEXT: Label("Мәтіні", "Текст", "Text"),
    Part.CATEGORY: Label("Санаты", "Категория", "Category"),
    Part.KIND: Label("Түрі", "Вид", "Kind"),
    Part.RECEIVED: Label("Түскен уақыты", "Когда поступило", "When it came"),
    Part.PLACE: Label("Орны", "Место", "Place"),
    Part.APPLICANT: Label("Өтініш беруші", "Заявитель", "Applicant"),
    Part.STATE: Label("Күйі", "Состояние", "State"),
    Part.ANSWER: Label("Жауабы", "Ответ", "Answer"),
}


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"
    LEFT = "left"


FATES: dict[Fate, Label] = {
    Fate.NEW: Label("Жаңа", "Новых", "New"),
    Fate.SAME: Label("Өзгермеген", "Без изменений", "Unchanged"),
    Fate.CHANGED: Label("Өзгерген", "Изменённых", "Changed"),
    Fate.REFUSED: Label("Алынбайды", "Не принято", "Refused"),
    Fate.LEFT: Label("Сәйкестік бойынша алынбайды", "Не берётся по соответствию", "Left out by the mapping"),
}


class Verdict(StrEnum):
    """What the rules do with a part that differs from the file before."""

    TAKEN = "taken"
    ADDED = "added"
    FILLED = "filled"
    NOTED = "noted"
    KEPT = "kept"


VERDICTS: dict[Verdict, Label] = {
    Verdict.TAKEN: Label("алынады", "принимается", "is taken"),
    Verdict.ADDED: Label("толықтыру болып қосылады, алғашқы мәтін қалады", "добавится как дополнение, первый текст останется", "is added to it, the first text stays"),
    Verdict.FILLED: Label("бос жері толтырылады", "заполнит пустое", "fills what was empty"),
    Verdict.NOTED: Label("бізде өзгермейді, инспекторға жазба қалады", "у нас не меняется, инспектору останется заметка", "does not change with us, the inspector gets a note"),
    Verdict.KEPT: Label("өзгермейді: іс аяқталған", "не меняется: дело завершено", "does not change: the matter is over"),
}


class Tells(StrEnum):
    """What a partner may be told, by its agreement. The state and the numbers of both sides are always told."""

    DUE = "due"
    CATEGORY = "category"
    OUTCOME = "outcome"
    OFFICER = "officer"
    ANSWER = "answer"
    REQUEST = "request"
    TEXT = "text"
    PLACE = "place"
    APPLICANT = "applicant"


TELLS: dict[Tells, Label] = {
    Tells.DUE: Label("Жауап мерзімі", "Срок ответа", "When the answer is due"),
    Tells.CATEGORY: Label("Санаты", "Категория", "Category"),
    Tells.OUTCOME: Label("Нәтиженің түрі", "Вид результата", "Kind of outcome"),
    Tells.OFFICER: Label("Жауапты қызметкердің ашық визиткасы", "Открытая карточка ответственного", "Public card of the officer"),
    Tells.ANSWER: Label("Жауап мәтіні (жеке деректер болуы мүмкін)", "Текст ответа (могут быть личные данные)", "Text of the answer (may hold personal data)"),
    Tells.REQUEST: Label("Осы органға жіберілген сұраудың мәтіні", "Текст запроса, направленного этому органу", "Text of what this body is asked"),
    Tells.TEXT: Label("Өтініш мәтіні (жеке дерек)", "Текст обращения (личные данные)", "Text of the appeal (personal)"),
    Tells.PLACE: Label("Мекенжайы (жеке дерек)", "Адрес (личные данные)", "Address (personal)"),
    Tells.APPLICANT: Label("Өтініш берушінің аты-жөні мен телефоны (жеке дерек)", "Имя и телефон заявителя (личные данные)", "Name and telephone of the applicant (personal)"),
}
#: Never told of a sensitive appeal or a complaint about an officer, whatever the agreement says.
NEVER_OF_SENSITIVE = frozenset({Tells.ANSWER, Tells.TEXT, Tells.PLACE, Tells.APPLICANT, Tells.CATEGORY, Tells.REQUEST, Tells.OUTCOME, Tells.OFFICER})
