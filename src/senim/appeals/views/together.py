"""One answer for several appeals of one cause: choose, write, look at every letter, send. Four pages, no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from senim.appeals import catalogue, presenters, selectors
from senim.appeals.actions import together as acts
from senim.appeals.domain import Batch, Part
from senim.appeals.forms.together import TogetherForm
from senim.appeals.models import TogetherPart
from senim.appeals.permissions import HOLDERS
from senim.appeals.presenters import together as show
from senim.appeals.selectors import together as reads
from senim.kernel import undo
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web import undoing
from senim.web.asking import found
from senim.web.paging import page_of

PAGE = 50


@role(*HOLDERS)
@never_cache
def choose(request: StaffRequest) -> HttpResponse:
    """Choose several of my open appeals that have one cause."""
    refusal = ""
    if request.method == "POST":
        try:
            batch = acts.choose(actor=request.actor, numbers=request.POST.getlist("number")[: acts.MOST + 1])
        except NotYours:
            raise
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("appeals:together_write", batch_id=batch.pk)
    words, category = request.GET.get("q", "")[:100], request.GET.get("category", "")
    page = page_of(request, PAGE)
    known = category if category in catalogue.CATEGORIES else ""
    rows = selectors.queue(request.scope, limit=PAGE + 1, offset=page.offset, words=words, category=known)
    chosen = set(request.POST.getlist("number"))
    context = {
        "rows": [(presenters.queue_row(row), row.number in chosen) for row in rows[:PAGE]],
        "words": words,
        "refusal": refusal,
        "pager": page.links(request, more=len(rows) > PAGE),
    }
    return render(request, "appeals/together/choose.html", context, status=422 if refusal else 200)


@role(*HOLDERS)
@never_cache
def write(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Write the answer, in each language of the applicants; after sending: what went to whom."""
    batch, parts = found(reads.batch, request.scope, batch_id)
    if batch.state != Batch.CHOSEN:
        return _sent(request, parts)
    languages = sorted({one.appeal.language for one in parts if one.state == Part.WAITS or one.why == "language"})
    initial = TogetherForm.initial_of(acts.said_in(batch))
    form = TogetherForm(request.POST or None, languages=languages, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.write(actor=request.actor, batch_id=batch_id, said=form.said())
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("appeals:together_letters", batch_id=batch_id)
    return render(
        request, "appeals/together/write.html", {"form": form, **_split(parts)}, status=422 if form.errors else 200
    )


@role(*HOLDERS)
@never_cache
def letters(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Look at every letter, then send them all."""
    batch, parts = found(reads.batch, request.scope, batch_id)
    said = acts.said_in(batch)
    if batch.state != Batch.CHOSEN or said is None:
        return redirect("appeals:together_write", batch_id=batch_id)
    refusal = ""
    if request.method == "POST":
        waiting = sum(one.state == Part.WAITS for one in parts)
        try:
            with undo.within(request.actor, more=acts.EACH_TAKES * waiting) as bar:
                sent = acts.send(actor=request.actor, batch_id=batch_id)
        except NotYours:
            raise
        except Refused as refused:
            refusal = str(refused)
            batch, parts = found(reads.batch, request.scope, batch_id)
        else:
            undoing.say(request, _sent_words(sent.parts.filter(state=Part.ANSWERED).count()), bar)
            return redirect("appeals:together_write", batch_id=batch_id)
    shown = _split(parts)
    context = {
        "letters": show.letters([one for one in parts if one.state == Part.WAITS], said, batch.post_id),
        "back": reverse("appeals:together_write", args=[batch_id]),
        "refusal": refusal,
        **shown,
    }
    return render(request, "appeals/together/letters.html", context, status=422 if refusal else 200)


def _sent_words(count: int) -> str:
    return ngettext("%(n)s answer is sent.", "%(n)s answers are sent.", count) % {"n": count}


def _split(parts: list[TogetherPart]) -> dict[str, Any]:
    rows = [show.part_row(one) for one in parts]
    return {"goes": [row for row in rows if not row.why], "left": [row for row in rows if row.why]}


def _sent(request: StaffRequest, parts: list[TogetherPart]) -> HttpResponse:
    context = {
        "title": _("One answer for several"),
        "answered": [show.part_row(one) for one in parts if one.state == Part.ANSWERED],
        "waits": [show.part_row(one) for one in parts if one.state == Part.WAITS],
        "left": [show.part_row(one) for one in parts if one.state == Part.LEFT],
    }
    return render(request, "appeals/together/sent.html", context)
