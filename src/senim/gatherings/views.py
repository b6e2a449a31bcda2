"""Gatherings and promises: the staff's pages, and what everyone sees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from senim.gatherings import actions, presenters, selectors
from senim.gatherings.domain import FOR_OFFICERS, FOR_RESIDENTS, KINDS, Kind, PromiseState, State
from senim.gatherings.forms import (
    AreaForm,
    HeldForm,
    OutcomeForm,
    PlanForm,
    PresentForm,
    PromiseForm,
    ReasonForm,
    WhenForm,
)
from senim.gatherings.permissions import COUNTERS, HOSTS, READERS, TEACHERS, can_host, can_see_names, can_settle
from senim.kernel.access import public, role
from senim.kernel.clock import local, now, today
from senim.kernel.scoping import PUBLIC, Role, Scope, within
from senim.partnership import api as partnership
from senim.staff import api as staff
from senim.staff.api import StaffRequest
from senim.territory import api as territory
from senim.territory.api import Level
from senim.web.asking import ask, found, posted
from senim.web.paging import page_of
from senim.web.words import language

SIZE = 50
LEVELS = (Level.COUNTRY, Level.REGION, Level.DISTRICT, Level.CITY, Level.CITY_DISTRICT, Level.BEAT)


def _at(gathering_id: int) -> str:
    return reverse("gatherings:gathering", args=[gathering_id])


def _areas(scope: Scope, roles: frozenset[Role]) -> list[tuple[int, str]]:
    """(id, name) of areas inside those of the roles."""
    own, spoken = scope.paths(*roles), language()
    infos = [one for level in LEVELS for one in territory.areas_list(level, lang=spoken)]
    return [(one.id, territory.name_of(one, spoken)) for one in infos if scope.everything or within(one.path, own)]


@role(*READERS)
@never_cache
def listing(request: StaffRequest) -> HttpResponse:
    """Gatherings of the own areas, and the promises that are open there."""
    page = page_of(request, SIZE)
    rows = selectors.gatherings(request.scope, offset=page.offset, limit=SIZE)
    context = {
        "rows": [presenters.gathering_row(row) for row in rows[:SIZE]],
        "promises": [presenters.promise_row(one) for one in selectors.promises(request.scope)],
        "may_plan": request.scope.has(*HOSTS),
        **page.links(request, more=len(rows) > SIZE),
    }
    return render(request, "gatherings/list.html", context)


@role(*READERS)
@never_cache
def gathering(request: StaffRequest, gathering_id: int) -> HttpResponse:
    """One gathering: planned, held, who came, what was promised."""
    one = found(selectors.gathering, request.scope, gathering_id)
    may = can_host(request.scope, Kind(one.kind), one.area_path)
    planned, begun = one.state == State.PLANNED, one.starts_at <= now()
    names = [staff.person_name(account) for account in selectors.present(request.scope, one)]
    context = {
        **presenters.gathering_row(one),
        "promises": [presenters.promise_row(row) for row in one.promises.all()],
        "names": names,
        "sees_names": can_see_names(request.scope, one.area_path) and one.kind in FOR_OFFICERS,
        "may_move": may and planned,
        "may_hold": may and planned and begun,
        "may_promise": may and one.state == State.HELD and one.kind in FOR_RESIDENTS,
    }
    return render(request, "gatherings/gathering.html", context)


@role(*HOSTS)
@never_cache
def plan(request: StaffRequest) -> HttpResponse:
    """Plan an open day, a police hour, a hearing, a course or a briefing."""
    kinds = [one for one in Kind if one in FOR_RESIDENTS or request.scope.has(*TEACHERS)]
    form = PlanForm(posted(request), areas=_areas(request.scope, HOSTS), kinds=kinds)

    def act() -> object:
        data = form.cleaned_data
        values = actions.Plan(
            Kind(data["kind"]), form.starts_at(), data["place"], data["theme"], data["is_open"], data.get("hours"))
        return actions.plan(actor=request.actor, area_id=data["area"], values=values)

    return ask(
        request, form, act, title=_("Plan a gathering"), back=reverse("gatherings:list"), done=_("It is planned."),
        intro=_("Meetings with residents, with their questions and answers, are announced on their own page."))


def _hosted(request: StaffRequest, gathering_id: int) -> Any:
    one = found(selectors.gathering, request.scope, gathering_id)
    if not can_host(request.scope, Kind(one.kind), one.area_path):
        raise Http404("not one's own")
    return one


@role(*HOSTS)
@never_cache
def move(request: StaffRequest, gathering_id: int) -> HttpResponse:
    """Another time or place."""
    one = _hosted(request, gathering_id)
    at = local(one.starts_at)
    form = WhenForm(posted(request), initial={"day": at.date(), "time": at.time(), "place": one.place})

    def act() -> object:
        return actions.move(
            actor=request.actor, gathering_id=gathering_id, starts_at=form.starts_at(),
            place=form.cleaned_data["place"])

    return ask(request, form, act, title=_("Another time or place"), back=_at(gathering_id), done=_("It is moved."))


@role(*HOSTS)
@never_cache
def cancel(request: StaffRequest, gathering_id: int) -> HttpResponse:
    """Call it off."""
    _hosted(request, gathering_id)
    form = ReasonForm(posted(request))
    return ask(
        request, form,
        lambda: actions.cancel(
            actor=request.actor, gathering_id=gathering_id, reason=form.cleaned_data["reason"]),
        title=_("Call it off"), back=_at(gathering_id), done=_("It is called off."))


@role(*HOSTS)
@never_cache
def hold(request: StaffRequest, gathering_id: int) -> HttpResponse:
    """Write down how it went: how many residents came, or which officers were there."""
    one = _hosted(request, gathering_id)
    form: Any
    if one.kind in FOR_OFFICERS:
        form = PresentForm(posted(request), officers=actions.officers(one.area_path))
    else:
        form = HeldForm(posted(request))

    def act() -> object:
        data = dict(form.cleaned_data)
        data["account_ids"] = data.pop("present", ())
        return actions.hold(actor=request.actor, gathering_id=gathering_id, **data)

    return ask(
        request, form, act, title=f"{KINDS[Kind(one.kind)]}: {one.theme}", back=_at(gathering_id),
        done=_("It is written down. Now add what was promised.") if one.kind in FOR_RESIDENTS
        else _("It is written down."))


@role(*HOSTS)
@never_cache
def add_promise(request: StaffRequest, gathering_id: int) -> HttpResponse:
    """Write down a promise that was made there."""
    one = _hosted(request, gathering_id)
    return _promising(request, one.theme, _at(gathering_id), gathering_id=gathering_id)


@role(*HOSTS)
@never_cache
def add_meeting_promise(request: StaffRequest, meeting_id: int) -> HttpResponse:
    """Write down a promise that was made at a meeting with residents."""
    one = found(partnership.meeting, request.scope, meeting_id)
    if not request.scope.covers(one.area_path, *HOSTS):
        raise Http404("not one's own")
    return _promising(request, one.topic, reverse("partnership:meeting", args=[meeting_id]), meeting_id=meeting_id)


def _promising(request: StaffRequest, theme: str, back: str, **occasion: int) -> HttpResponse:
    form = PromiseForm(posted(request))

    def act() -> object:
        data = form.cleaned_data
        return actions.promise(actor=request.actor, words=data["words"], due_on=data["due_on"], **occasion)

    return ask(
        request, form, act, title=_("What was promised"), intro=theme, back=back,
        done=_("The promise is kept in mind: it comes onto the day."))


@role(*READERS)
@never_cache
def promise(request: StaffRequest, promise_id: int) -> HttpResponse:
    """One promise: what came of it, for whoever answers for it."""
    one = found(selectors.promise, request.scope, promise_id)
    may = can_settle(request.scope, one.post_id, one.area_path) and one.state == PromiseState.OPEN
    form = OutcomeForm(posted(request), initial={"way": "kept", "outcome": one.outcome})

    def act() -> object:
        data = form.cleaned_data
        if data["way"] == "kept":
            return actions.keep(actor=request.actor, promise_id=promise_id, outcome=data["outcome"])
        if data["way"] == "later":
            return actions.postpone(
                actor=request.actor, promise_id=promise_id, due_on=data["due_on"], ground=data["outcome"])
        return actions.release(actor=request.actor, promise_id=promise_id, ground=data["outcome"])

    return ask(
        request, form, act, title=one.words, back=reverse("gatherings:list"), done=_("It is written down."),
        template="gatherings/promise.html", may=may, row=presenters.promise_row(one))


@role(*COUNTERS)
@never_cache
def indicators(request: StaffRequest) -> HttpResponse:
    """Kasen's six indicators of an area, as far as their data exist."""
    areas = _areas(request.scope, COUNTERS)
    first = {"area": areas[0][0] if areas else None, "since": today() - timedelta(days=365), "until": today()}
    form = AreaForm({**first, **request.GET.dict()}, areas=areas)
    rows: list[dict[str, Any]] = []
    if form.is_valid():
        data = form.cleaned_data
        area = territory.area(data["area"])
        rows = [presenters.finding_row(one) for one in
                selectors.indicators(request.scope, area, data["since"], data["until"])]
    return render(request, "gatherings/indicators.html", {"form": form, "rows": rows})


@public
@require_safe
def public_gathering(request: StaffRequest, gathering_id: int) -> HttpResponse:
    """One gathering for everyone: when and where, what was asked, told and promised."""
    one = selectors.public_gathering(PUBLIC, gathering_id)
    if one is None:
        raise Http404("no such gathering")
    rows = [presenters.promise_row(row) for row in one.promises.all()]
    return render(request, "gatherings/public.html", {**presenters.gathering_row(one), "promises": rows})


@public
@require_safe
def of_area(request: StaffRequest, code: str) -> HttpResponse:
    """Everything that residents of an area can come to, and what was promised to them."""
    area = territory.area_by_code(code)
    if area is None:
        raise Http404("no such area")
    since = today().replace(day=1)
    promised = selectors.public_promises(PUBLIC, area.path, since.replace(year=since.year - 1))
    context = {
        "name": territory.name_of(area, language()),
        "meetings": partnership.meetings_for(area.path, now()),
        **presenters.public_rows(selectors.public(PUBLIC, area.path, now())),
        "promises": [presenters.promise_row(one) for one in promised],
        "code": code,
    }
    return render(request, "gatherings/area.html", context)


def of_meeting(scope: Scope, meeting: Any) -> SafeString | str:
    """The promises of a meeting with residents, on its page."""
    rows = [presenters.promise_row(one) for one in selectors.promises_of_meeting(scope, meeting.pk)]
    may = meeting.state == State.HELD and scope.covers(meeting.area_path, *HOSTS) and scope.account_id is not None
    if not rows and not may:
        return ""
    return render_to_string(
        "gatherings/parts/of_meeting.html", {"promises": rows, "may": may, "meeting_id": meeting.pk})
