"""One appeal whole, the acts on it, who the applicant is, its files, its letter."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals import apart, presenters, selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import supervise, talk
from senim.appeals.forms import TextForm
from senim.appeals.models import Appeal
from senim.appeals.permissions import ACTIONS, HOLDERS, READERS, can_act, check_act
from senim.appeals.views.desk.acts import ACTS, Doing
from senim.kernel import files, ids, undo
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web import undoing


def find(request: StaffRequest, number: str) -> Appeal:
    """The appeal, or 404 in the same words whether it does not exist or is not this person's to see."""
    try:
        return selectors.get(request.scope, ids.parse_number(number) or "")
    except NotYours as error:
        raise Http404(str(error)) from error


@role(*READERS)
@never_cache
def desk(request: StaffRequest, number: str) -> HttpResponse:
    """One appeal whole."""
    return _page(request, find(request, number))


def _page(request: StaffRequest, appeal: Appeal, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The card, and that it was read: also where a refused act shows it again."""
    selectors.note_reading(request.actor, appeal)
    may = {name.split(".")[1]: can_act(request.scope, name, appeal) for name in ACTIONS}
    fresh = {name: act.form(request, appeal) for name, act in ACTS.items() if may.get(act.right.split(".")[1])}
    shown = {**fresh, **forms}
    for name, form in shown.items():
        form.auto_id = f"{name}_%s"  # many forms stand on one page: every control needs an id of its own
    context = {
        **presenters.desk_context(appeal, request.scope),
        "may": may,
        "forms": shown,
        "templates": presenters.templates_for(appeal),
        "is_open": appeal.state in presenters.OPEN_TO_WORK,
        "opened": next(iter(forms), request.GET.get("do", "")),
    }
    return render(request, "appeals/desk.html", context, status=status)


@role(*READERS)
@require_POST
def act(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """Do one act. A refusal comes back beside its form, with everything that was typed."""
    appeal = find(request, number)
    if name not in ACTS:
        raise Http404
    chosen = ACTS[name]
    check_act(request.actor, chosen.right, appeal)  # before a file is looked at or a form of theirs shown
    form = chosen.form(request, appeal, request.POST)
    if form.is_valid():
        try:
            with undo.within(request.actor) if chosen.may_be_undone else nullcontext() as bar:
                done = chosen.do(Doing(request.actor, appeal, form.cleaned_data, request))
        except NotYours:
            raise  # a page of its own: there is nothing to mend in the form
        except Refused as refused:
            form.refuse(refused)
        else:
            undoing.say(request, chosen.said, bar)
            _say_of_linked(request, done)
            return (
                redirect("appeals:desk", number=number) if _still_seen(request, number) else redirect("appeals:queue")
            )
    return _page(request, appeal, status=422, **{name: form})


def _say_of_linked(request: StaffRequest, done: object) -> None:
    """After an answer: which linked appeals got it too, and which did not and why."""
    if not isinstance(done, Appeal):
        return
    too, left = answers.answered_too(done)
    if too:
        messages.success(request, _("Linked appeals got the same answer: %(numbers)s.") % {"numbers": ", ".join(too)})
    if left:
        named = "; ".join(f"{number} — {apart.WHY[why]}" for number, why in left)
        messages.warning(request, _("Linked appeals without this answer: %(named)s.") % {"named": named})


def _still_seen(request: StaffRequest, number: str) -> bool:
    try:
        selectors.get(request.scope, number)
    except NotYours:
        return False
    return True


@role(*HOLDERS)
@require_POST
def simple(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """Acts without words: take into work, let the clock run again."""
    appeal = find(request, number)
    verbs = {"open": talk.open_it, "resume": supervise.resume}
    verbs_said = {"open": _("It is in work now."), "resume": _("The clock runs again.")}
    if name not in verbs:
        raise Http404
    try:
        with undo.within(request.actor) if name == "open" else nullcontext() as bar:
            verbs[name](actor=request.actor, appeal_id=appeal.pk)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        undoing.say(request, verbs_said[name], bar)
    return redirect("appeals:desk", number=number)


@role(*HOLDERS)
@require_POST
@never_cache
def identity(request: StaffRequest, number: str) -> HttpResponse:
    """Who the applicant is: logged at every opening; a confidential applicant's by a head with a reason."""
    appeal = find(request, number)
    said = TextForm({"text": request.POST.get("reason", "")})
    try:
        found = selectors.identity(request.actor, appeal, reason=said.cleaned_data["text"] if said.is_valid() else "")
    except NotYours as refused:
        messages.error(request, str(refused))
        return redirect("appeals:desk", number=number)
    return render(request, "appeals/identity.html", {"appeal": appeal, "identity": found})


@role(*READERS)
@never_cache
def file(request: StaffRequest, number: str, file_id: int) -> HttpResponseBase:
    """A file of an appeal that this person may see."""
    appeal = find(request, number)
    found = next((row for row in appeal.files.all() if row.pk == file_id), None)
    if found is None:
        raise Http404
    selectors.note_reading(request.actor, appeal)
    return files.respond(request, found.file)


@role(*READERS)
@never_cache
def letter(request: StaffRequest, number: str) -> HttpResponse:
    """The answer as a letter, for paper."""
    appeal = find(request, number)
    selectors.note_reading(request.actor, appeal)
    return render(request, "appeals/letter.html", presenters.desk_context(appeal, request.scope))
