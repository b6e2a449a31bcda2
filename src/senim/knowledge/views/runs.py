"""Runs: begun by the first tick, ticked, finished, looked at again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel import duties
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Role
from senim.knowledge.actions import runs as acts
from senim.knowledge.forms.runs import FinishForm
from senim.knowledge.permissions import RUNNERS
from senim.knowledge.presenters import runs as show
from senim.knowledge.selectors import cards as card_reads
from senim.knowledge.selectors import runs as reads
from senim.knowledge.views.cards import card_context
from senim.knowledge.views.common import whole
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted
from senim.web.paging import page_of

SIZE = 40


@role(*RUNNERS)
@require_POST
def begin(request: StaffRequest, code: str) -> HttpResponse:
    """The first tick: a run begins, with the version that the page showed."""
    found(card_reads.edition, request.scope, code)
    key = request.POST.get("about", "")[:60]
    about = key if key and duties.find(request.scope, today(), key) is not None else ""
    try:
        run = acts.begin(
            actor=request.actor,
            token=request.POST.get("token", "")[:64],
            procedure=code,
            number=whole(request.POST.get("number")),
            about=about,
            step=request.POST.get("step", "")[:40],
        )
    except NotYours:
        raise
    except Refused as refused:
        context = {**card_context(request, code, about), "refused": str(refused)}
        return render(request, "knowledge/card.html", context, status=422)
    return redirect("knowledge:run", run_id=run.pk)


@role(*RUNNERS)
@never_cache
def run(request: StaffRequest, run_id: int) -> HttpResponse:
    """One run with the time of each tick."""
    one = found(reads.run, request.scope, run_id)
    form = FinishForm(initial={"place": one.place, "words": one.words, "why_open": one.why_open})
    return render(request, "knowledge/run.html", {**show.run_page(one, request.scope), "form": form})


@role(*RUNNERS)
@require_POST
def tick(request: StaffRequest, run_id: int) -> HttpResponse:
    """Tick a step, or take the tick back; what was typed so far is kept with it."""
    found(reads.run, request.scope, run_id)
    form = FinishForm(request.POST)
    step = (request.POST.get("step") or request.POST.get("off") or "")[:40]
    try:
        acts.tick(actor=request.actor, run_id=run_id, step=step, on="off" not in request.POST)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
    if "words" in request.POST and form.is_valid():
        try:
            acts.note(actor=request.actor, run_id=run_id, said=acts.Said(**form.cleaned_data))
        except Refused as refused:
            form.refuse(refused)
    if "words" in request.POST and form.errors:
        return _again(request, run_id, form)
    return redirect("knowledge:run", run_id=run_id)


def _again(request: StaffRequest, run_id: int, form: FinishForm) -> HttpResponse:
    """The run as it stands, with the form that is to be mended."""
    one = found(reads.run, request.scope, run_id)
    return render(request, "knowledge/run.html", {**show.run_page(one, request.scope), "form": form}, status=422)


@role(*RUNNERS)
@never_cache
def finish(request: StaffRequest, run_id: int) -> HttpResponse:
    """Finish a run; steps may stay open, and the reason is kept."""
    one = found(reads.run, request.scope, run_id)
    form = FinishForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            acts.finish(actor=request.actor, run_id=run_id, said=acts.Said(**form.cleaned_data))
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, show.FINISHED)
            return redirect("knowledge:run", run_id=run_id)
    if form.errors:
        return _again(request, run_id, form)
    return render(request, "knowledge/run.html", {**show.run_page(one, request.scope), "form": form})


@role(*RUNNERS)
@never_cache
def runs(request: StaffRequest) -> HttpResponse:
    """The history: one's own, of the own post, and for a head those of the own area."""
    page = page_of(request, SIZE)
    mine = request.GET.get("of") == "me"
    code = (request.GET.get("procedure") or "")[:40]
    rows = reads.runs(request.scope, procedure=code, mine=mine, limit=SIZE + 1, offset=page.offset)
    context = {
        "rows": [show.run_row(one, request.scope) for one in rows[:SIZE]],
        "pager": page.links(request, more=len(rows) > SIZE),
        "mine": mine,
        "above": request.scope.has(Role.HEAD),
        "procedures": [
            (one.code, str(one.text.title), one.code == code)
            for one in card_reads.search(request.scope, "", "")
            if one.text.ready
        ],
    }
    return render(request, "knowledge/runs.html", context)
