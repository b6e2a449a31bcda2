"""Chapters of areas: asked for, found again, read as a page, taken away as PDF or .docx."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel import audit
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.problems.chapter import actions, forms, permissions, presenters, selectors
from senim.problems.chapter.domain import YEAR, Format, Period
from senim.problems.chapter.models import Chapter
from senim.problems.permissions import READERS
from senim.staff.api import StaffRequest
from senim.web.words import language

TYPES = {
    Format.PDF: "application/pdf",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@role(*READERS)
@never_cache
def chapters(request: StaffRequest) -> HttpResponse:
    """The chapters of my areas; a form asks for a new one."""
    makes = request.scope.has(*permissions.MAKERS)
    form = None
    if makes:
        asked = {"area": request.GET.get("area", ""), "since": today() - timedelta(days=YEAR - 1), "until": today()}
        form = forms.ChapterForm(request.POST or None, initial=asked, scope=request.scope)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            made = actions.ask(
                actor=request.actor,
                paths=form.paths(),
                period=Period(form.cleaned_data["since"], form.cleaned_data["until"]),
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The chapter is being made. You can leave and come back."))
            return redirect("problems:chapter", made.pk)
    rows = [presenters.row(one) for one in selectors.listing(request.scope)]
    context = {"rows": rows, "form": form, "missing": presenters.missing()}
    return render(request, "problems/chapter/list.html", context, status=422 if form and form.errors else 200)


def _find(request: StaffRequest, chapter_id: int) -> Chapter:
    try:
        return selectors.get(request.scope, chapter_id)
    except NotYours as error:
        raise Http404(str(error)) from error


@role(*READERS)
@never_cache
def chapter(request: StaffRequest, chapter_id: int) -> HttpResponse:
    """One chapter: how far it is, and when it is made, the chapter itself in my language."""
    found = _find(request, chapter_id)
    files = selectors.files(request.scope, found)
    context = {
        **presenters.shown(found, files),
        "stale": selectors.is_stale(found),
        "may_make": permissions.may_make(request.scope, found.paths),
        "body": _body(request, chapter_id) if files else "",
    }
    return render(request, "problems/chapter/chapter.html", context)


def _body(request: StaffRequest, chapter_id: int) -> str:
    written = selectors.file(request.scope, chapter_id, language(), Format.PAGE)
    return mark_safe(bytes(written.content).decode())  # noqa: S308 - written by our own templates, which escape


@role(*READERS)
@never_cache
def chapter_file(request: StaffRequest, chapter_id: int, spoken: str, form: str) -> HttpResponse:
    """The chapter in a language as PDF or .docx, for whoever may read it."""
    if form not in set(TYPES):
        raise Http404
    try:
        found = selectors.file(request.scope, chapter_id, spoken, form)
    except NotYours as error:
        raise Http404(str(error)) from error
    audit.record(
        request.actor,
        "problems.chapter_taken",
        ("chapter", chapter_id),
        area_path=_find(request, chapter_id).area_path,
        data={"language": spoken, "format": form},
        reads=True,
    )
    response = HttpResponse(bytes(found.content), content_type=TYPES[Format(form)])
    response["Content-Disposition"] = (
        content_disposition_header(True, f"senim-{chapter_id}-{spoken}.{form}") or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@role(*READERS)
def chapter_stop(request: StaffRequest, chapter_id: int) -> HttpResponse:
    """Stop a chapter that is being made."""
    actions.stop(actor=request.actor, chapter=_find(request, chapter_id))
    return redirect("problems:chapter", chapter_id)
