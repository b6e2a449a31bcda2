"""The tables of the views of a file, taken along."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import today
from senim.problems import events
from senim.problems.permissions import READERS
from senim.problems.presenters.parts import language
from senim.problems.views.file import find
from senim.staff.api import StaffRequest
from senim.web.sheets import csv_answer


@role(*READERS)
@never_cache
def view_file(request: StaffRequest, number: str, view: str) -> HttpResponseBase:
    """The table of one view of a file as CSV, with definition, n, date and source, for whoever sees the view."""
    problem = find(request, number)
    made = events.views(request.scope, problem.selection, language())
    made += events.survey_layer(request.scope, problem.selection, language(), request.GET.get("survey", "")[:300])
    panel = next((one for one in made if one.code == view), None)
    if panel is None:
        raise Http404
    content = events.file_of(request.actor, panel, problem.selection, language())
    return csv_answer(content, f"senim-{problem.number}-{view}-{today():%Y-%m-%d}")
