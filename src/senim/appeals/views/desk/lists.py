"""Lists: what my posts owe, the appeals of my area, the offers that wait for me."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals import presenters, selectors, staff_lists
from senim.appeals.actions import moves
from senim.appeals.permissions import HELPERS, HOLDERS, READERS, WORKERS, can_act
from senim.ease.api import lists, tabs_of
from senim.kernel import undo
from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.staff.api import StaffRequest
from senim.web import undoing
from senim.web.paging import page_of

PAGE = 50


@role(*HOLDERS, *HELPERS)
@never_cache
def queue(request: StaffRequest) -> HttpResponse:
    """What my posts owe, what is owed first on top; the offers that wait for me."""
    page, asked = page_of(request, PAGE), lists.asked(request, staff_lists.QUEUE)
    rows = selectors.queue(
        request.scope, limit=PAGE + 1, offset=page.offset, words=asked.words, **asked.chosen)
    context = {
        "rows": [presenters.queue_row(row) for row in rows[:PAGE]],
        "tally": selectors.tally(request.scope),
        "words": asked.words,
        "chosen": asked.chosen,
        "offers": [(offer, presenters.queue_row(offer.appeal)) for offer in selectors.offers(request.scope)],
        "pager": page.links(request, more=len(rows) > PAGE),
        "may_together": can_act(request.scope, "appeals.answer_together") and len(rows) > 1,
    }
    return render(request, "appeals/queue.html", context)


@role(*READERS)
@never_cache
def area(request: StaffRequest) -> HttpResponse:
    """The appeals of my area as I may see them: open, late, raised, asked to reopen, all."""
    page, asked = page_of(request, PAGE), lists.asked(request, staff_lists.AREA)
    state = asked.get("state", "open")
    rows = selectors.area_list(
        request.scope, limit=PAGE + 1, offset=page.offset, words=asked.words, **asked.chosen)
    context = {
        "rows": [presenters.queue_row(row) for row in rows[:PAGE]],
        "words": asked.words,
        "chosen": asked.chosen,
        "tabs": tabs_of(asked, "state", state),
        "pager": page.links(request, more=len(rows) > PAGE),
    }
    return render(request, "appeals/area.html", context)


@role(*WORKERS)
@require_POST
def decide_transfer(request: StaffRequest, transfer_id: int) -> HttpResponse:
    """Accept or decline what was offered to my post."""
    try:
        with undo.within(request.actor) as bar:
            offer = moves.decide_transfer(
                actor=request.actor, transfer_id=transfer_id, accept=request.POST.get("accept") == "yes"
            )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("appeals:queue")
    accepted = offer.state == "accepted"
    said = _("Accepted: it is in your queue.") if accepted else _("Declined: it stays where it was.")
    undoing.say(request, said, bar)
    return redirect("appeals:queue")
