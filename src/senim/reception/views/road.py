"""Receptions on the road: planned, moved, called off, held."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from senim.kernel.access import role
from senim.kernel.clock import local
from senim.reception.actions import places as acts
from senim.reception.forms import HeldForm, ReasonForm, TripForm
from senim.reception.models import Trip
from senim.reception.permissions import HOSTS, READERS, not_yours
from senim.reception.presenters import desk as show
from senim.reception.presenters.public import trip_row
from senim.reception.selectors import book as reads
from senim.staff.api import StaffRequest
from senim.web.asking import ask, found, posted


def _at(trip_id: int) -> str:
    return reverse("reception:trip", args=[trip_id])


def _mine(request: StaffRequest, trip_id: int) -> Trip:
    one = found(reads.trip, request.scope, trip_id)
    if not reads.may_host(request.scope, one):
        raise not_yours()
    return one


@role(*READERS)
@never_cache
def trips(request: StaffRequest) -> HttpResponse:
    """Receptions on the road of the own areas."""
    rows = [trip_row(one) for one in reads.trips(request.scope)]
    return render(request, "reception/trips.html", {"rows": rows, "may_plan": request.scope.has(*HOSTS)})


@role(*READERS)
@never_cache
def trip(request: StaffRequest, trip_id: int) -> HttpResponse:
    """One reception on the road: where, when, who sits there, who was heard."""
    one = found(reads.trip, request.scope, trip_id)
    context = {
        **show.trip_page(one, reads.people_at(request.scope, one.pk)),
        "may": reads.may_host(request.scope, one) and one.state == "planned",
    }
    return render(request, "reception/trip.html", context)


@role(*HOSTS)
@never_cache
def plan(request: StaffRequest) -> HttpResponse:
    """Plan a reception on the road."""
    form = TripForm(posted(request), initial={"sitting": ["police"]}, areas=show.area_choices(request.scope))

    def act() -> object:
        data, (start, end) = form.cleaned_data, form.moments()
        values = acts.TripValues(data["area"], start, end, data["place"], tuple(data["sitting"]))
        return acts.plan_trip(actor=request.actor, values=values)

    return ask(
        request,
        form,
        act,
        title=_("Plan a reception on the road"),
        back=reverse("reception:trips"),
        done=_("It is planned and stands on the pages of the beats."),
        intro=_("Residents come without booking and are heard by all who sit there at once."),
        button=_("Plan and publish"),
    )


@role(*HOSTS)
@never_cache
def move(request: StaffRequest, trip_id: int) -> HttpResponse:
    """Another time or place."""
    one = _mine(request, trip_id)
    start, end = local(one.starts_at), local(one.ends_at)
    initial = {"day": start.date(), "starts_at": start.time(), "ends_at": end.time(), "place": one.place}
    form = TripForm(posted(request), initial=initial, areas=None)

    def act() -> object:
        begins, ends = form.moments()
        return acts.move_trip(
            actor=request.actor, trip_id=trip_id, starts_at=begins, ends_at=ends, place=form.cleaned_data["place"]
        )

    return ask(
        request, form, act, title=_("Another time or place"), back=_at(trip_id), done=_("The reception is moved.")
    )


@role(*HOSTS)
@never_cache
def cancel(request: StaffRequest, trip_id: int) -> HttpResponse:
    """Call it off."""
    _mine(request, trip_id)
    form = ReasonForm(posted(request))
    return ask(
        request,
        form,
        lambda: acts.cancel_trip(actor=request.actor, trip_id=trip_id, reason=form.cleaned_data["reason"]),
        title=_("Call it off"),
        back=_at(trip_id),
        done=_("The reception is called off."),
        intro=_("Residents read the reason where it was announced."),
    )


@role(*HOSTS)
@never_cache
def held(request: StaffRequest, trip_id: int) -> HttpResponse:
    """Write down how it went."""
    _mine(request, trip_id)
    form = HeldForm(posted(request))
    return ask(
        request,
        form,
        lambda: acts.hold_trip(actor=request.actor, trip_id=trip_id, told=form.cleaned_data["told"]),
        title=_("It was held"),
        back=_at(trip_id),
        done=_("It is written down."),
    )
