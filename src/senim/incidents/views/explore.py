"""Looking: the views of a selection, and the analyses that run behind."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from senim.incidents import actions, panels, permissions, presenters, selectors
from senim.incidents import export as files
from senim.incidents.domain import Selection
from senim.incidents.forms import RunForm, SelectionForm
from senim.incidents.models import Run
from senim.kernel import clock
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
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
    made = panels.panels(request.scope, selection, language(), whole=_whole(request))
    shown = presenters.explore_page(selection, made, request.GET, request.scope)
    return render(request, "incidents/explore.html", {"form": form, "run_form": RunForm(), **shown})


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
def hexagons(request: StaffRequest) -> HttpResponse:
    """Counts of a selection by hexagon as GeoJSON, for the map to move."""
    return _geojson(panels.hexagon_map(request.scope, _selection(request), whole=_whole(request)))


def _whole(request: StaffRequest) -> bool:
    """Whether the map is to draw every event, however far."""
    return request.GET.get("whole") == "1"


@role(*permissions.READERS)
def export(request: StaffRequest, view: str) -> HttpResponse:
    """The table of one view as CSV, with its definition, n, date and source in the head lines; written down."""
    selection = _selection(request)
    made = panels.panels(request.scope, selection, language())
    panel = next((one for one in made if one.code == view), None)
    if panel is None or panel.lineage is None:
        raise Http404
    actions.note_export(
        actor=request.actor, selection=selection, view=view, lines=len(panel.table[1]), lineage=panel.lineage
    )
    at = clock.local(clock.now())
    response = HttpResponse(files.csv_of(panel, selection, at, language()), content_type=files.MIME)
    response["Content-Disposition"] = f'attachment; filename="senim-{view}-{at:%Y-%m-%d}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


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


def _selection(request: StaffRequest) -> Selection:
    form = _form(request, request.GET)
    if not form.is_valid():
        raise Http404
    return form.selection()


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
