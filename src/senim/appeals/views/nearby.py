"""A page between the place and the rest of the report: did somebody tell of this already? Then join, or go on.

Every page stands by itself without a script; with one the chosen report opens in place.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from senim.appeals import presenters, selectors
from senim.appeals.actions import intake, joining
from senim.appeals.forms import JoinForm
from senim.appeals.models import Draft
from senim.kernel.access import public
from senim.kernel.errors import NotYours, Refused
from senim.kernel.scoping import PUBLIC, Actor
from senim.web.headers import secret_page
from senim.web.marks import Browser
from senim.web.throttle import VOICES

#: How long a browser keeps its number: as long as for problems (`problem.voice_kept`), a year of ours.
MONTHS = 12


def offered(draft: Draft) -> list[selectors.Near]:
    """The open reports that a draft may join instead; none for what is sensitive or in danger. One query, or none."""
    data = draft.data
    if draft.sensitive or data.get("danger") or not data.get("category"):
        return []
    spot = selectors.Spot(data.get("lon"), data.get("lat"), data.get("area_id"))
    return selectors.nearby(PUBLIC, spot, data["category"])


@public
@secret_page
@require_safe
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Open reports near the place: what, roughly where, how old. Choose one, or go on with the own report."""
    try:
        draft = intake.find_draft(token)
    except Refused as refused:
        return gone(request, refused)
    found = offered(draft)
    if not found:
        return redirect("appeals:step_files", token=token)
    context = {"rows": [presenters.near_row(one) for one in found], **_frame(draft, token)}
    return render(request, "appeals/nearby.html", context)


@public
@secret_page
@csrf_exempt  # No session stands behind it: the draft's secret is in the address, and nobody else knows it.
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str, number: str) -> HttpResponse:
    """What joining means, how it is safe to be told, and the press itself; the receipt after it."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _joined(request, token, number, form)
        except NotYours as error:
            raise Http404 from error
        except Refused as refused:
            if refused.code == "draft_gone":
                return gone(request, refused)
            form.add_error(None, str(refused))
    try:
        draft = intake.find_draft(token)
    except Refused as refused:
        return gone(request, refused)
    one = next((one for one in offered(draft) if one.number == number), None)
    if one is None and not form.errors:
        return redirect("appeals:step_files", token=token)
    context = {"form": form, "one": presenters.near_row(one) if one else None, **_frame(draft, token)}
    return render(request, "appeals/join.html", context, status=422 if form.errors else 200)


def _joined(request: HttpRequest, token: str, number: str, form: JoinForm) -> HttpResponse:
    VOICES.check(request)
    browser = Browser.of(request)
    browser.speak()
    data = form.cleaned_data
    receipt = joining.join(
        actor=Actor.citizen(),
        token=token,
        number=number,
        way=joining.Way(data["safe_way"], data["phone"], data["email"]),
        browser=browser,
        language=get_language() or "kk",
    )
    VOICES.note(request)
    return browser.keep(redirect("appeals:receipt", secret=receipt.secret), MONTHS)


def _frame(draft: Draft, token: str) -> dict[str, object]:
    return {
        "draft": draft,
        "token": token,
        "back_url": reverse("appeals:step_place", args=[token]),
        "next_url": reverse("appeals:step_files", args=[token]),
        "part": "appeals/parts/join.html",
    }


def gone(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The draft is not there any more."""
    return render(request, "appeals/gone.html", {"text": str(refused)}, status=410)
