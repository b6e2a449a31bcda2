"""Look-ups: a form, an answer that is shown once, and the log for those who control. Views hold no rules."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel import ids
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.registers import actions, adapters, permissions, presenters, selectors
from senim.registers.forms import LookUpForm, StillForm
from senim.staff.api import StaffRequest
from senim.web.headers import secret_page
from senim.web.paging import page_of

SIZE = 50


@role(*permissions.LOOKERS)
@never_cache
@secret_page
def look_up(request: StaffRequest) -> HttpResponse:
    """Ask one register of one subject; the answer is shown on this page once and kept nowhere."""
    known = adapters.registers()
    form = LookUpForm(request.POST or None, registers=known, initial=_initial(request))
    context: dict[str, Any] = {"form": form, "none": not known, "fakes": presenters.fakes(known),
                               "grounds": presenters.offered(request.scope)}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answer = actions.look_up(
                actor=request.actor, token=data["token"], register=data["register"], subject=data["subject"],
                purpose=form.why(), ground=data["ground"])
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return render(request, "registers/answer.html", presenters.answer(known[data["register"]], answer, data))
    return render(request, "registers/look_up.html", context, status=422 if form.errors else 200)


@role(*permissions.LOOKERS)
@never_cache
@secret_page
def still(request: StaffRequest) -> HttpResponse:
    """The image of a camera at a minute; the answer is the image itself, once. There is no search by a face."""
    cameras = actions.own_cameras(request.actor)
    form = StillForm(request.POST or None, cameras=cameras, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            found = actions.still(
                actor=request.actor, token=data["token"], camera=data["camera"], at=form.moment(), purpose=form.why(),
                ground=data["ground"])
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return HttpResponse(found.content, content_type=found.mime, headers={"Content-Disposition": "inline"})
    context = {"form": form, "none": not cameras, "title": _("Camera image"),
               "grounds": presenters.offered(request.scope)}
    return render(request, "registers/still.html", context, status=422 if form.errors else 200)


def _initial(request: StaffRequest) -> dict[str, str]:
    """A fresh token for each form; the ground where a link brought it."""
    return {"token": ids.new_token(), "ground": request.GET.get("ground", "")[:120]}


@role(*permissions.CONTROLLERS)
@never_cache
def log(request: StaffRequest) -> HttpResponse:
    """Who asked which register, when, for what and on what ground; by post for control. Never the answers."""
    page = page_of(request, SIZE)
    rows = selectors.log(request.scope, page.offset, SIZE)
    return render(request, "registers/log.html", {
        "rows": [presenters.log_row(one) for one in rows[:SIZE]],
        "posts": [presenters.post_row(one) for one in selectors.by_post(request.scope)] if not page.offset else [],
        **page.links(request, more=len(rows) > SIZE)})
