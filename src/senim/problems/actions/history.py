"""The one step that every write ends with: change, history and audit in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet

from senim.kernel import audit
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.kernel.scoping import Actor
from senim.problems.models import Event, Problem
from senim.problems.permissions import NOT_YOURS, check_act, visible
from senim.problems.policies import check_no_person, check_open

Row_co = TypeVar("Row_co", bound=Model, covariant=True)


class _Rows(Protocol[Row_co]):
    """Rows of one file: a manager of its rows, or a narrower question."""

    def filter(self, **named: Any) -> QuerySet[Row_co]: ...


NOT_FOUND = Label("Мұндай іс табылмады.", "Такое дело не найдено.", "No such file was found.")
SAY = Label("Мұны жазыңыз.", "Напишите это.", "Fill this in.")
TOO_LONG = Label(
    "Тым ұзақ: ең көбі %(limit)s таңба.",
    "Слишком длинно: не больше %(limit)s знаков.",
    "Too long: at most %(limit)s characters.",
)


def take(actor: Actor, problem_id: int, action: str) -> Problem:
    """Lock one open file that the actor may see and act on. Raises NotYours, in the same words where there is none."""
    found = Problem.objects.select_for_update(of=("self",)).filter(visible(actor.scope), pk=problem_id).first()
    if found is None:
        raise NotYours("not_found", NOT_FOUND)
    check_act(actor, action, found)
    check_open(found.stage)
    return found


def its(rows: _Rows[Row_co], pk: int) -> Row_co:
    """The row of this file with an id. Raises NotYours for another file's, in the same words as for none."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotYours("not_yours", NOT_YOURS)
    return found


def words(text: str, limit: int, field: str = "text", *, required: bool = True) -> str:
    """A text without blanks around it. Raises Refused where it is empty, too long, or names a person by a number."""
    said = text.strip()
    if required and not said:
        raise Refused("empty", SAY, field=field)
    if len(said) > limit:
        raise Refused("too_long", TOO_LONG, field=field, params={"limit": limit})
    check_no_person(said, field=field)
    return said


def told(problem: Problem, actor: Actor, type_: str, data: Mapping[str, Any] | None = None) -> Event:
    """Write the history row and the audit event. `data`: codes, ids and numbers, no words of people."""
    event = Event.objects.create(
        problem=problem,
        at=now(),
        type=type_,
        actor_kind=actor.kind,
        account_id=actor.account_id,
        post_id=actor.post_id,
        data=dict(data or {}),
    )
    audit.record(
        actor,
        f"problems.{type_}",
        ("problem", problem.pk),
        area_path=problem.area_path,
        data={"number": problem.number, "stage": str(problem.stage), **(data or {})},
    )
    return event
