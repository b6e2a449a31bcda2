"""Forms that draw up a change, mend it and undo it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import now, today
from senim.rehearsal import actions, presenters, selectors
from senim.rehearsal.domain import EDITS, MATTERS, Edit, Matter, State
from senim.rehearsal.forms import (
    AddRuleForm,
    AmendForm,
    AreaForm,
    AskForm,
    AssignForm,
    BoundariesForm,
    EditForm,
    EndRuleForm,
    PromiseForm,
)
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import AUTHORS, READERS, can_author
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import ask, found, posted
from senim.web.words import language


def _asked(
    request: StaffRequest, form: Any, act: Callable[[], Change], *, title: Any, back: str = "", intro: Any = ""
) -> HttpResponse:
    """Show a form; when it is sent and whole, the change is drawn up and its page opens."""
    made: list[int] = []

    def keep() -> object:
        row = act()
        made.append(row.pk)
        return row

    response = ask(
        request, form, keep, title=title, intro=intro, back=back or reverse("rehearsal:changes"),
        done=_("It is being rehearsed."), button=_("Rehearse"))
    return redirect("rehearsal:change", made[0]) if made else response


@role(*AUTHORS[Matter.BOUNDARIES])
@never_cache
def boundaries(request: StaffRequest) -> HttpResponse:
    """Draw up new boundaries of beats from a file."""
    areas = presenters.area_choices(selectors.areas(request.scope, Matter.BOUNDARIES))
    form = BoundariesForm(posted(request), request.FILES or None, areas=areas)

    def act() -> Change:
        data = form.cleaned_data
        upload = data["file"]
        return actions.draw(
            actor=request.actor, area_id=data["area"], content=upload.read(), file_name=upload.name, ask=form.ask(),
            complete=data["complete"])

    return _asked(request, form, act, title=str(MATTERS[Matter.BOUNDARIES]))


@role(*AUTHORS[Matter.BOUNDARIES])
@never_cache
def proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Draw up the boundaries of a proposal of the workload."""
    found(presenters.redrawn, request.scope, proposal_id)
    form = AskForm(posted(request))

    def act() -> Change:
        return actions.draw_proposal(actor=request.actor, proposal_id=proposal_id, ask=form.ask())

    return _asked(
        request, form, act, title=_("Rehearse the proposal"), back=reverse("workload:proposal", args=[proposal_id]))


@role(*AUTHORS[Matter.ASSIGNMENTS])
@never_cache
def assignments(request: StaffRequest) -> HttpResponse:
    """Choose the area whose beats get other posts."""
    areas = selectors.areas(request.scope, Matter.ASSIGNMENTS)
    if len(areas) == 1:
        return redirect("rehearsal:assign", areas[0].id)
    form = AreaForm(posted(request), areas=presenters.area_choices(areas))
    if request.method == "POST" and form.is_valid():
        return redirect("rehearsal:assign", form.cleaned_data["area"])
    context = {
        "form": form, "title": str(MATTERS[Matter.ASSIGNMENTS]), "back": reverse("rehearsal:changes"),
        "button": _("Continue")}
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*AUTHORS[Matter.ASSIGNMENTS])
@never_cache
def assign(request: StaffRequest, area_id: int) -> HttpResponse:
    """Draw up which post serves which beat of an area."""
    area = next((one for one in selectors.areas(request.scope, Matter.ASSIGNMENTS) if one.id == area_id), None)
    if area is None:
        raise Http404("not one's own area")
    form = AssignForm(posted(request), beats=presenters.beat_rows(area), posts=presenters.post_choices(area))

    def act() -> Change:
        return actions.assign(actor=request.actor, area_id=area_id, beats=form.chosen(), ask=form.ask())

    title = f"{MATTERS[Matter.ASSIGNMENTS]}: {territory.name_of(area, language())}"
    return _asked(request, form, act, title=title)


@role(*AUTHORS[Matter.RULES])
@never_cache
def rules(request: StaffRequest) -> HttpResponse:
    """Choose what of the rules is changed."""
    form = EditForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return redirect("rehearsal:rule", form.cleaned_data["edit"])
    context = {
        "form": form, "title": str(MATTERS[Matter.RULES]), "back": reverse("rehearsal:changes"),
        "button": _("Continue")}
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*AUTHORS[Matter.RULES])
@never_cache
def rule(request: StaffRequest, edit: str) -> HttpResponse:
    """Draw up a rule more, a rule less, or another promise."""
    if edit not in list(Edit):
        raise Http404("no such edit")
    form: Any = _RULE_FORMS[Edit(edit)](posted(request))

    def act() -> Change:
        return actions.edit_rules(actor=request.actor, what=form.what(), ask=form.ask())

    return _asked(request, form, act, title=str(EDITS[Edit(edit)]), back=reverse("rehearsal:rules"))


_RULE_FORMS: dict[Edit, Callable[[Any], Any]] = {
    Edit.ADD: lambda data: AddRuleForm(data, rules=presenters.rule_choices(now(), guarded=True)),
    Edit.END: lambda data: EndRuleForm(data, rules=presenters.rule_choices(now(), guarded=False)),
    Edit.PROMISE: PromiseForm,
}


@role(*READERS)
@never_cache
def amend(request: StaffRequest, change_id: int) -> HttpResponse:
    """Another day, period or file for a change of one's own that is not applied."""
    row = found(selectors.change, request.scope, change_id)
    if row.by != request.actor.account_id or State(row.state) in {State.APPLIED, State.WITHDRAWN}:
        raise Http404("not one's own")
    kept = {name: getattr(row, name) for name in ("starts_on", "since", "until", "reason", "holes_meant")}
    has_file = Matter(row.matter) is Matter.BOUNDARIES
    form = AmendForm(posted(request), request.FILES or None, has_file=has_file, initial=kept)

    def act() -> Change:
        upload = form.cleaned_data.get("file")
        return actions.amend(
            actor=request.actor, change_id=row.pk, ask=form.ask(), content=upload.read() if upload else None,
            file_name=upload.name if upload else "")

    return _asked(request, form, act, title=_("Change the draft"), back=reverse("rehearsal:change", args=[row.pk]))


@role(*READERS)
@never_cache
def undo(request: StaffRequest, change_id: int) -> HttpResponse:
    """Draw up what puts back what stood before a change; it is rehearsed and applied as any other."""
    row = found(selectors.change, request.scope, change_id)
    if not can_author(request.scope, Matter(row.matter), row.area_path) or State(row.state) is not State.APPLIED:
        raise Http404("not to be undone by this person")
    first = max(actions.first_day(row), today())
    form = AskForm(posted(request), initial={"starts_on": first})

    def act() -> Change:
        return actions.undo(actor=request.actor, change_id=row.pk, ask=form.ask())

    return _asked(
        request, form, act, title=_("Undo the change"), back=reverse("rehearsal:change", args=[row.pk]),
        intro=_("What stood before is put back by a new change: it is rehearsed, and a second person applies it. "
                "Appeals that came meanwhile keep their officers and their history."))
