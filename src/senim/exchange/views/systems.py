"""Other systems: which there are, what their columns and words mean."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.exchange import permissions, presenters, selectors
from senim.exchange.actions import systems as acts
from senim.exchange.forms import SystemForm, TomlForm
from senim.exchange.mapping import schema
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted
from senim.web.paging import page_of
from senim.web.words import language

MAPPERS = (*permissions.IMPORTERS, *permissions.KEEPERS)


@role(*permissions.KEEPERS)
@never_cache
def systems(request: StaffRequest) -> HttpResponse:
    """All other systems: their mappings, what they are told."""
    rows = [presenters.system_line(one, language()) for one in selectors.all_systems(request.scope)]
    return render(request, "exchange/systems.html", {"rows": rows})


@role(*permissions.KEEPERS)
@never_cache
def new_system(request: StaffRequest) -> HttpResponse:
    """Make another system known, with a ready mapping to begin with."""
    form = SystemForm(posted(request), areas=presenters.areas(language()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        name = Label(data["name_kk"], data["name_ru"], data["name_en"] or data["name_ru"])
        try:
            made = acts.create(
                actor=request.actor, values=acts.SystemValues(data["code"], name, data["area"]),
                toml=acts.ready_for(data["ready"], data["code"]),
            )
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("exchange:system", made.code)
    context = {"form": form, "title": _("Another system"), "back": reverse("exchange:systems")}
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*permissions.KEEPERS)
@never_cache
def system(request: StaffRequest, code: str) -> HttpResponse:
    """One system: the versions of its mapping, its agreement, what was told and what could not be delivered."""
    one = found(selectors.system, request.scope, code)
    page = page_of(request, selectors.LISTED)
    events = selectors.told(request.scope, one, page.offset)
    shown = {
        **presenters.system_page(one, selectors.mappings(request.scope, one), language()),
        "events": [presenters.event_line(event, message) for event, message in events[: selectors.LISTED]],
        "heard": selectors.heard(request.scope, one),
        "pager": page.links(request, more=len(events) > selectors.LISTED),
        "dead": selectors.given_up(request.scope, one),
    }
    return render(request, "exchange/system.html", shown)


@role(*MAPPERS)
@never_cache
def mapping(request: StaffRequest, code: str) -> HttpResponse:
    """The mapping as text; saved, it is the next version."""
    one = found(selectors.system, request.scope, code)
    last = selectors.mappings(request.scope, one)[0]
    form = TomlForm(posted(request), initial={"toml": last.toml})
    if request.method == "POST" and form.is_valid():
        try:
            acts.map_again(actor=request.actor, system_id=one.pk, toml=form.cleaned_data["toml"])
        except schema.Unfit as unfit:
            for fault in unfit.faults[:20]:
                form.add_error("toml", fault.said(language()))
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("exchange:mapping", code)
    context = {
        "form": form, "system": one, "name": selectors.name_of(one), "versions": selectors.mappings(request.scope, one),
        "note": schema.read(last.toml).note.get(language(), ""),
    }
    return render(request, "exchange/mapping.html", context, status=422 if form.errors else 200)


@role(*MAPPERS)
def mapping_file(request: StaffRequest, code: str, version: int) -> HttpResponse:
    """One version of a mapping as its file."""
    one = found(selectors.system, request.scope, code)
    kept = next((each for each in selectors.mappings(request.scope, one) if each.version == version), None)
    if kept is None:
        raise Http404
    response = HttpResponse(kept.toml, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{version}.toml"'
    return response
