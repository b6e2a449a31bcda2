"""Pages of the staff: the book of a day, one booking, counts by hour, how places receive."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.kernel import ids
from senim.kernel.access import role
from senim.kernel.clock import today
from senim.kernel.errors import Refused
from senim.kernel.scoping import Role
from senim.reception import memory, wording
from senim.reception.actions import desk as acts
from senim.reception.actions import places, talks
from senim.reception.domain import Way
from senim.reception.forms import DeskForm, HandForm
from senim.reception.memory import Place
from senim.reception.permissions import COUNTERS, KEEPERS, READERS, can_keep
from senim.reception.presenters import desk as show
from senim.reception.presenters.public import day_words, place_row
from senim.reception.selectors import book as reads
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted, press

#: How far back arrivals are counted.
WINDOW = timedelta(days=90)
_SAID = {"came": wording.DONE_CAME, "absent": wording.DONE_ABSENT}


def day_of(text: str) -> date:
    """A day of an address; today for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


@role(*READERS)
@never_cache
def book(request: StaffRequest) -> HttpResponse:
    """The reception book of a day: who has booked, who came, one tap for each."""
    on = day_of(request.GET.get("on", ""))
    rows = reads.talks(request.scope, on)
    context = {
        "on": on,
        "words": day_words(on),
        "is_today": on == today(),
        "before": (on - timedelta(days=1)).isoformat(),
        "after": (on + timedelta(days=1)).isoformat(),
        "rows": [show.booking_row(one, request.scope) for one in reads.bookings(request.scope, on)],
        "stranded": [show.booking_row(one, request.scope) for one in reads.stranded(request.scope)],
        "places": [place_row(one) for one in reads.places(request.scope)],
        "talks": [show.talk_row(one, {}) for one in rows],
        "came": len(rows),
        "walked": sum(one.way == Way.WALK_IN for one in rows),
        "token": ids.new_token(),
        "keeps": request.scope.has(*KEEPERS),
        "counts": request.scope.has(*COUNTERS),
    }
    return render(request, "reception/book.html", context)


@role(*READERS)
@never_cache
def booking(request: StaffRequest, booking_id: int) -> HttpResponse:
    """One booking, its history, and for a head who receives instead."""
    one = found(reads.booking, request.scope, booking_id)
    posts = show.posts_near(request.scope, one) if one.state == "booked" else []
    context = {
        "row": show.booking_row(one, request.scope),
        "steps": show.steps(reads.steps(request.scope, one)),
        "form": HandForm(posts=posts) if posts else None,
        "talk": getattr(one, "talk", None),
    }
    return render(request, "reception/booking.html", context)


@role(*READERS)
@never_cache
@require_POST
def settle(request: StaffRequest, booking_id: int) -> HttpResponse:
    """Came, did not come, moved on."""
    code, back = request.POST.get("outcome", ""), _back(request)
    if code == "came":
        try:
            talk = acts.came(actor=request.actor, booking_id=booking_id)
        except Refused:
            return press(request, lambda: acts.came(actor=request.actor, booking_id=booking_id), back=back, done="")
        return redirect("reception:slip", talk_id=talk.pk)
    if code not in {"absent", "move"}:
        raise Http404(code)
    act = acts.absent if code == "absent" else acts.move_on
    done = _SAID.get(code) or _("The time is moved to the next free one, and the resident is being told.")
    return press(request, lambda: act(actor=request.actor, booking_id=booking_id), back=back, done=done)


def _back(request: StaffRequest) -> str:
    on = request.POST.get("on", "")
    return reverse("reception:book") + (f"?on={day_of(on).isoformat()}" if on else "")


@role(*KEEPERS)
@never_cache
@require_POST
def hand(request: StaffRequest, booking_id: int) -> HttpResponse:
    """Another post receives at the same place and time."""
    one = found(reads.booking, request.scope, booking_id)
    form = HandForm(request.POST, posts=show.posts_near(request.scope, one))
    if not form.is_valid():
        steps = show.steps(reads.steps(request.scope, one))
        context = {"row": show.booking_row(one, request.scope), "steps": steps, "form": form}
        return render(request, "reception/booking.html", context, status=422)
    return press(
        request,
        lambda: acts.hand_over(actor=request.actor, booking_id=booking_id, post_id=form.cleaned_data["post"]),
        back=reverse("reception:booking", args=[booking_id]),
        done=_("The booking is handed over, and the resident is being told."),
    )


@role(*READERS)
@never_cache
@require_POST
def came(request: StaffRequest) -> HttpResponse:
    """Somebody simply came: one tap keeps the time and gives the slip for rating."""
    place = memory.place(request.POST.get("key", "")[:40])
    token = request.POST.get("token", "")
    if place is None or not 20 <= len(token) <= 64:
        raise Http404("no such place")
    talk = talks.walked_in(actor=request.actor, place=place, token=token)
    return redirect("reception:slip", talk_id=talk.pk)


@role(*COUNTERS)
@never_cache
def hours(request: StaffRequest) -> HttpResponse:
    """Hours of reception against when people come, over ninety days."""
    until = today()
    paths = reads.offices(request.scope)
    key = request.GET.get("at", "")[:40]
    counted = reads.arrivals(request.scope, paths, until - WINDOW + timedelta(days=1), until, key)
    choices = [place_row(one) for one in reads.places(request.scope)]
    context = {**show.hour_table(counted), "places": choices, "key": key, "keeps": request.scope.has(*KEEPERS)}
    return render(request, "reception/hours.html", context)


@role(*KEEPERS)
@never_cache
def desks(request: StaffRequest) -> HttpResponse:
    """How the posts and points of the own area receive."""
    rows = [{**place_row(one), "place": one} for one in _kept(request)]
    return render(request, "reception/desks.html", {"rows": rows})


def _kept(request: StaffRequest) -> list[Place]:
    points = [memory.of_point(one) for one in memory.points() if one.area_id]
    paths = request.scope.paths(*KEEPERS)
    posts = [memory.of_post(post) for post in _posts_in(paths)]
    found_places = [*points, *(one for one in posts if one is not None)]
    return [one for one in found_places if can_keep(request.scope, one.path)]


def _posts_in(paths: tuple[str, ...]) -> list[int]:
    roles = (Role.INSPECTOR, Role.JUVENILE, Role.HEAD)
    return sorted({post for path in paths for one in roles for post in staff.posts_of_role(one, path)})


@role(*KEEPERS)
@never_cache
def desk(request: StaffRequest, key: str) -> HttpResponse:
    """Arrange how a place receives."""
    place = memory.place(key)
    if place is None or not can_keep(request.scope, place.path):
        raise Http404(key)
    initial = {name: getattr(place, name) for name in ("bookable", "minutes", "capacity", "office", "sitting")}
    form = DeskForm(posted(request), initial=initial, of_point=place.point_id is not None)

    def act() -> object:
        data: dict[str, Any] = form.cleaned_data
        values = places.DeskValues(
            minutes=data["minutes"],
            capacity=data["capacity"],
            bookable=data["bookable"],
            office=data.get("office", False),
            sitting=tuple(data.get("sitting", ())),
            answers=place.answers if place.point_id else None,
        )
        return places.keep_desk(actor=request.actor, place=place, values=values)

    return ask(
        request,
        form,
        act,
        title=place_row(place)["name"],
        back=reverse("reception:desks"),
        done=_("Kept. Times are offered by it at once."),
    )
