"""What everyone may open: blank forms to take away, and the check of a paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from senim.documents import blanks_shelf, signing
from senim.documents.domain import LANGUAGES, SPOKEN
from senim.documents.forms.keeping import CheckForm
from senim.documents.presenters import pages
from senim.documents.presenters.paper import html
from senim.documents.selectors import blanks as reads
from senim.documents.selectors.papers import genuine
from senim.documents.wording import REFUSALS
from senim.kernel.access import public
from senim.kernel.scoping import PUBLIC
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.web.throttle import guessable
from senim.web.words import language

TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@public
@require_safe
def blanks(request: StaffRequest) -> HttpResponse:
    """Forms that a resident may need, to take away."""
    kept = reads.printed(PUBLIC)
    rows = [
        {
            "url": reverse("documents:blank", args=[one.code]),
            "title": blanks_shelf.paper(one, language()).title,
            "files": _files(one.code, kept),
        }
        for one in blanks_shelf.shelf()
    ]
    return render(request, "documents/blanks.html", {"rows": rows})


def _files(code: str, kept: dict[tuple[str, str, str], str]) -> list[dict[str, str]]:
    return [
        {
            "label": f"{SPOKEN[spoken]}, {form.upper()}",
            "url": reverse("documents:blank_file", args=[code, spoken, form]),
        }
        for spoken in LANGUAGES
        for form in ("pdf", "docx")
        if (code, spoken, form) in kept
    ]


@public
@require_safe
def blank(request: StaffRequest, code: str) -> HttpResponse:
    """One blank form for paper, and beside it how the matter goes on."""
    one = blanks_shelf.blank(code)
    if one is None:
        raise Http404("no such form")
    said = language()
    made = blanks_shelf.paper(one, said)
    context = {
        "doc": made,
        "blocks": pages.blocks(made, marked=False),
        "explained": [html(block, marked=False) for block in blanks_shelf.explanation(one, said)],
        "files": _files(code, reads.printed(PUBLIC)),
    }
    return render(request, "documents/blank.html", context)


@public
@require_safe
def file(
    request: StaffRequest,  # noqa: ARG001 - the signature is Django's
    code: str,
    spoken: str,
    form: str,
) -> HttpResponse:
    """A blank form as PDF or .docx."""
    content = reads.file(PUBLIC, code, spoken, form)
    if content is None or form not in TYPES:
        raise Http404("not printed")
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'inline; filename="{code}-{spoken}.{form}"'
    return response


@public
@require_safe
@never_cache
@guessable(404)
def check(request: StaffRequest) -> HttpResponse:
    """Is a paper genuine? Asked with its number and its code; says nothing of what stands in it."""
    asked = "number" in request.GET or "code" in request.GET
    form = CheckForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if asked and form.is_valid():
        paper = genuine(PUBLIC, form.cleaned_data["number"], form.cleaned_data["code"])
        if paper is None:
            form.add_error(None, str(REFUSALS["no_public_paper"]))
            status = 404
        else:
            context |= {"paper": paper, "kind": pages.kind_name(paper.kind), "signer": _signer(paper.signer)}
            context["post"] = staff.post_title(paper.post_id, language())
    elif asked:
        status = 422
    return render(request, "documents/check.html", context, status=status)


def _signer(code: str) -> dict[str, Any]:
    one = signing.signer_of(code)
    return {"said": str(one.said), "fake": one.is_fake} if one else {"said": code, "fake": False}
