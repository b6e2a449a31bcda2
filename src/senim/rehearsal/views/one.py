"""All changes, and one of them: what it would do, what it stands on, applying it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.rehearsal import actions, presenters, selectors
from senim.rehearsal.domain import MATTERS, Matter
from senim.rehearsal.forms import ApplyForm
from senim.rehearsal.models import Change
from senim.rehearsal.permissions import READERS, can_author
from senim.staff.api import StaffRequest
from senim.web.asking import found, press


@role(*READERS)
@never_cache
def changes(request: StaffRequest) -> HttpResponse:
    """Changes of the own areas, the latest first, and what can be drawn up."""
    ways = {Matter.BOUNDARIES: "boundaries", Matter.ASSIGNMENTS: "assignments", Matter.RULES: "rules"}
    context = {
        "rows": [presenters.line(one) for one in selectors.changes(request.scope)],
        "ways": [
            {"label": str(MATTERS[matter]), "url": reverse(f"rehearsal:{name}")}
            for matter, name in ways.items() if presenters.draws_up(request.scope, matter)
        ],
    }
    return render(request, "rehearsal/changes.html", context)


@role(*READERS)
@never_cache
def change(request: StaffRequest, change_id: int) -> HttpResponse:
    """What a change would do to past appeals, on a map and in tables; what that stands on; applying and undoing."""
    return _page(request, found(selectors.change, request.scope, change_id), ApplyForm())


def _page(request: StaffRequest, row: Change, form: Any) -> HttpResponse:
    context = presenters.page(request.scope, row) | {"form": form}
    return render(request, "rehearsal/change.html", context, status=422 if form.errors else 200)


@role(*READERS)
@never_cache
def file(request: StaffRequest, change_id: int) -> HttpResponse:
    """The boundaries of a change as the file that was brought."""
    row = found(selectors.change, request.scope, change_id)
    if not row.content:
        raise Http404("no file")
    headers = {"Content-Disposition": f'attachment; filename="change-{row.pk}.geojson"'}
    return HttpResponse(row.content, content_type="application/geo+json", headers=headers)


@role(*READERS)
@require_POST
def again(request: StaffRequest, change_id: int) -> HttpResponse:
    """Rehearse once more, on the territory, people and rules as they are now."""
    row = found(selectors.change, request.scope, change_id)
    return press(
        request, lambda: actions.rehearse(actor=request.actor, change_id=row.pk), done=_("It is being rehearsed."),
        back=reverse("rehearsal:change", args=[row.pk]))


@role(*READERS)
@require_POST
@never_cache
def apply(request: StaffRequest, change_id: int) -> HttpResponse:
    """Apply what another person drew up, with the password."""
    row = found(selectors.change, request.scope, change_id)
    form = ApplyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data["password"]
        try:
            actions.apply(
                actor=request.actor, change_id=row.pk,
                password_holds=lambda: get_adapter(request).reauthenticate(request.user, given))
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("It is applied and holds from its day on, in every process."))
            return redirect("rehearsal:change", row.pk)
    return _page(request, selectors.change(request.scope, row.pk), form)


@role(*READERS)
@require_POST
def withdraw(request: StaffRequest, change_id: int) -> HttpResponse:
    """Take a change back before it is applied."""
    row = found(selectors.change, request.scope, change_id)
    return press(
        request, lambda: actions.withdraw(actor=request.actor, change_id=row.pk), done=_("It is taken back."),
        back=reverse("rehearsal:change", args=[row.pk]))


@role(*READERS)
@require_POST
def take_over(request: StaffRequest, change_id: int) -> HttpResponse:
    """Stand for a change whose author has left."""
    row = found(selectors.change, request.scope, change_id)
    if not can_author(request.scope, Matter(row.matter), row.area_path):
        raise Http404("not one's own area")
    return press(
        request, lambda: actions.take_over(actor=request.actor, change_id=row.pk),
        done=_("The change is yours now. Another person applies it."), back=reverse("rehearsal:change", args=[row.pk]))
