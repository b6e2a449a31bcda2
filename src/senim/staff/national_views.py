"""Sign-in with a national identity: out to the provider, back with a proof; and the link that lets it open anything."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from senim.kernel import clock, limits
from senim.kernel.access import account, public
from senim.kernel.errors import Refused
from senim.staff import sessions
from senim.staff.actions.national import link_national, open_by_national, unlink_national
from senim.staff.messages import refusal
from senim.staff.models import Account
from senim.staff.national import oidc
from senim.staff.national.oidc import Failed, Proved
from senim.staff.passkeys import digest
from senim.staff.requests import StaffRequest
from senim.web.throttle import Throttle

KEPT = "senim_national"
#: An office of hundreds shares an address; a script is stopped.
BEGUN = Throttle("national", 600, 600)
REMEMBERED = 24 * 3600


def _back() -> str:
    """The one return address, registered with the provider; the language comes back from the session."""
    with override("kk"):
        return settings.BASE_URL.rstrip("/") + reverse("national_back")


@public
@require_POST
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider, in place of e-mail and password."""
    if request.user.is_authenticated:
        return redirect("staff:home")
    return _leave(request, {"next": get_next_redirect_url(request) or ""}, "account_login")


@account
@require_POST
@never_cache
def link(request: StaffRequest) -> HttpResponse:
    """To the provider, to link its identity to my account: only after the second step, and with the password fresh."""
    if not request.session.get(sessions.SECOND):
        return redirect("staff:second-step")
    if is_reauthentication_required(request, app="senim.staff"):
        return redirect(f"{reverse('account_reauthenticate')}?next={reverse('staff:security')}")
    return _leave(request, {"link": request.actor.account_id}, "staff:security")


def _leave(request: HttpRequest, more: dict[str, Any], back: str) -> HttpResponse:
    """A page that leads on: a form may not lead to another site (the policy of content), a page may."""
    if not oidc.is_on():
        raise Http404
    BEGUN.check(request)
    BEGUN.note(request)
    try:
        url, kept = oidc.begin(_back())
    except Failed as failed:
        messages.error(request, str(refusal(failed.code)))
        return redirect(back)
    request.session[KEPT] = {**kept, **more, "language": get_language() or "kk"}
    return render(request, "staff/signin/national.html", {"url": url})


@public
@require_GET
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Back from the provider: what it proves opens the account that it is linked to, or is linked to mine."""
    if not oidc.is_on():
        raise Http404
    kept = request.session.pop(KEPT, {})
    # The return address has one language for all; the person's own is that of the question, else of the browser.
    with override(kept.get("language") or get_language_from_request(request)):
        try:
            proved = _proved(kept, request)
            if kept.get("link"):
                return _link(request, kept["link"], proved)
            return _open(request, proved, kept.get("next") or None)
        except Failed as failed:
            said = str(refusal(failed.code))
        except Refused as refused:
            said = str(refused)
        messages.error(request, said)
        return redirect("staff:security" if kept.get("link") and request.user.is_authenticated else "account_login")


def _proved(kept: dict[str, Any], request: HttpRequest) -> Proved:
    """One proof for one return: two of the same moment, in whatever processes, are one and a refusal."""
    code = oidc.check_return(kept, request.GET.dict())
    if limits.count(digest(f"senim.national:{kept['state']}"), int(clock.now().timestamp()) + REMEMBERED) > 1:
        raise Failed("national_used")
    return oidc.prove(kept, code, _back())


def _open(request: HttpRequest, proved: Proved, to: str | None) -> HttpResponse:
    """In place of e-mail and password; who has a second step is still asked for it."""
    found = open_by_national(key=proved)
    record_authentication(request, found, "national")
    return perform_login(request, Login(user=found, redirect_url=to))


def _link(request: HttpRequest, account_id: int, proved: Proved) -> HttpResponse:
    person = request.user
    if not isinstance(person, Account) or person.pk != account_id or not request.session.get(sessions.SECOND):
        raise Failed("national_late")
    link_national(actor=request.actor, proved=proved)  # type: ignore[attr-defined]
    messages.success(request, _("The national identity is linked. It opens your account from now on."))
    return redirect("staff:security")


@account
@require_POST
def unlink(request: StaffRequest) -> HttpResponse:
    """The national identity opens my account no more."""
    if is_reauthentication_required(request, app="senim.staff"):
        return redirect(f"{reverse('account_reauthenticate')}?next={reverse('staff:security')}")
    unlink_national(actor=request.actor)
    messages.success(request, _("The national identity opens nothing here any more."))
    return redirect("staff:security")
