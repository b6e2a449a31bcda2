"""One answer for several appeals of one cause: a power cut, the same pit. Each gets its own, by the same action.

Written once in each language of the applicants, looked at letter by letter, then sent: every appeal in a transaction
of its own, so that none is half answered. What is not sent yet when a process dies is sent by the schedule; what is
sent already is not sent again, because the row of each appeal says so in the same transaction as its answer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from senim.appeals.actions import answer as answers
from senim.appeals.actions.duplicates import why_apart
from senim.appeals.apart import Why
from senim.appeals.catalogue import category
from senim.appeals.domain import Batch, Outcome, Part
from senim.appeals.models import Answer, Appeal, Pause, Together, TogetherPart
from senim.appeals.permissions import NOT_YOURS, check_act, visible
from senim.kernel import audit, undo
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.kernel.undo import Back, Step
from senim.staff import api as staff

ACTION = "appeals.answer_together"
MOST = 50
#: What one answer may say to several: a refusal and an offence are decided one by one.
OUTCOMES_TOGETHER = (Outcome.DONE, Outcome.PARTLY, Outcome.EXPLAINED, Outcome.PLAN)
#: A press that has been on its way for so long has lost its process.
LOST_AFTER = timedelta(seconds=60)
#: What one answer takes, generously: the time to take a press back begins when the last one is written.
EACH_TAKES = timedelta(milliseconds=300)

CHOOSE = Label(
    "Кемінде екі өтініш таңдаңыз: біреуіне өз бетінде жауап беріледі.",
    "Выберите не меньше двух обращений: на одно отвечают на его странице.",
    "Choose at least two appeals: a single one is answered on its own page.",
)
TOO_MANY = Label(
    "Бір жолы %(most)s өтінішке дейін таңдауға болады.",
    "За один раз можно выбрать не больше %(most)s обращений.",
    "At most %(most)s appeals at a time.",
)
NOT_HERE = Label("Мұндай жазба жоқ.", "Такой записи нет.", "There is no such record.")
SENT_ALREADY = Label("Жауап жіберіліп қойған.", "Ответ уже отправлен.", "The answer has been sent already.")
NOTHING = Label(
    "Бірге жауап беруге болатын өтініш қалмады.",
    "Не осталось обращений, на которые можно ответить вместе.",
    "There is no appeal left that may be answered together.",
)
CHANGED = Label(
    "Осы арада өтініштер өзгерді, ештеңе жіберілген жоқ. Қалғандарын қарап шығып, қайта жіберіңіз.",
    "За это время обращения изменились, ничего не отправлено. Проверьте оставшиеся и отправьте ещё раз.",
    "Some have changed meanwhile, so nothing was sent. Look at the rest and send again.",
)
BACK = Label(
    "Жауаптар жіберілген жоқ. Мәтіндер сақталды.",
    "Ответы не отправлены. Тексты сохранены.",
    "The answers were not sent. What you wrote is kept.",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said to all: each text by language. `where` and `when` are the same for everybody."""

    outcome: Outcome
    by_language: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    where: str = ""
    when: date | None = None

    def words(self, language: str) -> answers.Words | None:
        """The answer in a language; None where nothing is written in it."""
        told = self.by_language.get(language, {})
        if not told.get("text", "").strip():
            return None
        return answers.Words(
            self.outcome, told["text"], done=told.get("done", ""), where=self.where, when=self.when,
            reason=told.get("reason", ""),
        )


def said_in(batch: Together) -> Said | None:
    """What was written; None before anything was."""
    if not batch.outcome:
        return None
    return Said(Outcome(batch.outcome), batch.said, batch.where, batch.when)


def find(actor: Actor, batch_id: int, *, lock: bool = False) -> Together:
    """An own press. Raises NotYours for anybody else's."""
    rows = Together.objects.select_for_update() if lock else Together.objects.all()
    found = rows.filter(pk=batch_id, account_id=actor.account_id).first() if actor.account_id is not None else None
    if found is None:
        raise NotYours("not_found", NOT_HERE)
    return found


def choose(*, actor: Actor, numbers: Collection[str]) -> Together:
    """Begin with some appeals: those that may not be answered together are kept beside them, each with the reason.

    Raises Refused for fewer than two or too many, or where none may be.
    """
    check_act(actor, ACTION)
    if actor.account_id is None:
        raise NotYours("not_yours", NOT_YOURS)
    asked = list(dict.fromkeys(numbers))
    if len(asked) < 2:
        raise Refused("choose", CHOOSE)
    if len(asked) > MOST:
        raise Refused("too_many", TOO_MANY, params={"most": MOST})
    with transaction.atomic():
        found = list(Appeal.objects.filter(visible(actor.scope), number__in=asked).order_by("pk"))
        whys = _whys(actor, found)
        if not found or all(whys.values()):
            raise Refused("nothing", NOTHING)
        batch = Together.objects.create(account_id=actor.account_id, post_id=actor.post_id, created_at=now())
        TogetherPart.objects.bulk_create(
            TogetherPart(
                together=batch, appeal=one, state=Part.LEFT if whys[one.pk] else Part.WAITS, why=whys[one.pk] or ""
            )
            for one in found
        )
    return batch


def _whys(actor: Actor, found: Collection[Appeal]) -> dict[int, Why | None]:
    stopped = set(
        Pause.objects.filter(appeal__in=[one.pk for one in found], ended_at=None).values_list("appeal", flat=True)
    )
    chosen = {one.pk for one in found}
    whys = {one.pk: why_apart(actor, one, one.pk in stopped) for one in found}
    for one in found:  # a linked appeal gets the answer of the main one; chosen beside it, it would get it twice
        if whys[one.pk] is None and one.duplicate_of_id in chosen:
            whys[one.pk] = Why.TWIN
    # One cause is of one kind: what most of them are. Stray dogs and a dark lamp have no answer in common.
    kinds = [category(one.category).group for one in found if whys[one.pk] is None]
    most = max(dict.fromkeys(kinds), key=kinds.count, default="")
    others = {one.pk for one in found if whys[one.pk] is None and category(one.category).group != most}
    return {**whys, **dict.fromkeys(others, Why.OTHER_KIND)}


def write(*, actor: Actor, batch_id: int, said: Said) -> Together:
    """Keep what is said to all. Each language is checked as every answer is; appeals in a language without a text wait
    outside. Raises Refused with the language in the name of the field ("text_kk")."""
    with transaction.atomic():
        batch = find(actor, batch_id, lock=True)
        if batch.state != Batch.CHOSEN:
            raise Refused("sent_already", SENT_ALREADY)
        spoken = [language for language in said.by_language if said.words(language)]
        for language in spoken or list(said.by_language)[:1]:
            _check(said, language)
        batch.outcome, batch.said = said.outcome, {code: dict(told) for code, told in said.by_language.items()}
        batch.where, batch.when = said.where, said.when
        batch.save()
        _sort(actor, batch)
    return batch


def _check(said: Said, language: str) -> None:
    told = said.by_language.get(language, {})
    try:
        answers.check(said.words(language) or answers.Words(said.outcome, told.get("text", "")))
    except Refused as refused:
        if refused.field in {"text", "done", "reason"}:
            field = f"{refused.field}_{language}"
            raise Refused(refused.code, refused.message, field=field, params=refused.params) from refused
        raise


def _sort(actor: Actor, batch: Together) -> bool:
    """Look at each appeal anew: who still may get the answer, and why not. Whether one that waited is left out now."""
    said = said_in(batch)
    parts = list(batch.parts.select_related("appeal").exclude(state=Part.ANSWERED).order_by("pk"))
    whys = _whys(actor, [part.appeal for part in parts])
    lost = False
    for part in parts:
        why = whys[part.appeal_id]
        if why is None and said is not None and said.words(part.appeal.language) is None:
            why = Why.LANGUAGE
        state = Part.LEFT if why else Part.WAITS
        lost |= part.state == Part.WAITS and state is Part.LEFT
        if (part.state, part.why) != (state, why or ""):
            part.state, part.why = state, why or ""
            part.save(update_fields=["state", "why"])
    return lost


def send(*, actor: Actor, batch_id: int) -> Together:
    """Send all that was looked at, or nothing: where one has changed since, it is named and nothing leaves.

    Raises Refused then; pressed again it sends the rest.
    """
    with transaction.atomic():
        batch = find(actor, batch_id, lock=True)
        if batch.state != Batch.CHOSEN or not batch.outcome:
            raise Refused("sent_already", SENT_ALREADY)
        changed = _sort(actor, batch)
        waiting = batch.parts.filter(state=Part.WAITS).count()
        if not changed and waiting:
            batch.state, batch.sent_at = Batch.SENDING, now()
            batch.save(update_fields=["state", "sent_at"])
            audit.record(actor, "appeals.together", ("together", batch.pk), data={"appeals": waiting})
            undo.offer("appeals.together", ("together", batch.pk), {})
    if changed or not waiting:
        raise Refused("changed" if changed else "nothing", CHANGED if changed else NOTHING)
    return go_on(actor=actor, batch=batch)


def go_on(*, actor: Actor, batch: Together) -> Together:
    """Answer what still waits, each appeal in its own transaction; then it is done. Bears running twice at once."""
    for part_id in list(batch.parts.filter(state=Part.WAITS).order_by("pk").values_list("pk", flat=True)):
        _answer_one(actor, batch, part_id)
    with transaction.atomic():
        Together.objects.filter(pk=batch.pk, state=Batch.SENDING).update(state=Batch.DONE, done_at=now())
    batch.refresh_from_db()
    return batch


def _answer_one(actor: Actor, batch: Together, part_id: int) -> None:
    said = said_in(batch)
    with transaction.atomic():
        part = TogetherPart.objects.select_for_update(of=("self",)).select_related("appeal").get(pk=part_id)
        words = said.words(part.appeal.language) if said else None
        if part.state != Part.WAITS or words is None:
            return
        try:
            with transaction.atomic():
                answers.answer(actor=actor, appeal_id=part.appeal_id, words=words)
        except Refused as refused:
            why = Why.STATE if refused.code == "wrong_state" else Why.REFUSED
            part.state, part.why = Part.LEFT, Why.NOT_YOURS if isinstance(refused, NotYours) else why
        else:
            part.state = Part.ANSWERED
            part.answer = Answer.objects.filter(appeal=part.appeal_id).order_by("-pk").first()
        part.save(update_fields=["state", "why", "answer"])


def resume() -> int:
    """Go on with presses whose process was lost, in the name and with the present rights of who pressed. How many."""
    lost = list(Together.objects.filter(state=Batch.SENDING, sent_at__lt=now() - LOST_AFTER).order_by("sent_at")[:20])
    for batch in lost:
        officer = Actor("staff", batch.account_id, batch.post_id, staff.scope_of(batch.account_id))
        go_on(actor=officer, batch=batch)
    return len(lost)


def taken_back(actor: Actor, step: Step) -> Back:
    """After its answers were taken back one by one: the press is what it was before, its words kept."""
    batch = Together.objects.select_for_update().get(pk=step.subject_id)
    batch.parts.filter(state=Part.ANSWERED).update(state=Part.WAITS, answer=None)
    batch.state, batch.sent_at, batch.done_at = Batch.CHOSEN, None, None
    batch.save(update_fields=["state", "sent_at", "done_at"])
    audit.record(actor, "appeals.together_undone", ("together", batch.pk), data={})
    return Back(BACK, reverse("appeals:together_write", args=[batch.pk]))
