"""Proof that it is a real officer: the officer's page with the code, and the resident's page that answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.cabinet.actions import proofs
from senim.cabinet.domain import Checked
from senim.cabinet.permissions import VISITORS
from senim.cabinet.presenters import proofs as present
from senim.cabinet.presenters import visits as places
from senim.cabinet.selectors import proofs as reads
from senim.kernel import duties
from senim.kernel.access import public, role
from senim.kernel.clock import today
from senim.kernel.errors import NotYours, Refused
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.web.errors import TooMany
from senim.web.headers import secret_page
from senim.web.throttle import CHECKS

SALT = "senim.cabinet.face"


@role(*VISITORS)
@require_POST
@never_cache
def show(request: StaffRequest) -> HttpResponse:
    """Show who I am: a code for the resident in front of me, for some minutes. From a duty, or from nothing."""
    key = request.POST.get("duty", "")[:80]
    duty = duties.find(request.scope, today(), key) if key else None
    path = duty.where.path if duty else next(iter(request.scope.paths(*VISITORS)), "")
    try:
        post = places.post_for(request.scope, path, request.actor.post_id)
        shown = proofs.show(
            actor=request.actor, post_id=post, area_path=path, purpose=duty.purpose if duty else ""
        )
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("cabinet:day")
    link = f"{settings.BASE_URL.rstrip('/')}{reverse('check:page')}"
    context = present.shown(shown, link, f"{link}?{urlencode({'code': shown.code})}")
    return render(request, "cabinet/show_me.html", context | {"duty_key": duty.key if duty else ""})


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Is it a real officer? By the code that the officer shows: no account, no script, once.

    A link alone never uses a code up: telephones look at links by themselves; the resident presses the button.
    """
    typed = (request.POST.get("code") if request.method == "POST" else request.GET.get("code")) or ""
    if request.method != "POST":
        return render(request, "cabinet/check.html", {"typed": typed[:12], "length": proofs.LENGTH})
    try:
        CHECKS.check(request)
    except TooMany as stop:
        many = present.answer(Checked.MANY) | {"minutes": -(-stop.retry_after // 60)}
        response = render(request, "cabinet/check.html", many, status=429)
        response["Retry-After"] = str(stop.retry_after)
        return response
    told = proofs.check(key=typed[:40])
    if told.answer is not Checked.YES:
        CHECKS.note(request)
    context: dict[str, Any] = present.answer(told.answer) | {"typed": "", "length": proofs.LENGTH}
    if told.proof is not None:
        key = signing.dumps(told.proof.pk, salt=SALT)
        context |= present.officer(told.proof) | {"face_url": reverse("check:face", args=[key])}
    return render(request, "cabinet/check.html", context, status=200 if told.proof is not None else 422)


@public
@secret_page
@require_safe
def face(request: HttpRequest, key: str) -> HttpResponseBase:
    """The face of an officer whose code was just confirmed; the address is good as long as a code."""
    try:
        number = signing.loads(key, salt=SALT)
    except signing.BadSignature as error:
        raise Http404("no face") from error
    account = reads.confirmed(number)
    if account is None:
        raise Http404("no face")
    return staff.portrait_page(request, account)
