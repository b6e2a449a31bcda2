"""Files of incidents: they arrive, are checked, applied, withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from senim.incidents import actions, permissions, presenters, selectors, tasks
from senim.incidents.domain import FeedKind
from senim.incidents.forms import ColumnsForm, FeedForm, FileForm
from senim.incidents.models import Batch
from senim.kernel import ids
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.kernel.labels import Label
from senim.staff.api import StaffRequest
from senim.web.words import language


@role(*permissions.IMPORTERS)
def imports(request: StaffRequest) -> HttpResponse:
    """The files so far and the form of the next one."""
    feeds = selectors.kept_feeds(request.scope)
    named = [(str(one.pk), Label(one.name_kk, one.name_ru, one.name_en).in_(language())) for one in feeds]
    form = FileForm(request.POST or None, request.FILES or None, feeds=named)
    if request.method == "POST" and form.is_valid():
        feed = next(one for one in feeds if str(one.pk) == form.cleaned_data["feed"])
        try:
            return redirect("incidents:import", _receive(request, feed, form))
        except Refused as refusal:
            form.refuse(refusal)
    rows = [presenters.batch_line(one) for one in selectors.batches(request.scope)]
    return render(
        request,
        "incidents/imports.html",
        {
            "form": form,
            "feed_form": FeedForm(areas=presenters.areas(request.scope, language())),
            "batches": rows,
            "has_feeds": bool(feeds),
        },
        status=422 if form.errors else 200,
    )


def _receive(request: StaffRequest, feed: Any, form: FileForm) -> int:
    upload = form.cleaned_data["file"]
    batch = actions.receive(
        actor=request.actor, feed=feed, name=upload.name, content=upload.read(), complete=form.cleaned_data["complete"]
    )
    _check(batch.pk)
    return batch.pk


def _check(batch_id: int) -> None:
    """Always behind: the check loads the heavy stack, which no web process may."""
    transaction.on_commit(lambda: tasks.check_file.enqueue(batch_id))


@require_POST
@role(*permissions.IMPORTERS)
def new_feed(request: StaffRequest) -> HttpResponse:
    """Make a source known."""
    form = FeedForm(request.POST, areas=presenters.areas(request.scope, language()))
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.create_feed(
                actor=request.actor,
                code=f"feed-{ids.new_number().lower()}",
                kind=FeedKind(data["kind"]),
                name=Label(data["name_kk"], data["name_ru"], data["name_en"] or data["name_ru"]),
                area_path=data["area"],
                zone=data["zone"],
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The source is known now. Choose it and send its file."))
        return redirect("incidents:imports")
    rows = [presenters.batch_line(one) for one in selectors.batches(request.scope)]
    return render(
        request,
        "incidents/imports.html",
        {"form": FileForm(feeds=[]), "feed_form": form, "batches": rows, "has_feeds": False},
        status=422,
    )


def _batch(request: StaffRequest, batch_id: int) -> Batch:
    try:
        return selectors.batch(request.scope, batch_id)
    except NotYours as error:
        raise Http404 from error


@role(*permissions.IMPORTERS)
def import_file(request: StaffRequest, batch_id: int) -> HttpResponse:
    """One file: what is in it, what is odd, what it would change; a POST sets its columns anew."""
    batch = _batch(request, batch_id)
    form = ColumnsForm(
        request.POST or None,
        columns=batch.options.get("columns", {}),
        mapping=batch.options.get("mapping", {}),
        zone=batch.options.get("zone") or batch.feed.zone,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.remap(actor=request.actor, batch=batch, columns=form.columns(), zone=form.cleaned_data["zone"])
            _check(batch.pk)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("incidents:import", batch.pk)
    shown = presenters.batch_page(batch, selectors.row_errors(request.scope, batch))
    return render(request, "incidents/import.html", {"form": form, **shown}, status=422 if form.errors else 200)


@require_POST
@role(*permissions.IMPORTERS)
def apply(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Count what a checked file says."""
    batch = _batch(request, batch_id)
    actor = request.actor
    if presenters.can_apply(batch) and actor.account_id is not None:
        asked = (batch.pk, actor.account_id, actor.post_id)
        transaction.on_commit(lambda: tasks.apply_file.enqueue(*asked))
        messages.success(request, _("The file is being applied. You can leave this page."))
    return redirect("incidents:import", batch_id)


@require_POST
@role(*permissions.IMPORTERS)
def withdraw(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Take an applied file back."""
    _batch(request, batch_id)
    try:
        actions.withdraw(actor=request.actor, batch_id=batch_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file is withdrawn: its rows count no longer."))
    return redirect("incidents:import", batch_id)


@require_POST
@role(*permissions.IMPORTERS)
def discard(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Throw a file away without applying it."""
    _batch(request, batch_id)
    try:
        actions.discard(actor=request.actor, batch_id=batch_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("incidents:imports")
