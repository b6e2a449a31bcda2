"""Lists: files, offers, tasks of bodies, the experience base; and opening a file."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.ease.api import lists, tabs_of
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.problems import catalogue, events, staff_lists
from senim.problems.actions import file, offers
from senim.problems.forms.file import DefinitionForm
from senim.problems.forms.pages import DeclineForm
from senim.problems.forms.parts import choices
from senim.problems.permissions import ACTIONS, READERS, TASK_READERS
from senim.problems.presenters import lists as shown
from senim.problems.presenters import opening
from senim.problems.presenters import parts as names
from senim.problems.selectors import files as selectors
from senim.problems.views.acts import definition_of
from senim.staff.api import StaffRequest
from senim.web.paging import page_of

PAGE = 50


@role(*READERS)
@never_cache
def list_(request: StaffRequest) -> HttpResponse:
    """The problem files of my areas and those that my post is a member of; files that offer themselves."""
    page, asked = page_of(request, PAGE), lists.asked(request, staff_lists.FILES)
    stage = asked.get("stage", "open")
    chosen = {**asked.chosen, "stage": stage}
    rows = selectors.listing(request.scope, words=asked.words, limit=PAGE + 1, offset=page.offset, **chosen)
    context = {
        "rows": [shown.row(one) for one in rows[:PAGE]],
        "chosen": asked.chosen,
        "words": asked.words,
        "tabs": tabs_of(asked, "stage", stage),
        "offers": [shown.offer(one) for one in selectors.offers(request.scope, limit=5)],
        "may_open": request.scope.has(*ACTIONS["problems.open"]),
        "pager": page.links(request, more=len(rows) > PAGE),
    }
    return render(request, "problems/list.html", context)


def _definition_form(request: StaffRequest, *args: Any, initial: Any = None) -> DefinitionForm:
    paths = request.scope.paths(*ACTIONS["problems.open"])
    lang = names.language()
    kinds = events.kind_choices(lang)
    known = {code for code, _name in kinds}
    # A category of appeals or a file's own word is no kind of the catalogue, and can be what a scan found.
    begun = (initial or {}).get("kinds") or ()
    kinds += [(code, events.kind_name(code, lang)) for code in begun if code not in known]
    return DefinitionForm(*args, initial=initial, areas=names.area_choices(paths), kinds=kinds)


@role(*ACTIONS["problems.open"])
@never_cache
def open_(request: StaffRequest) -> HttpResponse:
    """Open a file from words and a selection of events (`?selection=` and `?run=` come from the workbench)."""
    initial = opening.initial_of(request.GET.get("selection", ""), request.GET.get("area", ""))
    form = _definition_form(request, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            problem = file.open_problem(
                actor=request.actor,
                definition=definition_of(form.cleaned_data),
                run_id=_run_of(request),
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The file is open. Add what the definition rests on."))
            return redirect("problems:file", number=problem.number)
    return render(request, "problems/open.html", {"form": form}, status=422 if form.errors else 200)


def _run_of(request: StaffRequest) -> int | None:
    """The analysis that the address names, where this person may see it: an address may carry anything."""
    named = request.GET.get("run", "")
    return int(named) if named.isdecimal() and len(named) < 18 and events.has_run(request.scope, int(named)) else None


@role(*ACTIONS["problems.answer_offer"])
@never_cache
def offers_(request: StaffRequest) -> HttpResponse:
    """Files that offer themselves: several different people told of one place or one matter."""
    rows = selectors.offers(request.scope, limit=100)
    by = offers.rules(today())
    return render(request, "problems/offers.html", {"rows": [shown.offer(one) for one in rows], "rules": by})


@role(*ACTIONS["problems.answer_offer"])
@never_cache
def offer(request: StaffRequest, offer_id: int) -> HttpResponse:
    """One offer: open the file, or say why not."""
    try:
        found = selectors.offer(request.scope, offer_id)
    except NotYours as error:
        raise Http404(str(error)) from error
    declines = request.POST.get("do") == "decline"
    form = _definition_form(request, None if declines else request.POST or None, initial=opening.offer_initial(found))
    decline = DeclineForm(request.POST if declines else None)
    decline.auto_id = "decline_%s"
    bound: Any = decline if declines else form
    if request.method == "POST" and bound.is_valid():
        try:
            if declines:
                offers.decline_offer(actor=request.actor, offer_id=found.pk, ground=bound.cleaned_data["ground"])
                messages.success(request, _("The ground is kept."))
                return redirect("problems:list")
            problem = offers.open_offer(
                actor=request.actor, offer_id=found.pk, definition=definition_of(bound.cleaned_data)
            )
        except NotYours:
            raise
        except Refused as refused:
            bound.refuse(refused)
        else:
            messages.success(request, _("The file is open. Add what the definition rests on."))
            return redirect("problems:file", number=problem.number)
    context = {"offer": shown.offer(found), "form": form, "decline": decline}
    return render(request, "problems/offer.html", context, status=422 if bound.errors else 200)


@role(*TASK_READERS)
@never_cache
def tasks(request: StaffRequest) -> HttpResponse:
    """Tasks of bodies: overdue, never opened, open; grouped by body."""
    which = request.GET.get("which", "overdue")
    rows = [shown.task(one) for one in selectors.tasks(request.scope, which=which)]
    rows.sort(key=lambda one: (one["sort"], one["due_on"]))
    tabs = [("overdue", _("Overdue")), ("unopened", _("Never opened")), ("open", _("All open"))]
    context = {
        "groups": [(body, list(group)) for body, group in groupby(rows, key=lambda one: one["body"])],
        "which": which,
        "tabs": [
            {"label": label, "url": f"?which={code}", "current": code == which, "count": None} for code, label in tabs
        ],
    }
    return render(request, "problems/tasks.html", context)


@role(*READERS)
@never_cache
def experience(request: StaffRequest) -> HttpResponse:
    """The experience base: lessons by problem and place, and the library of techniques."""
    words, kind, place = (request.GET.get(name, "")[:100] for name in ("q", "kind", "place"))
    found = selectors.experience(request.scope, words=words, kind=kind, place_kind=place)
    context = {
        "rows": [shown.lesson(one) for one in found],
        "words": words,
        "kind": kind,
        "place": place,
        "kinds": choices(catalogue.PROBLEM_KINDS),
        "places": choices(catalogue.PLACES),
        "library": shown.library(),
    }
    return render(request, "problems/experience.html", context)
