"""Acts of the response: recommendations, decisions, the plan, tasks of bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from senim.problems import domain
from senim.problems.actions import file, measure, response
from senim.problems.forms import file as forms
from senim.problems.forms.parts import number_of
from senim.problems.presenters import parts as names
from senim.problems.views.acts.base import Act, Doing, plain, short

LATE = _(
    "The watched period had begun when this was frozen: data may have been seen. Earlier plans are kept, and what is "
    "found by this one suggests but does not prove."
)
BEFORE_PLAN = _(
    "The response began before its plan was frozen. The file may go on; the conclusion will say that it does not prove."
)


class NoWords(forms.OneOfForm):
    """A row of a list and no words about it."""

    def __init__(self, *args: Any, rows: Any, **more: Any) -> None:
        super().__init__(*args, rows=rows, label=_("Task"), **more)
        del self.fields["text"]


def _recommend_form(doing: Doing, *args: Any) -> Any:
    return forms.RecommendForm(*args, bodies=doing.bodies())


def _recommend(doing: Doing) -> object:
    data = doing.data
    proposal = response.Proposal(
        data["text"],
        data["technique"],
        owner_id=number_of(data["owner"]),
        money=data["money"] or 0,
        due_on=data["due_on"],
        expected=data["expected"],
        elsewhere=data["elsewhere"],
    )
    return response.recommend(**doing.who, proposal=proposal)


def _undecided(doing: Doing) -> list[tuple[int, str]]:
    return [(one.pk, short(one.text)) for one in doing.parts.recommendations if not hasattr(one, "decision")]


def _decide(doing: Doing) -> object:
    data = doing.data
    return response.decide(
        **doing.who,
        recommendation_id=int(data["target"]),
        verdict=domain.Verdict(data["verdict"]),
        decider=domain.Decider(data["decider"]),
        ground=data["ground"],
        changed_to=data["changed_to"],
        money=data["money"],
    )


def _grounds(doing: Doing) -> list[tuple[str, str]]:
    """Adopted recommendations in their stages, and weak or bad headings of audits at any time."""
    adopted = [
        (f"r{one.pk}", short(one.text))
        for one in doing.parts.recommendations
        if getattr(one, "decision", None)
        and one.decision.verdict != domain.Verdict.REFUSED
        and doing.problem.stage in {domain.Stage.RESPOND, domain.Stage.ASSESS}
    ]
    wrong = [
        (f"a{item.pk}", short(f"{audit.place}: {item.text}"))
        for audit in doing.parts.audits
        for item in audit.items.all()
        if item.mark in {domain.Mark.WEAK, domain.Mark.BAD}
    ]
    return adopted + wrong


def _task_form(doing: Doing, *args: Any) -> Any:
    return forms.TaskForm(*args, grounds=_grounds(doing), bodies=doing.bodies())


def _send(doing: Doing) -> object:
    data, ground = doing.data, doing.data["ground"]
    key = "recommendation_id" if ground[0] == "r" else "audit_item_id"
    follows: dict[str, Any] = {key: int(ground[1:])}
    _task, secret = response.send_task(
        **doing.who, body_id=int(data["body"]), text=data["text"], due_on=data["due_on"], **follows
    )
    doing.made = door(secret)
    return _task


def door(secret: str) -> str:
    """The address that a body opens."""
    return settings.BASE_URL.rstrip("/") + reverse("problems:door", args=[secret])


def _open_tasks(doing: Doing) -> list[tuple[int, str]]:
    return [
        (one.pk, short(f"{names.body_name(one.body)}: {one.text}"))
        for one in doing.parts.tasks
        if one.state in domain.TASK_OPEN
    ]


def _again(doing: Doing) -> object:
    task, secret = response.send_again(**doing.who, task_id=int(doing.data["target"]))
    doing.made = door(secret)
    return task


def _plan_form(doing: Doing, *args: Any) -> Any:
    return forms.PlanForm(*args, areas=names.near_areas(doing.problem.area_path), changes=bool(doing.parts.plans))


def _breaks(data: dict[str, Any]) -> tuple[tuple[date, str], ...]:
    """The break in the series that was named, if any."""
    when, how = data.get("break_day"), data.get("break_words", "").strip()
    return ((when, how),) if when and how else ()


def _plan(doing: Doing) -> object:
    data = doing.data
    values = measure.PlanValues(
        tuple(data["comparison"]),
        data["before_from"],
        data["before_until"],
        data["from_day"],
        data["until_day"],
        data["smallest_effect"],
        ring=tuple(data["ring"]),
        buffer=data["buffer"] or 0,
        breaks=_breaks(data),
        words=data["words"],
    )
    made = measure.freeze_plan(**doing.who, values=values, reason=data.get("reason", ""))
    if made.late:
        messages.warning(doing.request, LATE)
    return made


def _day(value: Any) -> date:
    assert isinstance(value, date)
    return value


def _begin(doing: Doing) -> object:
    day = _day(doing.data["day"])
    made = file.begin(**doing.who, day=day)
    if names.before_plan(doing.parts.plans, day):
        messages.warning(doing.request, BEFORE_PLAN)
    return made


ACTS: dict[str, Act] = {
    "recommend": Act(
        "problems.recommend",
        "respond",
        _("Recommend a measure"),
        _("Add"),
        _recommend_form,
        _recommend,
        _("The recommendation is added."),
    ),
    "decide": Act(
        "problems.decide",
        "respond",
        _("Decide about a recommendation"),
        _("Decide"),
        lambda d, *args: forms.DecideForm(*args, rows=_undecided(d)),
        _decide,
        _("The decision is kept."),
        when=lambda d: bool(_undecided(d)),
    ),
    "plan": Act(
        "problems.plan",
        "respond",
        _("Freeze the plan of assessment"),
        _("Freeze"),
        _plan_form,
        _plan,
        _("The plan is frozen."),
    ),
    "begin": Act(
        "problems.begin",
        "respond",
        _("The response has begun"),
        _("Keep"),
        plain(forms.DayForm),
        _begin,
        _("The day is kept."),
    ),
    "task": Act(
        "problems.send_task",
        "respond",
        _("Send a task to a body"),
        _("Send the link"),
        _task_form,
        _send,
        _("Sent. The link, if it has to be handed over by hand: %(made)s"),
        when=lambda d: bool(_grounds(d)),
    ),
    "again": Act(
        "problems.send_task",
        "respond",
        _("Send a new link"),
        _("Send"),
        lambda d, *args: NoWords(*args, rows=_open_tasks(d)),
        _again,
        _("Sent anew; the old link is dead. The link: %(made)s"),
        when=lambda d: bool(_open_tasks(d)),
    ),
    "recall": Act(
        "problems.send_task",
        "respond",
        _("Take a task back"),
        _("Take back"),
        lambda d, *args: forms.OneOfForm(*args, rows=_open_tasks(d), label=_("Task")),
        lambda d: response.recall_task(**d.who, task_id=int(d.data["target"]), why=d.data["text"]),
        _("The task is taken back."),
        when=lambda d: bool(_open_tasks(d)),
    ),
}
