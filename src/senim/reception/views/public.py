"""Pages for everyone: find a time, take it, and by its code read, move and give it back. No account, no script."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from senim.kernel.access import public
from senim.kernel.clock import LOCAL, now
from senim.kernel.errors import Refused
from senim.kernel.scoping import PUBLIC, Actor, Role
from senim.reception import memory
from senim.reception.actions import booking as acts
from senim.reception.codes import read_secret
from senim.reception.forms import BookForm, CodeForm, SearchForm
from senim.reception.memory import Place
from senim.reception.models import Booking
from senim.reception.presenters import public as show
from senim.reception.selectors import free as reads
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.headers import secret_page
from senim.web.throttle import GUESSES, Throttle, guessable
from senim.web.words import language

HITS = 12
#: Times taken from one network address in an hour. A village shares an address; a script fills a week in a minute.
BOOKINGS = Throttle("bookings", 20, 3600)
_STAMP = re.compile(r"\d{8}T\d{4}")
#: When a time is gone, so many others are offered beside what was filled in.
OTHERS = 12


def _place(key: str) -> Place:
    place = memory.place(key)
    if place is None:
        raise Http404(key)
    return place


def _moment(stamp: str) -> datetime:
    if not _STAMP.fullmatch(stamp):
        raise Http404(stamp)
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M").replace(tzinfo=LOCAL)
    except ValueError as error:
        raise Http404(stamp) from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Where am I received? By address, sent by POST: where somebody lives belongs in no address and no log."""
    form = SearchForm(request.POST or None)
    words = form.cleaned_data["q"].strip() if request.method == "POST" and form.is_valid() else ""
    hits = territory.find_addresses(words, HITS, language()) if words else []
    rows = [{"label": hit.label, "code": territory.area(hit.area_id).code} for hit in hits if hit.area_id]
    coming = [show.trip_row(one) for one in memory.planned(("/",), now())[:5]]
    context = {"form": form, "words": words, "rows": rows, "trips": coming}
    return render(request, "reception/find.html", context, status=422 if form.errors else 200)


@public
@require_safe
def of(request: HttpRequest, code: str) -> HttpResponse:
    """Where residents of an area are received: the inspector, the points, receptions on the road."""
    area = territory.area_by_code(code)
    if area is None:
        raise Http404(code)
    serving = staff.serving(area.id, Role.INSPECTOR, now(), language())
    near = reads.around(PUBLIC, area.id, serving.post_id if serving else None)
    context = {
        "area": territory.name_of(area, language()),
        "code": code,
        "rows": [show.near_row(one) for one in near],
        "trips": [show.trip_row(one) for one in memory.trips((area.path,), since=now())],
    }
    return render(request, "reception/of.html", context)


@public
@require_safe
def times(request: HttpRequest, key: str) -> HttpResponse:
    """The free times of a place, day by day."""
    return render(request, "reception/times.html", _times(request, _place(key)))


def _times(request: HttpRequest, place: Place) -> dict[str, Any]:
    found = reads.free(PUBLIC, place)
    days, shown = show.day_rows(found, _day(request.GET.get("day", "")))
    return {
        "place": show.place_row(place),
        "days": days,
        "times": show.time_rows(found, place, shown),
        "shown": show.day_words(shown) if shown else "",
    }


@public
@secret_page
def take(request: HttpRequest, key: str, stamp: str) -> HttpResponse:
    """Take a time: a contact for the reminder, a name only if one likes."""
    place, at = _place(key), _moment(stamp)
    form = BookForm(request.POST if request.method == "POST" else None)
    others: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        BOOKINGS.check(request)
        chosen = _moment(form.cleaned_data["time"]) if form.cleaned_data["time"] else at
        try:
            made = _book(request, form, key, chosen)
        except Refused as refused:
            form.refuse(refused)
            others = _others(place)
        else:
            return redirect("reception:ticket", secret=made.secret)
    context = {
        "form": form,
        "place": show.place_row(place),
        "who": show.who(place, at),
        "when": show.moment_words(at),
        "others": others,
        "back": show.reverse("reception:times", args=[key]),
    }
    return render(request, "reception/take.html", context, status=422 if form.errors else 200)


def _book(request: HttpRequest, form: BookForm, key: str, at: datetime) -> acts.Booked:
    data = form.cleaned_data
    wanted = acts.Wanted(language=language(), name=data["name"], topic=data["topic"], **form.ways())
    with transaction.atomic():  # counted and booked by one commit
        made = acts.book(actor=Actor.citizen(), key=key, starts_at=at, wanted=wanted)
        BOOKINGS.note(request)
    return made


def _others(place: Place) -> list[dict[str, Any]]:
    found = reads.free(PUBLIC, place)[:OTHERS]
    return [{"stamp": one.time.stamp, "words": show.moment_words(one.time.starts_at)} for one in found]


@public
@csrf_exempt  # The code that is typed is the only right there is; no session stands behind it.
@secret_page
@guessable(404)
def mine(request: HttpRequest) -> HttpResponse:
    """Type the code of the receipt."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        secret = read_secret(form.cleaned_data["code"])
        if secret and _found(secret):
            return redirect("reception:ticket", secret=secret)
        GUESSES.note(request)
        form.add_error(
            "code", _("We do not know this code. Check every letter and digit; O and 0, I and 1 are the same.")
        )
    return render(request, "reception/mine.html", {"form": form}, status=422 if form.errors else 200)


def _found(secret: str) -> Booking | None:
    try:
        return acts.find(read_secret(secret) or "")
    except Refused:
        return None


def _missing(request: HttpRequest) -> HttpResponse:
    return render(request, "reception/no_such.html", status=404)


def place_of(booking: Booking) -> Place | None:
    """The place of a booking; its desk is there."""
    desk = booking.desk
    return memory.place(f"post-{desk.post_id}" if desk.post_id else f"point-{desk.point_id}")


@public
@secret_page
@guessable(404)
def ticket(request: HttpRequest, secret: str) -> HttpResponse:
    """The receipt: when, where, who receives; move it, give it back, rate it."""
    booking = _found(secret)
    if booking is None:
        return _missing(request)
    place = place_of(booking)
    context = show.ticket(booking, read_secret(secret) or "", place)
    if context["stranded"] and place is not None:
        context["others"] = _elsewhere(place)
    return render(request, "reception/ticket.html", context)


def _elsewhere(place: Place) -> list[dict[str, Any]]:
    """Free times near a place that nobody can receive at: there and at the points of its area."""
    near = reads.around(PUBLIC, place.area_id, place.post_id) if place.area_id else []
    return [
        {"name": show.place_row(one.place)["name"], "key": one.place.key,
         "times": [{"stamp": t.time.stamp, "words": show.moment_words(t.time.starts_at)} for t in one.first]}
        for one in near if one.first
    ]


@public
@csrf_exempt  # The secret in the address is the only right there is; no session stands behind it.
@secret_page
@guessable(404)
def move(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose another time, here or at another place of the area."""
    booking = _found(secret)
    place = place_of(booking) if booking else None
    if booking is None or place is None:
        return _missing(request)
    chosen = memory.place(request.POST.get("key", request.GET.get("at", ""))[:40]) or place
    refusal = ""
    if request.method == "POST":
        try:
            at = _moment(request.POST.get("time", ""))
            acts.move(actor=Actor.citizen(), secret=read_secret(secret) or "", key=chosen.key, starts_at=at)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Your time is changed."))
            return redirect("reception:ticket", secret=secret)
    near = reads.around(PUBLIC, place.area_id, place.post_id) if place.area_id else []
    context = {
        **_times(request, chosen),
        "secret": secret,
        "was": show.moment_words(booking.starts_at),
        "places": [show.place_row(one.place) for one in near if one.count or one.place.key == chosen.key],
        "refusal": refusal,
    }
    return render(request, "reception/move.html", context, status=422 if refusal else 200)


@public
@csrf_exempt  # As above.
@secret_page
@guessable(404)
@require_POST
def cancel(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the time back."""
    if _found(secret) is None:
        return _missing(request)
    try:
        acts.cancel(actor=Actor.citizen(), secret=read_secret(secret) or "")
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your booking is cancelled. You can book again or simply come."))
    return redirect("reception:ticket", secret=secret)


@public
@require_safe
def road(request: HttpRequest) -> HttpResponse:
    """Receptions on the road that are to come, everywhere."""
    rows = [show.trip_row(one) for one in memory.planned(("/",), now())[:100]]
    return render(request, "reception/road.html", {"rows": rows})
