"""Telling what happened: one question a page, kept in a draft on the server, so that the device keeps nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from senim.appeals import catalogue, presenters
from senim.appeals.actions import intake, uploads
from senim.appeals.catalogue import Divert
from senim.appeals.forms import DangerForm
from senim.appeals.models import Draft
from senim.appeals.report import Report
from senim.appeals.views import nearby as near
from senim.appeals.views.follow import show_receipt
from senim.appeals.views.steps import BY_CODE, ORDER, Given, Step, Values, earlier, first_missing, following, report_of
from senim.kernel.access import public
from senim.kernel.errors import Refused
from senim.web.headers import secret_page
from senim.web.throttle import DRAFTS
from senim.web.views import quick_exit


@public
@secret_page
def start(request: HttpRequest) -> HttpResponse:
    """Danger first: yes leads to 102 and 112 before anything is asked."""
    form = DangerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["danger"] == "yes":
            return redirect("appeals:emergency")
        return _begin(request, danger=False)
    return render(request, "appeals/start.html", {"form": form})


@public
@secret_page
def emergency(request: HttpRequest) -> HttpResponse:
    """Call 102 or 112; who cannot call may still write, and it goes to the duty unit."""
    if request.method == "POST":
        return _begin(request, danger=True)
    return render(request, "appeals/emergency.html")


def _begin(request: HttpRequest, *, danger: bool) -> HttpResponse:
    """A new draft. A flood from one address is stopped; who is in danger gets ten times as far."""
    DRAFTS.check(request, times=10 if danger else 1)
    language = get_language() or "kk"
    with transaction.atomic():  # counted and begun by one commit
        token = intake.begin(language=language)
        if danger:
            intake.keep(token=token, values={"danger": True}, language=language)
        DRAFTS.note(request)
    return redirect("appeals:step_words", token=token)


@public
@secret_page
@csrf_exempt  # No session stands behind it: the draft's secret is in the address, and nobody else knows it.
def step(request: HttpRequest, token: str, code: str) -> HttpResponse:
    """One question page. GET shows what is kept; POST keeps and goes on."""
    try:
        draft = intake.find_draft(token)
    except Refused as refused:
        return _gone(request, refused)
    if draft.sent_as_id:
        return _again(request, token)
    missing = first_missing(draft, before=code)
    if missing:
        return redirect(f"appeals:step_{missing}", token=token)
    page = BY_CODE[code]
    if request.method != "POST":
        form = page.form(draft, initial=_initial(draft, code))
        return _page(request, draft, token, page, form)
    form = page.form(draft, request.POST, request.FILES)
    if form.is_valid():
        try:
            draft = intake.keep(
                token=token, values=page.keep(Given(form, request, token)), language=get_language() or "kk"
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _next(draft, token, code)
    return _page(request, draft, token, page, form)


def _initial(draft: Draft, code: str) -> Values:
    data = draft.data
    return {**data, **data.get("answers", {})} if code == "details" else dict(data)


def _next(draft: Draft, token: str, code: str) -> HttpResponse:
    """To the help that an answer asks for, else to the next page that this draft needs."""
    diverted = catalogue.diversions(draft.data["category"], draft.data.get("answers", {})) if code == "details" else ()
    if diverted:
        return redirect("appeals:divert", token=token, where=diverted[0])
    if code == "place" and near.offered(draft):
        return redirect("appeals:nearby", token=token)
    return (
        redirect("appeals:check", token=token)
        if code == ORDER[-1]
        else redirect(f"appeals:step_{following(draft, code)}", token=token)
    )


def _page(request: HttpRequest, draft: Draft, token: str, page: Step, form: Any) -> HttpResponse:
    number = ORDER.index(page.code)
    back = reverse(f"appeals:step_{earlier(draft, number)}", args=[token]) if number else reverse("appeals:start")
    context = {
        "form": form,
        "draft": draft,
        "token": token,
        "code": page.code,
        "number": number + 1,
        "of": len(ORDER) + 1,
        "back_url": back,
        "exit_draft": token,
        **presenters.step_context(request, draft, page.code, get_language() or "kk"),
    }
    status = 422 if form.errors else 200
    return render(request, f"appeals/steps/{page.code}.html", context, status=status)


@public
@secret_page
def divert(request: HttpRequest, token: str, where: str) -> HttpResponse:
    """Where to turn at once (102, the bank, a line for children or survivors), before the report goes on."""
    if where not in set(Divert):
        raise Http404
    try:
        draft = intake.find_draft(token)
    except Refused as refused:
        return _gone(request, refused)
    context = {
        "where": where,
        "draft": draft,
        "token": token,
        "next_url": reverse("appeals:step_place", args=[token]),
    }
    return render(request, "appeals/divert.html", context)


@public
@secret_page
@csrf_exempt
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Check your answers, then send. Sent once, however often the button is pressed."""
    try:
        if request.method == "POST":
            return _sent(request, token)
        draft = intake.find_draft(token)
    except Refused as refused:
        return _gone(request, refused)
    except Incomplete as incomplete:
        return redirect(f"appeals:step_{incomplete}", token=token)
    if draft.sent_as_id:
        return _again(request, token)
    missing = first_missing(draft, before="send")
    if missing:
        return redirect(f"appeals:step_{missing}", token=token)
    return render(request, "appeals/check.html", presenters.check_context(draft, token))


class Incomplete(Exception):
    """The draft lacks the answer of a page; its text is the page's code."""


def _sent(request: HttpRequest, token: str) -> HttpResponse:
    """Register in one transaction with the draft's lock; a refusal of the report stands above the answers."""
    seen: list[Draft] = []

    def read(draft: Draft) -> Report:
        seen.append(draft)
        if missing := first_missing(draft, before="send"):
            raise Incomplete(missing)
        return report_of(draft, get_language() or "kk")

    try:
        receipt = intake.send(token=token, report=read)
    except Refused as refused:
        if not seen:
            raise
        context = {**presenters.check_context(seen[-1], token), "refusal": str(refused)}
        return render(request, "appeals/check.html", context, status=422)
    sensitive = seen[-1].sensitive if seen else intake.find_draft(token).sensitive
    return _receipt(request, token, receipt.secret, sensitive=sensitive)


def _again(request: HttpRequest, token: str) -> HttpResponse:
    """The second press of "send", or the way back after a lost reply."""
    receipt = intake.receipt_of(token=token)
    return _receipt(request, token, receipt.secret, sensitive=intake.find_draft(token).sensitive)


def _receipt(request: HttpRequest, token: str, secret: str, *, sensitive: bool) -> HttpResponse:
    """In sensitive categories the secret never enters the address bar: the device's history must not hold it."""
    if not sensitive:
        return redirect("appeals:receipt", secret=secret)
    return show_receipt(request, secret, draft=token)


def _gone(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(
        request, "appeals/gone.html", {"text": str(refused), "title": _("This page is no longer here")}, status=410
    )


@public
@csrf_exempt
@secret_page
@require_POST
def remove_file(request: HttpRequest, token: str, file_id: int) -> HttpResponse:
    """Take one file out of the draft."""
    try:
        uploads.drop_from_draft(token=token, file_id=file_id)
    except Refused as refused:
        return _gone(request, refused)
    return redirect("appeals:step_files", token=token)


@public
@csrf_exempt  # A stale token must never keep a person on the page; its only effect is to forget.
@secret_page
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Quick exit from a draft: it is deleted here, and the person is elsewhere at once."""
    if request.method == "POST":
        intake.discard(token=token)
    return quick_exit(request)
