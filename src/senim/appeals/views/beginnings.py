"""Beginnings of answers: their list, one more, another wording."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.appeals import selectors
from senim.appeals.actions import beginnings as acts
from senim.appeals.forms.keeping import BeginningForm
from senim.appeals.models import Template
from senim.appeals.permissions import ACTIONS
from senim.appeals.presenters import keeping
from senim.appeals.selectors import keeping as reads
from senim.kernel.access import role
from senim.kernel.errors import NotYours

KEEPERS = tuple(ACTIONS[acts.ACTION][1])


@role(*KEEPERS)
@never_cache
def beginnings(request: HttpRequest) -> HttpResponse:
    """All beginnings, in the language of the reader."""
    scope: Any = request.scope  # type: ignore[attr-defined]
    rows = keeping.beginning_rows(selectors.templates(scope))
    return render(request, "appeals/keeping/beginnings.html", {"rows": rows})


@role(*KEEPERS)
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """A new beginning."""
    return _form(request, None)


@role(*KEEPERS)
@never_cache
def change(request: HttpRequest, template_id: int) -> HttpResponse:
    """Another wording of a beginning."""
    scope: Any = request.scope  # type: ignore[attr-defined]
    try:
        return _form(request, reads.beginning(scope, template_id))
    except NotYours as error:
        raise Http404(str(error)) from error


def _form(request: HttpRequest, row: Template | None) -> HttpResponse:
    form = BeginningForm(request.POST or None, initial=keeping.beginning_initial(row) if row else None)
    if request.method == "POST" and form.is_valid():
        actor: Any = request.actor  # type: ignore[attr-defined]
        acts.keep_beginning(actor=actor, values=form.values(), template_id=row.pk if row else None)
        messages.success(request, _("The beginning is saved. Officers see it at once."))
        return redirect("appeals:beginnings")
    title = _("Change the beginning") if row else _("A new beginning of an answer")
    context = {"form": form, "title": title, "back": reverse("appeals:beginnings")}
    return render(request, "web/form.html", context, status=422 if form.errors else 200)
