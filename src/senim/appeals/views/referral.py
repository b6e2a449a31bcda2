"""The door of another body: a link, no account, its own clock."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from senim.appeals import presenters
from senim.appeals.actions import moves
from senim.appeals.domain import Hand
from senim.appeals.forms import TextForm
from senim.appeals.report import read_secret
from senim.kernel.access import public
from senim.kernel.errors import Refused
from senim.web.headers import secret_page
from senim.web.throttle import guessable


@public
@secret_page
@csrf_exempt  # The secret in the address is the only right there is; no session stands behind it.
@guessable(410)
def referral(request: HttpRequest, secret: str) -> HttpResponse:
    """What is asked, by when; accept, decline with a reason, answer."""
    plain = read_secret(secret) or ""
    form = TextForm(request.POST or None, label=_("Your answer or reason"))
    try:
        found = moves.find_referral(plain)
        if request.method == "POST":
            step = Hand(request.POST.get("step", ""))
            if step is Hand.ACCEPTED or form.is_valid():
                moves.act_on_referral(
                    secret=plain, step=step, text=form.cleaned_data["text"] if form.is_bound and form.is_valid() else ""
                )
                return redirect("appeals:referral", secret=plain)
    except ValueError:
        return redirect("appeals:referral", secret=plain)
    except Refused as refused:
        return render(
            request, "appeals/gone.html", {"text": str(refused), "title": _("This page is no longer here")}, status=410
        )
    context = {
        "referral": presenters.referral_row(found),
        "state": found.state,
        "form": form if request.method == "POST" else TextForm(label=_("Your answer or reason")),
        # A link in a letter is no place for the address of a victim; what the body needs stands in the request.
        "place": "" if found.appeal.sensitive else found.appeal.place,
        "card": presenters.card_of(found.appeal.holder_id),
    }
    return render(
        request, "appeals/referral.html", context, status=422 if form.errors and request.method == "POST" else 200
    )
