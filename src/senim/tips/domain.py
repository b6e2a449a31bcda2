"""What protected messages are made of: topics, ways, states, outcomes, and the small numbers. No Django here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from senim.kernel.labels import Label


class Topic(StrEnum):
    """The grave matters of seed 000 :908-:910."""

    VIOLENCE = "violence"
    CRIME = "crime"
    INTOLERANCE = "intolerance"
    WEAPONS = "weapons"
    DRUGS = "drugs"


TOPICS: dict[Topic, Label] = {
    Topic.VIOLENCE: Label("Тұрмыстық зорлық-зомбылық", "Насилие в семье", "Violence at home"),
    Topic.CRIME: Label("Ауыр қылмыс", "Тяжкое преступление", "A grave crime"),
    Topic.INTOLERANCE: Label(
        "Ұлтына, дініне немесе тіліне бола төзбеушілік",
        "Нетерпимость из-за национальности, веры или языка",
        "Intolerance because of origin, belief or language",
    ),
    Topic.WEAPONS: Label("Заңсыз қару", "Незаконное оружие", "Illegal weapons"),
    Topic.DRUGS: Label("Есірткі", "Наркотики", "Drugs"),
}


class Way(StrEnum):
    """Anonymous: no contact is asked. Confidential: a contact lies sealed apart, and only named officers may open it."""

    ANONYMOUS = "anonymous"
    CONFIDENTIAL = "confidential"


WAYS: dict[Way, Label] = {
    Way.ANONYMOUS: Label("Анонимді", "Анонимно", "Anonymous"),
    Way.CONFIDENTIAL: Label("Құпия", "Конфиденциально", "Confidential"),
}


class State(StrEnum):
    """Where a message stands. PURGED is the tombstone: nothing that was said is left."""

    NEW = "new"
    OPEN = "open"
    HANDED = "handed"
    CLOSED = "closed"
    PURGED = "purged"


STATES: dict[State, Label] = {
    State.NEW: Label("Оқуды күтіп тұр", "Ждёт прочтения", "Waits to be read"),
    State.OPEN: Label("Қаралып жатыр", "Рассматривается", "Being looked at"),
    State.HANDED: Label("Кезекші бөлімге берілді", "Передано в дежурную часть", "Handed to the duty unit"),
    State.CLOSED: Label("Аяқталды", "Завершено", "Closed"),
    State.PURGED: Label("Ереже бойынша өшірілді", "Удалено по правилу", "Deleted by rule"),
}
#: What somebody still has to do something about.
OPEN_STATES = frozenset({State.NEW, State.OPEN, State.HANDED})


class Outcome(StrEnum):
    """What came of a message."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    NOT_ENOUGH = "not_enough"
    ELSEWHERE = "elsewhere"


OUTCOMES: dict[Outcome, Label] = {
    Outcome.CONFIRMED: Label(
        "Тексерілді, шара қолданылды", "Проверено, меры приняты", "Checked, measures were taken"
    ),
    Outcome.NOT_CONFIRMED: Label("Тексерілді, расталмады", "Проверено, не подтвердилось", "Checked, not confirmed"),
    Outcome.NOT_ENOUGH: Label(
        "Тексеруге мәлімет жетпеді", "Для проверки не хватило сведений", "Not enough to check"
    ),
    Outcome.ELSEWHERE: Label("Басқа орган қарайды", "Этим занимается другой орган", "Another body deals with it"),
}


class Told(StrEnum):
    """Rows of the history."""

    RECEIVED = "received"
    ADDED = "added"
    OPENED = "opened"
    REPLIED = "replied"
    HANDED = "handed"
    CLOSED = "closed"
    CONTACT_OPENED = "contact_opened"
    CONTACT_FORGOTTEN = "contact_forgotten"
    PURGED = "purged"


EVENTS: dict[Told, Label] = {
    Told.RECEIVED: Label("Хабарлама келді", "Сообщение пришло", "The message came"),
    Told.ADDED: Label("Жіберуші толықтырды", "Отправитель дополнил", "The sender added something"),
    Told.OPENED: Label("Ашылып оқылды", "Открыто и прочитано", "Opened and read"),
    Told.REPLIED: Label("Жауап жазылды", "Написан ответ", "A reply was written"),
    Told.HANDED: Label("Кезекші бөлімге берілді", "Передано в дежурную часть", "Handed to the duty unit"),
    Told.CLOSED: Label("Аяқталды", "Завершено", "Closed"),
    Told.CONTACT_OPENED: Label("Байланыс дерегі ашылды", "Открыт контакт", "The contact was opened"),
    Told.CONTACT_FORGOTTEN: Label(
        "Жіберуші байланыс дерегін өшірді", "Отправитель удалил контакт", "The sender deleted the contact"
    ),
    Told.PURGED: Label("Ереже бойынша өшірілді", "Удалено по правилу", "Deleted by rule"),
}

TEXT_MAX = 5000
CONTACT_MAX = 400
REASON_MIN, REASON_MAX = 15, 400
PICTURES_MAX = 3
#: So many times a sender may write without an answer between: a flood by one code stops here.
WORDS_UNANSWERED = 10
#: A double press of "send" shows the code again for so long; later the code is shown to nobody.
SHOWN_AGAIN = timedelta(hours=2)
#: A naming of an officer ends by itself at the latest after so many days.
NAMING_DAYS = 366
#: Public counts stand on at least so many messages each.
LEAST = 10


def hour_of(moment: datetime) -> datetime:
    """The whole hour before a moment. Of what a sender does only the hour is kept: the minute could name a device."""
    return moment.replace(minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Sent:
    """What whoever wrote leaves with: the code (shown now and never again) and the number that officers use."""

    code: str
    number: str


def grouped(code: str) -> str:
    """The code as it is shown: groups of four."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
