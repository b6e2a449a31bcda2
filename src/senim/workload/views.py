"""The load of the beats of an area, proposals of new beats, norms."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.labels import Label
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import ask, found, posted
from senim.web.words import language
from senim.workload import actions, onward, presenters, selectors, wording
from senim.workload.domain import ENDED, MEASURES, STATES, Care, Mark, Measure, State
from senim.workload.forms import NormForm, ProposalForm
from senim.workload.permissions import PROPOSERS, READERS, SETTERS, can


@role(*READERS)
@never_cache
def beats(request: StaffRequest) -> HttpResponse:
    """The areas whose load one may see; the widest opens first."""
    rows = selectors.areas(request.scope)
    if len(rows) == 1:
        return redirect("workload:beats_of", rows[0].id)
    shown = [
        {"name": territory.name_of(one, language()), "url": reverse("workload:beats_of", args=[one.id])}
        for one in rows
    ]
    return render(request, "workload/areas.html", {"rows": shown})


@role(*READERS)
@never_cache
def beats_of(request: StaffRequest, area_id: int) -> HttpResponse:
    """Residents, appeals, calls, visits and hours of every beat of an area, in the order of their codes."""
    area = found(selectors.area, request.scope, area_id)
    norms = selectors.norms(request.scope, today())
    rows = [
        presenters.load_row(one, norms)
        for one in selectors.loads(request.scope, area, selectors.visit_norm(norms))
    ]
    since, until = selectors.window(today())
    context = {
        "name": territory.name_of(area, language()),
        "area": area,
        "rows": rows,
        "norms": [presenters.norm_row(one) for one in norms.values()],
        "since": since,
        "until": until,
        "on": today(),
        "may_propose": can(request.scope, "workload.propose", area.path) and len(rows) > 1,
        "may_set": request.scope.has(*SETTERS),
        "proposals": [
            {"row": one, "measure": str(MEASURES[Measure(one.measure)]), "state": str(STATES[State(one.state)]),
             "area": presenters.name_of(one.area_id)}
            for one in selectors.proposals(request.scope, (area.path,))
        ],
    }
    return render(request, "workload/beats.html", context)


@role(*PROPOSERS)
@never_cache
def propose(request: StaffRequest, area_id: int) -> HttpResponse:
    """Ask how the beats of an area could be drawn more evenly."""
    area = found(selectors.area, request.scope, area_id)
    if not can(request.scope, "workload.propose", area.path):
        raise Http404("not one's own area")
    form = ProposalForm(posted(request))
    made: list[int] = []

    def act() -> object:
        data = form.cleaned_data
        row = actions.propose(
            actor=request.actor, area_id=area_id, measure=Measure(data["measure"]), care=Care(data["care"]),
            seed=data["seed"])
        made.append(row.pk)
        return row

    response = ask(
        request, form, act, title=_("Ask for a proposal"), intro=wording.NOT_APPLIED,
        back=reverse("workload:beats_of", args=[area_id]), done=_("It is being reckoned."), button=_("Reckon"))
    return redirect("workload:proposal", made[0]) if made else response


@role(*READERS)
@never_cache
def proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """One proposal: before and after, who would change, what it is from. Nothing is applied here."""
    row = found(selectors.proposal, request.scope, proposal_id)
    state = State(row.state)
    context = {
        "row": row,
        "area": presenters.name_of(row.area_id),
        "measure": str(MEASURES[Measure(row.measure)]),
        "state": str(STATES[state]),
        "under_way": state not in ENDED,
        "percent": round(100 * row.progress),
        "refusal": ((row.result or {}).get("refusal") or {}).get(language(), ""),
        "result": presenters.result(row) if state is State.DONE else None,
        "not_applied": wording.NOT_APPLIED,
        "ways": onward.ways(request.scope, row.pk) if state is State.DONE else [],
        "back": reverse("workload:beats_of", args=[row.area_id]),
    }
    return render(request, "workload/proposal.html", context)


@role(*READERS)
@never_cache
def norms(request: StaffRequest) -> HttpResponse:
    """The norms that hold, with their marks; the ministry sets the next."""
    may = request.scope.has(*SETTERS)
    form = NormForm(posted(request) if may else None)
    rows = [presenters.norm_row(one) for one in selectors.norms(request.scope, today()).values()]

    def act() -> object:
        data = form.cleaned_data
        source = Label(data["source_kk"], data["source_ru"], data["source_en"])
        return actions.set_norm(
            actor=request.actor, code=data["code"], low=data["low"], high=data["high"], mark=Mark(data["mark"]),
            source=source, since=data["since"])

    if request.method == "POST" and not may:
        raise Http404("only the ministry sets norms")
    return ask(
        request, form, act, title=_("Norms of load"), back=reverse("workload:norms"), done=_("The norm is kept."),
        template="workload/norms.html", rows=rows, may=may)
