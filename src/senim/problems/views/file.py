"""One file: its tabs, every act on it, its audits, their photos."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel import files, ids
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.problems import catalogue
from senim.problems.actions import audits
from senim.problems.domain import Mark, Stage
from senim.problems.forms.pages import HeadingForm
from senim.problems.forms.parts import number_of
from senim.problems.models import Problem
from senim.problems.permissions import READERS, can_act, check_act
from senim.problems.presenters import audit as audit_words
from senim.problems.presenters import file as shown
from senim.problems.presenters import parts as names
from senim.problems.presenters import surveys
from senim.problems.selectors import files as selectors
from senim.problems.selectors.facts import facts_of
from senim.problems.views.acts import ACTS, Doing
from senim.staff.api import StaffRequest


def find(request: StaffRequest, number: str) -> Problem:
    """The file, or 404 in the same words whether it does not exist or is not this person's to see."""
    try:
        return selectors.get(request.scope, ids.parse_number(number) or "")
    except NotYours as error:
        raise Http404(str(error)) from error


@role(*READERS)
@never_cache
def file(request: StaffRequest, number: str) -> HttpResponse:
    """A file at the tab of its stage."""
    problem = find(request, number)
    return _page(request, problem, "assess" if problem.stage == Stage.CLOSED else problem.stage)


@role(*READERS)
@never_cache
def tab(request: StaffRequest, number: str, code: str) -> HttpResponse:
    """One tab of a file: a stage, what residents see, the history."""
    if code not in shown.TABS:
        raise Http404
    return _page(request, find(request, number), code)


def _page(request: StaffRequest, problem: Problem, code: str, *, status: int = 200, **bound: Any) -> HttpResponse:
    parts = selectors.parts(request.scope, problem, code)
    doing = Doing(request, problem, parts, {})
    context = {
        "problem": problem,
        "head": shown.head(problem),
        "tabs": shown.tabs(problem, code),
        "tab": code,
        "part": f"problems/tabs/{code}.html",
        "gate": shown.gate(problem, facts_of(request.scope, problem)),
        "acts": _offered(doing, code, bound),
        "opened": next(iter(bound), ""),
        "bound": list(bound.values()),
        **shown.tab(problem, parts, code),
    }
    if code == "views":
        context |= surveys.layer(request.scope, problem, request.GET.get("survey", "")[:300])
    return render(request, "problems/file.html", context, status=status)


def _offered(doing: Doing, code: str, bound: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What this person may do on this tab now, each with its form."""
    if doing.problem.stage == Stage.CLOSED:
        return {}
    found = {}
    for name, act in ACTS.items():
        if act.tab in {code, ""} and can_act(doing.request.scope, act.right, doing.problem) and act.when(doing):
            form = bound.get(name) or act.form(doing)
            form.auto_id = f"{name}_%s"  # many forms stand on one page: every control needs an id of its own
            found[name] = {"name": name, "form": form, "title": act.title, "button": act.button}
    return found


@role(*READERS)
@require_POST
def act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """Do one act. A refusal comes back beside its form, with everything that was typed."""
    problem = find(request, number)
    if name not in ACTS:
        raise Http404
    chosen = ACTS[name]
    check_act(request.actor, chosen.right, problem)
    code = chosen.tab or problem.stage
    code = code if code in shown.TABS else "assess"
    doing = Doing(request, problem, selectors.parts(request.scope, problem, code), {})
    form = chosen.form(doing, request.POST)
    if form.is_valid():
        doing.data = form.cleaned_data
        try:
            made = chosen.do(doing)
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(chosen.said) % {"made": doing.made} if doing.made else chosen.said)
            if name == "audit":
                return redirect("problems:audit", number=number, audit_id=made.pk)  # type: ignore[attr-defined]
            return (
                redirect("problems:file", number=number)
                if name == "move"
                else redirect("problems:tab", number=number, code=code)
            )
    return _page(request, problem, code, status=422, **{name: form})


# --- audits, on a phone ----------------------------------------------------------------------------------------------


@role(*READERS)
@never_cache
def audit(request: StaffRequest, number: str, audit_id: int) -> HttpResponse:
    """One audit: ten headings, each with its mark."""
    problem = find(request, number)
    found = _audit(request, problem, audit_id)
    context = {
        "problem": problem,
        "audit": shown.audit_row(found),
        "groups": audit_words.groups(problem, found),
        "may": can_act(request.scope, "problems.audit", problem) and problem.stage != Stage.CLOSED,
    }
    return render(request, "problems/audit.html", context)


def _audit(request: StaffRequest, problem: Problem, audit_id: int) -> Any:
    try:
        return selectors.audit(request.scope, problem, audit_id)
    except NotYours as error:
        raise Http404(str(error)) from error


@role(*READERS)
@never_cache
def heading(request: StaffRequest, number: str, audit_id: int, code: str) -> HttpResponse:
    """One heading of an audit: what to look at, the mark, words, a photo, whose it is."""
    problem = find(request, number)
    found = _audit(request, problem, audit_id)
    if code not in catalogue.HEADINGS:
        raise Http404
    check_act(request.actor, "problems.audit", problem)
    bodies = names.body_choices(problem.area_path)
    item = next((one for one in found.items.all() if one.heading == code), None)
    initial = {"mark": item.mark, "text": item.text, "owner": item.owner_id} if item else {}
    form = HeadingForm(request.POST or None, request.FILES or None, initial=initial, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            _mark(request, problem, audit_id, code, form.cleaned_data)
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Kept."))
            following = audit_words.next_heading(found, code)
            if following:
                return redirect("problems:heading", number=number, audit_id=audit_id, code=following)
            return redirect("problems:audit", number=number, audit_id=audit_id)
    context = {
        "problem": problem,
        "audit": shown.audit_row(found),
        "form": form,
        "heading": catalogue.HEADINGS[code],
        "place": list(catalogue.HEADINGS).index(code) + 1,
        "of": len(catalogue.HEADINGS),
        "item": item,
    }
    return render(request, "problems/heading.html", context, status=422 if form.errors else 200)


def _mark(request: StaffRequest, problem: Problem, audit_id: int, code: str, data: dict[str, Any]) -> None:
    stored = [files.accept(upload, kinds=("image",)) for upload in data["photo"]]
    audits.mark_heading(
        actor=request.actor,
        problem_id=problem.pk,
        audit_id=audit_id,
        heading=code,
        mark=Mark(data["mark"]),
        text=data["text"],
        photo_id=stored[0].pk if stored else None,
        owner_id=number_of(data["owner"]),
    )


@role(*READERS)
@never_cache
def photo(request: StaffRequest, number: str, audit_id: int, code: str) -> HttpResponseBase:
    """The photo under a heading, for whoever may see the file."""
    found = _audit(request, find(request, number), audit_id)
    item = next((one for one in found.items.all() if one.heading == code and one.photo_id), None)
    if item is None:
        raise Http404
    return files.respond(request, item.photo)
