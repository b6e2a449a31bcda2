"""The front office: a conversation on one page, a slip on the other, and what the bodies answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.appeals import api as appeals
from senim.kernel import ids
from senim.kernel.access import role
from senim.kernel.clock import now
from senim.kernel.errors import NotYours, Refused
from senim.reception import memory
from senim.reception.actions import talks as acts
from senim.reception.domain import CameOf
from senim.reception.forms import TalkForm
from senim.reception.memory import Place
from senim.reception.models import Talk, Trip
from senim.reception.permissions import READERS
from senim.reception.policies import WRITTEN_WITHIN
from senim.reception.presenters import desk as show
from senim.reception.presenters.public import sitting_words
from senim.reception.selectors import book as reads
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.web.asking import found, posted
from senim.web.paging import page_of

SIZE = 50
#: The codes of a visitor are printed by whoever received them, on the day; later nobody can call them up.
PRINTED_WITHIN = timedelta(hours=24)


def _road(request: StaffRequest) -> list[Trip]:
    """Receptions on the road that are on, or were within the days in which a conversation can be written down."""
    at = now()
    own = memory.trips(request.scope.paths(*READERS))
    return [one for one in own if one.state != "cancelled" and at - WRITTEN_WITHIN <= one.starts_at <= at]


def _noted(request: StaffRequest) -> Talk | None:
    """The conversation whose arrival alone was noted, which the address names."""
    number = request.GET.get("talk", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    one = found(reads.talk, request.scope, int(number))
    if one.matter or not acts.may_complete(request.actor, one):
        raise Http404("written")
    return one


@role(*READERS)
@never_cache
def enter(request: StaffRequest) -> HttpResponse:
    """One contact, entered once: what about, who listened, what was asked, what comes of it."""
    noted, trips = _noted(request), _road(request)
    places = reads.places(request.scope)
    bodies = show.body_choices(request.scope.paths(*READERS))
    chosen = request.GET.get("at", "")
    place = next((one for one in places if one.key == chosen), next(iter(places), None))
    initial = {
        "token": ids.new_token(),
        "arrived_at": noted.arrived_at if noted else now(),
        "where": chosen or (place.key if place else ""),
        "sitting": _listeners(noted, place, trips, chosen),
    }
    form = TalkForm(posted(request), initial=initial, places=show.wheres(places, trips), bodies=bodies)
    if noted is not None:
        del form.fields["where"]
    if request.method == "POST" and form.is_valid():
        try:
            made = _entered(request, form, noted, places, trips)
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("reception:slip", talk_id=made.pk)
    context = {"form": form, "noted": noted, "nowhere": not (places or trips or noted)}
    return render(request, "reception/enter.html", context, status=422 if form.errors else 200)


def _listeners(noted: Talk | None, place: Place | None, trips: list[Trip], chosen: str) -> list[str]:
    trip = next((one for one in trips if f"trip-{one.pk}" == chosen), None)
    if trip is not None:
        return list(trip.sitting) or ["police"]
    if noted is not None and noted.desk is not None:
        return list(noted.desk.sitting) or ["police"]
    return list(place.sitting) if place and place.sitting else ["police"]


def _entered(
    request: StaffRequest, form: TalkForm, noted: Talk | None, places: list[Place], trips: list[Trip]
) -> Talk:
    data = form.cleaned_data
    place = next((one for one in places if one.key == data.get("where")), None)
    trip = next((one for one in trips if f"trip-{one.pk}" == data.get("where")), None)
    if noted is not None:
        place, trip = show.place_of(noted), noted.trip
    elif place is None and trip is None:
        raise Http404("nowhere")
    told = acts.Told(
        arrived_at=data["arrived_at"],
        matter=data["matter"],
        asked=data["asked"],
        came_of=data["came_of"],
        said=data["said"],
        sitting=tuple(data["sitting"]),
        report=_report(data, place, trip),
        body_id=int(data["body"]) if data["body"] else None,
    )
    if noted is not None:
        return acts.complete(actor=request.actor, talk_id=noted.pk, told=told)
    return acts.enter(actor=request.actor, place=place, trip=trip, told=told, token=data["token"])


def _report(data: dict[str, Any], place: Place | None, trip: Trip | None) -> appeals.Report | None:
    """The appeal of a conversation: its words once more, its place where one was said, else that of the office."""
    if data["came_of"] == CameOf.ANSWERED or not data["category"]:
        return None
    hits = territory.find_addresses(data["address"], 2, get_language() or "kk") if data["address"] else []
    hit = hits[0] if len(hits) == 1 else None
    here = place.area_id if place else trip.area_id if trip else None
    named = bool(data["name"])
    contact = appeals.Contact(
        name=data["name"], phone=data["phone"], safe_way="sms" if data["phone"] else "link"
    )
    return appeals.Report(
        kind="signal",
        category=data["category"],
        text=data["asked"],
        language=get_language() or "kk",
        known_as=appeals.KnownAs.NAMED if named else appeals.KnownAs.ANONYMOUS,
        channel=appeals.Channel.ROAD if trip else appeals.Channel.COUNTER,
        lon=hit.lon if hit else None,
        lat=hit.lat if hit else None,
        area_id=(hit.area_id if hit else None) or here,
        place=(hit.label if hit else data["address"])[:300],
        contact=contact,
    )


@role(*READERS)
@never_cache
def slip(request: StaffRequest, talk_id: int) -> HttpResponse:
    """What the visitor takes along: the code for rating, and number, code and terms where it goes on."""
    one = found(reads.talk, request.scope, talk_id)
    standing = reads.came_of(request.scope, [one])
    prints = one.account_id == request.scope.account_id and now() - one.entered_at < PRINTED_WITHIN
    context = {
        **show.talk_row(one, standing),
        "rating": show.rating(one) if prints else None,
        "appeal_slip": _appeal_slip(request, one) if prints else None,
        "may_complete": not one.matter and acts.may_complete(request.actor, one),
        "listeners": sitting_words(one.sitting),
    }
    return render(request, "reception/slip.html", context)


def _appeal_slip(request: StaffRequest, one: Talk) -> dict[str, Any] | None:
    """Number, code and terms of the appeal, for whoever entered it; nobody else can show the code again."""
    if one.appeal_id is None:
        return None
    try:
        return appeals.slip(request.scope, one.appeal_id, one.token)
    except NotYours:
        return None


@role(*READERS)
@never_cache
def talks(request: StaffRequest) -> HttpResponse:
    """Conversations, the newest first, and what the bodies answered."""
    page = page_of(request, SIZE)
    rows = reads.talks(request.scope, offset=page.offset, limit=SIZE)
    shown = rows[:SIZE]
    standing = reads.came_of(request.scope, shown)
    context = {
        "rows": [show.talk_row(one, standing) for one in shown],
        "title": _("Conversations"),
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "reception/talks.html", context)
