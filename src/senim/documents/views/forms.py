"""The forms of documents and their versions, for whoever keeps them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from senim.documents import forms_in_force, registry
from senim.documents.actions import forms as acts
from senim.documents.domain import SPOKEN, Kind
from senim.documents.forms.keeping import VersionForm
from senim.documents.permissions import KEEPERS
from senim.documents.selectors.forms import used
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import posted


@role(*KEEPERS)
@require_safe
@never_cache
def forms(request: StaffRequest) -> HttpResponse:
    """Every form with the version in force."""
    rows = []
    for one in registry.kinds():
        if one.folder is None:
            continue
        now = next((found for found in forms_in_force.versions(one) if found.covers(today())), None)
        rows.append({"kind": one, "now": now})
    return render(request, "documents/forms.html", {"rows": rows})


def _kind(code: str) -> Kind:
    try:
        one = registry.kind(code)
    except Refused as error:
        raise Http404(str(error)) from error
    if one.folder is None:
        raise Http404("kept elsewhere")
    return one


@role(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def form(request: StaffRequest, kind: str) -> HttpResponse:
    """One form: its variables, its versions, and a new version."""
    one = _kind(kind)
    versions = forms_in_force.versions(one)
    newest = versions[0]
    filled = VersionForm(posted(request), initial={**newest.texts, "number": newest.number})
    if request.method == "POST" and filled.is_valid():
        said = filled.cleaned_data
        try:
            made = acts.write(
                actor=request.actor,
                kind=kind,
                texts={language: said[language] for language in SPOKEN},
                valid_from=said["valid_from"],
                valid_to=said["valid_to"],
                note=said["note"],
                number=said["number"],
            )
        except NotYours:
            raise
        except Refused as refused:
            _tell(filled, refused)
        else:
            messages.success(request, _("Version %(number)s is kept.") % {"number": made.number})
            return redirect("documents:form", kind=kind)
    count = used(request.scope, kind)
    context = {
        "kind": one,
        "form": filled,
        "variables": registry.shipped(one).variables.values(),
        "versions": [{"one": version, "used": count.get(version.number, 0)} for version in versions],
    }
    return render(request, "documents/form.html", context, status=422 if filled.errors else 200)


def _tell(filled: VersionForm, refused: Refused) -> None:
    """Every fault of the texts on a line of its own; anything else at its field."""
    if refused.code != "faults":
        filled.refuse(refused)
        return
    for line in str(refused).splitlines():
        filled.add_error(None, line)
