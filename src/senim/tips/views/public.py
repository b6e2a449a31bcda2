"""Pages of whoever writes. No cookie is set or needed, no address holds a code, and nothing is stored on the device.

The forms carry no forgery token, because that would be a cookie: no session stands behind them, the code that is
typed is the only right there is. Refusals are rendered where they happen and never logged.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from senim.kernel import files
from senim.kernel.access import public
from senim.kernel.errors import NotYours, Refused
from senim.tips import presenters, selectors
from senim.tips.actions import intake
from senim.tips.codes import code_hash
from senim.tips.domain import Way, grouped
from senim.tips.forms import AddForm, CodeForm, WriteForm
from senim.tips.limits import GUESSES, WRITINGS
from senim.web.asking import posted
from senim.web.headers import secret_page
from senim.web.words import language

View = Callable[..., HttpResponse]


def _unseen(view: View) -> View:
    """What every page here has: never stored, never logged, no referrer, and not for somebody who is signed in.

    Whoever is signed in as staff is known to the house with every request, so the page says to come back signed out.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.actor.account_id is not None:  # type: ignore[attr-defined]
            response = render(request, "tips/signed_in.html", status=409)
        else:
            response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        if settings.CSRF_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.CSRF_COOKIE_NAME)  # a page of the house before this one left it
        response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django logs the path from 400 on
        return response

    return public(csrf_exempt(secret_page(inner)))


@_unseen
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Which way fits: anonymous, confidential, an appeal, or danger now."""
    return render(request, "tips/start.html", {"figures": presenters.figures(language())})


@_unseen
@require_safe
def before(request: HttpRequest, way: str) -> HttpResponse:
    """What can and what cannot stay hidden, before a word is written."""
    return render(request, "tips/before.html", presenters.before(Way(way), language()))


@_unseen
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, way: str) -> HttpResponse:
    """Write; when it is sent the code stands on the page, once, at this same address."""
    chosen = Way(way)
    regions, central = selectors.written_about(language())
    if not regions:
        return render(request, "tips/nobody.html")
    form = WriteForm(posted(request), request.FILES or None, way=chosen, regions=regions, central=central)
    if request.method == "POST":
        WRITINGS.check(request)
        if form.is_valid() and (sent := _sent(request, form, chosen)):
            context = {"code": grouped(sent.code), **presenters.before(chosen, language())}
            return render(request, "tips/sent.html", {**context, "violence": form.cleaned_data["topic"] == "violence"})
    context = {"form": form, **presenters.before(chosen, language())}
    return render(request, "tips/write.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, form: WriteForm, way: Way) -> intake.Sent | None:
    data = form.cleaned_data
    try:
        written = intake.Written(
            way=way,
            topic=form.topic_chosen,
            text=data["text"],
            language=language(),
            region_id=data["region"],
            past_region=bool(data.get("past_region")),
            contact=data.get("contact", ""),
            pictures=tuple(files.picture(one) for one in data["files"]),
        )
        sent = intake.send(token=data["once"], written=written)
    except Refused as refused:
        form.refuse(refused)
        return None
    except ValueError:
        form.refuse(Refused("form", _("Open this page anew and send it again."), field="text"))
        return None
    WRITINGS.note(request)
    return sent


@_unseen
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Come back by the code: read the answer, write more, delete the contact."""
    form = CodeForm(posted(request))
    if request.method != "POST":
        return render(request, "tips/code.html", {"form": form})
    GUESSES.check(request)
    if form.is_valid():
        try:
            return _opened(request, form.cleaned_data["code"])
        except NotYours as unknown:
            GUESSES.note(request)
            form.refuse(Refused("code", unknown.message, field="code"))
    return render(request, "tips/code.html", {"form": form}, status=422)


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a code. Acts are done first; then the page is shown at this same address, with its code inside."""
    secret, form, said = code_hash(code), AddForm(), ""
    match request.POST.get("do", ""):
        case "add":
            form = AddForm(request.POST, request.FILES)
            WRITINGS.check(request)
            if form.is_valid() and _added(request, secret, form):
                form, said = AddForm(), _("It is added. Come back for the answer.")
        case "forget":
            intake.forget_contact(secret_hash=secret)
            said = _("Your contact is deleted.")
    tip = selectors.by_code(secret)
    context = {"code": code, "form": form, "said": said, **presenters.for_sender(tip, language())}
    return render(request, "tips/talk.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, secret: bytes, form: AddForm) -> bool:
    data = form.cleaned_data
    try:
        pictures = tuple(files.picture(one) for one in data["files"])
        intake.add(secret_hash=secret, text=data["text"], pictures=pictures)
    except NotYours:
        raise
    except Refused as refused:
        form.refuse(refused)
        return False
    WRITINGS.note(request)
    return True
