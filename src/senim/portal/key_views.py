"""Keys of other applications, for the administrator: who has one, one more, one less."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.portal import actions, selectors
from senim.portal.domain import RIGHTS, Right
from senim.portal.forms import KeyForm
from senim.portal.models import ApiKey
from senim.portal.permissions import KEEPERS
from senim.staff.api import StaffRequest
from senim.web.forms import Form


@role(*KEEPERS)
@never_cache
def keys(request: StaffRequest) -> HttpResponse:
    """All keys: whose, since when, how much came by each. No key can be read here again."""
    rows = selectors.keys(request.scope)
    told = [{"key": key, "rights": [RIGHTS[Right(one)] for one in key.rights]} for key in rows]
    return render(request, "portal/keys.html", {"rows": told})


@role(*KEEPERS)
@never_cache
def add(request: StaffRequest) -> HttpResponse:
    """Hand out a key; it is on the page that answers, and never again."""
    form = KeyForm(request.POST or None, initial={"per_hour": 1000, "rights": list(Right)})
    if request.method == "POST" and form.is_valid():
        try:
            values = actions.KeyValues(**{**form.cleaned_data, "rights": tuple(form.cleaned_data["rights"])})
            key, secret = actions.hand_out_key(actor=request.actor, values=values)
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return render(request, "portal/key_made.html", {"key": key, "secret": secret})
    context = {
        "form": form,
        "title": _("A key for an application"),
        "intro": _("With it the application sends requests for residents and follows what it sent. It is shown once."),
        "back": reverse("portal:keys"),
        "button": _("Hand out the key"),
    }
    return render(request, "web/form.html", context, status=422 if form.errors else 200)


@role(*KEEPERS)
@never_cache
def revoke(request: StaffRequest, key_id: int) -> HttpResponse:
    """End a key at once, after the question whether it is meant: none can be given back."""
    key = selectors.key(request.scope, key_id)
    if key is None:
        raise Http404
    if request.method != "POST":
        return render(request, "web/form.html", _sure(key))
    if actions.revoke_key(actor=request.actor, key_id=key_id):
        messages.success(request, _("The key opens nothing from now on. What came by it stays."))
    else:
        messages.warning(request, _("This key had been revoked before."))
    return redirect("portal:keys")


def _sure(key: ApiKey) -> dict[str, Any]:
    words = _("%(name)s can send nothing and sees nothing of its own from that moment. The key cannot be given back.")
    return {
        "form": Form(),
        "title": _("Revoke the key"),
        "intro": words % {"name": key.name},
        "back": reverse("portal:keys"),
        "button": _("Revoke"),
    }
