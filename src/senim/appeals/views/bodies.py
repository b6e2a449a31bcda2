"""Other bodies that can be asked: their list, one body, a table of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals.actions import bodies as acts
from senim.appeals.actions.bodies import BodyValues
from senim.appeals.forms.keeping import EVERYWHERE, BodiesTableForm, BodyForm
from senim.appeals.models import Body
from senim.appeals.permissions import ACTIONS
from senim.appeals.presenters import keeping
from senim.appeals.selectors import keeping as reads
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused

KEEPERS = tuple(ACTIONS[acts.ACTION][1])


@role(*KEEPERS)
@never_cache
def bodies(request: HttpRequest) -> HttpResponse:
    """Bodies of the own area, around it and of everywhere; those switched off last."""
    scope: Any = request.scope  # type: ignore[attr-defined]
    rows = keeping.body_rows(scope, reads.all_bodies(scope))
    return render(request, "appeals/keeping/bodies.html", {"rows": rows})


@role(*KEEPERS)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Add a body."""
    return _form(request, None)


@role(*KEEPERS)
@never_cache
def change(request: HttpRequest, body_id: int) -> HttpResponse:
    """Change a body."""
    return _form(request, _find(request, body_id))


def _find(request: HttpRequest, body_id: int) -> Body:
    scope: Any = request.scope  # type: ignore[attr-defined]
    try:
        found = reads.body(scope, body_id)
    except NotYours as error:
        raise Http404(str(error)) from error
    if not acts.may_keep(scope, found.area_path):
        raise NotYours("not_yours", acts.NOT_HERE)
    return found


def _form(request: HttpRequest, body: Body | None) -> HttpResponse:
    scope: Any = request.scope  # type: ignore[attr-defined]
    actor: Any = request.actor  # type: ignore[attr-defined]
    kept = (body.area_path or EVERYWHERE) if body else ""
    initial = {name: getattr(body, name) for name in ("name_kk", "name_ru", "name_en", "email")} if body else {}
    areas = keeping.area_choices(scope, kept)
    form = BodyForm(request.POST or None, areas=areas, initial={**initial, "area": kept})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values = BodyValues(data["name_kk"], data["name_ru"], data["name_en"], data["email"], form.path())
        try:
            acts.keep_body(actor=actor, values=values, body_id=body.pk if body else None)
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The body is saved."))
            return redirect("appeals:bodies")
    context = {"form": form, "title": _("Change the body") if body else _("A new body"), "back": _list_url()}
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


def _list_url() -> str:
    return reverse("appeals:bodies")


@role(*KEEPERS)
@require_POST
def switch(request: HttpRequest, body_id: int) -> HttpResponse:
    """Switch a body off or on."""
    active = request.POST.get("active") == "yes"
    actor: Any = request.actor  # type: ignore[attr-defined]
    body = _find(request, body_id)
    acts.switch_body(actor=actor, body_id=body.pk, active=active)
    messages.success(request, _("It can be asked again.") if active else _("It is asked no more."))
    return redirect("appeals:bodies")


@role(*KEEPERS)
@never_cache
def table(request: HttpRequest) -> HttpResponse:
    """Bring in a table of bodies: first checked, then, with the box ticked, written whole or not at all."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    form = BodiesTableForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        content, write = form.cleaned_data["file"].read(), form.cleaned_data["write"]
        made = acts.bring_in_bodies(actor=actor, content=content, write=write)
        shown = keeping.table_result(made, written=write)
    context = {"form": form, "back": _list_url(), **shown}
    status = 422 if form.errors or shown.get("problems") else 200
    return render(request, "appeals/keeping/bodies_table.html", context, status=status)
