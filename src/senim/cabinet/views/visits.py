"""Visits: written down from a duty or from nothing, read, corrected; standing aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from senim.cabinet import staff_lists, wording
from senim.cabinet.actions import confirming as ruling
from senim.cabinet.actions import visits as acts
from senim.cabinet.domain import Purpose, Standing
from senim.cabinet.forms.visits import AsideForm, CorrectForm, VisitForm
from senim.cabinet.permissions import CONFIRMERS, READERS, VISITORS, can_decide, can_write
from senim.cabinet.presenters import day as show
from senim.cabinet.presenters import visits as present
from senim.cabinet.selectors import visits as reads
from senim.cabinet.views.common import whole
from senim.ease.api import lists
from senim.kernel import duties, files, ids
from senim.kernel.access import role
from senim.kernel.clock import now, today
from senim.kernel.duties import Duty
from senim.kernel.errors import NotYours, Refused
from senim.staff.api import StaffRequest
from senim.web.asking import found, posted
from senim.web.paging import page_of

SIZE = 40


@role(*READERS)
@never_cache
def visits(request: StaffRequest) -> HttpResponse:
    """Visits of the own posts, or of the area of a head, the newest first."""
    page = page_of(request, SIZE)
    asked = staff_lists.chosen(lists.asked(request, staff_lists.VISITS))
    rows = reads.visits(request.scope, limit=SIZE + 1, offset=page.offset, **asked)
    context = {
        "rows": [show.visit_row(one) for one in rows[:SIZE]],
        "may_visit": request.scope.has(*VISITORS),
        "pager": page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "cabinet/visits.html", context)


def _duty(request: StaffRequest) -> Duty | None:
    """The duty that the address names; gone is gone, and said."""
    key = (request.GET.get("duty") or "")[:80]
    if not key:
        return None
    duty = duties.find(request.scope, today(), key)
    if duty is None:
        raise Http404(str(duties.GONE))
    return duty


@role(*VISITORS)
@never_cache
def new_visit(request: StaffRequest) -> HttpResponse:
    """Write down a visit: from a duty everything stands there, and what came of it is the button that saves."""
    duty = _duty(request)
    places = present.places(request.scope, duty, reads.recent_places(request.scope))
    operations = [(one.pk, present.operation_name(one)) for one in reads.running(request.scope, today())]
    initial = {
        "token": ids.new_token(),
        "at": now(),
        "where": next(iter(places), ""),
        "purpose": duty.purpose if duty and duty.purpose in set(Purpose) else Purpose.ROUND,
    }
    form = VisitForm(
        posted(request), request.FILES or None, initial=initial, places=present.choices(places), operations=operations
    )
    if request.method == "POST" and form.is_valid():
        try:
            values = _values(request, form, places)
            made = acts.record(
                actor=request.actor,
                values=values,
                token=form.cleaned_data["token"],
                post_id=present.post_for(request.scope, values.area_path, request.actor.post_id),
                about=duty.key if duty else "",
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, present.SAVED if made.standing == Standing.OWN else present.SAVED_WAITS)
            return redirect("cabinet:visit", visit_id=made.pk)
    context = {"form": form, "duty": show.duty_row(duty, _no_day(), mine=False, goes=True) if duty else None}
    return render(request, "cabinet/visit_form.html", context, status=422 if form.errors else 200)


def _no_day() -> Any:
    from senim.cabinet.selectors.day import Day  # noqa: PLC0415 - an empty day for a row that stands alone

    return Day(today(), (), [], [], [])


def _values(request: StaffRequest, form: Any, places: dict[str, reads.Place], kept: int | None = None) -> Any:
    """What was filled in, as the action takes it. A photo is checked and kept first: it may take a second."""
    data = form.cleaned_data
    place = present.chosen(request.scope, data, places)
    photo = files.accept(data["photo"], kinds=("image",)).pk if data.get("photo") else kept
    return acts.VisitValues(
        at=data["at"],
        place=place.words,
        area_path=place.path,
        lon=place.lon,
        lat=place.lat,
        purpose=data["purpose"],
        outcome=data["outcome"],
        words=data["words"],
        photo_id=photo,
        next_words=data["next_words"],
        next_on=data["next_on"],
        operation_id=whole(data.get("operation")),
    )


@role(*READERS)
@never_cache
def visit(request: StaffRequest, visit_id: int) -> HttpResponse:
    """One visit, its history, and where its words may go on."""
    one = found(reads.visit, request.scope, visit_id)
    may = can_write(request.scope, one)
    shown = present.visit_page(one, may) | present.standing(one, reads.decisions(one))
    shown["may_decide"] = one.standing == Standing.WAITS and can_decide(request.scope, one, now())
    return render(request, "cabinet/visit.html", shown)


@role(*CONFIRMERS)
@require_POST
def confirm(request: StaffRequest, visit_id: int) -> HttpResponse:
    """A trainee's visit counts from now on."""
    one = found(reads.visit, request.scope, visit_id)
    return _decided(
        request,
        one.pk,
        lambda version: ruling.confirm(actor=request.actor, visit_id=one.pk, version=version),
        wording.ENTRY_CONFIRMED,
    )


@role(*CONFIRMERS)
@require_POST
def send_back(request: StaffRequest, visit_id: int) -> HttpResponse:
    """A trainee's visit goes back with words."""
    one = found(reads.visit, request.scope, visit_id)
    return _decided(
        request,
        one.pk,
        lambda version: ruling.send_back(
            actor=request.actor, visit_id=one.pk, version=version, words=request.POST.get("words", "")
        ),
        wording.ENTRY_BACK,
    )


def _decided(request: StaffRequest, visit_id: int, act: Callable[[int], Any], said: Any) -> HttpResponse:
    """What was decided is said; where it may not be, why, and the visit is shown as it stands now."""
    try:
        act(whole(request.POST.get("version")) or 0)
    except NotYours:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("cabinet:visit", visit_id=visit_id)
    messages.success(request, str(said))
    return redirect("cabinet:day")


@role(*READERS)
@never_cache
def photo(request: StaffRequest, visit_id: int) -> HttpResponseBase:
    """The photo of a visit."""
    one = found(reads.visit, request.scope, visit_id)
    if one.photo is None:
        raise Http404("no photo")
    return files.respond(request, one.photo)


@role(*VISITORS)
@never_cache
def correct(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Correct a visit; what stood there before stays in its history."""
    one = found(reads.visit, request.scope, visit_id)
    if not can_write(request.scope, one):
        raise Http404("not of the own post")
    places = {"kept": reads.Place(one.place, one.area_path, one.lon, one.lat)}
    operations = [(row.pk, present.operation_name(row)) for row in reads.running(request.scope, today())]
    form = CorrectForm(
        posted(request),
        request.FILES or None,
        initial=present.initial(one),
        places=present.choices(places),
        operations=operations,
    )
    if request.method == "POST" and form.is_valid():
        try:
            values = _values(request, form, places, one.photo_id)
            acts.correct(
                actor=request.actor,
                visit_id=one.pk,
                values=values,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
            form = present.again(form, one, refused.code)
        else:
            messages.success(request, present.CORRECTED)
            return redirect("cabinet:visit", visit_id=one.pk)
    context = {"form": form, "visit": one, "now_shown": present.visit_page(one, may=False)}
    return render(request, "cabinet/visit_form.html", context, status=422 if form.errors else 200)


@role(*VISITORS)
@never_cache
def aside(request: StaffRequest) -> HttpResponse:
    """Declare a conflict of interest: the duty is handed on."""
    duty = _duty(request)
    if duty is None or not duties.can_hand_on(duty.key):
        raise Http404("nothing to hand on")
    form = AsideForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            said = acts.stand_aside(actor=request.actor, about=duty.key)
        except NotYours:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, str(said))
            return redirect("cabinet:day")
    context = {"form": form, "duty": show.duty_row(duty, _no_day(), mine=False)}
    return render(request, "cabinet/aside.html", context, status=422 if form.errors else 200)
