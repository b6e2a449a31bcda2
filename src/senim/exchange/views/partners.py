"""The partner of a system: what it is told and by which agreement, its keys, what could not be delivered."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.appeals import api as appeals
from senim.exchange import permissions, selectors
from senim.exchange.actions import outgoing
from senim.exchange.actions import partners as acts
from senim.exchange.domain import Tells
from senim.exchange.forms import TermsForm
from senim.exchange.models import System
from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted, press
from senim.web.forms import Form
from senim.web.words import language


@role(*permissions.KEEPERS)
@never_cache
def partner(request: StaffRequest, code: str) -> HttpResponse:
    """The terms of a partner; saved for the first time, its keys are on the page that answers, and never again."""
    one = found(selectors.system, request.scope, code)
    place = {"kk": 1, "ru": 2, "en": 3}[language()]
    bodies = [(str(row[0]), str(row[place])) for row in appeals.bodies(request.scope)]
    form = TermsForm(posted(request), initial=_now(one), bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            keys = acts.agree(actor=request.actor, system_id=one.pk, terms=_terms(form.cleaned_data))
        except NotYours:
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _shown(request, one, keys) if keys else redirect("exchange:system", code)
    context = {
        "form": form, "title": _("What this system is told"), "back": reverse("exchange:system", args=[code]),
        "intro": _("Each step of its appeals is sent as a signed event. Nothing personal without an agreement."),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


def _now(one: System) -> dict[str, Any]:
    kept = getattr(one, "partner", None)
    if kept is None:
        return {}
    return {
        "address": kept.address, "agreement": kept.agreement, "until": kept.until, "tells": kept.tells,
        "body": str(kept.body_id or ""), "active": kept.active,
    }


def _terms(data: dict[str, Any]) -> acts.Terms:
    return acts.Terms(
        data["address"].strip(), data["active"], data["agreement"].strip(), data["until"],
        tuple(map(Tells, data["tells"])), int(data["body"]) if data["body"] else None,
    )


def _shown(request: StaffRequest, one: System, keys: acts.Keys) -> HttpResponse:
    return render(request, "exchange/keys.html", {"name": selectors.name_of(one), "code": one.code, "keys": keys})


@role(*permissions.KEEPERS)
@never_cache
def keys(request: StaffRequest, code: str) -> HttpResponse:
    """New keys in place of the old, after the question whether it is meant."""
    one = found(selectors.system, request.scope, code)
    if request.method != "POST":
        context = {
            "form": Form(), "title": _("New keys"), "back": reverse("exchange:system", args=[code]),
            "intro": _("The old keys sign and open nothing from that moment: agree on the hour with the other side."),
            "button": _("Make new keys"),
        }
        return render(request, "web/form.html", context)
    return _shown(request, one, found(acts.new_keys, actor=request.actor, system_id=one.pk))


@require_POST
@role(*permissions.KEEPERS)
def again(request: StaffRequest, code: str, told_id: int) -> HttpResponse:
    """Send an event once more that was given up."""
    return press(
        request, lambda: outgoing.send_again(actor=request.actor, told_id=told_id),
        back=reverse("exchange:system", args=[code]), done=_("The event is in the queue again."),
    )
