"""Which problem files open in an emergency, and what is shown of one: what was agreed about a place, and no person.

Shut: sources (they name appeals), what residents said, drafts and the history; files with a sensitive kind of event.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from senim.breakglass import api as breakglass
from senim.breakglass.api import Page, Part, Record
from senim.kernel import ids
from senim.kernel.labels import Label
from senim.kernel.scoping import Role, Scope
from senim.problems import events
from senim.problems.domain import STAGES, TASK_STATES, Stage, TaskState
from senim.problems.models import Problem, Recommendation, Task
from senim.problems.permissions import visible
from senim.problems.presenters.parts import area_name, body_name, kind_name, place_name
from senim.web import words

#: Officers who read files of their own area; a duty unit reads none.
ROLES = frozenset({Role.INSPECTOR, Role.JUVENILE, Role.HEAD})
OPENS = Label(
    "Ашылады: мәселе неде, қай жерде, не ұсынылды, кімге қандай тапсырма берілді.",
    "Открывается: в чём проблема, где она, что предложено, кому какие задачи даны.",
    "Opened: what the problem is, where, what was proposed, who has which task.",
)
KEEPS = Label(
    "Жабық қалады: дереккөздер, тұрғындардың сөзі, істің тарихы; сезімтал оқиға түрі бар іс мүлде ашылмайды.",
    "Закрыто: источники, слова жителей, история; дело с деликатным видом событий не открывается вовсе.",
    "Shut: sources, what residents said, the history; a file with a sensitive kind of event is not opened at all.",
)
NAMES = {
    "file": Label("Мәселе ісі", "Дело о проблеме", "Problem file"),
    "what": Label("Мәселе", "Проблема", "The problem"),
    "kind": Label("Түрі", "Вид", "Kind"),
    "where": Label("Қайда", "Где", "Where"),
    "stage": Label("Кезеңі", "Этап", "Stage"),
    "closed": Label("Неге жабылды", "Почему закрыто", "Why it was closed"),
    "proposed": Label("Не ұсынылды", "Что предложено", "What was proposed"),
    "tasks": Label("Тапсырмалар", "Задачи", "Tasks"),
}


def register() -> None:
    """Call it from AppConfig.ready."""
    breakglass.register(
        breakglass.Kind(
            "problem", name=Label("мәселе ісі", "дело о проблеме", "problem file"), example="7K3M-42QX-9", opens=OPENS,
            keeps=KEEPS, roles=ROLES, find=find, read=read))


def find(scope: Scope, number: str) -> Record | None:
    """A file by its number; None where it holds a sensitive kind of event. One query, two where it is found."""
    found = Problem.objects.filter(number=ids.parse_number(number) or "").first()
    if found is None or events.sensitive_kinds(found.selection or {}):
        return None
    seen = Problem.objects.filter(visible(scope), pk=found.pk).exists()
    url = reverse("problems:file", args=[found.number]) if seen else ""
    return Record(found.pk, found.number, found.area_path, url)


def read(record: Record) -> Page | None:
    """What an emergency shows of a file. Three queries."""
    row = Problem.objects.filter(pk=record.pk).first()
    if row is None:
        return None
    facts: tuple[tuple[Any, Any], ...] = (
        (NAMES["kind"], f"{kind_name(row.kind)}, {place_name(row.place_kind)}"),
        (NAMES["where"], area_name(row.area_id)),
        (NAMES["stage"], STAGES[Stage(row.stage)]),
        (NAMES["closed"], row.closed_reason),
    )
    return Page(f"{NAMES['file']} {row.number}", (
        Part(NAMES["what"], tuple((key, value) for key, value in facts if value), (row.title, row.words)),
        Part(NAMES["proposed"], texts=tuple(_proposed(row))),
        Part(NAMES["tasks"], tuple(_tasks(row))),
    ))


def _proposed(row: Problem) -> list[str]:
    return [one.text for one in Recommendation.objects.filter(problem=row).order_by("pk")]


def _tasks(row: Problem) -> list[tuple[Any, Any]]:
    rows = Task.objects.filter(problem=row).select_related("body").order_by("pk")
    return [
        (f"{body_name(one.body)}, {TASK_STATES[TaskState(one.state)]}", f"{one.text} ({words.day(one.due_on)})")
        for one in rows
    ]
