"""Pages of the staff: numbers by rule, what would go, holds, and requests with their clocks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.kernel import retention
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.retention import ledger, permissions, presenters, selectors
from senim.retention.actions import holds as hold_acts
from senim.retention.actions import requests as acts
from senim.retention.domain import Wish, grouped
from senim.retention.forms import BackForm, DecisionForm, FindForm, HoldForm
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted, press
from senim.web.headers import secret_page
from senim.web.words import language

AHEAD = 100


@role(*permissions.SEERS | permissions.FINDERS)
@never_cache
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """The life of data: numbers by rule, what goes next, holds, requests and their clocks. Eight queries."""
    lang, scope = language(), request.scope
    sees = staff.can_action(scope, "retention.see")
    requests = selectors.requests(scope) if scope.has(*permissions.READERS) else []
    context = {
        "rules": presenters.rule_rows(lang, selectors.passes(scope)) if sees else [],
        "goings": [presenters.going_row(one, lang) for one in selectors.goings(scope)] if sees else [],
        "holds": [presenters.hold_row(one) for one in selectors.holds(scope)],
        "requests": [presenters.request_row(one, lang) for one in requests],
        "can_hold": staff.can_action(scope, "retention.hold"), "can_find": staff.can_action(scope, "retention.find"),
        "reads": scope.has(*permissions.READERS),
    }
    return render(request, "retention/desk.html", context)


@role(*permissions.SEERS)
@never_cache
@require_safe
def ahead(request: StaffRequest, code: str) -> HttpResponse:
    """A dry run of one rule: which records would go now, since when they are over, which of them somebody holds."""
    rule = retention.rules().get(code)
    if rule is None or not rule.begins:
        raise Http404(code)
    rows, held = selectors.would_go(request.scope, rule, AHEAD + 1), set(ledger.held(code))
    looked = selectors.passes(request.scope).get(code)
    context = {
        "rule": presenters.rule_row(rule, language(), looked), "more": len(rows) > AHEAD,
        "rows": presenters.ahead_rows(rule, rows[:AHEAD], held), "limit": AHEAD,
    }
    return render(request, "retention/ahead.html", context)


@role(*permissions.DECIDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: StaffRequest) -> HttpResponse:
    """Hold a record past its time: why, on what paper, until when."""
    form = HoldForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return hold_acts.place(actor=request.actor, number=data["number"], reason=data["reason"],
                               ground=data["ground"], ends_on=data["ends_on"])

    return ask(request, form, act, title=_("Hold a record"), back=reverse("retention:desk"),
               done=_("The record and what hangs on it are held."), button=_("Hold"))


@role(*permissions.DECIDERS)
@require_POST
def lift(request: StaffRequest, pk: int) -> HttpResponse:
    """End a hold before its day."""
    try:
        return press(request, lambda: hold_acts.lift(actor=request.actor, hold_id=pk), back=reverse("retention:desk"),
                     done=_("The hold is lifted."))
    except NotYours as error:
        raise Http404(str(error)) from error


@role(*permissions.FINDERS)
@never_cache
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: StaffRequest) -> HttpResponse:
    """Somebody came with a document: find what is held; a second person confirms before it is told or erased."""
    form = FindForm(posted(request), initial={"wish": Wish.ACCESS.value})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = acts.find(actor=request.actor, marks=form.marks(), wish=Wish(data["wish"]), checked=data["checked"],
                             language=language())
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            slip = {"row": presenters.request_row(made.request, language()), "code": grouped(made.code)}
            return render(request, "retention/slip.html", slip)
    context: dict[str, Any] = {
        "form": form, "title": _("Somebody asks about their data"), "back": reverse("retention:desk"),
        "button": _("Look and write it down"), "intro": _(
            "What you search by is kept nowhere. You see no record here: only the person does, once somebody else has "
            "confirmed."),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*permissions.READERS)
@never_cache
@require_safe
def one(request: StaffRequest, number: str) -> HttpResponse:
    """A request: its clock, kinds and numbers, what stands against erasing, and what may be done."""
    got = found(selectors.request, request.scope, number)
    decides = selectors.may_decide(request.scope, got)
    page = presenters.request_page(got, language(), decides=decides, account_id=request.scope.account_id)
    return render(request, "retention/one.html", page)


@role(*permissions.DECIDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: StaffRequest, number: str) -> HttpResponse:
    """Say what should be done with a request."""
    found(selectors.request, request.scope, number, decides=True)
    form = DecisionForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return acts.propose(actor=request.actor, number=number, grant=data["grant"] == "yes", words=data["words"])

    return ask(request, form, act, title=_("Propose a decision"), back=reverse("retention:one", args=[number]),
               done=_("Proposed. Somebody else confirms."), button=_("Propose"))


@role(*permissions.DECIDERS)
@require_POST
def confirm(request: StaffRequest, number: str) -> HttpResponse:
    """Confirm what somebody else proposed: now it happens."""
    found(selectors.request, request.scope, number, decides=True)
    return press(request, lambda: acts.confirm(actor=request.actor, number=number),
                 back=reverse("retention:one", args=[number]), done=_("Confirmed, and done."))


@role(*permissions.DECIDERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: StaffRequest, number: str) -> HttpResponse:
    """Do not confirm: say what has to be looked at again."""
    found(selectors.request, request.scope, number, decides=True)
    form = BackForm(posted(request))

    def act() -> object:
        return acts.send_back(actor=request.actor, number=number, words=form.cleaned_data["words"])

    return ask(request, form, act,
               title=_("Send it back"), back=reverse("retention:one", args=[number]), done=_("Sent back."),
               button=_("Send back"))
