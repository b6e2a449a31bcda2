"""Pages of those who keep the map, and the open boundaries. Views hold no rules."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from senim.kernel.access import public, role
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Role
from senim.territory import actions, api, geo, presenters, selectors, tasks
from senim.territory.domain import ImportKind
from senim.territory.forms import UploadForm
from senim.web.headers import shared_page

KEEPERS = (Role.ADMIN, Role.HEAD)


@role(*KEEPERS)
def imports(request: HttpRequest) -> HttpResponse:
    """The history of imports and the form of the next one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("territory:import", _receive(request, form))
        except Refused as refusal:
            form.refuse(refusal)
    runs = selectors.imports(request.scope)  # type: ignore[attr-defined]
    return render(request, "territory/imports.html", {
        "form": form, "runs": [presenters.run_line(run) for run in runs]},
        status=422 if form.errors else 200)


def _receive(request: HttpRequest, form: UploadForm) -> int:
    upload = form.cleaned_data["file"]
    run = actions.receive(
        actor=request.actor, kind=ImportKind(form.cleaned_data["kind"]), name=upload.name,  # type: ignore[attr-defined]
        content=upload.read(), options=form.options())
    _check(run.id, upload.size)
    return run.id


def _check(run_id: int, size: int) -> None:
    if size <= tasks.AT_ONCE:
        actions.check(run_id=run_id)
    else:
        tasks.check_import.enqueue(run_id)


@role(*KEEPERS)
def import_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One import: what it would change or has changed, what is wrong in which row."""
    return render(request, "territory/import.html", presenters.run_page(_run(request, run_id)))


def _run(request: HttpRequest, run_id: int) -> Any:
    try:
        return selectors.import_run(request.scope, run_id)  # type: ignore[attr-defined]
    except NotYours as error:
        raise Http404 from error


@require_POST
@role(*KEEPERS)
def apply(request: HttpRequest, run_id: int) -> HttpResponse:
    """Write what a checked file says."""
    _run(request, run_id)
    try:
        actions.apply(actor=request.actor, run_id=run_id, skip_bad="skip" in request.POST)  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file is applied. Every process answers by the new map within two seconds."))
    return redirect("territory:import", run_id)


@require_POST
@role(*KEEPERS)
def recheck(request: HttpRequest, run_id: int) -> HttpResponse:
    """Read a kept file again, against the territory as it is now."""
    run = _run(request, run_id)
    if presenters.run_page(run)["can_discard"]:
        _check(run_id, tasks.AT_ONCE + 1)
    return redirect("territory:import", run_id)


@require_POST
@role(*KEEPERS)
def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Throw a file away without applying it."""
    _run(request, run_id)
    actions.discard(actor=request.actor, run_id=run_id)  # type: ignore[attr-defined]
    messages.success(request, _("The file is thrown away; nothing was changed."))
    return redirect("territory:imports")


@role(*KEEPERS)
def check(request: HttpRequest) -> HttpResponse:
    """Holes, overlaps, beats without a shape and without an inspector."""
    report = selectors.check(request.scope)  # type: ignore[attr-defined]
    return render(request, "territory/check.html", presenters.check_page(report))


@gzip_page
@public
@shared_page(300)
def beats(request: HttpRequest) -> HttpResponse:
    """Open data: today's beats as GeoJSON, simplified; `?within=<code>` for those of one area."""
    code = request.GET.get("within", "")
    info = api.area_by_code(code) if code else None
    if code and info is None:
        raise Http404
    collection = geo.beat_collection(info.id if info else None, presenters.language())
    return JsonResponse(collection, content_type="application/geo+json")
