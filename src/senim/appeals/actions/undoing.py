"""Taking a step back within its seconds: the appeal is what it was, and the history tells both.

Nothing is erased from history and log: the step stays there, and "taken back" after it. An answer that was taken back
reached nobody (letters wait, the applicant's page shows it only when it stands), so its row goes and its words begin
the next try. Whoever went on with the matter in between is stronger: then the step stands.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from senim.appeals import hooks
from senim.appeals.actions import together
from senim.appeals.actions.answer import answered_fact
from senim.appeals.actions.history import MAY_BE_UNDONE, told
from senim.appeals.domain import Hand
from senim.appeals.models import Answer, Appeal, AppealFile, Event, Followup, Joined, Pause, Transfer
from senim.kernel import undo
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.kernel.undo import Back, Step

GONE_ON = Label(
    "Бұл іспен әлдекім жұмысты жалғастырып кетті, сондықтан қайтаруға болмайды.",
    "С этим уже продолжили работу, поэтому отменить нельзя.",
    "Somebody has gone on with it already, so it cannot be taken back.",
)
TAKEN_BACK = Label(
    "Әрекет қайтарылды: өтініш бұрынғы күйінде.",
    "Действие отменено: обращение в прежнем состоянии.",
    "Taken back: the appeal is as it was.",
)
ANSWER_BACK = Label(
    "Жауап жіберілген жоқ: мәтіні төменде. Фотоны қайта таңдаңыз.",
    "Ответ не отправлен: его текст ниже. Фотографии выберите снова.",
    "The answer was not sent: its text is below. Choose photos again.",
)


def register() -> None:
    """Every kind of step that may be taken back; call it from AppConfig.ready."""
    for type_ in MAY_BE_UNDONE:
        undo.register(f"appeals.{type_}", restore)
    undo.register("appeals.together", together.taken_back)


def restore(actor: Actor, step: Step) -> Back:
    """Put an appeal back to what it was before a step. Raises Refused where somebody has gone on with it."""
    before = step.before
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=step.subject_id)
    if Event.objects.filter(appeal=appeal, pk__gt=before["event"]).exists():
        raise Refused("gone_on", GONE_ON)
    if "answer" in before:
        _take_answer_back(appeal, before)
    _hands_back(before)
    for name, value in before["was"].items():
        setattr(appeal, name, _value(name, value))
    type_ = step.kind.partition(".")[2]
    told(appeal, actor, "undone", data={"event": before["event"], "type": type_}, audited={"of": type_})
    said = ANSWER_BACK if "answer" in before else TAKEN_BACK
    return Back(said, reverse("appeals:desk", args=[appeal.number]))


def _value(name: str, value: Any) -> Any:
    """A value of the row out of what was kept as plain JSON."""
    field = next(field for field in Appeal._meta.concrete_fields if field.attname == name)
    return field.to_python(value) if isinstance(value, str) else value


def _hands_back(before: Any) -> None:
    if "offered" in before:
        Transfer.objects.filter(pk=before["offered"]).delete()
    if "decided" in before:
        _offer_again([before["decided"]])
    if before.get("recalled"):
        _offer_again(before["recalled"])


def _offer_again(offers: list[int]) -> None:
    Transfer.objects.filter(pk__in=offers).update(state=Hand.OFFERED, decided_at=None, decided_by=None)


def _take_answer_back(appeal: Appeal, before: Any) -> None:
    """The answer goes, with all that came with it; what other contexts made of it goes by their own hand."""
    given = Answer.objects.get(pk=before["answer"])
    if given.final:
        joined = Joined.objects.filter(appeal=appeal, again=False).order_by("pk")
        hooks.answer_taken_back(answered_fact(appeal, given.at, given.on_time, joined))
        Pause.objects.filter(pk__in=before.get("pauses", ())).update(ended_at=None)
        Followup.objects.filter(appeal=appeal).delete()
        if before.get("followup"):
            moments = {name: value and datetime.fromisoformat(value) for name, value in before["followup"].items()}
            Followup.objects.create(appeal=appeal, **moments)
    AppealFile.objects.filter(answer=given).delete()
    given.delete()
