"""Which appeals may be answered together, and why another is answered by itself. Pure rules. No Django import."""

from __future__ import annotations

from enum import StrEnum

from senim.appeals.catalogue import CATEGORIES
from senim.appeals.domain import OPEN_STATES, State
from senim.kernel.labels import Label


class Why(StrEnum):
    """Why an appeal is left out of one answer for several."""

    NOT_YOURS = "not_yours"
    SENSITIVE = "sensitive"
    COMPLAINT = "complaint"
    CHILDREN = "children"
    CRIME = "crime"
    STATE = "state"
    SUSPENDED = "suspended"
    LANGUAGE = "language"
    OTHER_KIND = "other_kind"
    TWIN = "twin"
    REFUSED = "refused"


WHY: dict[Why, Label] = {
    Why.NOT_YOURS: Label("Сізде емес", "Не у вас", "It is not with you"),
    Why.SENSITIVE: Label(
        "Құпиялықты қажет ететін іс: бөлек жауап беріледі",
        "Чувствительное обращение: на него отвечают отдельно",
        "Sensitive: it is answered by itself",
    ),
    Why.COMPLAINT: Label(
        "Қызметкердің үстінен түскен шағым: бөлек жауап беріледі",
        "Жалоба на сотрудника: на неё отвечают отдельно",
        "A complaint about an officer: it is answered by itself",
    ),
    Why.CHILDREN: Label(
        "Балаға қатысты: бөлек жауап беріледі",
        "Касается детей: на него отвечают отдельно",
        "It is about children: it is answered by itself",
    ),
    Why.CRIME: Label(
        "Қылмыс белгісі болуы мүмкін: әрқайсысы бөлек қаралады",
        "Возможны признаки правонарушения: рассматривается отдельно",
        "There may be an offence in it: each is looked at by itself",
    ),
    Why.STATE: Label(
        "Жауап күтіп тұрған жоқ: жауап берілген, жабылған немесе шешімі басшыда",
        "Не ждёт ответа: отвечено, закрыто или решает руководитель",
        "It does not wait for an answer: answered, closed, or with the head",
    ),
    Why.SUSPENDED: Label("Мерзімі тоқтатылған", "Срок приостановлен", "Its clock is suspended"),
    Why.LANGUAGE: Label(
        "Өтініш берушінің тілінде мәтін жазылмаған",
        "Нет текста на языке заявителя",
        "There is no text in the applicant's language",
    ),
    Why.OTHER_KIND: Label(
        "Басқа түрдегі мәселе: себебі бір болуы мүмкін емес",
        "Вопрос другого рода: одной причины быть не может",
        "Another kind of matter: it cannot have the same cause",
    ),
    Why.TWIN: Label(
        "Байланысты өтінішпен бірге жауап беріледі",
        "Ответ придёт вместе со связанным обращением",
        "It is answered with the appeal that it is linked to",
    ),
    Why.REFUSED: Label(
        "Жауап қабылданбады: өтініш осы арада өзгерді",
        "Ответ не принят: обращение тем временем изменилось",
        "The answer was not accepted: the appeal has changed meanwhile",
    ),
}


def is_private(*, category: str, sensitive: bool, about_officer: bool) -> Why | None:
    """Why an appeal is never put beside another one at all."""
    if sensitive:
        return Why.SENSITIVE
    if about_officer:
        return Why.COMPLAINT
    item = CATEGORIES.get(category)
    return Why.CHILDREN if item is not None and item.juvenile else None


def left_out(
    *,
    holds: bool,
    category: str,
    sensitive: bool,
    about_officer: bool,
    danger: bool,
    state: str,
    suspended: bool,
    linked: bool = False,
) -> Why | None:
    """Why an appeal may not get one answer with others, or None. linked: an officer has said that it is the same."""
    if not holds:
        return Why.NOT_YOURS
    private = is_private(category=category, sensitive=sensitive, about_officer=about_officer)
    if private:
        return private
    if State(state) not in OPEN_STATES - {State.REOPEN_ASKED}:
        return Why.STATE
    item = CATEGORIES.get(category)
    if not linked and (danger or state == State.HANDED or (item is not None and item.may_be_crime)):
        return Why.CRIME
    return Why.SUSPENDED if suspended else None
