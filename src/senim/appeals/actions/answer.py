"""The answer: checked, kept, told, rated. And what the applicant may do with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from senim.appeals import hooks, letters, policies, terms
from senim.appeals.actions import duplicates
from senim.appeals.actions.history import beside, move, recall_offers, remember, take, take_by_secret, told
from senim.appeals.actions.talk import GROUND_MAX, words
from senim.appeals.apart import Why
from senim.appeals.catalogue import category
from senim.appeals.domain import Outcome, State
from senim.appeals.models import Answer, Appeal, AppealFile, Followup, Joined, Pause, Reopening, Template
from senim.kernel import legal, undo
from senim.kernel.clock import local, now
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor

NO_REFERENCE = Label(
    "Тіркеу нөмірі мен уақытын енгізіңіз: жүйе қылмысты тіркемейді, тек осы нөмірді сақтайды.",
    "Внесите номер и время регистрации: система не регистрирует преступления, а хранит только номер.",
    "Enter the registration reference and its time: this system registers no crimes, it keeps the reference.",
)
IN_FUTURE = Label(
    "Болашақтағы күнді көрсетуге болмайды.", "Дата не может быть в будущем.", "The date cannot lie in the future."
)


WRONG_DAY = Label(
    "Күнді тексеріңіз: келесі қадам бүгіннен кейін, істелген іс бүгінге дейін, бір жыл ішінде болуы керек.",
    "Проверьте дату: следующий шаг – не раньше сегодняшнего дня, сделанное – не позже, и всё в пределах года.",
    "Check the day: a next step not before today, what was done not after it, either within a year.",
)
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Words:
    """What an answer says. `when`: the day it was done; for an interim answer, the day of the next step."""

    outcome: Outcome
    text: str
    done: str = ""
    where: str = ""
    when: date | None = None
    reason: str = ""
    legality: Mapping[str, bool] = field(default_factory=dict)
    file_ids: tuple[int, ...] = ()


def answer(*, actor: Actor, appeal_id: int, words: Words) -> Appeal:
    """Send an answer. A final one closes the holder's debt and issues the rating; an interim one keeps the promise.

    Everybody who joined the report gets it with the applicant, and appeals that are linked to it as their own answer,
    as far as they are in the same hands (`answered_too`). Raises Refused where the check fails, where the state
    does not allow it (the second of two officers) and where a crime has no registration reference.
    """
    check(words)
    with transaction.atomic():
        linked = duplicates.lock_with_linked(appeal_id)
        appeal = take(actor, appeal_id, "appeals.answer")
        _give(actor, appeal, words)
        too, left = duplicates.to_answer_too(actor, appeal, words.outcome) if linked else ([], [])
        for twin in too:
            _give(actor, remember(twin), words)
    appeal.__dict__["answered_too"] = [twin.number for twin in too], left
    return appeal


def answered_too(appeal: Appeal) -> tuple[list[str], list[tuple[str, Why]]]:
    """After `answer`: (numbers of linked appeals that got the answer as their own, numbers that did not and why)."""
    found: tuple[list[str], list[tuple[str, Why]]] = appeal.__dict__.get("answered_too", ([], []))
    return found


def _give(actor: Actor, appeal: Appeal, words: Words) -> None:
    """One answer to one appeal: kept, told, rated, clocks ended, in the caller's transaction."""
    policies.check_workable(appeal.state)
    at = now()
    if words.outcome is Outcome.REGISTERED and not appeal.crime_reference:
        raise Refused("no_reference", NO_REFERENCE, field="outcome")
    given = _keep(appeal, actor, words, at)
    terms.end_first(appeal, at)
    if given.final:
        _finish(appeal, words, at)
    elif appeal.state == State.NEW:
        move(appeal, State.IN_WORK)
    appeal.first_answer_at = appeal.first_answer_at or at
    told(
        appeal,
        actor,
        "answered" if given.final else "interim",
        data={"answer": given.pk},
        audited={"outcome": words.outcome, "on_time": given.on_time},
    )
    joined = list(Joined.objects.filter(appeal=appeal, again=False).order_by("pk"))
    letters.news(appeal, f"answer:{given.pk}")
    letters.news_to_joined(appeal, f"answer:{given.pk}", joined)
    if given.final:
        hooks.answered(answered_fact(appeal, at, given.on_time, joined))


def answered_fact(
    appeal: Appeal, at: datetime, on_time: bool | None, joined: Collection[Joined]
) -> hooks.Answered:
    """A final answer as other contexts may know it."""
    follow = () if letters.is_closed_to_joined(appeal) else joined
    return hooks.Answered(
        appeal.pk,
        appeal.reopened,
        appeal.area_id,
        appeal.area_path,
        appeal.holder_id,
        at,
        hooks.proof_of(appeal.secret_hash, appeal.reopened),
        on_time,
        tuple((one.pk, hooks.proof_of(one.secret_hash, appeal.reopened)) for one in follow),
    )


def check(words: Words) -> None:
    """Raise Refused where an answer says too little, nothing for this person, or a day that cannot be."""
    templates = tuple(text for row in Template.objects.values_list("text", flat=True) for text in row.values())
    policies.check_answer(
        outcome=words.outcome,
        text=words.text,
        done=words.done,
        where=words.where,
        when=words.when,
        reason=words.reason,
        templates=templates,
    )
    if words.when:
        _check_day(words.when, local(now()).date(), next_step=words.outcome is Outcome.PLAN)
    if words.outcome is Outcome.REFUSED:
        policies.check_legality(words.legality, translation.get_language() or "kk")


def _check_day(when: date, today: date, *, next_step: bool) -> None:
    """The next step lies ahead and within a year, what was done lies behind; a year typed wrongly is neither."""
    if not next_step and when > today:
        raise Refused("in_future", IN_FUTURE, field="when")
    if abs(when - today) > A_YEAR or (next_step and when < today):
        raise Refused("wrong_day", WRONG_DAY, field="when")


def _keep(appeal: Appeal, actor: Actor, words: Words, at: datetime) -> Answer:
    final = words.outcome is not Outcome.PLAN
    due = appeal.legal_due if final else appeal.promise_due
    given = Answer.objects.create(
        appeal=appeal,
        opening=appeal.reopened,
        outcome=words.outcome,
        text=words.text.strip(),
        done=words.done.strip(),
        where=words.where.strip(),
        when=words.when,
        reason=words.reason.strip(),
        legality=dict(words.legality),
        at=at,
        account_id=actor.account_id,
        post_id=actor.post_id,
        final=final,
        on_time=at <= due,
    )
    AppealFile.objects.bulk_create(
        AppealFile(appeal=appeal, answer=given, file_id=file_id, added_at=at, by_staff=True)
        for file_id in words.file_ids
    )
    beside(appeal, answer=given.pk, words=_typed(words))
    return given


def _typed(words: Words) -> dict[str, Any]:
    """What was typed: taken back, it begins the next try. Photos are chosen again."""
    return {
        "outcome": str(words.outcome), "text": words.text, "done": words.done, "where": words.where,
        "when": words.when.isoformat() if words.when else "", "reason": words.reason,
        "legality": [code for code, holds in words.legality.items() if holds],
    }


def _finish(appeal: Appeal, words: Words, at: datetime) -> None:
    move(appeal, State.ANSWERED)
    recall_offers(appeal)
    appeal.answered_at, appeal.outcome = at, words.outcome
    terms.end_all(appeal, at)
    if undo.is_open():
        _note_what_ends(appeal)
    Pause.objects.filter(appeal=appeal, ended_at=None).update(ended_at=at)
    days = float(legal.term("followup.after", local(at).date()).value or 28)
    Followup.objects.update_or_create(appeal=appeal, defaults={"due_at": at + timedelta(days=days), "asked_at": None})


def _note_what_ends(appeal: Appeal) -> None:
    """For taking it back: the pauses that end with the answer, and the question of the fourth week as it was."""
    pauses = list(Pause.objects.filter(appeal=appeal, ended_at=None).values_list("pk", flat=True))
    asked = Followup.objects.filter(appeal=appeal).values("due_at", "asked_at").first()
    beside(appeal, pauses=pauses, followup=asked)


# --- the applicant's side -----------------------------------------------------------------------------------


def ask_reopen(*, secret_hash: bytes, reason: str) -> Appeal:
    """The applicant asks once to open the matter again; a head decides."""
    said = words(reason)
    with transaction.atomic():
        appeal = take_by_secret(secret_hash)
        policies.check_reopen(state=appeal.state, reopened=_asked(appeal), answered_at=appeal.answered_at, at=now())
        move(appeal, State.REOPEN_ASKED)
        Reopening.objects.create(appeal=appeal, reason=said, asked_at=now())
        told(appeal, Actor.citizen(), "reopen_asked")
    return appeal


def _asked(appeal: Appeal) -> int:
    return Reopening.objects.filter(appeal=appeal).count()


def decide_reopening(*, actor: Actor, appeal_id: int, accept: bool, ground: str) -> Appeal:
    """The head opens it again with fresh clocks, or declines with a ground."""
    said = words(ground, GROUND_MAX)
    with transaction.atomic():
        appeal = take(actor, appeal_id, "appeals.decide_reopening")
        at = now()
        move(appeal, State.IN_WORK if accept else State.CLOSED)
        Reopening.objects.filter(appeal=appeal).update(
            accepted=accept, ground=said, decided_at=at, account_id=actor.account_id
        )
        if accept:
            _open_again(appeal, at)
        else:
            appeal.closed_at = at
        told(appeal, actor, "reopened" if accept else "reopen_declined", data={"ground": said})
        letters.news(appeal, "reopening")
        if accept:
            letters.news_to_joined(appeal, "reopened")
    return appeal


def _open_again(appeal: Appeal, at: datetime) -> None:
    before = {name: appeal.clocks.get(name) for name in ("legal", *terms.FIRST)}
    appeal.reopened, appeal.answered_at, appeal.outcome, appeal.escalation = 1, None, "", 0
    appeal.first_answer_at = None
    appeal.clocks = {"before": before}
    terms.put(appeal, terms.start(at, category(appeal.category)))


def still_solved(*, secret_hash: bytes, yes: bool, words: str = "") -> Appeal:
    """The applicant's word after four weeks. It can be given once."""
    with transaction.atomic():
        appeal = take_by_secret(secret_hash)
        changed = Followup.objects.filter(appeal=appeal, answered_at=None, due_at__lte=now()).update(
            still_solved=yes, words=words.strip()[:1000], answered_at=now()
        )
        if changed:
            if appeal.state == State.ANSWERED:
                move(appeal, State.CLOSED)
                appeal.closed_at = now()
            told(appeal, Actor.citizen(), "still_solved", data={"yes": yes})
    return appeal
