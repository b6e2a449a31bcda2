"""What the clock writes about tasks: to the body the day before, when it is overdue and weekly then; to the group,
when a link was never opened.

Each letter goes with the row that says it went, in one transaction: whoever is killed in between sends it once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from senim.kernel import legal, outbox
from senim.kernel.clock import LOCAL, local, now, today
from senim.kernel.formats import day as day_words
from senim.kernel.scoping import Actor, Role
from senim.problems.actions.history import told
from senim.problems.actions.response import LETTERS
from senim.problems.domain import TASK_OPEN, TaskState
from senim.problems.models import Member, Problem, Task
from senim.staff import api as staff

BATCH = 200


def remind(*, limit: int = BATCH) -> int:
    """Write what is due now; gives how many tasks were written about. Bears running twice, and two at once."""
    day = today()
    stages: tuple[tuple[Q, Callable[[Task, date], bool]], ...] = (
        (_due_tomorrow(day), _warn),
        (_unopened(day), _tell_group),
        (_overdue(day), _tell_late),
    )
    return sum(_each(which, act, day, limit) for which, act in stages)


def _due_tomorrow(day: date) -> Q:
    """Due tomorrow, and not sent only today: the letter with the link names the day already."""
    return Q(due_on=day + timedelta(days=1), warned_on=None, sent_at__lt=_midnight(day))


def _unopened(day: date) -> Q:
    days = int(legal.term("problem.silent_body", day).value or 0)
    sent = _midnight(day - timedelta(days=days - 1))
    return Q(state=TaskState.SENT, silence_told_on=None, sent_at__lt=sent)


def _overdue(day: date) -> Q:
    days = int(legal.term("problem.remind_every", day).value or 0)
    again = Q(late_told_on=None) | Q(late_told_on__lte=day - timedelta(days=days))
    return again & Q(due_on__lt=day)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LOCAL)


def _each(which: Q, act: Callable[[Task, date], bool], day: date, limit: int) -> int:
    """One task after the other, each under its lock and looked at once more there."""
    due = Task.objects.filter(which, state__in=TASK_OPEN)
    count = 0
    for task_id in list(due.order_by("due_on", "pk").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            locked = due.select_for_update(of=("self",)).select_related("body", "problem")
            task = locked.filter(pk=task_id).first()
            count += task is not None and act(task, day)
    return count


def _warn(task: Task, day: date) -> bool:
    task.warned_on = day
    task.save(update_fields=["warned_on"])
    return _write(task, "problem_task_tomorrow", "before", day)


def _tell_late(task: Task, day: date) -> bool:
    task.late_told_on = day
    task.save(update_fields=["late_told_on"])
    return _write(task, "problem_task_reminder", "late", day)


def _tell_group(task: Task, day: date) -> bool:
    """The body has not opened its link: it is asked once more, and whoever works the file is told."""
    task.silence_told_on = day
    task.save(update_fields=["silence_told_on"])
    days = (day - local(task.sent_at).date()).days
    told(task.problem, Actor.system(), "task_silent", {"task": task.pk, "days": days})
    for post_id in _group(task.problem):
        staff.write_to_post(
            post_id,
            template="problem_task_silent",
            address=f"/problems/{task.problem.number}/respond/",
            key=f"problem:task:{task.pk}:silent:{post_id}",
            context={"sent": f"{local(task.sent_at):%d.%m.%Y}"},
        )
    if task.due_on >= day:  # who is overdue as well gets one letter, not two
        _write(task, "problem_task_reminder", "unopened", day)
    return True


def _group(problem: Problem) -> list[int]:
    """The posts that work the file now; where none of them is held, the coordinators of its area."""
    members = Member.objects.filter(problem=problem, until=None, post__isnull=False).order_by("pk")
    posts = [one.post_id for one in members if one.post_id and staff.on_post(one.post_id) is not None]
    return posts or staff.posts_covering(Role.GROUP_COORDINATOR, problem.area_id)


def _write(task: Task, template: str, stage: str, day: date) -> bool:
    """A neutral letter to the body. The secret is not kept, so that it names the first letter and carries no link."""
    if not task.body.email:
        return False
    task.reminders, task.reminded_at = task.reminders + 1, now()
    task.save(update_fields=["reminders", "reminded_at"])
    told(task.problem, Actor.system(), "task_reminded", {"task": task.pk, "times": task.reminders})
    outbox.put(
        "email",
        to=task.body.email,
        template=template,
        context={"sent": day_words(local(task.sent_at).date(), LETTERS), "due": day_words(task.due_on, LETTERS)},
        language=LETTERS,
        key=f"problem:task:{task.pk}:{stage}:{day.isoformat()}",
    )
    return True
