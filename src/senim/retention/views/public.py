"""Pages for everyone: what is kept how long, and what is held about the one who asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from senim.kernel import persons
from senim.kernel.access import public
from senim.kernel.errors import Refused
from senim.kernel.persons import Ref
from senim.kernel.scoping import Actor
from senim.retention import ledger, presenters, selectors, telling
from senim.retention.actions import requests as acts
from senim.retention.actions.wiping import code_hash
from senim.retention.domain import State, Wish, grouped, read_code
from senim.retention.forms import CodeForm
from senim.retention.models import Request
from senim.retention.words import REFUSALS
from senim.web.asking import posted
from senim.web.headers import secret_page
from senim.web.throttle import guessable
from senim.web.words import language


@public
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """What we keep about you, on what ground, how long, and how it ends."""
    rows = presenters.rule_rows(language())
    groups = [(False, [row for row in rows if not row["of_house"]]), (True, [row for row in rows if row["of_house"]])]
    return render(request, "retention/public.html", {"groups": groups})


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
@guessable(404)
def mine(request: HttpRequest) -> HttpResponse:
    """What is held about me: by a code of my own, at once; as a page, as data, or erased."""
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip()
        known = read_code(code)
        one = ledger.by_secret(code_hash(known)) if known else None
        if one is not None:
            return _of_request(request, one, code)
        if refs := selectors.opened(persons.by_code(code)):
            return _of_code(request, refs, code)
        form.refuse(Refused("code", REFUSALS["code"], field="code"))
        return render(request, "retention/mine.html", {"form": form}, status=404)
    return render(request, "retention/mine.html", {"form": form}, status=422 if form.errors else 200)


def _of_code(request: HttpRequest, refs: list[Ref], code: str) -> HttpResponse:
    """By a code of a record: what it opens, and the button that asks to erase it."""
    if request.POST.get("act") == "erase":
        return _erase(request, refs, code)
    acts.note_told(actor=Actor.citizen(), refs=refs)
    standing = ledger.open_erasure(refs)
    row = presenters.request_row(standing, language()) if standing else None
    return _copy(request, refs, code, reviewed=False, more={"erasable": standing is None, "standing": row})


def _erase(request: HttpRequest, refs: list[Ref], code: str) -> HttpResponse:
    try:
        made = acts.ask_erasure(actor=Actor.citizen(), refs=refs, language=language())
    except Refused as refusal:
        more = {"erasable": False, "refusal": str(refusal)}
        return _copy(request, refs, code, reviewed=False, more=more)
    context = {"row": presenters.request_row(made.request, language()), "code": grouped(made.code)}
    return render(request, "retention/asked.html", context)


def _of_request(request: HttpRequest, one: Request, code: str) -> HttpResponse:
    """By the code of a request: where it stands; when it is done, the copy."""
    if one.wish == Wish.ACCESS and one.state == State.DONE and selectors.still_open(one):
        acts.note_opened(actor=Actor.citizen(), one=one)
        row = presenters.request_row(one, language())
        return _copy(request, ledger.refs_of(one), code, reviewed=True, more={"row": row})
    context = {"row": presenters.request_row(one, language()), "words": one.words if one.ended_at else "",
               "outcome": presenters.outcome(one, language())}
    return render(request, "retention/follow.html", context)


def _copy(request: HttpRequest, refs: list[Ref], code: str, *, reviewed: bool, more: dict[str, Any]) -> HttpResponse:
    lang = language()
    told = telling.tell(refs, lang, reviewed=reviewed)
    if request.POST.get("act") == "json":
        answer = JsonResponse(telling.as_data(told, lang), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = 'attachment; filename="senim-my-data.json"'
        return answer
    context = {"told": told, "code": code, "title": _("What is held about you"), **more}
    return render(request, "retention/copy.html", context)
