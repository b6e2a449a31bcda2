"""Documents: the list, made from a record, changed, signed, printed, withdrawn."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.documents import composing, registry, staff_lists, vault
from senim.documents import opening as begins
from senim.documents.actions import papers as acts
from senim.documents.domain import LANGUAGES, SPOKEN, STATES, Kind, State
from senim.documents.forms.papers import FillForm, SignForm, WithdrawForm
from senim.documents.models import Document
from senim.documents.permissions import MAKERS, can_change, can_sign, can_withdraw
from senim.documents.presenters import pages
from senim.documents.presenters.paper import paper as as_paper
from senim.documents.selectors import papers as reads
from senim.documents.wording import SAME_PERSON
from senim.ease.api import lists
from senim.kernel import ids
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted, press
from senim.web.paging import page_of
from senim.web.words import language

TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@role(*MAKERS)
@require_safe
@never_cache
def papers(request: StaffRequest) -> HttpResponse:
    """Documents of the own posts and of the own area, the newest first."""
    page, asked = page_of(request, 40), lists.asked(request, staff_lists.PAPERS)
    rows, more = reads.listing(request.scope, offset=page.offset, limit=page.size, **asked.chosen)
    context = {
        "rows": [pages.row(one) for one in rows],
        "pager": page.links(request, more=more),
        "elsewhere": pages.elsewhere(request.scope) if page.number == 1 and not asked.chosen else [],
        "begun": begins.starts(request.scope) if page.number == 1 else [],
    }
    return render(request, "documents/papers.html", context)


def _kind(code: str) -> Kind:
    try:
        one = registry.kind(code)
    except Refused as error:
        raise Http404(str(error)) from error
    if one.fill is None:
        raise Http404("kept elsewhere")
    return one


@role(*MAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """Make a document from a record: what the record says is filled, what is missing is asked."""
    one = _kind(kind)
    subject = request.GET.get("of", "")[:60]
    asked = request.GET.get("language", "")
    start = found(begins.opening, request.scope, one, subject, asked if asked in LANGUAGES else "", language())
    variables = pages.asked(registry.shipped(one).variables, start.record)
    initial = {code: row["words"] for code, row in start.record.items()} | {"token": ids.new_token()}
    form = FillForm(posted(request), initial=initial, variables=variables, spoken=start.language)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.make(
                actor=request.actor,
                kind=kind,
                subject=subject,
                language=start.language,
                typed=form.typed(),
                token=form.cleaned_data["token"] or ids.new_token(),
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            kept = made.state == State.DRAFT
            messages.success(request, _("The draft is kept.") if kept else _("The paper is ready."))
            return redirect("documents:paper", document_id=made.pk)
    context = {
        "kind": one,
        "face_url": one.face(subject) if one.face else "",
        "form": form,
        "start": start,
        "sources": pages.sources(registry.shipped(one).variables, start.values),
        "blocks": pages.blocks(start.paper, marked=True),
        "doc": start.paper,
        "tabs": pages.tabs(start.language, f"?of={subject}&language="),
        "copy": composing.is_copy(one, start.language),
    }
    return render(request, "documents/new.html", context, status=422 if form.errors else 200)


@role(*MAKERS)
@require_safe
@never_cache
def paper(request: StaffRequest, document_id: int) -> HttpResponse:
    """One document: the paper, where each of its words comes from, what may be done with it."""
    row = found(reads.get, request.scope, document_id)
    return _page(request, row, SignForm(), WithdrawForm())


def _page(request: StaffRequest, row: Document, sign: Any, withdraw: Any) -> HttpResponse:
    kind = registry.kind(row.kind)
    reads.note_reading(request.actor, row)
    shown = as_paper(row, reads.body(request.scope, row))
    values = vault.unlock(row.sealed)
    state = State(row.state)
    sources = pages.sources(registry.shipped(kind).variables, values)
    others = reads.same_person(request.scope, row)
    context = {
        "row": row,
        "kind": kind,
        "face_url": kind.face(row.subject) if kind.face else "",
        "doc": shown,
        "blocks": pages.blocks(shown, marked=state is State.DRAFT, values=values),
        "state": str(STATES[state]),
        "tag": pages.KIND_OF_STATE[state],
        "sources": sources,
        "missing": [one["name"] for one in sources if one["missing"]],
        "others": others,
        "same": str(SAME_PERSON) % {"names": "», «".join(others)},
        "draft": state is State.DRAFT,
        "may_change": state is State.DRAFT and can_change(request.scope, row),
        "may_sign": state is State.DRAFT and row.ready and can_sign(request.scope, row, kind),
        "may_withdraw": state is State.SIGNED and can_withdraw(request.scope, row, kind),
        "ended": begins.ended(kind, row) if state is State.DRAFT else "",
        "unsigned_post": pages.staff.post_title(row.signs_id, language()),
        "sign": sign,
        "withdraw": withdraw,
        "files": reads.formats(request.scope, row.pk) if state is not State.DRAFT else [],
        "lang": SPOKEN[row.language],
    }
    return render(request, "documents/paper.html", context, status=422 if sign.errors or withdraw.errors else 200)


@role(*MAKERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: StaffRequest, document_id: int) -> HttpResponse:
    """Say a draft otherwise."""
    row = found(reads.get, request.scope, document_id)
    if row.state != State.DRAFT or not can_change(request.scope, row):
        return redirect("documents:paper", document_id=row.pk)
    kind = registry.kind(row.kind)
    values = vault.unlock(row.sealed)
    variables = pages.asked(registry.shipped(kind).variables, composing.kept_record(values))
    initial = composing.words_of(values) | {"edits": row.edits}
    form = FillForm(posted(request), initial=initial, variables=variables, spoken=row.language)
    if request.method == "POST" and form.is_valid():
        try:
            acts.change(
                actor=request.actor,
                document_id=row.pk,
                typed=form.typed(),
                edits=form.cleaned_data["edits"] or 0,
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
            if refused.code == "changed":
                return redirect("documents:paper", document_id=row.pk) if _is_over(request, row) else _theirs(
                    request, row.pk, form
                )
        else:
            messages.success(request, _("The draft is kept."))
            return redirect("documents:paper", document_id=row.pk)
    reads.note_reading(request.actor, row)
    return _change_page(request, row, form)


def _is_over(request: StaffRequest, row: Document) -> bool:
    return reads.get(request.scope, row.pk).state != State.DRAFT


def _theirs(request: StaffRequest, document_id: int, form: FillForm) -> HttpResponse:
    """Two changed one draft: the other's version beside one's own words, which go over it when they are sent again."""
    row = reads.get(request.scope, document_id)
    form.data = {**form.data.dict(), "edits": row.edits}  # type: ignore[attr-defined]  # a QueryDict: it was sent
    return _change_page(request, row, form)


def _change_page(request: StaffRequest, row: Document, form: FillForm) -> HttpResponse:
    shown = as_paper(row, reads.body(request.scope, row))
    context = {"row": row, "kind": registry.kind(row.kind), "form": form, "doc": shown}
    context["blocks"] = pages.blocks(shown, marked=True, values=vault.unlock(row.sealed))
    return render(request, "documents/change.html", context, status=422 if form.errors else 200)


@role(*MAKERS)
@require_POST
def renew(request: StaffRequest, document_id: int) -> HttpResponse:
    """Take the form in force and the record as it is now; what was written stays."""
    row = found(reads.get, request.scope, document_id)
    return press(
        request,
        lambda: acts.renew(actor=request.actor, document_id=row.pk),
        back=reverse("documents:paper", args=[row.pk]),
        done=_("The draft follows the form in force and the record as it is now."),
    )


@role(*MAKERS)
@require_POST
@never_cache
def sign(request: StaffRequest, document_id: int) -> HttpResponse:
    """Sign with the password."""
    row = found(reads.get, request.scope, document_id)
    form = SignForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data["password"]
        try:
            made = acts.sign(
                actor=request.actor,
                document_id=row.pk,
                password_holds=lambda: get_adapter(request).reauthenticate(request.user, given),
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Signed. Number %(number)s.") % {"number": made.number})
            return redirect("documents:paper", document_id=row.pk)
    return _page(request, reads.get(request.scope, row.pk), form, WithdrawForm())


@role(*MAKERS)
@require_POST
def withdraw(request: StaffRequest, document_id: int) -> HttpResponse:
    """Take a signed paper back, with the reason."""
    row = found(reads.get, request.scope, document_id)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            acts.withdraw(actor=request.actor, document_id=row.pk, reason=form.cleaned_data["reason"])
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The document is withdrawn. The public check says so from now on."))
            return redirect("documents:paper", document_id=row.pk)
    return _page(request, reads.get(request.scope, row.pk), SignForm(), form)


@role(*MAKERS)
@require_safe
@never_cache
def sheet(request: StaffRequest, document_id: int) -> HttpResponse:
    """The paper alone, for the printer."""
    row = found(reads.get, request.scope, document_id)
    reads.note_reading(request.actor, row)
    kind = registry.kind(row.kind)
    shown = as_paper(row, reads.body(request.scope, row))
    context = {"doc": shown, "row": row, "blocks": pages.blocks(shown, marked=False)}
    context["face_url"] = kind.face(row.subject) if kind.face else ""
    return render(request, "documents/sheet.html", context)


@role(*MAKERS)
@require_safe
@never_cache
def file(request: StaffRequest, document_id: int, form: str) -> HttpResponse:
    """The printed paper as PDF or .docx."""
    row = found(reads.get, request.scope, document_id)
    content = reads.file(request.scope, row.pk, form)
    if content is None or form not in TYPES:
        raise Http404("not printed")
    reads.note_reading(request.actor, row)
    response = HttpResponse(content, content_type=TYPES[form])
    way = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{way}; filename="document-{row.pk}.{form}"'
    return response
