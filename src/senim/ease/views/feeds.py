"""One's own page; calendar addresses; the letter of the morning."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.ease import ical, presenters, selectors
from senim.ease.actions import feeds as acts
from senim.ease.actions import morning as letters
from senim.ease.forms import FeedForm, MorningForm
from senim.ease.permissions import KEEPERS
from senim.kernel.access import public, role
from senim.kernel.access import staff as everybody
from senim.kernel.errors import NotYours, Refused
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.web.asking import press
from senim.web.headers import secret_page
from senim.web.words import language

MIME = "text/calendar; charset=utf-8"


def _posts(request: StaffRequest) -> list[tuple[int, str]]:
    return [(post, staff.post_title(post, language())) for post in sorted(request.scope.posts())]


@everybody
@never_cache
def mine(request: StaffRequest) -> HttpResponse:
    """One's own page: keys, kept filters, calendar addresses, the letter of the morning."""
    return _mine(request)


def _mine(request: StaffRequest, *, address: str = "", form: FeedForm | None = None) -> HttpResponse:
    row = selectors.morning(request.scope)
    context = {
        "works": request.scope.has(*KEEPERS),
        "filters": [presenters.filter_row(request.scope, one) for one in selectors.filters(request.scope)],
        "feeds": [
            {"row": one, "post": staff.post_title(one.post_id, language()),
             "held": one.post_id in request.scope.posts()}
            for one in selectors.feeds(request.scope)
        ],
        "feed_form": form or FeedForm(posts=_posts(request)),
        "address": address,
        "morning": row,
        "morning_form": MorningForm(initial={"hour": row.hour if row else 0}),
    }
    return render(request, "ease/mine.html", context, status=422 if form is not None and form.errors else 200)


@everybody
@require_POST
def keys(request: StaffRequest) -> HttpResponse:
    """Switch the keys on or off for oneself."""
    on = request.POST.get("on") == "yes"
    return press(
        request, lambda: staff.actions.set_shortcuts(actor=request.actor, on=on), back=f"{reverse('ease:mine')}#h-keys",
        done=_("The keys work.") if on else _("The keys are off."))


@role(*KEEPERS)
@never_cache
def subscribe(request: StaffRequest) -> HttpResponse:
    """A new calendar address; it is shown on this answer and never again, not even in another language."""
    if request.method != "POST":
        return redirect("ease:mine")
    form = FeedForm(request.POST, posts=_posts(request))
    if not form.is_valid():
        return _mine(request, form=form)
    try:
        _row, secret = acts.subscribe(
            actor=request.actor, post_id=form.cleaned_data["post"], language=language())
    except NotYours:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _mine(request, form=form)
    return _mine(request, address=f"{settings.BASE_URL}{reverse('feed', args=[secret])}")


@role(*KEEPERS)
@require_POST
def close(request: StaffRequest, feed_id: int) -> HttpResponse:
    """Close a calendar address."""
    return press(
        request, lambda: acts.close(actor=request.actor, feed_id=feed_id), back=reverse("ease:mine"),
        done=_("The address is closed: it answers no more."))


@require_safe
@secret_page
@public
def feed(request: StaffRequest, secret: str) -> HttpResponse:
    """The calendar of a post, for whoever has its address: kinds, numbers and times, no names. 410 when closed."""
    told = acts.read(secret=secret)
    if told is None:
        return HttpResponse("closed\n", status=410, content_type="text/plain; charset=utf-8")
    found, events = told
    text = ical.calendar(f"{staff.post_title(found.post_id, found.language)} · Senim", events)
    mark = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark})
    return HttpResponse(text, content_type=MIME, headers={"ETag": mark})


@role(*KEEPERS)
@require_POST
def morning(request: StaffRequest) -> HttpResponse:
    """The hour of the letter of the morning, or none."""
    form = MorningForm(request.POST)
    hour = form.cleaned_data["hour"] if form.is_valid() else -1
    done = _("The letter comes at %(hour)s.") % {"hour": f"{hour:02}:00"} if hour else _("No letter comes any more.")
    return press(
        request, lambda: letters.choose(actor=request.actor, hour=hour or None), back=reverse("ease:mine"), done=done)


# A mail program posts here by itself (RFC 8058), without our cookie and our form; all it can do is stop the letters.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@secret_page
@public
def stop(request: StaffRequest, key: str) -> HttpResponse:
    """POST: no more letters of the morning, in one click; GET: the button for it."""
    if request.method == "POST" and not letters.stop(key=key):
        return render(request, "ease/stop.html", {"wrong": True}, status=410)
    return render(request, "ease/stop.html", {"done": request.method == "POST"})
