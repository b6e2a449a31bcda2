"""What the words of files mean: a table that people review."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from senim.incidents import actions, permissions, presenters, selectors
from senim.incidents.forms import WeightForm
from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.staff.api import StaffRequest
from senim.web.words import language


@role(*permissions.IMPORTERS)
def words(request: StaffRequest) -> HttpResponse:
    """The words of the own feeds beside our kinds, and their weights; a POST decides one word or one weight."""
    weighing = "weigh" in request.POST
    form = WeightForm(request.POST if weighing else None, kinds=selectors.kinds(language()))
    if request.method == "POST" and not weighing:
        _decide(request)
        return redirect("incidents:words")
    if weighing and form.is_valid():
        data = form.cleaned_data
        actions.weigh(actor=request.actor, kind=data["weigh"], harm=data["harm"], source=data["source"])
        return redirect("incidents:words")
    found, kinds = selectors.words(request.scope), selectors.catalogue(request.scope)
    shown = {"form": form, **presenters.words_page(found, kinds, language())}
    return render(request, "incidents/words.html", shown, status=422 if form.errors else 200)


def _decide(request: StaffRequest) -> None:
    wanted = request.POST.get("feed")
    feed = next((one for one in selectors.kept_feeds(request.scope) if str(one.pk) == wanted), None)
    if feed is None:
        return
    raw, kind = request.POST.get("raw", "")[:200], request.POST.get("kind", "")[:40]
    try:
        actions.classify(actor=request.actor, feed=feed, raw=raw, kind=kind)
    except Refused as refusal:
        messages.error(request, str(refusal))
