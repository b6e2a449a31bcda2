"""Looking: the views of a selection, and the analyses that run behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from senim.incidents import actions, panels, permissions, presenters, selectors
from senim.incidents.domain import Selection
from senim.incidents.forms import RunForm, SelectionForm
from senim.incidents.models import Run
from senim.incidents.panels import Panel
from senim.incidents.panels.points import DRAWN
from senim.kernel import clock
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.sheets import csv_answer
from senim.web.words import language


def _form(request: StaffRequest, data: Any) -> SelectionForm:
    return SelectionForm(data, **presenters.choices(request.scope, language()))


@role(*permissions.READERS)
def explore(request: StaffRequest) -> HttpResponse:
    """The views of a selection; a POST lets an analysis of it run."""
    form = _form(request, request.GET)
    if not form.is_valid():
        return render(request, "incidents/explore.html", {"form": form}, status=422)
    selection = form.selection()
    if request.method == "POST":
        return _start(request, selection)
    look = form.look(whole=_whole(request))
    made = panels.panels(request.scope, selection, language(), look)
    if look.points:
        _note_points(request, selection, made)
    shown = presenters.explore_page(selection, made, request.GET, request.scope)
    return render(request, "incidents/explore.html", {"form": form, "run_form": RunForm(), **shown})


def _note_points(request: StaffRequest, selection: Selection, made: list[Panel]) -> None:
    """Single events on a page are a reading, as on the map to move."""
    drawn = next((one for one in made if one.code == "points"), None)
    if drawn is not None:
        actions.note_reading(actor=request.actor, selection=selection, count=len(drawn.table[1]))


def _start(request: StaffRequest, selection: Any) -> HttpResponse:
    form = RunForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        run = actions.start_run(actor=request.actor, method=form.cleaned_data["method"], selection=selection)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    return redirect("incidents:run", run.pk)


@role(*permissions.READERS)
def shapes(request: StaffRequest, view: str) -> HttpResponse:
    """What the map of one view draws as GeoJSON, for the map to move."""
    form = _valid(request)
    made = panels.panels(request.scope, form.selection(), language(), form.look(whole=_whole(request)))
    panel = next((one for one in made if one.code == view), None)
    if panel is None or panel.map is None:
        raise Http404
    return _geojson(panel.map)


@role(*permissions.READERS)
def hexagons(request: StaffRequest) -> HttpResponse:
    """Counts of a selection by hexagon as GeoJSON, for the map to move."""
    return _geojson(panels.hexagon_map(request.scope, _selection(request), whole=_whole(request)))


def _whole(request: StaffRequest) -> bool:
    """Whether the map is to draw every event, however far."""
    return request.GET.get("whole") == "1"


@role(*permissions.READERS)
def export(request: StaffRequest, view: str) -> HttpResponseBase:
    """The table of one view as CSV, with its definition, n, date and source in the head lines; written down."""
    form = _valid(request)
    selection = form.selection()
    # A file of single events holds as many as the map draws, the page only the newest.
    look = replace(form.look(), points=DRAWN) if view == "points" else form.look()
    made = panels.panels(request.scope, selection, language(), look)
    panel = next((one for one in made if one.code == view), None)
    if panel is None:
        raise Http404
    return _file(request, panel, selection)


def _file(request: StaffRequest, panel: Panel, selection: Selection) -> HttpResponseBase:
    """A view as a file. That somebody took it along is written down."""
    at = clock.local(clock.now())
    made = actions.take_along(actor=request.actor, panel=panel, selection=selection, language=language())
    return csv_answer(made, f"senim-{panel.code}-{at:%Y-%m-%d}")


@role(*permissions.SEERS)
def points(request: StaffRequest) -> HttpResponse:
    """Single events of a selection as GeoJSON, for the map of an analyst or the head of the area; written down."""
    selection = _selection(request)
    try:
        found = selectors.points(request.scope, selection)
    except NotYours as error:
        raise Http404 from error
    actions.note_reading(actor=request.actor, selection=selection, count=len(found["features"]))
    return _geojson(found)


def _valid(request: StaffRequest) -> SelectionForm:
    form = _form(request, request.GET)
    if not form.is_valid():
        raise Http404
    return form


def _selection(request: StaffRequest) -> Selection:
    return _valid(request).selection()


def _geojson(found: dict[str, Any]) -> HttpResponse:
    response = JsonResponse(found, content_type="application/geo+json")
    response["Cache-Control"] = "private, no-store"
    return response


@role(*permissions.READERS)
def runs(request: StaffRequest) -> HttpResponse:
    """The analyses of the own areas: those that run, and those that ran."""
    rows = [presenters.run_line(one) for one in selectors.runs(request.scope)]
    return render(request, "incidents/runs.html", {"runs": rows})


@role(*permissions.READERS)
def run(request: StaffRequest, run_id: int) -> HttpResponse:
    """One analysis: how far it is, what it found, what it rests on."""
    found = _run(request, run_id)
    return render(
        request,
        "incidents/run.html",
        presenters.run_page(found, selectors.run_is_stale(found), sees_points=permissions.sees_points(request.scope)),
    )


@role(*permissions.READERS)
def run_shapes(request: StaffRequest, run_id: int, view: str) -> HttpResponse:
    """What the map of a finished analysis draws as GeoJSON."""
    panel = _run_panel(request, _run(request, run_id), view)
    if panel.map is None:
        raise Http404
    return _geojson(panel.map)


@role(*permissions.READERS)
def run_export(request: StaffRequest, run_id: int, view: str) -> HttpResponseBase:
    """The table of one view of a finished analysis as CSV; written down."""
    found = _run(request, run_id)
    return _file(request, _run_panel(request, found, view), Selection.from_json(found.selection))


def _run_panel(request: StaffRequest, found: Run, view: str) -> Panel:
    made = presenters.panels_of(found, language(), sees_points=permissions.sees_points(request.scope))
    panel = next((one for one in made if one.code == view), None)
    if panel is None:
        raise Http404
    return panel


def _run(request: StaffRequest, run_id: int) -> Run:
    try:
        return selectors.run(request.scope, run_id)
    except NotYours as error:
        raise Http404 from error


@require_POST
@role(*permissions.READERS)
def cancel(request: StaffRequest, run_id: int) -> HttpResponse:
    """Stop an analysis."""
    try:
        actions.cancel_run(actor=request.actor, run=_run(request, run_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("incidents:run", run_id)
