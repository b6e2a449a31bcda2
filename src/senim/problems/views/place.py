"""What a drawn place holds, told while it is drawn."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from senim.incidents import api as incidents
from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.kernel.scoping import within
from senim.problems import place
from senim.problems import selection as selections
from senim.problems.permissions import ACTIONS
from senim.problems.presenters import opening
from senim.problems.presenters import place as shown
from senim.staff.api import StaffRequest
from senim.territory import api as territory

DRAWERS = ACTIONS["problems.define"] | ACTIONS["problems.open"]


@role(*DRAWERS)
@require_POST
def outline(request: StaffRequest) -> HttpResponse:
    """A drawn place before it is kept: its size, how many events lie in it, what is wrong with it."""
    area = _area(request)
    context: dict[str, Any] = {"box": shown.box_of(area.path), "shapes": _shapes(request, area.path)}
    try:
        corners = place.parse(request.POST.get("outline", "")[:20_000])
        if corners:
            place.check_inside(corners, area)
            chosen = _selection(request, area.path, corners)
            context |= shown.measured(request.scope, chosen, chosen.paths[0])
    except Refused as refused:
        context["refusal"] = str(refused)
    return render(request, "problems/parts/measured.html", context)


def _area(request: StaffRequest) -> territory.AreaInfo:
    """The area of the form, if it lies in the person's own; before one is chosen, the person's own. Raises Http404."""
    own = request.scope.paths(*DRAWERS)
    told = request.POST.get("area", "") or next((path.strip("/").rpartition("/")[2] for path in own), "")
    try:
        area = territory.area(int(told))
    except (ValueError, KeyError) as error:
        raise Http404 from error
    if not within(area.path, own):
        raise Http404
    return area


def _selection(request: StaffRequest, path: str, corners: place.Corners) -> incidents.Selection:
    """The events of the form. Raises Http404 for what no form sends."""
    days = {name: request.POST[name] for name in ("since", "until") if request.POST.get(name)}
    begun = opening.selection(request.POST.get("selection", ""))
    told = {**begun, "kinds": request.POST.getlist("kinds"), "polygon": corners, "since": None, "until": None, **days}
    try:
        return incidents.Selection.from_json(selections.tidy(told, path))
    except ValueError as error:
        raise Http404 from error


def _shapes(request: StaffRequest, path: str) -> str:
    """Where the hexagons of the same events are, to draw around."""
    query = [("area", path), *(("kinds", one) for one in request.POST.getlist("kinds"))]
    query += [(name, request.POST[name]) for name in ("since", "until") if request.POST.get(name)]
    return f"{reverse('incidents:hexagons')}?{urlencode(query)}"
