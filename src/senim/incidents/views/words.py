"""What the words of files mean: a table that people review."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from senim.incidents import actions, permissions, presenters, selectors
from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.staff.api import StaffRequest
from senim.web.words import language


@role(*permissions.IMPORTERS)
def words(request: StaffRequest) -> HttpResponse:
    """The words of the own feeds beside our kinds; a POST decides one of them."""
    if request.method == "POST":
        feed = next(
            (one for one in selectors.kept_feeds(request.scope) if str(one.pk) == request.POST.get("feed")), None
        )
        if feed is not None:
            try:
                actions.classify(
                    actor=request.actor,
                    feed=feed,
                    raw=request.POST.get("raw", "")[:200],
                    kind=request.POST.get("kind", "")[:40],
                )
            except Refused as refusal:
                messages.error(request, str(refusal))
        return redirect("incidents:words")
    return render(
        request,
        "incidents/words.html",
        presenters.words_page(selectors.words(request.scope), selectors.catalogue(request.scope), language()),
    )
