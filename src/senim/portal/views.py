"""Public pages: home, finding the inspector, a beat, how it works. None needs an account, a map or a script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from senim.kernel import legal
from senim.kernel.access import public
from senim.kernel.clock import now, today
from senim.kernel.scoping import Role
from senim.portal import presenters
from senim.portal.domain import RIGHTS
from senim.portal.forms import FindForm
from senim.portal.rest import page as rest
from senim.portal.slots import Beat, sections
from senim.staff import api as staff
from senim.territory import api as territory
from senim.web.headers import secret_page
from senim.web.words import language

HITS = 12
#: The calendar for residents shows four weeks.
CALENDAR = timedelta(days=27)
_WITH_STREETS = (
    territory.Level.CITY, territory.Level.CITY_DISTRICT, territory.Level.RURAL_DISTRICT, territory.Level.SETTLEMENT,
)


def _area(code: str) -> territory.AreaInfo:
    area = territory.area_by_code(code)
    if area is None:
        raise Http404
    return area


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What do you want? Danger first."""
    return render(request, "portal/home.html", {"form": FindForm()})


@public
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """My inspector by address. Sent by POST: where somebody lives belongs in no address and no log."""
    form = FindForm(request.POST or None)
    asked = request.method == "POST" and form.is_valid()
    if asked and form.place:
        return _at_place(request, form, *form.place)
    words = form.cleaned_data["q"].strip() if asked else ""
    hits = territory.find_addresses(words, HITS, language()) if words else []
    rows = [_hit(hit) for hit in hits]
    return render(request, "portal/find.html", {"form": form, "words": words, "rows": rows})


def _hit(hit: territory.AddressHit) -> dict[str, Any]:
    """An address with its beat and who is there today."""
    there = staff.presence_of(hit.area_id, now(), language()) if hit.area_id else None
    beat = territory.area(hit.area_id) if hit.area_id else None
    return {"hit": hit, "beat": beat, "today": there["today"] if there else ""}


def _at_place(request: HttpRequest, form: FindForm, lon: float, lat: float) -> HttpResponse:
    found = territory.locate(lon, lat)
    if found.area_id is not None:
        return redirect("portal:beat", code=territory.area(found.area_id).code)
    inside = found.why is territory.Why.HOLE
    nearest = int(found.path.strip("/").rsplit("/", 1)[-1]) if found.path else None
    duty = staff.duty_unit(nearest) if inside else None
    context = {"form": form, "why": found.why, "duty": staff.officer_card(duty, language()) if duty else None}
    return render(request, "portal/nowhere.html", context)


@public
@require_safe
def from_list(request: HttpRequest) -> HttpResponse:
    """The regions, for choosing a place without a map."""
    roots = territory.children(None, language())
    shown = territory.children(roots[0].id, language()) if len(roots) == 1 else roots
    return render(request, "portal/list.html", {"rows": [_row(area) for area in shown]})


@public
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """What lies in an area, and who serves it where one beat does."""
    here = _area(code)
    if here.level is territory.Level.BEAT:
        return redirect("portal:beat", code=code)
    found = territory.locate_area(here.id)
    streets = territory.streets_of(here.id, language()) if here.level in _WITH_STREETS else ()
    return render(request, "portal/area.html", {
        "crumbs": presenters.crumbs(here, language()), "name": territory.name_of(here, language()),
        "rows": [_row(one) for one in territory.children(here.id, language())],
        "beat": territory.area(found.area_id) if found.area_id else None,
        "streets": [{"id": one.id, "name": one.name(language())} for one in streets],
    })


def _row(one: territory.AreaInfo) -> dict[str, str]:
    return {"code": one.code, "name": territory.name_of(one, language())}


@public
@require_safe
def street(request: HttpRequest, street_id: int) -> HttpResponse:
    """The beat of a street; its houses where it runs through several beats."""
    houses = territory.houses_of(street_id, language())
    if not houses:
        raise Http404
    beats = {hit.area_id for hit in houses if hit.area_id}
    if len(beats) == 1:
        return redirect("portal:beat", code=territory.area(beats.pop()).code)
    rows = [{"hit": hit, "beat": territory.area(hit.area_id) if hit.area_id else None} for hit in houses]
    return render(request, "portal/street.html", {"rows": rows})


@public
@require_safe
def beat(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a beat: who, where, how well, what was done, what is done together."""
    here = _area(code)
    if here.level is not territory.Level.BEAT or here.is_closed(today()):
        return redirect("portal:area", code=_open_above(here).code)
    page = Beat(here, language(), now())
    return render(request, "portal/beat.html", {
        "beat": page, "name": territory.name_of(here, page.language), "crumbs": presenters.crumbs(here, page.language),
        "members": [territory.name_of(one, page.language) for one in territory.served_together(here.id)],
        "sections": sections(page),
    })


@public
@require_safe
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The duty calendar of a beat for residents: who is there on each day of four weeks, never why somebody is not."""
    here = _area(code)
    if here.level is not territory.Level.BEAT or here.is_closed(today()):
        return redirect("portal:area", code=_open_above(here).code)
    serving = staff.serving(here.id, Role.INSPECTOR, now(), language())
    first = today() - timedelta(days=today().weekday())
    days = staff.public_month(serving.post_id, first, first + CALENDAR, language()) if serving else []
    duty = staff.duty_unit(here.id)
    return render(request, "portal/calendar.html", {
        "name": territory.name_of(here, language()), "crumbs": presenters.crumbs(here, language()), "area": here,
        "officer": staff.officer_card(serving.post_id, language()) if serving else None,
        "weeks": [days[at : at + 7] for at in range(0, len(days), 7)], "part": staff.CALENDAR_PART,
        "duty": staff.officer_card(duty, language()) if duty else None, "at": now(),
    })


def _open_above(here: territory.AreaInfo) -> territory.AreaInfo:
    above = [one for one in territory.ancestors(here.id) if not one.is_closed(today())]
    if here.level is not territory.Level.BEAT:
        return here
    if not above:
        raise Http404
    return above[-1]


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How routing, clocks and ratings work."""
    return render(request, "portal/about.html", presenters.about(now()))


@public
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every legal term that the system relies on, and how well each is known."""
    return render(request, "portal/terms.html", {"rows": presenters.terms(legal.terms(), language())})


@public
@require_safe
def systems(request: HttpRequest) -> HttpResponse:
    """What other systems may ask and send, for whoever joins one: the interfaces, their addresses, what a key opens."""
    return render(request, "portal/systems.html", {
        "parts": rest.parts(), "rights": RIGHTS.values(), "base": settings.BASE_URL,
    })
