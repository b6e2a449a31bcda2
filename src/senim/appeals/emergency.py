"""Which appeals open in an emergency, and what is shown of one: less than its holder reads.

Shut for everyone here: complaints about officers. Shut in what is shown: who the applicant is, the safe contact, files,
notes among colleagues; in sensitive matters the place, but for the beat, and all that was answered to questions.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from senim.appeals import catalogue
from senim.appeals.actions.history import told
from senim.appeals.domain import OUTCOMES, STATES, MessageKind, Outcome, State
from senim.appeals.models import Answer, Appeal, Message
from senim.appeals.permissions import not_shut_out, readable
from senim.appeals.presenters.parts import answer_rows, language
from senim.breakglass import api as breakglass
from senim.breakglass.api import Page, Part, Record
from senim.kernel import ids
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor, Scope
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web import words

OPENS = Label(
    "Ашылады: не болғаны, өтініш иесі не жазды, оған не деп жауап берілді, істің жайы, кім жүргізеді.",
    "Открывается: что случилось, что написал заявитель, что ему ответили, как обстоит дело, кто его ведёт.",
    "Opened: what happened, what the applicant wrote, what was answered, how it stands, who holds it.",
)
KEEPS = Label(
    "Жабық қалады: өтініш иесінің аты-жөні мен байланысы, файлдар, қызметкерлердің жазбалары; сезімтал істе "
    "мекенжай да. Қызметкер үстінен шағым мүлде ашылмайды.",
    "Закрыто: имя и контакты заявителя, файлы, записи сотрудников; в деликатном деле и адрес. "
    "Жалоба на сотрудника не открывается вовсе.",
    "Shut: who the applicant is and how to reach them, files, notes of officers; in a sensitive matter the "
    "address too. A complaint about an officer is not opened at all.",
)
WHERE_SHUT = Label(
    "мекенжайды осы істі жүргізуші мен кезекші бөлім біледі",
    "адрес знают ведущий это дело и дежурная часть",
    "whoever holds it and the duty unit know the address",
)
NAMES = {
    "what": Label("Не туралы", "О чём", "About"),
    "state": Label("Жайы", "Состояние", "State"),
    "came": Label("Түсті", "Поступило", "Came in"),
    "where": Label("Қайда", "Где", "Where"),
    "holder": Label("Кім жүргізеді", "Кто ведёт", "Who holds it"),
    "words": Label("Өтініш иесінің сөзі", "Слова заявителя", "What the applicant wrote"),
    "details": Label("Анықтау", "Уточнения", "Details"),
    "talk": Label("Хат алмасу", "Переписка", "What was said since"),
    "answers": Label("Жауап", "Ответ", "The answer"),
    "danger": Label("өмірге қауіп", "угроза жизни", "danger to life"),
    "appeal": Label("Өтініш", "Обращение", "Appeal"),
}


def register() -> None:
    """Call it from AppConfig.ready."""
    breakglass.register(
        breakglass.Kind(
            "appeal", name=Label("өтініш", "обращение", "appeal"), example="7K3M-42QX-9", opens=OPENS, keeps=KEEPS,
            roles=breakglass.OPENERS, find=find, read=read, noted=noted))


def find(scope: Scope, number: str) -> Record | None:
    """An appeal by its number; None for complaints about officers, whoever asks. One query, two where it is found."""
    rows = Appeal.objects.filter(
        not_shut_out(scope), number=ids.parse_number(number) or "", about_post__isnull=True, about_unknown=False)
    found = rows.only("number", "area_path").first()
    if found is None:
        return None
    seen = Appeal.objects.filter(readable(scope), pk=found.pk).exists()
    url = reverse("appeals:desk", args=[found.number]) if seen else ""
    return Record(found.pk, found.number, found.area_path, url)


def read(record: Record) -> Page | None:
    """What an emergency shows of an appeal. Three queries."""
    appeal = Appeal.objects.filter(pk=record.pk, about_post__isnull=True, about_unknown=False).first()
    if appeal is None:
        return None
    parts = [Part(NAMES["words"], _facts(appeal), (appeal.text,))]
    if not appeal.sensitive:
        parts.append(Part(NAMES["details"], tuple(answer_rows(catalogue.category(appeal.category), appeal.answers))))
    parts.append(Part(NAMES["talk"], tuple(_talk(appeal))))
    parts.append(Part(NAMES["answers"], tuple(_answers(appeal))))
    return Page(f"{NAMES['appeal']} {appeal.number}", tuple(parts))


def _facts(appeal: Appeal) -> tuple[tuple[Any, Any], ...]:
    about = [str(catalogue.category(appeal.category).label), *([str(NAMES["danger"])] if appeal.danger else [])]
    rows: list[tuple[Any, Any]] = [
        (NAMES["what"], ", ".join(about)),
        (NAMES["state"], STATES[State(appeal.state)]),
        (NAMES["came"], words.when(appeal.received_at)),
        (NAMES["where"], _where(appeal)),
        (NAMES["holder"], _holder(appeal)),
    ]
    return tuple((key, value) for key, value in rows if value)


def _where(appeal: Appeal) -> str:
    """The beat; in an ordinary matter the place as well."""
    area = territory.area(appeal.area_id) if appeal.area_id else None
    beat = territory.name_of(area, language()) if area else ""
    return ", ".join(filter(None, (beat, str(WHERE_SHUT) if appeal.sensitive else appeal.place)))


def _holder(appeal: Appeal) -> str:
    card = staff.officer_card(appeal.holder_id, language()) if appeal.holder_id else None
    return ", ".join(filter(None, (card.title, card.name, words.phone(card.phone)))) if card else ""


def _talk(appeal: Appeal) -> list[tuple[Any, Any]]:
    rows = Message.objects.filter(appeal=appeal).exclude(kind=MessageKind.NOTE).order_by("id")
    return [(words.when(one.at), one.text) for one in rows]


def _answers(appeal: Appeal) -> list[tuple[Any, Any]]:
    rows = Answer.objects.filter(appeal=appeal).order_by("id")
    return [(f"{words.when(one.at)}, {OUTCOMES[Outcome(one.outcome)]}", one.text) for one in rows]


def noted(actor: Actor, record: Record, until: datetime) -> None:
    """Into the appeal's own history, which its holder reads: who opened it, until when."""
    appeal = Appeal.objects.get(pk=record.pk)
    told(appeal, actor, "emergency", public=False, save=False, data={"until": until.isoformat()})
