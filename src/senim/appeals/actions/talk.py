"""The talk: questions and replies both ways, additions, notes, withdrawal."""

from __future__ import annotations

from django.db import transaction

from senim.appeals import letters, terms
from senim.appeals.actions.history import move, recall_offers, take, take_by_secret, told
from senim.appeals.actions.intake import TEXT_MAX, TOO_LONG
from senim.appeals.domain import MessageKind, State
from senim.appeals.models import Appeal, AppealFile, Message
from senim.appeals.policies import check_open
from senim.kernel.clock import now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

#: A ground, a reason: what its columns hold.
GROUND_MAX = 500
TOO_LONG_GROUND = Label(
    "Негіздеме тым ұзын: 500 таңбадан аспасын.",
    "Обоснование слишком длинное: не больше 500 знаков.",
    "The ground is too long: 500 characters at most.",
)
ADDITIONS, ADDED_FILES = 50, 30
TOO_MUCH = Label(
    "Бұл өтінішке толықтыру жеткілікті. Жаңа жайт болса, жаңа өтініш жіберіңіз.",
    "К этому обращению добавлено уже много. О новом сообщите новым обращением.",
    "Much has been added to this appeal already. Tell of anything new in a new one.",
)
EMPTY = Label("Мәтінді жазыңыз.", "Напишите текст.", "Write something.")


def words(text: str, most: int = TEXT_MAX) -> str:
    """The text of a message, or Refused where there is none or too much."""
    plain = text.strip()
    if not plain:
        raise Refused("no_text", EMPTY, field="text")
    if len(plain) > most:
        raise Refused("too_long", TOO_LONG if most == TEXT_MAX else TOO_LONG_GROUND, field="text")
    return plain


def _say(appeal: Appeal, actor: Actor, kind: MessageKind, text: str) -> Message:
    return Message.objects.create(
        appeal=appeal,
        kind=kind,
        text=text,
        at=now(),
        account_id=actor.account_id,
        post_id=actor.post_id,
    )


def open_it(*, actor: Actor, appeal_id: int) -> Appeal:
    """The holder takes a new appeal into work. Twice is once."""
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.open")
        if appeal.state == State.NEW:
            move(appeal, State.IN_WORK)
            told(appeal, actor, "opened")
    return appeal


def ask(*, actor: Actor, appeal_id: int, text: str) -> Appeal:
    """Ask the applicant. What is owed rests until the reply; the legal term goes on."""
    said = words(text)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.ask")
        move(appeal, State.ASKED)
        message = _say(appeal, actor, MessageKind.QUESTION, said)
        told(appeal, actor, "asked", data={"message": message.pk})
        letters.news(appeal, f"asked:{message.pk}")
    return appeal


def note(*, actor: Actor, appeal_id: int, text: str) -> Appeal:
    """An internal note; the applicant does not see it."""
    said = words(text)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.note")
        message = _say(appeal, actor, MessageKind.NOTE, said)
        told(appeal, actor, "note", data={"message": message.pk}, public=False, save=False)
    return appeal


def recommend(*, actor: Actor, appeal_id: int, text: str) -> Appeal:
    """The public council's advisory body answers a complaint about an officer: a recommendation (seed 002 @167673)."""
    said = words(text)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.recommend")
        message = _say(appeal, actor, MessageKind.RECOMMENDATION, said)
        told(appeal, actor, "recommended", data={"message": message.pk}, save=False)
        letters.news(appeal, f"recommended:{message.pk}")
    return appeal


def _check_room(appeal: Appeal, files: int) -> None:
    """What comes unasked has an end, so that one secret cannot fill the disk. An asked reply has none."""
    said = Message.objects.filter(appeal=appeal, kind=MessageKind.ADDITION).count()
    kept = AppealFile.objects.filter(appeal=appeal, by_staff=False).count()
    if said >= ADDITIONS or kept + files > ADDED_FILES:
        raise Refused("too_much", TOO_MUCH, field="text")


def add(*, secret_hash: bytes, text: str, file_ids: tuple[int, ...] = ()) -> Appeal:
    """The applicant answers the question or adds something. A reply gives the matter back to the holder."""
    said = words(text) if text.strip() or not file_ids else ""
    with transaction.atomic():
        appeal = take_by_secret(secret_hash)
        check_open(appeal.state)
        reply = appeal.state == State.ASKED
        if not reply:
            _check_room(appeal, len(file_ids))
        if said:
            _say(appeal, Actor.citizen(), MessageKind.REPLY if reply else MessageKind.ADDITION, said)
        AppealFile.objects.bulk_create(
            AppealFile(appeal=appeal, file_id=file_id, added_at=now()) for file_id in file_ids
        )
        if reply:
            move(appeal, State.IN_WORK)
        told(appeal, Actor.citizen(), "replied" if reply else "added", data={"files": len(file_ids)})
    return appeal


def withdraw(*, secret_hash: bytes) -> Appeal:
    """The applicant takes it back. Twice is once."""
    with transaction.atomic():
        appeal = take_by_secret(secret_hash)
        if appeal.state != State.WITHDRAWN:
            move(appeal, State.WITHDRAWN)
            recall_offers(appeal)
            appeal.closed_at = now()
            terms.void(appeal, now(), "withdrawn")
            told(appeal, Actor.citizen(), "withdrawn")
            letters.news_to_joined(appeal, "withdrawn")
    return appeal


def send_to_council(*, secret_hash: bytes) -> Appeal:
    """The applicant also sends a complaint about an officer to the public council's advisory body at the department."""
    with transaction.atomic():
        appeal = take_by_secret(secret_hash)
        if not appeal.to_council and (appeal.about_unknown or appeal.about_post_id):
            appeal.to_council = True
            told(appeal, Actor.citizen(), "sent_to_council")
    return appeal
