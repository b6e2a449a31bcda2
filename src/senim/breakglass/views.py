"""Opening a record in an emergency, the record while it is open, and who opened what. Views hold no rules."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.breakglass import actions, permissions, presenters, registry, selectors
from senim.breakglass.forms import OpenForm, ReviewForm
from senim.kernel import ids
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted, press
from senim.web.headers import secret_page
from senim.web.paging import page_of

SIZE = 50


@role(*permissions.OPENERS)
@never_cache
@secret_page
def open_record(request: StaffRequest) -> HttpResponse:
    """Open one named record for a short time: number, ground, reason; and what I opened lately."""
    kinds = registry.kinds(request.scope)
    form = OpenForm(
        posted(request), kinds=kinds, initial={"token": ids.new_token(), "number": request.GET.get("number", "")[:20]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.open_record(
                actor=request.actor, token=data["token"], kind=data["kind"], number=data["number"], ground=form.why(),
                reason=data["reason"])
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("breakglass:record", opening_id=row.pk)
    mine = [presenters.row(one, request.scope) for one in selectors.own(request.scope)]
    context = {"form": form, "kinds": presenters.offered(kinds), "mine": mine, "told": presenters.told(request.actor)}
    return render(request, "breakglass/open.html", context, status=422 if form.errors else 200)


@role(*permissions.OPENERS)
@never_cache
@secret_page
def record(request: StaffRequest, opening_id: int) -> HttpResponse:
    """The record that I opened, while the access lasts: to read, nothing to press. Each look is written down."""
    try:
        row, page = found(actions.look, actor=request.actor, opening_id=opening_id)
    except Refused as refused:
        return render(request, "breakglass/over.html", {"why": str(refused)}, status=410)
    context = {"row": presenters.row(row, request.scope), "page": presenters.page(page)}
    return render(request, "breakglass/record.html", context)


@role(*permissions.OPENERS)
@require_POST
def end(request: StaffRequest, opening_id: int) -> HttpResponse:
    """End an access now: give it back, or stop one below."""
    row = found(selectors.one, request.scope, opening_id)
    mine = row.account_id == request.actor.account_id
    back = "breakglass:open" if mine else "breakglass:reviews"
    return press(
        request, lambda: actions.end(actor=request.actor, opening_id=opening_id), back=back,
        done=_("The access has ended."))


@role(*permissions.SEERS)
@never_cache
@secret_page
def reviews(request: StaffRequest) -> HttpResponse:
    """Who opened which record, when and why: to be reviewed, overdue, all. Never what stands in the record."""
    state = request.GET.get("state", "waiting")
    page = page_of(request, SIZE)
    rows = selectors.listing(request.scope, state=state, offset=page.offset, limit=SIZE)
    tabs = [("waiting", _("To be reviewed")), ("late", _("Overdue")), ("all", _("All"))]
    return render(request, "breakglass/reviews.html", {
        "rows": [presenters.row(one, request.scope) for one in rows[:SIZE]],
        "tabs": [{"label": label, "url": f"?state={code}", "current": code == state} for code, label in tabs],
        **page.links(request, more=len(rows) > SIZE)})


@role(*permissions.SEERS, *permissions.OPENERS)
@never_cache
@secret_page
def review(request: StaffRequest, opening_id: int) -> HttpResponse:
    """One opening: who, which record, why, how often looked; and the verdict of a head above."""
    row = found(selectors.one, request.scope, opening_id)
    shown = presenters.row(row, request.scope)
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.review(
                actor=request.actor, opening_id=opening_id, justified=form.cleaned_data["verdict"] == "yes",
                words=form.cleaned_data["reason"])
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The verdict is kept."))
            return redirect("breakglass:reviews")
    context = {"row": shown, "form": form, "again": selectors.again(request.scope, row)}
    return render(request, "breakglass/review.html", context, status=422 if form.errors else 200)
