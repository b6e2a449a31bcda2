"""The owner's pages: versions of a procedure, written, laid side by side, approved by a second person, ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.knowledge.actions import versions as acts
from senim.knowledge.domain import State, Text
from senim.knowledge.forms import texts as forms
from senim.knowledge.permissions import OWNERS
from senim.knowledge.presenters import texts as show
from senim.knowledge.selectors import texts as reads
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted


@role(*OWNERS)
@never_cache
def texts(request: StaffRequest) -> HttpResponse:
    """Every procedure with the version in force and what is being written."""
    rows = show.list_rows(found(reads.procedures, request.scope))
    return render(request, "knowledge/texts.html", {"rows": rows})


@role(*OWNERS)
@never_cache
def text(request: StaffRequest, code: str) -> HttpResponse:
    """The versions of one procedure."""
    return render(request, "knowledge/text.html", _text_context(request, code, forms.EndForm()))


def _text_context(request: StaffRequest, code: str, form: Any) -> dict[str, Any]:
    one = found(reads.procedure, request.scope, code)
    versions = list(one.versions.all())
    in_force, newest = show.current(versions), versions[0]
    shown = Text.from_json((in_force or newest).body)
    if in_force is not None and not form.is_bound:
        form.initial = {"number": in_force.number, "valid_to": in_force.valid_to, "why": in_force.ended_why}
    return {
        "code": code,
        "title": str(shown.title),
        "rows": show.version_rows(one),
        "open": newest if newest.state != State.APPROVED else None,
        "in_force": in_force,
        "form": form,
    }


@role(*OWNERS)
@require_POST
def draft(request: StaffRequest, code: str) -> HttpResponse:
    """Begin a new version."""
    one = found(reads.procedure, request.scope, code)
    try:
        made = acts.draft(actor=request.actor, procedure=one.code)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("knowledge:text", code=code)
    return redirect("knowledge:edit", version_id=made.pk)


@role(*OWNERS)
@require_POST
def end(request: StaffRequest, code: str) -> HttpResponse:
    """Enter the last day of a version and why it ends."""
    form = forms.EndForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            acts.end(
                actor=request.actor, procedure=code, number=data["number"], valid_to=data["valid_to"], why=data["why"]
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, show.ENDED)
            return redirect("knowledge:text", code=code)
    return render(request, "knowledge/text.html", _text_context(request, code, form), status=422)


@role(*OWNERS)
@never_cache
def version(request: StaffRequest, version_id: int) -> HttpResponse:
    """One version beside the one before it."""
    return render(request, "knowledge/version.html", _version_context(request, version_id))


def _version_context(request: StaffRequest, version_id: int, **bound: Any) -> dict[str, Any]:
    one = found(reads.version, request.scope, version_id)
    page = show.version_page(one, reads.before(request.scope, one), request.scope.account_id)
    return {
        **page,
        "approve_form": forms.ApproveForm(initial={"valid_from": today()}),
        "back_form": forms.BackForm(),
        "errors_of": next(iter(bound.values()), None),
        **bound,
    }


@role(*OWNERS)
@never_cache
def edit(request: StaffRequest, version_id: int) -> HttpResponse:
    """Write a draft: names, and each step in three languages. What somebody else kept meanwhile stands beside it."""
    one = found(reads.version, request.scope, version_id)
    if one.state != State.DRAFT:
        raise Http404("not a draft")
    old = Text.from_json(one.body)
    form = forms.TextForm(posted(request), initial=forms.initial(old, one.is_public, one.edits))
    steps = forms.StepForms(posted(request), initial=forms.initial_steps(old), prefix="step")
    beside = None
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        written = forms.text_of(form.cleaned_data, [each.cleaned_data for each in steps], old)
        try:
            acts.keep(
                actor=request.actor,
                version_id=one.pk,
                text=written,
                public=form.cleaned_data["public"],
                edits=form.cleaned_data["edits"],
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
            if refused.code == "changed":
                # Once more sent, one's own words count: they were compared with what stands.
                data = request.POST.copy()
                data["edits"] = str(one.edits)
                form.data = data
                beside = show.compare(old, written)
        else:
            messages.success(request, show.KEPT)
            return redirect("knowledge:version", version_id=one.pk)
    context = {"form": form, "steps": steps, "version": one, "title": str(old.title), "beside": beside}
    return render(request, "knowledge/edit.html", context, status=422 if form.errors or any(steps.errors) else 200)


def _step(
    request: StaffRequest, version_id: int, act: Callable[[], Any], said: Any, **forms_shown: Any
) -> HttpResponse:
    """One step of a version on its way; a refusal is shown on its page."""
    found(reads.version, request.scope, version_id)
    form = next(iter(forms_shown.values()), None)
    if form is None or form.is_valid():
        try:
            act()
        except NotYours:
            raise
        except Refused as refused:
            if form is not None:
                form.refuse(refused)
            else:
                messages.error(request, str(refused))
                return redirect("knowledge:version", version_id=version_id)
        else:
            messages.success(request, said)
            return redirect("knowledge:version", version_id=version_id)
    context = _version_context(request, version_id, **forms_shown)
    return render(request, "knowledge/version.html", context, status=422)


@role(*OWNERS)
@require_POST
def send(request: StaffRequest, version_id: int) -> HttpResponse:
    """Send a draft for approval."""
    return _step(request, version_id, lambda: acts.send(actor=request.actor, version_id=version_id), show.SENT)


@role(*OWNERS)
@require_POST
def approve(request: StaffRequest, version_id: int) -> HttpResponse:
    """Approve what a colleague wrote."""
    form = forms.ApproveForm(request.POST)

    def act() -> Any:
        day = form.cleaned_data["valid_from"]
        return acts.approve(actor=request.actor, version_id=version_id, valid_from=day)

    return _step(request, version_id, act, show.APPROVED, approve_form=form)


@role(*OWNERS)
@require_POST
def back(request: StaffRequest, version_id: int) -> HttpResponse:
    """Give back what waits."""
    form = forms.BackForm(request.POST)

    def act() -> Any:
        return acts.give_back(actor=request.actor, version_id=version_id, why=form.cleaned_data["why"])

    return _step(request, version_id, act, show.RETURNED, back_form=form)
