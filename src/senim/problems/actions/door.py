"""The door of another body: its task by a link without an account."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from senim.kernel import ids
from senim.kernel.clock import now, today
from senim.kernel.errors import Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.problems.actions.history import told, words
from senim.problems.actions.response import MONEY
from senim.problems.domain import TaskState
from senim.problems.models import Task
from senim.problems.policies import check_task_step

#: Days for which a link lives after its task ended.
LINK_LIVES = timedelta(days=30)

LINK_GONE = Label(
    "Бұл сілтеме енді жарамсыз не қате терілген.",
    "Эта ссылка уже не действует или набрана неверно.",
    "This link is no longer valid, or was typed wrongly.",
)
BEGAN = Label(
    "Жұмыс болашақта басталмайды.", "Работа не начинается в будущем.", "The work does not begin in the future."
)


def _by_link(secret: str) -> Task:
    found = Task.objects.select_related("body", "problem").filter(token_hash=ids.token_hash(secret)).first()
    if found is None or (found.ended_at is not None and found.ended_at + LINK_LIVES < now()):
        raise Refused("link_gone", LINK_GONE)
    return found


def open_link(*, secret: str) -> Task:
    """The task of a link. Opened for the first time, that is written down. Raises Refused where the link is dead."""
    found = _by_link(secret)
    if found.state != TaskState.SENT:
        return found
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).select_related("body", "problem").get(pk=found.pk)
        if task.state == TaskState.SENT:
            task.state, task.opened_at = TaskState.OPENED, now()
            task.save(update_fields=["state", "opened_at"])
            told(task.problem, Actor.link(str(task.body_id)), "task_opened", {"task": task.pk})
    return task


def answer_link(
    *, secret: str, step: TaskState, text: str = "", spent: int | None = None, began_on: date | None = None
) -> Task:
    """The body accepts, reports it done (what, when it began, what it cost), or refuses with the ground."""
    found = _by_link(secret)
    said = "" if step is TaskState.ACCEPTED else words(text, 2000)
    if spent is not None and spent < 0:
        raise Refused("money", MONEY, field="spent")
    if began_on is not None and began_on > today():
        raise Refused("began", BEGAN, field="began_on")
    with transaction.atomic():
        task = Task.objects.select_for_update(of=("self",)).select_related("body", "problem").get(pk=found.pk)
        if step not in {TaskState.ACCEPTED, TaskState.DONE, TaskState.REFUSED}:
            raise Refused("link_gone", LINK_GONE)
        check_task_step(task.state, step)
        task.state = step
        if step is TaskState.ACCEPTED:
            task.accepted_at = now()
        else:
            task.answer, task.ended_at = said, now()
        if step is TaskState.DONE:
            task.spent, task.began_on = spent, began_on or today()
        task.opened_at = task.opened_at or now()
        task.save()
        told(task.problem, Actor.link(str(task.body_id)), f"task_{step}", {"task": task.pk})
    return task
