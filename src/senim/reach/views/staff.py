"""For those who answer for accessibility: shares by beat, states of points, yardsticks, scenarios."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import now, today
from senim.kernel.errors import NotYours, Refused
from senim.reach import actions, conditions, hours, permissions, plans, policies, presenters, selectors, yardsticks
from senim.reach.domain import DOORS, WORKS, Candidates, Code, Work
from senim.reach.forms import PlanForm, StateForm, YardstickForm
from senim.reach.words import REFUSALS
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.words import language


def _areas(request: StaffRequest) -> list[territory.AreaInfo]:
    """The areas whose figures the asker may choose: the own ones and those directly inside that are no beats."""
    own = list(selectors.own_areas(request.scope))
    inside = [one for top in own for one in territory.children(top.id, language())
              if one.level is not territory.Level.BEAT]
    return [*own, *inside]


def _chosen(request: StaffRequest, areas: list[territory.AreaInfo]) -> territory.AreaInfo | None:
    asked = request.GET.get("area", "")
    if not asked:
        return areas[0] if areas else None
    here = territory.area_by_code(asked)
    if here is None or not permissions.reads(request.scope, here.path):
        raise Http404
    return here


@role(*permissions.READERS)
@never_cache
def figures(request: StaffRequest) -> HttpResponse:
    """Shares within 5, 10 and 15 minutes by beat, as a map and a table; hours against when people come."""
    areas = _areas(request)
    here = _chosen(request, areas)
    found = selectors.computed(here.id) if here else None
    context: dict[str, Any] = {
        "areas": [{"code": one.code, "name": territory.name_of(one, language()), "current": one == here}
                  for one in areas],
        "name": territory.name_of(here, language()) if here else "", "waiting": found is None,
        "measures": [presenters.yardstick(one) for one in yardsticks.on(today()).values()],
        "may_plan": request.scope.has(*permissions.PLANNERS), "may_set": request.scope.has(*permissions.SETTERS),
        "scenarios": [_scenario_row(one) for one in selectors.scenarios(request.scope)],
        "plan": [presenters.promise(one) for one in plans.promises()],
    }
    if here and found:
        context |= {"shares": presenters.shares(found), "map": presenters.map_of(here.id, found)}
    if here:
        context["bands"] = presenters.bands(hours.bands(request.scope, here.id, now()))
    return render(request, "reach/figures.html", context)


def _scenario_row(one: Any) -> dict[str, Any]:
    return {"id": one.pk, "area": territory.name_of(territory.area(one.area_id), language()), "posts": one.posts,
            "at": one.created_at, "state": "" if one.state == Work.DONE else str(WORKS[Work(one.state)])}


@role(*permissions.RECORDERS)
@never_cache
def points(request: StaffRequest) -> HttpResponse:
    """The points of one's own area, with the state in which they were last found."""
    known, rows = conditions.latest(), []
    for one in territory.points():
        path = territory.area(one.area_id).path if one.area_id else ""
        if one.kind in DOORS and request.scope.covers(path, *permissions.RECORDERS):
            rows.append(presenters.point(one, known.get(one.id)))
    rows.sort(key=lambda row: presenters.order(row["name"]))
    return render(request, "reach/points.html", {"points": rows})


@role(*permissions.RECORDERS)
@never_cache
def state(request: StaffRequest, point_id: int) -> HttpResponse:
    """What was found at a point so far, and what is found now."""
    try:
        path = selectors.path_of(point_id)
        earlier = selectors.history(request.scope, point_id)
    except NotYours as error:
        raise Http404 from error
    if not permissions.can(request.scope, "reach.record_state", path):
        raise Http404
    last = earlier[0] if earlier else None
    initial = {"state": last.state, "note": last.note, **last.equipment} if last else {}
    form = StateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        def act() -> object:
            return actions.record_state(
                actor=request.actor, point_id=point_id, state=form.found(), since=form.cleaned_data["since"],
                note=form.cleaned_data["note"], equipment=form.equipment())

        if _done(request, form, act, _("Written down. Ways on foot follow within two minutes.")):
            return redirect("reach:points")
    point = next(one for one in territory.points() if one.id == point_id)
    return render(request, "reach/state.html", {
        "form": form, "name": point.name(language()), "address": point.address(language()),
        "earlier": [presenters.history_row(one) for one in earlier]}, status=422 if form.errors else 200)


def _done(request: StaffRequest, form: Any, act: Callable[[], object], words: str) -> bool:
    """Act; a refusal of the domain stands at its field."""
    try:
        act()
    except NotYours:
        raise
    except Refused as refused:
        form.refuse(refused)
        return False
    messages.success(request, words)
    return True


@role(*permissions.READERS)
@never_cache
def measures(request: StaffRequest) -> HttpResponse:
    """By what metres become minutes, with sources; an analyst sets another value."""
    may = request.scope.has(*permissions.SETTERS)
    form = YardstickForm(request.POST or None) if may else None
    if request.method == "POST":
        if form is None:
            raise NotYours("not_yours", REFUSALS["not_yours"])
        if form.is_valid():
            values = form.cleaned_data

            def act() -> object:
                return actions.set_yardstick(
                    actor=request.actor, code=Code(values["code"]), value=values["value"], source=values["source"])

            if _done(request, form, act, _("The value holds from today on; all ways are computed anew.")):
                return redirect("reach:measures")
    return render(request, "reach/measures.html", {
        "form": form, "measures": [presenters.yardstick(one) for one in yardsticks.on(today()).values()],
    }, status=422 if form is not None and form.errors else 200)


@role(*permissions.PLANNERS)
@never_cache
def plan(request: StaffRequest) -> HttpResponse:
    """Ask where new posts would help most."""
    areas = [(one.id, territory.name_of(one, language())) for one in _areas(request)
             if permissions.can(request.scope, "reach.plan", one.path)]
    form = PlanForm(request.POST or None, areas=areas)
    if request.method == "POST" and form.is_valid():
        values, made = form.cleaned_data, []

        def act() -> object:
            kind = Candidates(values["candidates"])
            lots = policies.read_lots(values["lots"], values["posts"]) if kind is Candidates.LOTS else []
            made.append(actions.plan(
                actor=request.actor, area_id=values["area"], posts=values["posts"], candidates=kind, lots=lots))
            return made[0]

        if _done(request, form, act, _("The scenario is being computed.")):
            return redirect("reach:scenario", made[0].pk)
    return render(request, "web/form.html", {
        "form": form, "title": _("Where would a post help most?"), "back": reverse("reach:figures"),
        "intro": _("A scenario for comparison, not a decision."), "button": _("Compute")},
        status=422 if form.errors else 200)


@role(*permissions.READERS)
@never_cache
def scenario(request: StaffRequest, scenario_id: int) -> HttpResponse:
    """The answer of a scenario, beside what the plan promises."""
    try:
        row = selectors.scenario(request.scope, scenario_id)
    except NotYours as error:
        raise Http404 from error
    found = selectors.computed(row.area_id) if row.state == Work.DONE else None
    context = {
        "scenario": row, "name": territory.name_of(territory.area(row.area_id), language()),
        "under_way": row.state in (Work.QUEUED, Work.RUNNING), "failed": row.state == Work.FAILED,
        "refusal": REFUSALS.get(row.result.get("refusal", ""), ""),
        "plan": [presenters.promise(one) for one in plans.promises()],
    }
    if row.state == Work.DONE:
        context["result"] = presenters.scenario(row.result)
        if found:
            context["map"] = presenters.map_of(row.area_id, found, presenters.fresh(row.result))
    return render(request, "reach/scenario.html", context)
