"""The page that works without a network with what it is made of, and the page of devices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from senim.kernel.access import public, role
from senim.offline import actions, presenters, selectors
from senim.offline import icon as icons
from senim.offline import shell as shells
from senim.offline.permissions import LOSERS
from senim.offline.wording import DEVICES, PAGE, TITLE
from senim.staff.api import StaffRequest
from senim.web.headers import shared_page


@public
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The page without anybody's data: it opens on a device without a network and unseals there what it finds."""
    context = {"w": shells.words(), "title": TITLE, "devices_title": DEVICES, "known": shells.settings_of()}
    return render(request, "offline/shell.html", context)


@public
@require_GET
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker of one language: it keeps the page and answers with it where there is no network."""
    response = HttpResponse(shells.worker_code(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = shells.scope()
    return response


@public
@require_GET
def manifest(_request: HttpRequest) -> JsonResponse:
    """What a device reads to install the page."""
    said = {"ensure_ascii": False}
    return JsonResponse(shells.manifest(), content_type="application/manifest+json", json_dumps_params=said)


@public
@require_GET
@shared_page(86400)
def icon(_request: HttpRequest, side: int) -> HttpResponse:
    """The mark of the house in pixels."""
    if side not in icons.SIDES:
        raise Http404("no such size")
    return HttpResponse(icons.png(side), content_type="image/png")


@role(*LOSERS)
@never_cache
def devices(request: StaffRequest) -> HttpResponse:
    """The own devices, and those of the people below a head: when they last came, what they still held."""
    mine, below = selectors.devices(request.scope)
    context: dict[str, Any] = {
        "p": {code: str(label) for code, label in PAGE.items()},
        "groups": presenters.groups(mine, below),
        "title": DEVICES,
        "shell_title": TITLE,
    }
    return render(request, "offline/devices.html", context)


@role(*LOSERS)
@never_cache
@require_POST
def lost(request: StaffRequest, device_id: int) -> HttpResponse:
    """Call a device lost."""
    row = actions.mark_lost(actor=request.actor, device_id=device_id)
    messages.success(request, presenters.lost_words(row))
    return redirect("offline:devices")
