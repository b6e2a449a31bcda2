"""What problem files put on a day: tasks in the own beat whose day comes near, to be looked at where they are done.

The body does the task through its own door. The inspector who works on the file owes the group a look at the place by
the day on which it is due: a photo and a sentence, which a visit is.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from senim.kernel import duties
from senim.kernel.areas import inside
from senim.kernel.duties import Duty, Ground, Source, Where
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.problems.domain import TASK_OPEN
from senim.problems.models import Member, Task

MOST = 100
FIELDS = (
    "area_path", "text", "due_on", "problem__number", "problem__title", "body__name_kk", "body__name_ru",
    "body__name_en",
)
#: Who looks at the place.
LOOKERS = (Role.INSPECTOR, Role.JUVENILE)
LOOK = Label("Орнында қарау", "Посмотреть на месте", "Look at the place")
TASKED = Label("Топтың тапсырмасы", "Задача группы", "A task of the group")


def register() -> None:
    """The source; call it from AppConfig.ready."""
    duties.register(Source("tasks", rows=tasks, show=duties.each(_task)))


def tasks(scope: Scope, day: date) -> QuerySet[Task] | None:
    """Open tasks due within the horizon: in the own beat, or in a file that the own post works on."""
    posts = scope.posts(*LOOKERS)
    if not posts:
        return None
    worked = Member.objects.filter(post__in=posts, until__isnull=True).values("problem")
    mine = inside(scope.paths(Role.INSPECTOR)) | Q(problem__in=worked)
    rows = Task.objects.filter(mine, state__in=TASK_OPEN, due_on__lte=day + duties.HORIZON)
    return rows.select_related("problem", "body").only(*FIELDS).order_by("due_on", "pk")[:MOST]


def _task(one: Task) -> Duty:
    return Duty(
        key=f"tasks:{one.pk}",
        what=f"{LOOK}: {one.text}",
        where=Where(one.area_path, one.problem.title),
        owed_by=duties.end_of(one.due_on),
        ground=Ground.DECISION,
        because=TASKED,
        url=reverse("problems:tab", args=[one.problem.number, "respond"]),
        told=Label(one.body.name_kk, one.body.name_ru, one.body.name_en),
        purpose="problem",
        carried=True,
    )
