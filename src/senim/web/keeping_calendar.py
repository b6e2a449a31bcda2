"""Decrees that move days of rest and work: what stands, one more, one taken back, and what that moves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel import calendar
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.scoping import Role
from senim.web import effects
from senim.web.keeping_forms import DecreeForm, last_day


@role(Role.ADMIN)
@never_cache
def decrees(request: HttpRequest) -> HttpResponse:
    """The decreed days of this year and the next, with ground and act."""
    rows = [
        {"day": one, "working": one.kind.working, "past": one.day < today()}
        for one in calendar.decrees(date(today().year, 1, 1), last_day())
    ]
    return render(request, "web/keeping_calendar.html", {"rows": rows})


@role(Role.ADMIN)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Enter a decree: first what it would move, then, pressed again, it stands."""
    form = DecreeForm(request.POST or None)
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if request.POST.get("sure") == "yes":
            actor: Any = request.actor  # type: ignore[attr-defined]
            calendar.decree(
                actor=actor, day=said.day, working=said.kind.working, ground=said.kk, act=said.act,
                moved_from=said.moved_from,
            )
            messages.success(request, _("The decree is entered. Due days follow within a minute, each with its trace."))
            return redirect("web:calendar")
        scope: Any = request.scope  # type: ignore[attr-defined]
        shown = {"effects": effects.of(scope, calendar.as_if(said.day, said), said.day), "said": said}
    return render(request, "web/keeping_decree.html", {"form": form, **shown}, status=422 if form.errors else 200)


@role(Role.ADMIN)
@never_cache
def revoke(request: HttpRequest, day: str) -> HttpResponse:
    """Take a decree back: first what that would move, then, pressed, it is gone."""
    found = _decreed(day)
    if request.method == "POST":
        actor: Any = request.actor  # type: ignore[attr-defined]
        calendar.revoke(actor=actor, day=found.day)
        messages.success(request, _("The decree is taken back. Due days follow within a minute."))
        return redirect("web:calendar")
    scope: Any = request.scope  # type: ignore[attr-defined]
    moved = effects.of(scope, calendar.as_if(found.day, None), found.day)
    return render(request, "web/keeping_revoke.html", {"said": found, "effects": moved})


def _decreed(text: str) -> calendar.Day:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    found = calendar.decrees(day, day)
    if not found:
        raise Http404
    return found[0]
