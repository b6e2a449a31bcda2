"""The page of whoever joined a report of another: where it stands, its answer, the question of the fourth week."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from senim.appeals import presenters, selectors
from senim.appeals.actions import joining
from senim.appeals.forms import SolvedForm
from senim.appeals.report import read_secret, secret_hash
from senim.kernel.access import public
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import Actor
from senim.web.headers import secret_page
from senim.web.throttle import guessable

#: The page of a join that answers to the page of an appeal.
TEMPLATES = {
    "appeals/follow.html": "appeals/joined.html",
    "appeals/receipt.html": "appeals/joined_receipt.html",
    "appeals/letter.html": "appeals/letter.html",
}
MISSING = "appeals/no_such.html"


def look(request: HttpRequest, secret: str, template: str, status: int = 200, **more: Any) -> HttpResponse | None:
    """The page of what somebody joined with this secret, or None where nobody did."""
    row = selectors.joined_by_secret(secret_hash(secret))
    if row is None:
        return None
    form = SolvedForm()
    form.fields.pop("words")
    context = {**presenters.joined_context(row, secret), "solved_form": form, **more}
    return render(request, TEMPLATES[template], context, status=status)


@public
@csrf_exempt  # The secret in the address is the only right there is; no session stands behind it.
@secret_page
@guessable(404)
@require_POST
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """Take back that it happened to me too."""
    try:
        joining.leave(actor=Actor.citizen(), secret_hash=_hash(secret))
    except NotYours:
        return render(request, MISSING, status=404)
    messages.success(request, _("It is taken back. Your link and your contact are deleted."))
    return redirect("appeals:start")


@public
@csrf_exempt
@secret_page
@guessable(404)
@require_POST
def solved(request: HttpRequest, secret: str) -> HttpResponse:
    """Still solved after four weeks?"""
    said = request.POST.get("solved")
    if said not in {"yes", "no"}:
        messages.error(request, _("Choose an answer."))
        return redirect("appeals:follow", secret=secret)
    try:
        joining.solved(actor=Actor.citizen(), secret_hash=_hash(secret), yes=said == "yes")
    except NotYours:
        return render(request, MISSING, status=404)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Thank you for telling us."))
    return redirect("appeals:follow", secret=secret)


def _hash(secret: str) -> bytes:
    return secret_hash(read_secret(secret) or "")
