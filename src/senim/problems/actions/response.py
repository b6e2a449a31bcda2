"""Who does what: recommendations, decisions, tasks of other bodies by link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from senim.kernel import calendar, ids, legal, outbox
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.formats import day as day_words
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.problems.actions.applicants import tell
from senim.problems.actions.file import CHOOSE
from senim.problems.actions.history import its, take, told, words
from senim.problems.catalogue import TECHNIQUES
from senim.problems.domain import Decider, Stage, TaskState, Verdict
from senim.problems.models import AuditItem, Decision, Problem, Recommendation, Task
from senim.problems.policies import check_not_a_household, check_task_step

#: The language of letters to bodies: theirs is not known, and the first language of the house is Kazakh.
LETTERS = "kk"

PAST = Label(
    "Мерзім бүгіннен кейін болуы керек.", "Срок должен быть позже сегодняшнего дня.", "The day has to be after today."
)
MONEY = Label("Сома теріс болмайды.", "Сумма не бывает отрицательной.", "An amount is not negative.")
ALREADY = Label(
    "Бұл ұсыным бойынша шешім қабылданған.",
    "По этой рекомендации решение уже принято.",
    "This recommendation has been decided.",
)
SAY_CHANGE = Label("Қалай өзгергенін жазыңыз.", "Напишите, что изменено.", "Say what was changed.")
NOT_ADOPTED = Label(
    "Тапсырма тек қабылданған ұсыным бойынша жіберіледі.",
    "Задача отправляется только по принятой рекомендации.",
    "A task is sent only for a recommendation that was adopted.",
)
NOT_YET = Label(
    "Тапсырмалар «Шешім» кезеңінде жіберіледі: алдымен бағалау жоспары бекітілсін.",
    "Задачи отправляют на этапе «Решение»: сначала фиксируется план оценки.",
    "Tasks are sent in the stage of response: the plan of assessment is frozen first.",
)
ONE_GROUND = Label(
    "Тапсырма не ұсынымнан, не тексерудегі белгіден шығады.",
    "Задача идёт либо от рекомендации, либо от пункта осмотра.",
    "A task comes from a recommendation or from a heading of an audit.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A recommendation. money: tenge; due_on: by when; expected: what it should bring; elsewhere: what worked."""

    text: str
    technique: str
    owner_id: int | None = None
    money: int = 0
    due_on: date | None = None
    expected: str = ""
    elsewhere: str = ""


def recommend(*, actor: Actor, problem_id: int, proposal: Proposal) -> Recommendation:
    """Propose a measure. Its mechanism is that of its technique."""
    text = words(proposal.text, 2000)
    expected = words(proposal.expected, 500, "expected", required=False)
    elsewhere = words(proposal.elsewhere, 1000, "elsewhere", required=False)
    if proposal.technique not in TECHNIQUES:
        raise Refused("choose", CHOOSE, field="technique")
    if proposal.money < 0:
        raise Refused("money", MONEY, field="money")
    check_not_a_household(text, field="text")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.recommend")
        row = Recommendation.objects.create(
            problem=problem,
            text=text,
            technique=proposal.technique,
            mechanism=TECHNIQUES[proposal.technique][0],
            owner_id=proposal.owner_id,
            money=proposal.money,
            due_on=proposal.due_on,
            expected=expected,
            elsewhere=elsewhere,
            at=now(),
            account_id=actor.account_id,
        )
        told(problem, actor, "recommended", {"recommendation": row.pk, "technique": row.technique})
    return row


def decide(
    *,
    actor: Actor,
    problem_id: int,
    recommendation_id: int,
    verdict: Verdict,
    decider: Decider,
    ground: str,
    changed_to: str = "",
    money: int | None = None,
) -> Decision:
    """The akim or the commission accepts, changes or refuses a recommendation, with the ground. Once."""
    said = words(ground, 1000, "ground")
    changed = words(changed_to, 2000, "changed_to", required=False)
    if verdict is Verdict.CHANGED and not changed:
        raise Refused("say_change", SAY_CHANGE, field="changed_to")
    if money is not None and money < 0:
        raise Refused("money", MONEY, field="money")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.decide")
        row = its(problem.recommendations, recommendation_id)
        if Decision.objects.filter(recommendation=row).exists():
            raise Refused("already", ALREADY)
        given = 0 if verdict is Verdict.REFUSED else (row.money if money is None else money)
        made = Decision.objects.create(
            recommendation=row,
            verdict=verdict,
            decider=decider,
            ground=said,
            changed_to=changed,
            money=given,
            at=now(),
            account_id=actor.account_id,
            post_id=actor.post_id,
        )
        told(problem, actor, "decided", {"recommendation": row.pk, "verdict": str(verdict), "decider": str(decider)})
        if verdict is not Verdict.REFUSED:
            tell(problem, "decided")
    return made


def usual_due() -> date:
    """The day by which a task is due where nobody names one: a term of the house."""
    term = legal.term("problem.task", today())
    return calendar.add_working_days(today(), int(term.value or 0)).day


def send_task(
    *,
    actor: Actor,
    problem_id: int,
    body_id: int,
    text: str,
    due_on: date | None = None,
    recommendation_id: int | None = None,
    audit_item_id: int | None = None,
    area_path: str = "",
) -> tuple[Task, str]:
    """Ask another body for its part; gives the task and the secret of its link, which is nowhere kept.

    From an adopted recommendation, in the stages of response and assessment; or from a heading of an audit, at any
    stage: a broken lamp does not wait for a plan.
    """
    said = words(text, 2000)
    check_not_a_household(said, field="text")
    due = due_on or usual_due()
    if due <= today():
        raise Refused("past", PAST, field="due_on")
    if (recommendation_id is None) == (audit_item_id is None):
        raise Refused("one_ground", ONE_GROUND, field="ground")
    secret = ids.new_token()
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.send_task")
        _check_ground(problem, recommendation_id, audit_item_id)
        task = Task.objects.create(
            problem=problem,
            recommendation_id=recommendation_id,
            audit_item_id=audit_item_id,
            body_id=body_id,
            area_path=area_path or problem.area_path,
            token_hash=ids.token_hash(secret),
            text=said,
            due_on=due,
            sent_at=now(),
            account_id=actor.account_id,
        )
        told(problem, actor, "task_sent", {"task": task.pk, "body": body_id, "due": due.isoformat()})
        _letter(task, secret, f"problem:task:{task.pk}")
    return task, secret


def _check_ground(problem: Problem, recommendation_id: int | None, audit_item_id: int | None) -> None:
    if audit_item_id is not None:
        its(AuditItem.objects.filter(audit__problem=problem), audit_item_id)
        return
    if problem.stage not in {Stage.RESPOND, Stage.ASSESS}:
        raise Refused("not_yet", NOT_YET)
    row = its(problem.recommendations, recommendation_id or 0)
    decision = Decision.objects.filter(recommendation=row).first()
    if decision is None or decision.verdict == Verdict.REFUSED:
        raise Refused("not_adopted", NOT_ADOPTED, field="ground")


def _letter(task: Task, secret: str, key: str) -> None:
    """Tell the body that it is asked, in neutral words, with its own link. key: of the outbox, one for each link."""
    if not task.body.email:
        return
    outbox.put(
        "email",
        to=task.body.email,
        template="problem_task",
        context={"link": f"{settings.BASE_URL}/{LETTERS}/p/{secret}/", "due": day_words(task.due_on, LETTERS)},
        language=LETTERS,
        key=key,
    )


def _open_task(problem: Problem, task_id: int) -> Task:
    """A task of this file under its lock, where it is open still."""
    task = its(problem.tasks.select_for_update(of=("self",)).select_related("body"), task_id)
    check_task_step(task.state, TaskState.RECALLED)
    return task


def recall_task(*, actor: Actor, problem_id: int, task_id: int, why: str) -> Task:
    """Take a task back while it is open. Its link says so."""
    said = words(why, 500, "why")
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.send_task")
        task = _open_task(problem, task_id)
        task.state, task.ended_at, task.answer = TaskState.RECALLED, now(), said
        task.save(update_fields=["state", "ended_at", "answer"])
        told(problem, actor, "task_recalled", {"task": task.pk})
    return task


def send_again(*, actor: Actor, problem_id: int, task_id: int) -> tuple[Task, str]:
    """A new link for an open task: the old one is dead from now on, and the letter goes once more."""
    secret = ids.new_token()
    with transaction.atomic():
        problem = take(actor, problem_id, "problems.send_task")
        task = _open_task(problem, task_id)
        task.token_hash, task.reminders = ids.token_hash(secret), task.reminders + 1
        task.reminded_at = now()
        task.save(update_fields=["token_hash", "reminders", "reminded_at"])
        told(problem, actor, "task_reminded", {"task": task.pk, "times": task.reminders})
        _letter(task, secret, f"problem:task:{task.pk}:again:{task.reminders}")
    return task, secret
