"""Keys of other applications, for the administrator: who has one, one more, one less."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel.access import role
from senim.kernel.errors import NotYours, Refused
from senim.portal import actions, selectors
from senim.portal.forms import KeyForm
from senim.portal.permissions import KEEPERS
from senim.staff.api import StaffRequest


@role(*KEEPERS)
@never_cache
def keys(request: StaffRequest) -> HttpResponse:
    """All keys: whose, since when, how much came by each. No key can be read here again."""
    return render(request, "portal/keys.html", {"rows": selectors.keys(request.scope)})


@role(*KEEPERS)
@never_cache
def add(request: StaffRequest) -> HttpResponse:
    """Hand out a key; it is on the page that answers, and never again."""
    form = KeyForm(request.POST or None, initial={"per_hour": 1000})
    if request.method == "POST" and form.is_valid():
        try:
            key, secret = actions.hand_out_key(actor=request.actor, values=actions.KeyValues(**form.cleaned_data))
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
@require_POST
def revoke(request: StaffRequest, key_id: int) -> HttpResponse:
    """End a key at once."""
    if actions.revoke_key(actor=request.actor, key_id=key_id):
        messages.success(request, _("The key opens nothing from now on. What came by it stays."))
    else:
        messages.warning(request, _("This key had been revoked before."))
    return redirect("portal:keys")
