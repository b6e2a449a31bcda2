"""Files of appeals: they arrive, are checked, are written; what was refused goes back; where an appeal came from."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals import api as appeals
from senim.exchange import permissions, presenters, selectors, tasks
from senim.exchange.actions import files as acts
from senim.exchange.actions import systems as mapped
from senim.exchange.forms import FileForm, MeaningForm
from senim.exchange.mapping import schema
from senim.exchange.models import Batch
from senim.kernel import audit, ids, spreadsheet
from senim.kernel.access import role
from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted, press
from senim.web.words import language

READERS = (
    Role.INSPECTOR, Role.JUVENILE, Role.DUTY, Role.HEAD, Role.PROSECUTOR, Role.ASSISTANT, Role.TRAINEE, Role.OPERATOR,
)


@role(*permissions.IMPORTERS)
@never_cache
def files(request: StaffRequest) -> HttpResponse:
    """The files so far and the form of the next one."""
    systems = selectors.systems_of(request.scope)
    named = [(str(one.pk), selectors.name_of(one).in_(language())) for one in systems]
    form = FileForm(posted(request), request.FILES or None, systems=named)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = acts.receive(
                actor=request.actor, system_id=int(form.cleaned_data["system"]), name=upload.name, content=upload.read()
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _check(request, batch.pk)
            return redirect("exchange:file", batch.pk)
    context = {
        "form": form, "has_systems": bool(systems),
        "rows": [presenters.file_line(one, language()) for one in selectors.batches(request.scope)],
    }
    return render(request, "exchange/files.html", context, status=422 if form.errors else 200)


def _check(request: StaffRequest, batch_id: int) -> None:
    actor = request.actor
    if actor.account_id is not None:
        asked = (batch_id, actor.account_id, actor.post_id)
        transaction.on_commit(lambda: tasks.check_file.enqueue(*asked))


def _batch(request: StaffRequest, batch_id: int) -> Batch:
    batch: Batch = found(selectors.batch, request.scope, batch_id)
    return batch


@role(*permissions.IMPORTERS)
@never_cache
def one_file(request: StaffRequest, batch_id: int) -> HttpResponse:
    """One file: what it would bring, what differs, what is refused and why; then what it brought."""
    batch = _batch(request, batch_id)
    shown = presenters.file_page(batch, selectors.findings(batch), language())
    if shown["differences"]:
        audit.record(
            request.actor, "exchange.differences_read", ("exchange_file", batch.pk), area_path=batch.ground[0],
            reads=True,
        )
    return render(request, "exchange/file.html", shown)


@role(*permissions.IMPORTERS)
@never_cache
def meaning(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Which column is what and what its words mean; saved, it is the next version, and the file is checked again."""
    batch = _batch(request, batch_id)
    read = schema.read(batch.mapping.toml)
    form = MeaningForm(
        posted(request), header=batch.report.get("header", []), meaning=read,
        unknown=batch.report.get("unknown", {}), samples=selectors.findings(batch).get("samples", {}),
    )
    if request.method == "POST" and form.is_valid():
        try:
            mapped.map_from_page(
                actor=request.actor, batch=batch, columns=form.columns(), words=form.decided(), empty=form.empty()
            )
            acts.recheck(actor=request.actor, batch_id=batch.pk)
        except schema.Unfit as unfit:
            form.add_error(None, "\n".join(one.said(language()) for one in unfit.faults))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _check(request, batch.pk)
            return redirect("exchange:file", batch.pk)
    context = {"form": form, "batch": batch, "back": reverse("exchange:file", args=[batch.pk])}
    return render(request, "exchange/meaning.html", context, status=422 if form.errors else 200)


@require_POST
@role(*permissions.IMPORTERS)
def begin(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Let a checked file be written."""
    _batch(request, batch_id)
    actor = request.actor

    def act() -> None:
        acts.begin(actor=actor, batch_id=batch_id)
        if actor.account_id is not None:
            asked = (batch_id, actor.account_id, actor.post_id)
            transaction.on_commit(lambda: tasks.write_file.enqueue(*asked))

    back = reverse("exchange:file", args=[batch_id])
    return press(request, act, back=back, done=_("The file is being written. You can leave this page."))


@require_POST
@role(*permissions.IMPORTERS)
def discard(request: StaffRequest, batch_id: int) -> HttpResponse:
    """Throw a file away that was not written."""
    _batch(request, batch_id)
    return press(
        request, lambda: acts.discard(actor=request.actor, batch_id=batch_id), back=reverse("exchange:files"),
        done=_("The file is thrown away. Nothing was written."),
    )


@role(*permissions.IMPORTERS)
@never_cache
def refused(request: StaffRequest, batch_id: int) -> HttpResponse:
    """The refused rows as they came, with the reason in one's own language: mend them and send this file."""
    batch = _batch(request, batch_id)
    audit.record(
        request.actor, "exchange.refused_taken", ("exchange_file", batch.pk), area_path=batch.ground[0], reads=True
    )
    rows = presenters.refused_table(selectors.findings(batch), language())
    response = HttpResponse(spreadsheet.csv_file(rows), content_type=spreadsheet.CSV)
    response["Content-Disposition"] = f'attachment; filename="refused-{batch.pk}.csv"'
    return response


@role(*permissions.IMPORTERS)
def template(request: StaffRequest) -> HttpResponse:  # noqa: ARG001 - the same for everyone
    """An empty table with our headings in one's own language, for whoever keeps appeals in a spreadsheet."""
    response = HttpResponse(spreadsheet.csv_file(presenters.template_table(language())), content_type=spreadsheet.CSV)
    response["Content-Disposition"] = 'attachment; filename="template.csv"'
    return response


@role(*READERS)
@never_cache
def lineage(request: StaffRequest, number: str) -> HttpResponse:
    """From which file and row an appeal came, by which mapping, brought in by whom, and what later files said."""
    appeal_id = found(appeals.id_of, request.scope, ids.parse_number(number) or "")
    context: dict[str, Any] = presenters.lineage_page(
        found(selectors.whole_lineage, request.scope, appeal_id), number, language()
    )
    return render(request, "exchange/lineage.html", context)
