"""The officer's desk: the queue by what is owed first, one appeal whole, and every act on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals import presenters, selectors
from senim.appeals.actions import answer as answers
from senim.appeals.actions import moves, supervise, talk, uploads
from senim.appeals.actions.answer import Words
from senim.appeals.domain import Outcome
from senim.appeals.forms import AnswerForm, CrimeForm, ExtendForm, TextForm, ToBodyForm, ToPostForm
from senim.appeals.models import Appeal
from senim.appeals.permissions import ACTIONS, HELPERS, WORKERS, can_act
from senim.kernel import files
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor, Role
from senim.web.paging import page_of

READERS = tuple(WORKERS | HELPERS | {Role.OPERATOR, Role.PROSECUTOR, Role.COUNCIL})
PAGE = 50


@role(*WORKERS, *HELPERS)
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What my posts owe, what is owed first on top; the offers that wait for me."""
    words, category = request.GET.get("q", "")[:100], request.GET.get("category", "")[:40]
    page = page_of(request, PAGE)
    rows = selectors.queue(request.scope, limit=PAGE + 1, offset=page.offset, words=words, category=category)
    context = {
        "rows": [presenters.queue_row(row) for row in rows[:PAGE]],
        "tally": selectors.tally(request.scope),
        "words": words,
        "offers": [(offer, presenters.queue_row(offer.appeal)) for offer in selectors.offers(request.scope)],
        "pager": page.links(request, more=len(rows) > PAGE),
    }
    return render(request, "appeals/queue.html", context)


@role(*READERS)
@never_cache
def area(request: HttpRequest) -> HttpResponse:
    """The appeals of my area as I may see them: open, late, raised, asked to reopen, all."""
    state = request.GET.get("state", "open")
    words, page = request.GET.get("q", "")[:100], page_of(request, PAGE)
    rows = selectors.area_list(request.scope, state=state, words=words, limit=PAGE + 1, offset=page.offset)
    tabs = [
        ("open", _("Open")),
        ("late", _("Late")),
        ("escalated", _("Raised")),
        ("reopen", _("Reopening")),
        ("all", _("All")),
    ]
    context = {
        "rows": [presenters.queue_row(row) for row in rows[:PAGE]],
        "words": words,
        "state": state,
        "tabs": [{"label": label, "url": f"?state={code}", "current": code == state} for code, label in tabs],
        "pager": page.links(request, more=len(rows) > PAGE),
    }
    return render(request, "appeals/area.html", context)


# --- one appeal ---------------------------------------------------------------------------------------------------------


def find(request: HttpRequest, number: str) -> Appeal:
    """The appeal, or 404 in the same words whether it does not exist or is not this person's to see."""
    try:
        return selectors.get(request.scope, number)
    except NotYours as error:
        raise Http404(str(error)) from error


@role(*READERS)
@never_cache
def desk(request: HttpRequest, number: str) -> HttpResponse:
    """One appeal whole."""
    appeal = find(request, number)
    selectors.note_reading(request.actor, appeal)
    return _page(request, appeal)


def _page(request: HttpRequest, appeal: Appeal, *, status: int = 200, **forms: Any) -> HttpResponse:
    may = {name.split(".")[1]: can_act(request.scope, name, appeal) for name in ACTIONS}
    fresh = {name: act.form(request) for name, act in ACTS.items() if may.get(act.right.split(".")[1])}
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


@dataclass(frozen=True, slots=True)
class Act:
    """One act on an appeal: its right, its form, what it does with a valid form, and what is said then."""

    right: str
    form: Callable[..., Any]
    do: Callable[[Actor, Appeal, Any, HttpRequest], object]
    said: Any


def _text(label: Any, hint: Any = "") -> Callable[..., Any]:
    return lambda request, *args: TextForm(*args, label=label, hint=hint)


def _posts(request: HttpRequest, *args: Any) -> Any:
    return ToPostForm(*args, posts=presenters.post_choices(request.scope))


def _bodies(request: HttpRequest, *args: Any) -> Any:
    return ToBodyForm(*args, bodies=presenters.body_choices())


def _form(form: Any) -> Callable[..., Any]:
    return lambda request, *args: form(*args)


def _answer(actor: Actor, appeal: Appeal, form: Any, request: HttpRequest) -> object:
    data = form.cleaned_data
    stored = uploads.accept(request.FILES.getlist("files"), kinds=("image",))
    said = Words(
        Outcome(data["outcome"]),
        data["text"],
        done=data["done"],
        where=data["where"],
        when=data["when"],
        reason=data["reason"],
        legality=dict.fromkeys(data["legality"], True),
        file_ids=tuple(one.pk for one in stored),
    )
    return answers.answer(actor=actor, appeal_id=appeal.pk, words=said)


def _said(action: Callable[..., object]) -> Callable[[Actor, Appeal, Any, HttpRequest], object]:
    return lambda actor, appeal, form, request: action(actor=actor, appeal_id=appeal.pk, text=form.cleaned_data["text"])


ACTS: dict[str, Act] = {
    "answer": Act("appeals.answer", _form(AnswerForm), _answer, gettext_lazy("The answer is sent.")),
    "ask": Act(
        "appeals.ask",
        _text(gettext_lazy("Question to the applicant")),
        _said(talk.ask),
        gettext_lazy("The question is sent."),
    ),
    "note": Act(
        "appeals.note",
        _text(gettext_lazy("Note for colleagues"), gettext_lazy("The applicant does not see it.")),
        _said(talk.note),
        gettext_lazy("The note is kept."),
    ),
    "recommend": Act(
        "appeals.recommend",
        _text(gettext_lazy("Recommendation")),
        _said(talk.recommend),
        gettext_lazy("The recommendation is sent."),
    ),
    "transfer": Act(
        "appeals.offer_transfer",
        _posts,
        lambda actor, appeal, form, request: moves.offer_transfer(
            actor=actor, appeal_id=appeal.pk, post_id=form.cleaned_data["post"], reason=form.cleaned_data["text"]
        ),
        gettext_lazy("Offered. It stays with you until it is accepted."),
    ),
    "assign": Act(
        "appeals.assign",
        _posts,
        lambda actor, appeal, form, request: moves.assign(
            actor=actor, appeal_id=appeal.pk, post_id=form.cleaned_data["post"], reason=form.cleaned_data["text"]
        ),
        gettext_lazy("Assigned."),
    ),
    "refer": Act(
        "appeals.refer",
        _bodies,
        lambda actor, appeal, form, request: moves.refer(
            actor=actor, appeal_id=appeal.pk, body_id=form.cleaned_data["body"], text=form.cleaned_data["text"]
        ),
        gettext_lazy("The other body has its own link and its own clock."),
    ),
    "redirect": Act(
        "appeals.redirect",
        _bodies,
        lambda actor, appeal, form, request: moves.redirect(
            actor=actor, appeal_id=appeal.pk, body_id=form.cleaned_data["body"], reason=form.cleaned_data["text"]
        ),
        gettext_lazy("Redirected; the applicant is told."),
    ),
    "hand": Act(
        "appeals.hand_to_duty",
        _text(gettext_lazy("Signs of a crime")),
        lambda actor, appeal, form, request: moves.hand_to_duty(
            actor=actor, appeal_id=appeal.pk, reason=form.cleaned_data["text"]
        ),
        gettext_lazy("The duty unit has it now."),
    ),
    "crime": Act(
        "appeals.reference_crime",
        _form(CrimeForm),
        lambda actor, appeal, form, request: moves.reference_crime(
            actor=actor,
            appeal_id=appeal.pk,
            reference=form.cleaned_data["reference"],
            registered_at=form.cleaned_data["registered_at"],
        ),
        gettext_lazy("The reference is kept."),
    ),
    "pause": Act(
        "appeals.pause",
        _text(gettext_lazy("Ground of the suspension")),
        lambda actor, appeal, form, request: supervise.pause(
            actor=actor, appeal_id=appeal.pk, ground=form.cleaned_data["text"]
        ),
        gettext_lazy("The clock is suspended; the applicant is told."),
    ),
    "extend": Act(
        "appeals.extend",
        _form(ExtendForm),
        lambda actor, appeal, form, request: supervise.extend(
            actor=actor, appeal_id=appeal.pk, until=form.cleaned_data["until"], ground=form.cleaned_data["text"]
        ),
        gettext_lazy("Extended; the applicant is told."),
    ),
    "reopen": Act(
        "appeals.decide_reopening",
        _text(gettext_lazy("Ground of the decision")),
        lambda actor, appeal, form, request: answers.decide_reopening(
            actor=actor,
            appeal_id=appeal.pk,
            accept=request.POST.get("accept") == "yes",
            ground=form.cleaned_data["text"],
        ),
        gettext_lazy("Decided; the applicant is told."),
    ),
}


@role(*READERS)
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Do one act. A refusal comes back beside its form, with everything that was typed."""
    appeal = find(request, number)
    if name not in ACTS:
        raise Http404
    chosen = ACTS[name]
    form = chosen.form(request, request.POST)
    if form.is_valid():
        try:
            chosen.do(request.actor, appeal, form, request)
        except NotYours:
            raise  # a page of its own: there is nothing to mend in the form
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, chosen.said)
            return (
                redirect("appeals:desk", number=number) if _still_seen(request, number) else redirect("appeals:queue")
            )
    return _page(request, appeal, status=422, **{name: form})


def _still_seen(request: HttpRequest, number: str) -> bool:
    try:
        selectors.get(request.scope, number)
    except NotYours:
        return False
    return True


@role(*WORKERS)
@require_POST
def simple(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Acts without words: take into work, let the clock run again."""
    appeal = find(request, number)
    verbs = {"open": talk.open_it, "resume": supervise.resume}
    if name not in verbs:
        raise Http404
    try:
        verbs[name](actor=request.actor, appeal_id=appeal.pk)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("appeals:desk", number=number)


@role(*WORKERS)
@require_POST
def decide_transfer(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """Accept or decline what was offered to my post."""
    try:
        offer = moves.decide_transfer(
            actor=request.actor, transfer_id=transfer_id, accept=request.POST.get("accept") == "yes"
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("appeals:queue")
    messages.success(
        request,
        _("Accepted: it is in your queue.") if offer.state == "accepted" else _("Declined: it stays where it was."),
    )
    return redirect("appeals:queue")


@role(*WORKERS)
@require_POST
@never_cache
def identity(request: HttpRequest, number: str) -> HttpResponse:
    """Who the applicant is: logged at every opening; a confidential applicant's by a head with a reason."""
    appeal = find(request, number)
    try:
        found = selectors.identity(request.actor, appeal, reason=request.POST.get("reason", ""))
    except NotYours as refused:
        messages.error(request, str(refused))
        return redirect("appeals:desk", number=number)
    return render(request, "appeals/identity.html", {"appeal": appeal, "identity": found})


@role(*READERS)
@never_cache
def file(request: HttpRequest, number: str, file_id: int) -> HttpResponseBase:
    """A file of an appeal that this person may see."""
    appeal = find(request, number)
    found = next((row for row in appeal.files.all() if row.pk == file_id), None)
    if found is None:
        raise Http404
    return files.respond(request, found.file)


@role(*READERS)
@never_cache
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The answer as a letter, for paper."""
    appeal = find(request, number)
    selectors.note_reading(request.actor, appeal)
    return render(request, "appeals/letter.html", presenters.desk_context(appeal, request.scope))
