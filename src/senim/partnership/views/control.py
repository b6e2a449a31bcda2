"""The control of decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from senim.ease.api import lists, tabs_of
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.partnership import presenters, staff_lists
from senim.partnership.actions import control as acts
from senim.partnership.domain import DecisionState
from senim.partnership.forms.bodies import ExecuteForm, ExtendForm, LiftForm, ReportForm
from senim.partnership.permissions import ACTIONS, READERS, can
from senim.partnership.selectors import bodies as reads
from senim.partnership.views.common import must_be_able
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted
from senim.web.paging import page_of

SIZE = 50


@role(*READERS)
@never_cache
def decisions(request: StaffRequest) -> HttpResponse:
    """Decisions under control, overdue ones by executing body."""
    page, asked = page_of(request, SIZE), lists.asked(request, staff_lists.DECISIONS)
    chosen = staff_lists.chosen(asked)
    rows = reads.decisions(request.scope, offset=page.offset, limit=SIZE, **chosen)
    context = {
        "rows": [presenters.decision_row(row) for row in rows[:SIZE]],
        "owners": reads.owners(request.scope),
        "owner": asked.known["owner"].get(asked.get("owner"), ""),
        "tabs": tabs_of(asked, "show", asked.get("show", "open")),
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "partnership/decisions.html", context)


@role(*READERS)
@never_cache
def decision(request: StaffRequest, decision_id: int) -> HttpResponse:
    """One decision with its control."""
    one = found(reads.decision, request.scope, decision_id)
    is_open = one.state == DecisionState.OPEN
    context = {
        **presenters.decision_row(one),
        "steps": presenters.step_rows(one),
        "body": str(one.session.body.name),
        "may_report": is_open and can(request.scope, acts.REPORT, one.area_path),
        "may_control": is_open and can(request.scope, acts.CONTROL, one.area_path),
    }
    return render(request, "partnership/decision.html", context)


@dataclass(frozen=True, slots=True)
class Way:
    """A step of the control: its form, what it does, its words."""

    action: str
    form: Any
    act: Callable[..., object]
    title: Any
    done: Any


WAYS: dict[str, Way] = {
    "report": Way(
        acts.REPORT,
        ReportForm,
        lambda who, pk, data: acts.report(actor=who, decision_id=pk, text=data["text"]),
        gettext_lazy("Report progress"),
        gettext_lazy("The report is added."),
    ),
    "extend": Way(
        acts.CONTROL,
        ExtendForm,
        lambda who, pk, data: acts.extend(actor=who, decision_id=pk, due_on=data["due_on"], ground=data["text"]),
        gettext_lazy("Give more time"),
        gettext_lazy("The day is moved; the first day stays visible."),
    ),
    "execute": Way(
        acts.CONTROL,
        ExecuteForm,
        lambda who, pk, data: acts.execute(actor=who, decision_id=pk, on=data["on"], text=data["text"]),
        gettext_lazy("Executed"),
        gettext_lazy("The decision is executed."),
    ),
    "lift": Way(
        acts.CONTROL,
        LiftForm,
        lambda who, pk, data: acts.lift(actor=who, decision_id=pk, ground=data["text"]),
        gettext_lazy("Take off control"),
        gettext_lazy("The decision is off control."),
    ),
}


@role(*ACTIONS[acts.REPORT][0])
@never_cache
def step(request: StaffRequest, decision_id: int, way: str) -> HttpResponse:
    """A step of the control: report, extend, execute, lift."""
    chosen = WAYS.get(way)
    if chosen is None:
        raise Http404(way)
    one = found(reads.decision, request.scope, decision_id)
    must_be_able(request, chosen.action, one.area_path)
    form = chosen.form(posted(request), initial={"on": today()})
    return ask(
        request,
        form,
        lambda: chosen.act(request.actor, decision_id, form.cleaned_data),
        title=chosen.title,
        back=reverse("partnership:decision", args=[decision_id]),
        done=chosen.done,
        intro=one.text,
    )
