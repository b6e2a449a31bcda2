"""The control of the plan: what is past due, what comes, whose move it is, who owes what, and what was reported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.concept import actions, selectors
from senim.concept.domain import Measure
from senim.concept.forms import ReportForm
from senim.concept.loader import concept
from senim.concept.permissions import KEEPERS, READERS, REPORT, can
from senim.concept.presenters import control as presenters
from senim.concept.presenters import gantt, measure_card
from senim.kernel import files
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest


@role(*READERS)
@never_cache
def control(request: StaffRequest) -> HttpResponse:
    """The plan's deadlines: past due, next, where the bodies differ, done; by body."""
    made, day = concept(), today()
    show, code = request.GET.get("show", "late"), request.GET.get("body", "")
    show = show if show in presenters.SHOWN else "late"
    body = made.body(code)
    rows = [row for row in selectors.stands(request.scope, day) if body is None or row.measure.has(body.code)]
    context = {
        "rows": presenters.listed(rows, show),
        "tabs": presenters.tabs(rows, show, body.code if body else ""),
        "pages": presenters.pages("control"),
        "bodies": presenters.body_choices(made, show, code),
        "body": body,
        "today": day,
        "show": show,
        "may_report": can(request.scope, REPORT),
    }
    return render(request, "concept/control.html", context)


@role(*READERS)
@never_cache
def bodies(request: StaffRequest) -> HttpResponse:
    """Who owes what: bodies by tasks, and what each was due and has done."""
    day = today()
    rows = selectors.stands(request.scope, day)
    context = {
        **presenters.owes(concept(), rows),
        "shares": presenters.share_rows(selectors.shares(rows, day)),
        "pages": presenters.pages("bodies"),
        "today": day,
    }
    return render(request, "concept/bodies.html", context)


@role(*READERS)
@never_cache
def timeline(request: StaffRequest) -> HttpResponse:
    """The plan on the line of time, one direction at a time."""
    made, day = concept(), today()
    asked = request.GET.get("direction", "1")
    direction = next((one for one in made.directions if str(one.number) == asked), made.directions[0])
    numbers = {measure.number for task in direction.tasks for measure in task.measures}
    rows = [row for row in selectors.stands(request.scope, day) if row.measure.number in numbers]
    tabs = [
        {
            "label": _("Direction %(number)s") % {"number": one.number},
            "url": f"?direction={one.number}",
            "current": one is direction,
        }
        for one in made.directions
    ]
    context = {
        "chart": gantt.chart(str(direction.title), rows, day),
        "tabs": tabs,
        "pages": presenters.pages("timeline"),
    }
    return render(request, "concept/timeline.html", context)


@role(*READERS)
@never_cache
def measure(request: StaffRequest, measure: str) -> HttpResponse:
    """One measure under control: its deadlines, what the bodies said, whose move it is."""
    one = _measure(measure)
    points = selectors.stands_of(request.scope, one, today())
    context = {
        "one": measure_card(one, concept()),
        "points": [presenters.stand_row(row) for row in points],
        "reports": presenters.report_rows(selectors.reports(request.scope, one.number), one, points),
        "may_report": can(request.scope, REPORT),
        "pages": presenters.pages(""),
    }
    return render(request, "concept/control_measure.html", context)


@role(*KEEPERS)
@never_cache
def report(request: StaffRequest, measure: str) -> HttpResponse:
    """Enter what a body reports on a measure."""
    one = _measure(measure)
    points = selectors.stands_of(request.scope, one, today())
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        points=presenters.point_choices(points),
        bodies=[(each.body.code, f"{each.body.shorts} – {each.body.name}") for each in one.bodies],
        initial={"point": presenters.first_open(points), "body": one.lead.code},
    )
    back = reverse("concept:control_measure", args=[one.number])
    if request.method == "POST" and form.is_valid() and _reported(request, one, form):
        messages.success(request, _("The report is entered."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("Report on measure %(number)s") % {"number": one.number},
        "intro": str(one.text),
        "back": back,
        "button": _("Add the report"),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*READERS)
@never_cache
def evidence(request: StaffRequest, report_id: int) -> HttpResponseBase:
    """The document of a report."""
    try:
        row = selectors.report(request.scope, report_id)
    except NotYours as error:
        raise Http404(str(error)) from error
    if row.file is None:
        raise Http404("no file")
    return files.respond(request, row.file, name=f"{row.measure}-{row.body}")


def _measure(number: str) -> Measure:
    one = concept().measure(number)
    if one is None:
        raise Http404(number)
    return one


def _reported(request: StaffRequest, one: Measure, form: Any) -> bool:
    """Whether the report was added; a refusal stands at its field."""
    data = form.cleaned_data
    values = actions.ReportValues(data["point"], data["body"], data["said"], data["words"], data["link"])
    try:
        actions.report(actor=request.actor, measure=one.number, values=values, upload=data["file"])
    except NotYours:
        raise
    except Refused as refused:
        form.refuse(refused)
        return False
    return True
