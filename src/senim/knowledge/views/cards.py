"""The list of procedures, one card, its paper; and what everybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from senim.kernel import duties, ids
from senim.kernel.access import public as open_to_all
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.scoping import PUBLIC
from senim.knowledge.permissions import READERS, can_run, can_write
from senim.knowledge.presenters import cards as show
from senim.knowledge.selectors import cards as reads
from senim.knowledge.selectors import runs as run_reads
from senim.staff.api import StaffRequest
from senim.web.asking import found
from senim.web.words import language


@role(*READERS)
def cards(request: StaffRequest) -> HttpResponse:
    """Every procedure, by groups; a search in any of the three languages."""
    words = (request.GET.get("q") or "").strip()[:80]
    hits = reads.search(request.scope, words, language()) if words else []
    context = {
        "q": words,
        "hits": [show.row(one) for one in hits],
        "said": show.found_words(words, len(hits)) if words else "",
        "groups": [] if words else show.groups(reads.editions(request.scope)),
        "may_run": can_run(request.scope),
        "may_write": can_write(request.scope),
    }
    return render(request, "knowledge/cards.html", context)


@role(*READERS)
@never_cache
def card(request: StaffRequest, code: str) -> HttpResponse:
    """One procedure on one screen: the first tick begins a run of it."""
    return render(request, "knowledge/card.html", card_context(request, code))


def card_context(request: StaffRequest, code: str, about: str | None = None) -> dict[str, object]:
    """What the page of a card shows; about: the key of a duty, of the address where none is given."""
    one = found(reads.edition, request.scope, code)
    key = (request.GET.get("about") or "")[:60] if about is None else about
    duty = duties.find(request.scope, today(), key) if key else None
    runs = can_run(request.scope)
    return {
        "one": show.card(one),
        "may_run": runs and one.text.ready and not show.has_ended(one),
        "may_write": can_write(request.scope),
        "open": [{"pk": row.pk, "at": row.started_at} for row in run_reads.open_runs(request.scope, code)]
        if runs
        else [],
        "about": duty.key if duty else "",
        "duty": str(duty.what) if duty else "",
        "gone": str(duties.GONE) if key and duty is None else "",
        "token": ids.new_token(),
    }


@role(*READERS)
def paper(request: StaffRequest, code: str) -> HttpResponse:
    """The card for paper: a sheet of A4, or a card for the pocket."""
    one = found(reads.edition, request.scope, code)
    pocket = request.GET.get("size") == "pocket"
    return render(request, "knowledge/paper.html", {"one": show.card(one), "pocket": pocket})


@open_to_all
def public(request: HttpRequest) -> HttpResponse:
    """How an officer must act: the procedures that everybody may read."""
    rows = reads.editions(PUBLIC)
    return render(request, "knowledge/public.html", {"rows": [show.card(one) for one in rows]})


@open_to_all
def public_card(request: HttpRequest, code: str) -> HttpResponse:
    """One public procedure, with its sources."""
    one = found(reads.edition, PUBLIC, code)
    return render(request, "knowledge/public_card.html", {"one": show.card(one)})


